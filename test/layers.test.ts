import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { examine, type Finding, type Rule } from './layers/findings.ts';
import { LAYERS } from './layers/layers.ts';

const root = path.join(import.meta.dirname, '..');

describe('the sources', () => {
  const sources = readSources();
  const examined = examine(sources);

  test('keep to the layers', () => {
    expect(examined.findings.map(inOneLine)).toEqual([]);
  });

  // A checker that reads nothing finds nothing.
  test('were all read, and their imports followed', () => {
    for (const folder of ['shared/', 'electron/', 'renderer/', 'build/', 'test/']) expect([...sources.keys()].filter((file) => file.startsWith(folder)).length, folder).toBeGreaterThanOrEqual(8);
    expect(examined.files).toBeGreaterThanOrEqual(90);
    expect(examined.edges).toBeGreaterThan(examined.files);
  });

  test('use only packages that package.json pins to one version', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
    const pinned = { ...dependencies, ...devDependencies };
    const named = new Set(LAYERS.flatMap((layer) => [...layer.packages, ...layer.packagesForTypes]));
    expect([...named].filter((name) => !/^\d+\.\d+\.\d+$/.test(pinned[name] ?? ''))).toEqual([]);
  });
});

describe('each rule fails on a planted file:', () => {
  const rulesBroken = (file: string, text: string): Rule[] => examine(new Map([...planted, [file, text]])).findings.filter((each) => each.file === file).map((each) => each.rule);

  /** Just enough neighbours for the imports below to lead somewhere. */
  const planted: [string, string][] = [
    ['shared/about.ts', 'export const reveal = 1; export const keep = 2; export type About = 3;'],
    ['shared/zod.ts', "export { z } from 'zod';"],
    ['electron/vault/vault.ts', 'export type Vault = 1;'],
    ['electron/workspace/search.ts', "import { reveal } from '../../shared/about.ts';"],
    ['electron/journal/journal.ts', "import type { Vault } from '../vault/vault.ts'; import '../workspace/search.ts';"],
    ['electron/requests/answer.ts', "import '../journal/journal.ts';"],
    ['electron/shell/window.ts', "import { BrowserWindow } from 'electron';"],
    ['electron/main.ts', "import './shell/window.ts';"],
    ['renderer/keeper.ts', 'export const bridge = window.otherChair;'],
    ['renderer/ui/Button.tsx', "import { useState } from 'react';"],
  ];

  test('and the neighbours of the planted file break none', () => {
    expect(examine(new Map(planted)).findings.map(inOneLine)).toEqual([]);
  });

  const cases: [name: string, file: string, text: string, rule: Rule][] = [
    ['a file in no folder of the table', 'electron/extra.ts', '', 'no-layer'],
    ['a new folder of the shell side', 'electron/network/socket.ts', '', 'no-layer'],
    ['JavaScript without types', 'renderer/ui/quick.js', '', 'plain-javascript'],

    ['the window importing the vault', 'renderer/App.tsx', "import { x } from '../electron/vault/vault.ts';", 'direction'],
    ['the window importing a type of the vault', 'renderer/App.tsx', "import type { Vault } from '../electron/vault/vault.ts';", 'direction'],
    ['the window naming a type of the vault', 'renderer/App.tsx', "let v: import('../electron/vault/vault.ts').Vault;", 'direction'],
    ['the shell importing the vault', 'electron/shell/menu.ts', "import '../vault/vault.ts';", 'direction'],
    ['the shell importing the journal when asked', 'electron/shell/menu.ts', "void import('../journal/journal.ts');", 'direction'],
    ['main importing the requests', 'electron/main2.ts', "export * from './requests/answer.ts';", 'no-layer'],
    ['requests importing the vault past the journal', 'electron/requests/search.ts', "import { x } from '../vault/vault.ts';", 'direction'],
    ['the vault importing the workspace', 'electron/vault/file.ts', "export { x } from '../workspace/search.ts';", 'direction'],
    ['the workspace importing the vault', 'electron/workspace/hydrate.ts', "import '../vault/vault.ts';", 'direction'],
    ['the workspace starting a file of the vault', 'electron/workspace/hydrate.ts', "new Worker(new URL('../vault/vault.ts', import.meta.url));", 'direction'],
    ['shared importing the journal', 'shared/rules.ts', "import '../electron/journal/journal.ts';", 'direction'],
    ['the app importing a tool', 'electron/shell/menu.ts', "import '../../build/start.ts';", 'not-there'],
    ['the preload importing the shell', 'electron/preload.ts', "import './shell/window.ts';", 'direction'],
    ['wording imported from another layer', 'electron/shell/menu.ts', "import words from '../../renderer/locales/en/menu.json';", 'direction'],

    ['the shell importing a value of shared', 'electron/shell/menu.ts', "import { keep } from '../../shared/about.ts';", 'types-only'],
    ['the shell marking only the name as a type', 'electron/shell/menu.ts', "import { type About } from '../../shared/about.ts';", 'types-only'],
    ['a test importing electron at run time', 'test/shell/window.test.ts', "import { app } from 'electron';", 'types-only'],
    ['the keeper importing electron at run time', 'electron/keeper.ts', "import { app } from 'electron';", 'types-only'],

    ['libsodium outside the vault', 'electron/journal/keys.ts', "import sodium from 'libsodium-wrappers-sumo';", 'package'],
    ['the word list outside the vault', 'electron/journal/words.ts', "import { wordlist } from '@scure/bip39/wordlists/english.js';", 'package'],
    ['SQLite outside vault and workspace', 'electron/journal/rows.ts', "import Database from 'better-sqlite3';", 'package'],
    ['SQLite in the window', 'renderer/rows.ts', "const d = require('better-sqlite3');", 'package'],
    ['electron in the window', 'renderer/App.tsx', "import { ipcRenderer } from 'electron';", 'package'],
    ['electron in the journal', 'electron/journal/menu.ts', "import type { App } from 'electron';", 'package'],
    ['a package nobody decided on', 'renderer/App.tsx', "import axios from 'axios';", 'package'],
    ['zod not set up', 'shared/rules.ts', "import { z } from 'zod';", 'package'],
    ["electron's network", 'electron/shell/menu.ts', "import { app, net } from 'electron';", 'package'],
    ['all of electron under one name', 'electron/shell/menu.ts', "import * as electron from 'electron';", 'package'],

    ['Node in the window', 'renderer/App.tsx', "import fs from 'node:fs';", 'builtin'],
    ['Node in shared', 'shared/rules.ts', "import path from 'path';", 'builtin'],
    ['files in the workspace', 'electron/workspace/rows.ts', "import { writeFileSync } from 'node:fs';", 'builtin'],
    ...['http', 'node:https', 'net', 'node:dgram', 'node:tls', 'dns', 'node:dns/promises', 'node:http2'].map((name): [string, string, string, Rule] => [`${name} in the vault`, 'electron/vault/file.ts', `import '${name}';`, 'builtin']),
    ['another program in the journal', 'electron/journal/run.ts', "import { spawn } from 'node:child_process';", 'builtin'],

    ['an import that is computed', 'electron/journal/load.ts', 'export const load = (name: string) => import(name);', 'unreadable'],
    ['a require that is computed', 'electron/shell/load.ts', "require('ht' + 'tp');", 'unreadable'],
    ['an import of nothing', 'renderer/App.tsx', "import './gone.ts';", 'not-there'],

    ...['fetch("https://example.org");', 'const f = globalThis.fetch;', 'globalThis["fetch"]("x");', 'new XMLHttpRequest();', 'new WebSocket("wss://x");', 'new EventSource("x");', 'navigator.sendBeacon("x");'].map(
      (text): [string, string, string, Rule] => [text, 'renderer/App.tsx', text, 'word'],
    ),
    ['fetch in the shell', 'electron/shell/menu.ts', 'session.defaultSession.fetch("x");', 'word'],
    ['fetch in shared', 'shared/rules.ts', 'void fetch("x");', 'word'],
    ['fetch in another tool', 'build/other.ts', 'void fetch("x");', 'word'],
    ['innerHTML', 'renderer/App.tsx', 'element.innerHTML = "x";', 'word'],
    ['dangerouslySetInnerHTML', 'renderer/App.tsx', 'export const a = <p dangerouslySetInnerHTML={{ __html: "x" }} />;', 'word'],
    ['dangerouslySetInnerHTML in an object', 'renderer/App.tsx', 'export const a = { "dangerouslySetInnerHTML": 1 };', 'word'],
    ['openExternal', 'electron/shell/menu.ts', 'shell.openExternal("x");', 'word'],
    ['crashReporter', 'electron/shell/menu.ts', 'crashReporter.start();', 'word'],
    ['addRecentDocument', 'electron/shell/menu.ts', 'app.addRecentDocument("x");', 'word'],
    ['code made at run time', 'renderer/App.tsx', 'new Function("x");', 'word'],
    ['modules fetched past import', 'electron/vault/file.ts', 'process.getBuiltinModule("net");', 'word'],
    ['a second voice through the bridge', 'renderer/App.tsx', 'void window.otherChair.ask("lock", {});', 'word'],

    ['a parameter of type any', 'electron/requests/answer2.ts', 'export const f = (x: any) => x;', 'any'],
    ['a cast to any', 'build/other.ts', 'export const f = 1 as any;', 'any'],
    ['a list of any in a test', 'test/shared/x.test.ts', 'const list: any[] = [];', 'any'],

    ['a kept value opened in requests', 'electron/requests/peek.ts', "import { reveal } from '../../shared/about.ts';", 'reveal'],
    ['a kept value opened under another name', 'electron/requests/peek.ts', "import { reveal as show } from '../../shared/about.ts';", 'reveal'],
    ['a kept value opened through the whole module', 'shared/extract.ts', "import * as about from './about.ts';", 'reveal'],
    ['the opener passed on', 'shared/extract.ts', "export { reveal } from './about.ts';", 'reveal'],

    ['a file importing itself', 'renderer/App.tsx', "import './App.tsx';", 'cycle'],
  ];

  test.each(cases)('%s', (_name, file, text, rule) => {
    expect(rulesBroken(file, text)).toContain(rule);
  });

  test('a cycle of three files, types included', () => {
    const cycle = new Map([
      ['renderer/a.ts', "import './b.ts';"],
      ['renderer/b.ts', "import type { C } from './c.ts';"],
      ['renderer/c.ts', "import './a.ts';"],
      ['renderer/d.ts', "import './a.ts';"],
    ]);
    const { findings } = examine(cycle);
    expect(findings.map((each) => each.rule)).toEqual(['cycle']);
    expect(findings[0]?.says).toContain('renderer/a.ts, renderer/b.ts, renderer/c.ts');
  });

  test('and comments, strings and longer names break none', () => {
    const harmless = `
      // fetch, innerHTML, any and WebSocket in a comment
      /** Never openExternal. */
      const text = 'fetch("https://example.org") and innerHTML as any';
      const refetch = 1, fetchQuery = 2, WebSockets = 3;
      export { text, refetch, fetchQuery, WebSockets };
    `;
    expect(rulesBroken('renderer/App.tsx', harmless)).toEqual([]);
  });
});

function readSources(): Map<string, string> {
  const files = globSync('{shared,electron,renderer,build,test}/**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}', { cwd: root }).map((file) => file.split(path.sep).join('/'));
  return new Map(files.sort().map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
}

function inOneLine({ rule, file, line, says }: Finding): string {
  return `${file}:${line} [${rule}] ${says}`;
}
