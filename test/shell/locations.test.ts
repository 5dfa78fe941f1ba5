import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { locations, type System } from '../../electron/shell/locations.ts';
import { makeFolders } from '../../electron/shell/private-folders.ts';

const linux: System = { platform: 'linux', env: {}, home: '/home/ana', userDataDir: '' };
const mac: System = { platform: 'darwin', env: {}, home: '/Users/ana', userDataDir: '' };
const windows: System = { platform: 'win32', env: { APPDATA: 'C:\\Users\\ana\\AppData\\Roaming', LOCALAPPDATA: 'C:\\Users\\ana\\AppData\\Local' }, home: 'C:\\Users\\ana', userDataDir: '' };

describe('the folder of the app', () => {
  test.each<[string, System, string]>([
    ['Linux', linux, '/home/ana/.local/share/other-chair'],
    ['Linux with a data folder of its own', { ...linux, env: { XDG_DATA_HOME: '/data/ana' } }, '/data/ana/other-chair'],
    ['Linux with a data folder that is not absolute', { ...linux, env: { XDG_DATA_HOME: 'data' } }, '/home/ana/.local/share/other-chair'],
    ['Linux with an empty data folder', { ...linux, env: { XDG_DATA_HOME: '' } }, '/home/ana/.local/share/other-chair'],
    ['macOS', mac, '/Users/ana/Library/Application Support/Other Chair'],
    ['Windows', windows, 'C:\\Users\\ana\\AppData\\Local\\Other Chair'],
    ['Windows without the variable', { ...windows, env: {} }, 'C:\\Users\\ana\\AppData\\Local\\Other Chair'],
    ['any system with --user-data-dir', { ...linux, userDataDir: '/tmp/trial' }, '/tmp/trial'],
  ])('on %s', (_system, system, folder) => {
    expect(locations(system).folder).toBe(folder);
  });

  test('is never in the roaming profile', () => {
    expect(Object.values<string>({ ...locations(windows) }).filter((place) => /roaming|documents/iu.test(place))).toEqual([]);
  });

  test('keeps the journal and the settings apart from what Chromium writes', () => {
    expect(locations({ ...linux, userDataDir: '/tmp/trial' })).toEqual({
      folder: '/tmp/trial',
      journalFolder: '/tmp/trial/journal',
      settingsFolder: '/tmp/trial/settings',
      scratch: '/tmp/trial/scratch',
      sessionData: '/tmp/trial/scratch/session',
      crashDumps: '/tmp/trial/scratch/crashes',
      logs: '/tmp/trial/scratch/logs',
      temp: '/tmp/trial/scratch/temp',
    });
    expect(locations(windows).journalFolder).toBe('C:\\Users\\ana\\AppData\\Local\\Other Chair\\journal');
  });
});

describe.skipIf(process.platform === 'win32')('the folders', () => {
  let home: string;
  beforeEach(() => { home = mkdtempSync(path.join(os.tmpdir(), 'home-')); });
  afterEach(() => rmSync(home, { recursive: true, force: true }));
  const modeOf = (folder: string) => statSync(folder).mode & 0o777;

  test('can be looked into by their owner only', () => {
    const places = locations({ ...linux, home });
    makeFolders(places);
    for (const folder of Object.values<string>({ ...places })) expect(modeOf(folder)).toBe(0o700);
  });

  test('are closed to others where they were open, and not opened where the owner closed them', () => {
    const places = locations({ ...linux, home });
    mkdirSync(places.settingsFolder, { recursive: true });
    chmodSync(places.settingsFolder, 0o755);
    mkdirSync(places.journalFolder);
    chmodSync(places.journalFolder, 0o555);
    makeFolders(places);
    expect(modeOf(places.settingsFolder)).toBe(0o700);
    expect(modeOf(places.journalFolder)).toBe(0o500);
  });

  test('that cannot be made stop the app for Chromium and not for the journal, of which the keeper tells', () => {
    const places = locations({ ...linux, home });
    mkdirSync(places.folder, { recursive: true });
    writeFileSync(places.journalFolder, 'a file in the way');
    expect(() => makeFolders(places)).not.toThrow();
    rmSync(places.scratch, { recursive: true });
    writeFileSync(places.scratch, 'a file in the way');
    expect(() => makeFolders(places)).toThrow();
  });
});
