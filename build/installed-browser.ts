/** A browser of the Chromium family on this machine. */
import { accessSync, constants } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const NAMES_ON_LINUX = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge'];
const NAMES_ON_MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const PLACES_ON_WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** The one CHROME_PATH names, or the first found where such browsers are installed; null where there is none. */
export function installedBrowser(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string | null {
  const named = env['CHROME_PATH'];
  if (named) return isProgram(named) ? named : null;
  return placesToLook(env, platform).find(isProgram) ?? null;
}

function placesToLook(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', path.join(os.homedir(), 'Applications')];
    return NAMES_ON_MAC.flatMap((name) => folders.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`));
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((folder) => folder !== undefined);
    return PLACES_ON_WINDOWS.flatMap((place) => folders.map((folder) => path.win32.join(folder, place)));
  }
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return NAMES_ON_LINUX.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
