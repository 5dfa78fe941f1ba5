/** What must not be in the sources of the shell at all, whatever the tests of its parts say. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const ofTheShell = ['electron/main.ts', 'electron/preload.ts', ...globSync('electron/shell/**/*.ts', { cwd: root }).map((file) => file.split(path.sep).join('/'))];
const ofTheApp = globSync('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: root });

describe('the sources', () => {
  test('of the shell are all looked at', () => {
    expect(ofTheShell.length).toBeGreaterThan(20);
    expect(ofTheShell).toContain('electron/shell/window.ts');
  });

  /** Traces in the system, ways out, and ways around the port. */
  test.each([
    'openExternal', 'openPath', 'showItemInFolder', 'addRecentDocument', 'setUserActivity', 'setJumpList', 'setUserTasks', 'setProgressBar', 'Tray', 'new Notification', 'crashReporter', 'autoUpdater',
    'addWordToSpellCheckerDictionary', 'setCodeCachePath', 'printToPDF', 'desktopCapturer', 'setAsDefaultProtocolClient', 'executeJavaScript', 'openDevTools', 'contentTracing', 'netLog', 'ipcMain', 'ipcRenderer.send', 'ipcRenderer.invoke',
    'setThumbnailToolTip', 'insertCSS', 'net.fetch', 'net.request', 'fromPath', 'persist:window',
  ])('never say %s', (word) => {
    const found = ofTheApp.filter((file) => read(file).includes(word));
    expect(found).toEqual([]);
  });

  test('of the shell load Electron only where windows and processes are made, and types elsewhere', () => {
    const loading = ofTheShell.filter((file) => /^import (?!type )[^;]*? from 'electron';/mu.test(read(file)));
    expect(loading.sort()).toEqual(['electron/main.ts', 'electron/preload.ts', 'electron/shell/window.ts']);
  });

  test('of the shell take only types from the language of the journal', () => {
    const values = ofTheShell.flatMap((file) => [...read(file).matchAll(/^import (?!type )[^;]*? from '[^']*\/shared\/(?!fault-description\.ts)[^']*';/gmu)].map(([line]) => `${file}: ${line}`));
    expect(values).toEqual([]);
  });

  test('of the shell never wait for ready while they are evaluated', () => {
    expect(read('electron/main.ts')).not.toMatch(/^await /mu);
  });

  test('of the shell know no word of a journal: it has no way to a file of records or to a key', () => {
    const imports = ofTheShell.flatMap((file) => [...read(file).matchAll(/from '([^']+)'/gu)].map(([, from]) => from ?? ''));
    expect(imports.filter((from) => /vault|workspace|journal|requests\/|sqlite|sodium/u.test(from))).toEqual([]);
  });
});

describe('the preload', () => {
  test('is one small file that loads Electron and nothing else, and puts one name into the page', { timeout: 60_000 }, async () => {
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      build: { write: false, ssr: path.join(root, 'electron/preload.ts'), minify: false, rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false } } },
    });
    const files = (Array.isArray(built) ? built : [built]).flatMap((each) => ('output' in each ? each.output : []));
    expect(files.map(({ fileName }) => fileName)).toEqual(['preload.cjs']);
    const code = files[0] && 'code' in files[0] ? files[0].code : '';
    expect([...code.matchAll(/require\((["'`])([^"'`]+)\1\)/gu)].map(([, , name]) => name)).toEqual(['electron']);
    expect([...code.matchAll(/exposeInMainWorld\((["'`])([^"'`]+)\1/gu)].map(([, , name]) => name)).toEqual(['otherChair']);
    expect(code).not.toMatch(/\bZod|safeParse/u);
    expect(code.length).toBeLessThan(8192);
  });
});

test('the tests of the shell run without Electron', () => {
  expect(process.versions.electron).toBeUndefined();
  const loading = globSync('test/shell/**/*.ts', { cwd: root }).filter((file) => /^import (?!type )[^;]*? from 'electron';/mu.test(read(file)));
  expect(loading).toEqual([]);
});
