/** The starter, on a small copy of the repository with an npm that only writes down what it was asked. */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const starter = path.join(import.meta.dirname, '../../build/run.mjs');

let root: string;
let npm: string;

beforeEach(() => {
  root = path.join(mkdtempSync(path.join(os.tmpdir(), 'run-')), 'a folder with spaces');
  write('package.json', JSON.stringify({ devDependencies: { node: '24.0.0' } }));
  write('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/left': { version: '1.0.0' } } }));
  write('build/check.ts', `
    console.log(JSON.stringify({ args: process.argv.slice(2), path: (process.env.PATH ?? process.env.Path).split(${JSON.stringify(path.delimiter)}), cwd: process.cwd() }));
    if (process.argv.includes('fail')) process.exitCode = 7;
    if (process.argv.includes('wait')) { process.on('SIGTERM', () => process.exit(9)); console.log('waiting'); setInterval(() => {}, 1000); }
  `);
  copyFileSync(starter, path.join(root, 'build/run.mjs'));
  npm = path.join(root, 'npm-cli.js');
  write('npm-cli.js', `
    const fs = require('fs');
    if (process.env.NPM_FAILS) { console.error('npm warn old thing\\nnpm error code ENOSPC'); process.exit(1); }
    fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
    fs.rmSync('node_modules', { recursive: true, force: true });
    fs.mkdirSync('node_modules/node/bin', { recursive: true });
    fs.writeFileSync('node_modules/node/installArchSpecificPackage.js', \`
      const fs = require('fs');
      setTimeout(() => fs.symlinkSync(process.execPath, process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'), 300);
    \`);
  `);
});

afterEach(() => { rmSync(path.dirname(root), { recursive: true, force: true }); });

describe('installing', () => {
  test('happens once, from the lock file, without the scripts of the packages', async () => {
    const first = await run(['check']);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stderr.split('\n').filter(Boolean)).toHaveLength(2);
    expect(await run(['check'])).toMatchObject({ code: 0, stderr: '' });
    expect(npmCalls()).toEqual(['ci --ignore-scripts --no-audit --no-fund --prefer-offline']);
  });

  test('happens again when the lock file has changed', async () => {
    await run(['check']);
    write('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/left': { version: '1.0.1' } } }));
    await run(['check']);
    expect(npmCalls()).toHaveLength(2);
  });

  test('is left out where somebody ran npm themselves and has what the lock file says', async () => {
    mkdirSync(path.join(root, 'node_modules/node/bin'), { recursive: true });
    symlinkSync(process.execPath, path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node'));
    write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/left': { version: '1.0.0' } } }));
    expect(await run(['check'])).toMatchObject({ code: 0, stderr: '' });
    expect(npmCalls()).toEqual([]);
  });

  test('happens where npm has another version of a package than the lock file', async () => {
    mkdirSync(path.join(root, 'node_modules/node/bin'), { recursive: true });
    symlinkSync(process.execPath, path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node'));
    write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/left': { version: '0.9.0' } } }));
    await run(['check']);
    expect(npmCalls()).toHaveLength(1);
  });

  test('that fails says why and what to do, and is tried again the next time', async () => {
    const failed = await run(['check'], { NPM_FAILS: '1' });
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toContain('npm error code ENOSPC');
    expect(failed.stderr).toContain('run the same command again');
    expect(failed.stderr).not.toContain('npm warn');
    expect(await run(['check'])).toMatchObject({ code: 0 });
  });

  test('happens once when two runs begin at the same moment', async () => {
    const both = await Promise.all([run(['check']), run(['check'])]);
    expect(both.map((each) => each.code)).toEqual([0, 0]);
    expect(npmCalls()).toHaveLength(1);
  });

  test('does not wait for a run that was killed', async () => {
    await run(['check']);
    write('out/preparing/by', '999999999');
    expect(await run(['check'])).toMatchObject({ code: 0 });
    rmSync(path.join(root, 'out/preparing/by'), { force: true });
    mkdirSync(path.join(root, 'out/preparing'), { recursive: true });
    utimesSync(path.join(root, 'out/preparing'), new Date(0), new Date(0));
    expect(await run(['check'])).toMatchObject({ code: 0 });
    expect(existsSync(path.join(root, 'out/preparing'))).toBe(false);
  });
});

describe('a command', () => {
  test('gets its arguments, the packages first in PATH, and the folder of the repository, wherever it is called from', async () => {
    const { stdout } = await run(['check', '--', 'two words', '--flag'], {}, os.tmpdir());
    const said = JSON.parse(stdout) as { args: string[]; path: string[]; cwd: string };
    expect(said.args).toEqual(['--', 'two words', '--flag']);
    expect(said.path.slice(0, 2)).toEqual([path.join(root, 'node_modules/node/bin'), path.join(root, 'node_modules/.bin')]);
    expect(said.cwd).toBe(root);
  });

  test('that fails gives its own exit code', async () => {
    expect(await run(['check', 'fail'])).toMatchObject({ code: 7 });
  });

  test('that does not exist is said in one line, with those that do', async () => {
    const { code, stderr } = await run(['toString']);
    expect(code).toBe(1);
    expect(stderr).toBe('Other Chair: "toString" is not a command. There are: start, test, check, build, tour, bench, prove, validate, mutate.\n');
  });

  test('whose file is missing is said in one line', async () => {
    const { code, stderr } = await run(['tour']);
    expect(code).toBe(1);
    expect(stderr).toBe('Other Chair: build/tour.ts is missing from this copy, so "tour" cannot run.\n');
  });

  test('under a Node that is too old is refused in one line, before anything is installed', async () => {
    const old = "data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '18.19.1' })";
    const { code, stderr } = await run(['check'], { NODE_OPTIONS: `--import "${old}"` });
    expect(code).toBe(1);
    expect(stderr).toBe('Other Chair: this is Node 18.19.1; Node 20 or newer is needed (https://nodejs.org).\n');
    expect(npmCalls()).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('is told when the run is to end, and its answer is passed on', async () => {
    await run(['check']);
    const child = start(['check', 'wait']);
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (piece: Buffer) => {
        if (piece.toString().includes('waiting')) resolve();
      });
    });
    child.kill('SIGTERM');
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(9);
  });
});

function start(args: string[], env: Record<string, string> = {}, cwd = root) {
  return spawn(process.execPath, [path.join(root, 'build/run.mjs'), ...args], { cwd, env: { ...process.env, npm_execpath: npm, CI: 'true', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(args: string[], env: Record<string, string> = {}, cwd = root): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = start(args, env, cwd);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece: Buffer) => { said.stdout += piece.toString(); });
  child.stderr.on('data', (piece: Buffer) => { said.stderr += piece.toString(); });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...said };
}

function npmCalls(): string[] {
  const calls = path.join(root, 'npm-calls');
  return existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}
