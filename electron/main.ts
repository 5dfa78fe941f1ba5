/**
 * The shell: windows, menu, and the moments at which the journal locks. It starts a keeper and a window, gives each an end of one
 * channel, and sees nothing of what a person writes.
 */
import { app, clipboard, dialog, Menu, nativeTheme, powerMonitor, protocol, session, utilityProcess, type BrowserWindow } from 'electron';
import os from 'node:os';
import path from 'node:path';
import { readPackagedFiles, SCHEME_PRIVILEGES, type PackagedFiles } from './shell/app-protocol.ts';
import { choosing } from './shell/choosing.ts';
import { applySwitches } from './shell/chromium-switches.ts';
import { Copies } from './shell/copies.ts';
import { captureOn, Facts } from './shell/facts.ts';
import { faultLine } from './shell/fault-log.ts';
import { IdleWatch } from './shell/idle-watch.ts';
import { keeperEnvironment } from './shell/keeper-environment.ts';
import { startKeeper, type RunningKeeper } from './shell/keeper-host.ts';
import { lockOnSystemEvents } from './shell/lock-triggers.ts';
import { Locking } from './shell/locking.ts';
import { locations, type Locations } from './shell/locations.ts';
import { menuTemplate } from './shell/menu.ts';
import { offeredIn, OfferedFile } from './shell/offered-file.ts';
import { makeFolders } from './shell/private-folders.ts';
import { SecureKeyboard } from './shell/secure-keyboard.ts';
import { isOnlyInstance } from './shell/single-instance.ts';
import { closeSession } from './shell/window-session.ts';
import { openWindow } from './shell/window.ts';
import { CANNOT_START, CANNOT_USE_FOLDER } from './shell/wording.ts';

const KEEPER = path.join(import.meta.dirname, 'keeper.js');
const PRELOAD = path.join(import.meta.dirname, '../preload/preload.cjs');
const PAGES = path.join(import.meta.dirname, '../renderer');
/** Until the keeper has read the person's own; it does before anything can be unlocked. */
const LOCK_AFTER_MINUTES = 5;

let frontWindow: BrowserWindow | null = null;
const offered = new OfferedFile();

process.stderr.on('error', () => {
  // Started without a terminal: there is nobody to tell.
});
process.on('uncaughtException', (error) => fault('uncaught', error));
process.on('unhandledRejection', (error) => fault('unhandled', error));

beforeReady();

/** All of this has to stand before Chromium is ready, so it runs while this module is evaluated. */
function beforeReady(): void {
  const places = locations({ platform: process.platform, env: process.env, home: os.homedir(), userDataDir: app.commandLine.getSwitchValue('user-data-dir') });
  try {
    makeFolders(places);
  } catch (error) {
    fault('making folders', error);
    dialog.showErrorBox(CANNOT_USE_FOLDER.title, `${CANNOT_USE_FOLDER.text} ${places.folder}`);
    app.exit(1);
    return;
  }
  setPaths(places);
  applySwitches(app.commandLine, process.platform);
  protocol.registerSchemesAsPrivileged([SCHEME_PRIVILEGES]);
  app.enableSandbox();
  if (!isOnlyInstance(app, { bringForward, offer: (file) => offered.offer(file) })) {
    app.quit();
    return;
  }
  offered.offer(offeredIn(process.argv, process.cwd()));
  app.on('window-all-closed', () => app.quit());
  // macOS: a click on the app in the dock, when its window is hidden or minimised.
  app.on('activate', bringForward);
  // Never awaited here: ready comes only when this module has been evaluated.
  app.whenReady().then(() => start(places)).catch(giveUp);
}

function setPaths({ scratch, sessionData, crashDumps, logs, temp }: Locations): void {
  app.setPath('userData', scratch);
  app.setPath('sessionData', sessionData);
  app.setPath('crashDumps', crashDumps);
  app.setPath('logs', logs);
  app.setPath('temp', temp);
}

async function start(places: Locations): Promise<void> {
  const facts = new Facts(captureOn(process.platform, os.release()), after);
  await closeSession(session.defaultSession, () => facts.refused());
  const keyboard = new SecureKeyboard(app, process.platform);
  const idle = new IdleWatch(idleOutside(() => locking), LOCK_AFTER_MINUTES);
  const locking = makeLocking(places, { files: readPackagedFiles(PAGES), keyboard, idle, facts });
  app.on('before-quit', (event) => {
    if (locking.at === 'ended') return;
    event.preventDefault();
    locking.leave();
  });
  lockOnSystemEvents(powerMonitor, locking);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, () => locking.lock('asked'))));
  locking.start();
}

interface Shell { files: PackagedFiles; keyboard: SecureKeyboard; idle: IdleWatch; facts: Facts }

function makeLocking({ journalFolder, settingsFolder, temp }: Locations, { files, keyboard, idle, facts }: Shell): Locking<RunningKeeper, BrowserWindow> {
  const asked = {
    fork: utilityProcess.fork.bind(utilityProcess),
    modulePath: KEEPER,
    start: { journalFolder, settingsFolder },
    environment: keeperEnvironment(process.env, temp),
    log: (line: string) => process.stderr.write(line),
    choose: choosing(dialog, () => frontWindow, fault),
  };
  const copies = new Copies({ clipboard, platform: process.platform, after, fault });
  return new Locking({
    startKeeper: (heard) => startKeeper(asked, heard),
    openWindow: (keeper, because, before, heard) => {
      const focused = (inFront: boolean) => {
        keyboard.focused = inFront;
      };
      frontWindow = openWindow({ files, preload: PRELOAD, dark: nativeTheme.shouldUseDarkColors, keeper, because, before, focused, refused: () => facts.refused(), fault }, heard);
      facts.tellTo(keeper);
      offered.tellTo(keeper);
      return frontWindow;
    },
    preferencesAre: ({ theme, lockAfterMinutes }) => {
      nativeTheme.themeSource = theme;
      idle.lockAfterMinutes = lockAfterMinutes;
    },
    copied: () => copies.copied(),
    stateIs: (at) => {
      keyboard.locked = at !== 'open';
      if (at === 'open') {
        idle.start();
        copies.opened();
        offered.forget();
      } else {
        idle.stop();
        void copies.locked();
      }
    },
    leave: () => app.quit(),
    giveUp,
    after,
    nowMs: Date.now,
  });
}

function idleOutside(locking: () => Locking<RunningKeeper, BrowserWindow>): ConstructorParameters<typeof IdleWatch>[0] {
  return {
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    screenLocked: () => powerMonitor.getSystemIdleState(1) === 'locked',
    nowMs: Date.now,
    every: (ms, run) => {
      const timer = setInterval(run, ms);
      return () => clearInterval(timer);
    },
    idle: () => locking().lock('idle'),
    screenLock: () => locking().lock('screen-lock'),
    slept: () => locking().lock('suspend'),
  };
}

/** @returns what calls it off */
function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

function bringForward(): void {
  if (!frontWindow || frontWindow.isDestroyed()) return;
  if (frontWindow.isMinimized()) frontWindow.restore();
  frontWindow.show();
  frontWindow.focus();
}

function giveUp(error?: unknown): void {
  if (error !== undefined) fault('starting', error);
  dialog.showErrorBox(CANNOT_START.title, CANNOT_START.text);
  app.exit(1);
}

function fault(happening: string, error: unknown): void {
  process.stderr.write(faultLine(happening, error));
}
