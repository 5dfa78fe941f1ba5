/** `app.getPath` and `app.setPath`. */
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { shellStart } from '../shell-start.ts';
import { commandLine } from './command-line.ts';

const home = os.homedir();

function appDataFolder(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming');
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support');
  return process.env['XDG_CONFIG_HOME'] ?? path.join(home, '.config');
}

/** Beside the folder Electron would take, never in it. */
const userData = commandLine.getSwitchValue('user-data-dir') || path.join(appDataFolder(), 'other-chair-stand-in');

const pathByName = new Map<string, string>([
  ['home', home],
  ['appData', appDataFolder()],
  ['userData', path.resolve(userData)],
  ['temp', os.tmpdir()],
  ['exe', process.execPath],
  ['module', process.execPath],
  ['assets', shellStart().root],
  ...['Desktop', 'Documents', 'Downloads', 'Music', 'Pictures', 'Videos'].map((name): [string, string] => [name.toLowerCase(), path.join(home, name)]),
]);
const WITHIN_USER_DATA: Record<string, string> = { sessionData: '', logs: 'logs', crashDumps: 'Crashpad' };

/** @throws Error for a name Electron does not have */
export function getPath(name: string): string {
  const known = pathByName.get(name);
  if (known !== undefined) return known;
  const within = WITHIN_USER_DATA[name];
  if (within === undefined) throw new Error(`Failed to get '${name}' path`);
  return path.join(pathByName.get('userData')!, within);
}

/** The folder is made when it is missing. @throws Error for a name Electron does not have, or a relative path */
export function setPath(name: string, folder: string): void {
  if (!pathByName.has(name) && !(name in WITHIN_USER_DATA)) throw new Error(`Failed to set path: '${name}' is no name of a path`);
  if (!path.isAbsolute(folder)) throw new Error('Path must be absolute');
  mkdirSync(folder, { recursive: true });
  pathByName.set(name, folder);
}
