/**
 * Finding or fetching Electron's own program. The `electron` package holds none: it is downloaded on first use, from GitHub or a mirror,
 * and where neither answers that must be known within seconds. This is the only file of the repository that asks the network for
 * anything; it belongs to the tools around the app, and no file of the app can import it.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const electronPackage = path.join(import.meta.dirname, '../node_modules/electron');
const RELEASES = 'https://github.com/electron/electron/releases/download/';
/** Time a server has for the first byte. One that accepts and stays silent would hold the package's own installer for minutes. */
export const REACHABLE_WITHIN_MS = 4000;
const DOWNLOAD_WITHIN_MS = 15 * 60_000;

export const electronVersion = (JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8')) as { version: string }).version;

/** Path of the program where it is installed, else null. */
export function installedElectron(env: NodeJS.ProcessEnv = process.env, folder: string = electronPackage): string | null {
  const nameFile = path.join(folder, 'path.txt');
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8') : null;
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const program = override ? path.join(override, name ?? programName()) : name && path.join(folder, 'dist', name);
  return program && existsSync(program) ? program : null;
}

function programName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Address of the download for this machine, by the same variables as the package's installer reads. */
export function electronDownload(env: NodeJS.ProcessEnv = process.env): string {
  const chosen = (name: string) => env[`npm_config_electron_${name}`] ?? env[`NPM_CONFIG_ELECTRON_${name.toUpperCase()}`] ?? env[`ELECTRON_${name.toUpperCase()}`];
  const folder = (chosen('custom_dir') ?? `v${electronVersion}`).replace('{{ version }}', electronVersion);
  const file = chosen('custom_filename') ?? `electron-v${electronVersion}-${process.platform}-${process.arch}.zip`;
  return `${chosen('mirror') ?? RELEASES}${folder}/${file}`;
}

/** Whether an earlier download is still kept: then no network is needed. */
export function isElectronCached(env: NodeJS.ProcessEnv = process.env): boolean {
  const download = new URL(electronDownload(env));
  const file = path.posix.basename(download.pathname);
  download.hash = '';
  download.search = '';
  download.pathname = path.posix.dirname(download.pathname);
  const folder = createHash('sha256').update(download.toString()).digest('hex');
  return existsSync(path.join(env['electron_config_cache'] ?? cacheFolder(env), folder, file));
}

function cacheFolder(env: NodeJS.ProcessEnv): string {
  const home = os.homedir();
  if (process.platform === 'darwin') return path.join(home, 'Library/Caches/electron');
  if (process.platform === 'win32') return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData/Local'), 'electron/Cache');
  return path.join(env['XDG_CACHE_HOME'] ?? path.join(home, '.cache'), 'electron');
}

/**
 * Asks for one byte of the download itself, redirects included. Connecting is not enough: closed networks answer every address with
 * something, often a page.
 */
export async function isElectronReachable(address: string = electronDownload(), withinMs: number = REACHABLE_WITHIN_MS): Promise<boolean> {
  try {
    const response = await fetch(address, { headers: { range: 'bytes=0-0' }, signal: AbortSignal.timeout(withinMs) });
    const isPage = response.headers.get('content-type')?.includes('text/html') ?? false;
    await response.body?.cancel();
    return (response.status === 200 || response.status === 206) && !isPage;
  } catch {
    return false;
  }
}

/** Runs the package's own installer, which checks the download against the checksums in the package. Null when it fails. */
export async function fetchElectron(): Promise<string | null> {
  const installer = spawn(process.execPath, [path.join(electronPackage, 'install.js')], { stdio: 'inherit', timeout: DOWNLOAD_WITHIN_MS });
  const code = await new Promise<number | null>((resolve) => {
    installer.once('error', () => { resolve(null); });
    installer.once('exit', resolve);
  });
  return code === 0 ? installedElectron() : null;
}
