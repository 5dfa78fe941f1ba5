/**
 * `npm start`: opens the app. In Electron where its program is here or can be fetched; else in an installed browser, on the stand-in for
 * Electron; and where there is no display, the tour is shown. Whatever is missing is said in one line.
 *
 * OTHER_CHAIR_STAND_IN=1 takes the stand-in even where Electron is; OTHER_CHAIR_ELECTRON=0 asks no network for it.
 */
import os from 'node:os';
import path from 'node:path';
import { electronVersion, fetchElectron, installedElectron, isElectronCached, isElectronReachable } from './electron-binary.ts';
import { installedBrowser } from './installed-browser.ts';
import { runInForeground, type Ended } from './program.ts';
import { runTour } from './tour.ts';

const root = path.join(import.meta.dirname, '..');
const SANDBOX_ADVICE = 'https://www.electronjs.org/docs/latest/tutorial/sandbox';

if (import.meta.main) process.exitCode = await start(process.argv.slice(2));

async function start(args: string[]): Promise<number> {
  if (!hasDisplay(process.env, process.platform)) {
    say('there is no display (DISPLAY and WAYLAND_DISPLAY are not set), so no window can be opened. Here is the tour instead.');
    return runTour([]);
  }
  const electron = await electronOrNull();
  if (electron !== null) {
    const ended = await runInForeground(electron, [root, ...args]);
    if (!couldNotBegin(ended)) return ended.code;
    say(`Electron ended at once (${ended.signal ?? ended.code}): a library it needs is missing, or the system does not let it set up its sandbox, see ${SANDBOX_ADVICE}.`);
  }
  return openInBrowser(args);
}

/** Only Linux and the BSDs can tell; elsewhere a display is assumed. */
export function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  return platform === 'darwin' || platform === 'win32' || [env['DISPLAY'], env['WAYLAND_DISPLAY']].some(Boolean);
}

async function electronOrNull(): Promise<string | null> {
  if (process.env['OTHER_CHAIR_STAND_IN'] === '1') return null;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    say('Electron does not run as root.');
    return null;
  }
  const here = installedElectron();
  if (here !== null) return here;
  if (process.env['OTHER_CHAIR_ELECTRON'] === '0') {
    say(`Electron ${electronVersion} is not here, and OTHER_CHAIR_ELECTRON=0 says not to fetch it.`);
    return null;
  }
  return downloadedElectron();
}

async function downloadedElectron(): Promise<string | null> {
  const isCached = isElectronCached();
  if (!isCached && !(await isElectronReachable())) {
    say(`Electron ${electronVersion} is not here and its download does not answer (ELECTRON_MIRROR can name another place).`);
    return null;
  }
  say(isCached ? `unpacking Electron ${electronVersion} …` : `fetching Electron ${electronVersion} (once, about 120 MB) …`);
  const fetched = await fetchElectron();
  if (fetched === null) say(`Electron ${electronVersion} could not be installed.`);
  return fetched;
}

/** A missing library ends it with 127, a sandbox it may not set up with a trap; a person who closes the window takes longer. */
function couldNotBegin(ended: Ended): boolean {
  return process.platform === 'linux' && ended.tookMs < 5000 && (ended.code === 127 || ended.signal === 'SIGTRAP' || ended.signal === 'SIGABRT');
}

async function openInBrowser(args: string[]): Promise<number> {
  const browser = installedBrowser();
  if (browser === null) {
    const named = process.env['CHROME_PATH'];
    say(named ? `CHROME_PATH names ${named}, which is not a program.` : 'no Chrome, Chromium or Edge was found to open the app in; CHROME_PATH can name one.');
    say('"npm run tour" shows the app without a window.');
    return 1;
  }
  const userData = tryingOutFolder(process.env, process.platform, os.homedir());
  say(`opening in ${browser} on a stand-in for Electron. This is for trying the app out: its journal is kept apart, in ${userData}.`);
  const opener = path.join(root, 'test/stand-in/open.ts');
  const { code } = await runInForeground(process.execPath, [opener, `--user-data-dir=${userData}`, ...args], { ...process.env, CHROME_PATH: browser });
  return code;
}

/** Where a person's own data belongs on this system, beside the app's real folder and never in it. */
export function tryingOutFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  const name = 'Other Chair (trying out)';
  if (platform === 'win32') return path.win32.join(env['LOCALAPPDATA'] ?? path.win32.join(home, 'AppData', 'Local'), name);
  if (platform === 'darwin') return path.posix.join(home, 'Library/Application Support', name);
  return path.posix.join(env['XDG_DATA_HOME'] ?? path.posix.join(home, '.local/share'), name);
}

function say(line: string): void {
  process.stderr.write(`Other Chair: ${line}\n`);
}
