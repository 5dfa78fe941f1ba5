import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { installedBrowser } from '../../build/installed-browser.ts';
import { hasDisplay, tryingOutFolder } from '../../build/start.ts';

const root = path.join(import.meta.dirname, '../..');

describe('a display', () => {
  test('is known on Linux by its variables', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({ DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  });

  test('is taken for granted on macOS and Windows', () => {
    expect(hasDisplay({}, 'darwin')).toBe(true);
    expect(hasDisplay({}, 'win32')).toBe(true);
  });
});

describe('a browser to try the app in', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'browser-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

  test.skipIf(process.platform === 'win32')('is found on Linux in PATH, Chromium before Edge, and only a program counts', () => {
    for (const name of ['microsoft-edge', 'chromium']) writeFileSync(path.join(folder, name), '');
    chmodSync(path.join(folder, 'microsoft-edge'), 0o755);
    expect(installedBrowser({ PATH: folder }, 'linux')).toBe(path.join(folder, 'microsoft-edge'));
    chmodSync(path.join(folder, 'chromium'), 0o755);
    expect(installedBrowser({ PATH: `/nowhere:${folder}` }, 'linux')).toBe(path.join(folder, 'chromium'));
    expect(installedBrowser({ PATH: '' }, 'linux')).toBeNull();
  });

  test('is the one CHROME_PATH names, or none: never another behind its back', () => {
    expect(installedBrowser({ CHROME_PATH: process.execPath })).toBe(process.execPath);
    expect(installedBrowser({ ...process.env, CHROME_PATH: path.join(folder, 'gone') })).toBeNull();
  });
});

test('what is tried out is kept in a folder of its own, where programs keep data on each system', () => {
  expect(tryingOutFolder({}, 'linux', '/home/ada')).toBe('/home/ada/.local/share/Other Chair (trying out)');
  expect(tryingOutFolder({ XDG_DATA_HOME: '/data' }, 'linux', '/home/ada')).toBe('/data/Other Chair (trying out)');
  expect(tryingOutFolder({}, 'darwin', '/Users/ada')).toBe('/Users/ada/Library/Application Support/Other Chair (trying out)');
  // Not the roaming profile, which is copied to a server.
  expect(tryingOutFolder({ LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' }, 'win32', 'C:\\Users\\ada')).toBe('C:\\Users\\ada\\AppData\\Local\\Other Chair (trying out)');
});

describe.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('with an Electron on the disk, start', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'electron-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

  test('runs it on the repository, with the arguments, and gives its exit code', () => {
    const { status, stdout, stderr } = startWith('echo "$@"; exit 3', ['--one', 'two words']);
    expect(stdout).toBe(`${root} --one two words\n`);
    expect(stderr).toBe('');
    expect(status).toBe(3);
  });

  test.runIf(process.platform === 'linux')('says why and goes on without it when it cannot begin', () => {
    const { status, stderr } = startWith('echo "electron: error while loading shared libraries" >&2; exit 127', []);
    expect(stderr).toContain('Other Chair: Electron ended at once (127)');
    expect(stderr).toContain('which is not a program.');
    expect(status).toBe(1);
  });

  function startWith(script: string, args: string[]) {
    const program = path.join(folder, process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron');
    mkdirSync(path.dirname(program), { recursive: true });
    writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const env = { ...process.env, DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: folder, CHROME_PATH: path.join(folder, 'no-browser') };
    return spawnSync(process.execPath, [path.join(root, 'build/start.ts'), ...args], { env, encoding: 'utf8', timeout: 20_000 });
  }
});

test('without Electron and without a browser, start says both in a line each and ends', () => {
  const env = { ...process.env, DISPLAY: ':99', OTHER_CHAIR_STAND_IN: '1', CHROME_PATH: path.join(root, 'no-browser') };
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'build/start.ts')], { env, encoding: 'utf8', timeout: 20_000 });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([`Other Chair: CHROME_PATH names ${path.join(root, 'no-browser')}, which is not a program.`, 'Other Chair: "npm run tour" shows the app without a window.']);
});
