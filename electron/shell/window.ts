/** Opens a window on a session of its own and puts it in touch with a keeper. */
import { BrowserWindow, MessageChannelMain, session } from 'electron';
import type { LockReason } from '../../shared/process-messages.ts';
import { START_ADDRESS, type PackagedFiles } from './app-protocol.ts';
import type { RunningKeeper } from './keeper-host.ts';
import type { WindowHeard } from './locking.ts';
import { guardNavigation } from './navigation.ts';
import { windowOptions } from './window-options.ts';
import { freshPartition, prepareSession } from './window-session.ts';

export interface WindowNeeds {
  files: PackagedFiles;
  preload: string;
  dark: boolean;
  keeper: RunningKeeper;
  because: LockReason;
  /** The window that is destroyed next. */
  before: BrowserWindow | null;
  focused: (focused: boolean) => void;
  /** A page asked for what it may not have. */
  refused: () => void;
  fault: (happening: string, error: unknown) => void;
}

export function openWindow({ files, preload, dark, keeper, because, before, focused, refused, fault }: WindowNeeds, heard: WindowHeard): BrowserWindow {
  const inMemory = session.fromPartition(freshPartition(), { cache: false });
  // Guarded before anything lives in it.
  const prepared = prepareSession(inMemory, files, refused);
  const window = new BrowserWindow(windowOptions({ preload, session: inMemory, dark, bounds: before?.getNormalBounds() ?? null }));
  window.setContentProtection(true);
  window.on('page-title-updated', (event) => event.preventDefault());
  guardNavigation(window.webContents);
  listen(window, heard, focused);
  appearLike(window, before);
  introduce(window, keeper, because);
  prepared
    .then(() => window.loadURL(START_ADDRESS))
    .catch((error: unknown) => {
      if (window.isDestroyed()) return;
      fault('loading the page', error);
      heard.gone();
    });
  return window;
}

function listen(window: BrowserWindow, heard: WindowHeard, focused: (focused: boolean) => void): void {
  window.webContents.on('render-process-gone', () => heard.gone());
  window.on('close', (event) => {
    // What was typed last has to be saved by the page before it goes; then the window is destroyed without being asked.
    event.preventDefault();
    heard.closing();
  });
  window.once('show', () => seen.add(window));
  window.on('minimize', () => heard.hidden());
  window.on('hide', () => heard.hidden());
  window.on('query-session-end', () => heard.signingOut());
  window.on('focus', () => focused(true));
  window.on('blur', () => focused(false));
  window.on('closed', () => focused(false));
}

/** Windows that have been on the screen: one that was hidden since is told from one that was never shown. */
const seen = new WeakSet<BrowserWindow>();

/** A journal that locks by itself must not push in front of what the person is doing. */
function appearLike(window: BrowserWindow, before: BrowserWindow | null): void {
  const inFront = before?.isFocused() ?? true;
  // One that was hidden must not show itself either; minimised, it can be found again.
  const minimised = before !== null && (before.isMinimized() || (seen.has(before) && !before.isVisible()));
  const maximised = before?.isMaximized() ?? false;
  window.once('ready-to-show', () => {
    if (maximised) window.maximize();
    if (minimised) window.minimize();
    else if (inFront) window.show();
    else window.showInactive();
  });
}

/** One end of the channel to the keeper, the other to the page. Nothing is sent or read here. */
function introduce(window: BrowserWindow, keeper: RunningKeeper, because: LockReason): void {
  const { port1, port2 } = new MessageChannelMain();
  keeper.meetWindow(because, port1);
  window.webContents.once('did-finish-load', () => window.webContents.postMessage('keeper-port', null, [port2]));
}
