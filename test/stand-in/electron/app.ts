/** `app`. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { shellStart } from '../shell-start.ts';
import { commandLine } from './command-line.ts';
import { preventableEvent } from './event.ts';
import { getPath, setPath } from './paths.ts';
import { atReady, isReady, onlyBeforeReady, whenReady } from './readiness.ts';
import { SingleInstance } from './single-instance.ts';
import { refuseUnknownMembers } from './unknown-member.ts';

const { root } = shellStart();
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { name: string; productName?: string; version?: string };

type Used = Pick<
  Electron.App,
  | 'isPackaged' | 'name' | 'getName' | 'setName' | 'getVersion' | 'getAppPath' | 'getPath' | 'setPath' | 'setAppLogsPath' | 'getLocale' | 'getSystemLocale' | 'getPreferredSystemLanguages'
  | 'isReady' | 'whenReady' | 'quit' | 'exit' | 'focus' | 'enableSandbox' | 'disableHardwareAcceleration' | 'requestSingleInstanceLock' | 'hasSingleInstanceLock' | 'releaseSingleInstanceLock'
  | 'setAppUserModelId' | 'setSecureKeyboardEntryEnabled' | 'isSecureKeyboardEntryEnabled'
>;

/** What `app` needs of the windows, which in turn need `app`. */
interface Windows {
  /** Asks each to close. False when one stays. */
  closeAll(): boolean;
  focusFirst(): void;
}
let windows: Windows = { closeAll: () => true, focusFirst: () => undefined };

export class App extends EventEmitter implements Used {
  readonly isPackaged = false;
  readonly commandLine = commandLine;
  name = manifest.productName ?? manifest.name;
  #singleInstance: SingleInstance | null = null;
  #isSecureKeyboardEntry = false;
  #isQuitting = false;

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    return manifest.version ?? '0.0.0';
  }

  getAppPath(): string {
    return root;
  }

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    return getPath(name);
  }

  setPath(name: string, folder: string): void {
    setPath(name, folder);
  }

  setAppLogsPath(folder?: string): void {
    setPath('logs', folder ?? path.join(getPath('userData'), 'logs'));
  }

  getLocale(): string {
    return 'en-GB';
  }

  getSystemLocale(): string {
    return 'en-GB';
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-GB'];
  }

  isReady(): boolean {
    return isReady();
  }

  whenReady(): Promise<void> {
    return whenReady;
  }

  focus(): void {
    windows.focusFirst();
  }

  enableSandbox(): void {
    onlyBeforeReady('app.enableSandbox()');
  }

  disableHardwareAcceleration(): void {
    onlyBeforeReady('app.disableHardwareAcceleration()');
  }

  setAppUserModelId(): void {
    // Windows' task bar; there is nothing to group here.
  }

  setSecureKeyboardEntryEnabled(enabled: boolean): void {
    this.#isSecureKeyboardEntry = enabled;
  }

  isSecureKeyboardEntryEnabled(): boolean {
    return this.#isSecureKeyboardEntry;
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    this.#singleInstance ??= new SingleInstance(getPath('userData'), (second) => {
      void whenReady.then(() => this.emit('second-instance', preventableEvent(), second.argv, second.workingDirectory, second.additionalData));
    });
    return this.#singleInstance.request(additionalData);
  }

  hasSingleInstanceLock(): boolean {
    return this.#singleInstance?.isHeld ?? false;
  }

  releaseSingleInstanceLock(): void {
    this.#singleInstance?.release();
    this.#singleInstance = null;
  }

  /** `before-quit`, the windows' `close`, `will-quit`: each can stop it, and it can be asked for again. */
  quit(): void {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    // Electron returns from quit() first, too: the rest of the main module is still evaluated.
    setImmediate(() => {
      if (this.#mayQuit()) this.exit(0);
      else this.#isQuitting = false;
    });
  }

  exit(code = 0): void {
    this.emit('quit', preventableEvent(), code);
    process.exit(code);
  }

  /** For the stand-in: no window is left. */
  allWindowsClosed(): void {
    if (this.#isQuitting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  #mayQuit(): boolean {
    return this.#isGranted('before-quit') && windows.closeAll() && this.#isGranted('will-quit');
  }

  #isGranted(question: 'before-quit' | 'will-quit'): boolean {
    const event = preventableEvent();
    this.emit(question, event);
    return !event.defaultPrevented;
  }
}

refuseUnknownMembers('app', App, process.platform === 'darwin' ? [] : ['dock']);
export const app = new App();

export function appHasWindows(these: Windows): void {
  windows = these;
}

atReady(() => {
  app.emit('will-finish-launching');
  app.emit('ready', preventableEvent(), {});
});
