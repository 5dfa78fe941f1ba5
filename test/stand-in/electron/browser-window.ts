/** `BrowserWindow`. */
import { EventEmitter } from 'node:events';
import path from 'node:path';
import { cloneCodec } from '../clone.ts';
import type { WindowId } from '../wire.ts';
import { app, appHasWindows } from './app.ts';
import { preventableEvent } from './event.ts';
import { answerHost, host } from './host.ts';
import { grantedPermissions } from './permissions.ts';
import { onlyAfterReady } from './readiness.ts';
import { session } from './session.ts';
import { refuseUnknownMembers } from './unknown-member.ts';
import { WebContents } from './web-contents.ts';

const FORBIDDEN = {
  sandbox: false,
  contextIsolation: false,
  webSecurity: false,
  nodeIntegration: true,
  nodeIntegrationInWorker: true,
  nodeIntegrationInSubFrames: true,
  webviewTag: true,
  allowRunningInsecureContent: true,
  experimentalFeatures: true,
  navigateOnDragDrop: true,
} as const satisfies { [K in keyof Electron.WebPreferences]?: Electron.WebPreferences[K] };

type Used = Pick<
  Electron.BrowserWindow,
  | 'id' | 'loadURL' | 'show' | 'showInactive' | 'hide' | 'isVisible' | 'focus' | 'blur' | 'isFocused' | 'close' | 'destroy' | 'isDestroyed' | 'minimize' | 'restore' | 'isMinimized' | 'maximize' | 'unmaximize' | 'isMaximized' | 'isFullScreen' | 'setFullScreen'
  | 'getBounds' | 'getNormalBounds' | 'setBounds' | 'getSize' | 'setSize' | 'setMinimumSize' | 'center' | 'moveTop' | 'setTitle' | 'getTitle' | 'setMenu' | 'removeMenu' | 'setMenuBarVisibility' | 'isMenuBarVisible' | 'setAutoHideMenuBar' | 'setBackgroundColor'
  | 'setContentProtection' | 'isContentProtected' | 'setSkipTaskbar' | 'setIcon'
>;

const windowById = new Map<WindowId, BrowserWindow>();
let lastId = 0;

export class BrowserWindow extends EventEmitter implements Used {
  readonly id: WindowId;
  readonly webContents: WebContents;
  readonly #opened: Promise<void>;
  #bounds: Electron.Rectangle;
  #title: string;
  #isVisible: boolean;
  #isMenuBarVisible = true;
  #isContentProtected = false;
  #state: 'normal' | 'minimized' | 'maximized' | 'full-screen' = 'normal';

  static getAllWindows(): BrowserWindow[] {
    return [...windowById.values()];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...windowById.values()].find((window) => window.isFocused()) ?? null;
  }

  static fromId(id: WindowId): BrowserWindow | null {
    return windowById.get(id) ?? null;
  }

  static fromWebContents(webContents: WebContents): BrowserWindow | null {
    return windowById.get(webContents.id) ?? null;
  }

  /** @throws Error before ready, or for web preferences that would weaken the window */
  constructor(options: Omit<Electron.BrowserWindowConstructorOptions, 'webPreferences'> & { webPreferences?: Omit<Electron.WebPreferences, 'session'> & { session?: unknown } } = {}) {
    super();
    onlyAfterReady('BrowserWindow');
    const preferences = options.webPreferences ?? {};
    refuseWeak(preferences as Electron.WebPreferences);
    lastId += 1;
    this.id = lastId;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#title = options.title ?? app.name;
    this.#isVisible = options.show ?? true;
    const own = preferences.session as WebContents['session'] | undefined;
    this.webContents = new WebContents(this.id, own ?? session.fromPartition(preferences.partition ?? ''), this);
    windowById.set(this.id, this);
    app.emit('web-contents-created', preventableEvent(), this.webContents);
    app.emit('browser-window-created', preventableEvent(), this);
    this.#opened = this.#open(preferences.preload ?? null);
    this.#opened.catch(() => undefined);
  }

  /** @throws Error when the address was refused or not found, or the window closed meanwhile */
  async loadURL(url: string): Promise<void> {
    this.webContents.loading(url);
    try {
      await this.#opened;
      await host.ask('loadWindow', this.id, url);
    } catch (error) {
      if (!this.isDestroyed()) this.webContents.failed(url);
      throw error;
    }
  }

  show(): void {
    this.#isVisible = true;
    host.tell('showWindow', this.id);
    this.emit('show');
    this.emit('focus');
  }

  showInactive(): void {
    this.#isVisible = true;
    this.emit('show');
  }

  hide(): void {
    this.#isVisible = false;
    this.emit('hide');
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  focus(): void {
    host.tell('showWindow', this.id);
  }

  blur(): void {
    this.emit('blur');
  }

  isFocused(): boolean {
    return this.#isVisible && this.#state !== 'minimized';
  }

  close(): void {
    if (this.isDestroyed()) return;
    const event = preventableEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (!windowById.delete(this.id)) return;
    host.tell('closeWindow', this.id);
    this.webContents.emit('destroyed');
    this.emit('closed');
    if (windowById.size === 0) app.allWindowsClosed();
  }

  isDestroyed(): boolean {
    return !windowById.has(this.id);
  }

  minimize(): void {
    this.#state = 'minimized';
    this.emit('minimize');
  }

  restore(): void {
    this.#state = 'normal';
    this.emit('restore');
  }

  isMinimized(): boolean {
    return this.#state === 'minimized';
  }

  maximize(): void {
    this.#state = 'maximized';
    this.emit('maximize');
  }

  unmaximize(): void {
    this.#state = 'normal';
    this.emit('unmaximize');
  }

  isMaximized(): boolean {
    return this.#state === 'maximized';
  }

  setFullScreen(isFullScreen: boolean): void {
    this.#state = isFullScreen ? 'full-screen' : 'normal';
  }

  isFullScreen(): boolean {
    return this.#state === 'full-screen';
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setMinimumSize(): void {
    // People size the window through their window manager, which has its own ideas.
  }

  center(): void {
    // As above.
  }

  moveTop(): void {
    host.tell('showWindow', this.id);
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  setMenu(): void {
    // There is no menu bar; items are reached through Menu.getApplicationMenu().
  }

  removeMenu(): void {
    this.#isMenuBarVisible = false;
  }

  setMenuBarVisibility(isVisible: boolean): void {
    this.#isMenuBarVisible = isVisible;
  }

  isMenuBarVisible(): boolean {
    return this.#isMenuBarVisible;
  }

  setAutoHideMenuBar(): void {
    // As above.
  }

  setBackgroundColor(): void {
    // Seen only before the first paint.
  }

  setContentProtection(isProtected: boolean): void {
    this.#isContentProtected = isProtected;
  }

  isContentProtected(): boolean {
    return this.#isContentProtected;
  }

  setSkipTaskbar(): void {
    // There is no task bar entry of ours.
  }

  setIcon(): void {
    // As above.
  }

  async #open(preload: string | null): Promise<void> {
    const granted = await grantedPermissions(this.webContents.session, this.webContents);
    if (this.isDestroyed()) throw new Error('The window was closed before it opened.');
    await host.ask('openWindow', this.id, { preload, granted, width: this.#bounds.width, height: this.#bounds.height });
  }
}

refuseUnknownMembers('BrowserWindow', BrowserWindow);

function refuseWeak(preferences: Electron.WebPreferences): void {
  for (const [name, value] of Object.entries(FORBIDDEN)) {
    if (preferences[name as keyof typeof FORBIDDEN] === value) throw new Error(`The stand-in refuses a window with ${name}: ${value}.`);
  }
  if (preferences.enableBlinkFeatures) throw new Error('The stand-in refuses a window with enableBlinkFeatures.');
  if (preferences.preload !== undefined && !path.isAbsolute(preferences.preload)) throw new Error('A preload has to be named by an absolute path.');
}

appHasWindows({
  closeAll() {
    for (const window of BrowserWindow.getAllWindows()) window.close();
    return windowById.size === 0;
  },
  focusFirst: () => BrowserWindow.getAllWindows()[0]?.focus(),
});

const codec = cloneCodec();
answerHost({
  async request(id, request) {
    const window = windowById.get(id);
    return window ? window.webContents.session.answer(request, id) : { refused: 'no-handler' };
  },
  navigate: (id, navigation) => windowById.get(id)?.webContents.navigates(navigation) ?? false,
  popup: (id, url, frameName) => windowById.get(id)?.webContents.popup(url, frameName),
  download(id, url) {
    const contents = windowById.get(id)?.webContents;
    contents?.session.emit('will-download', preventableEvent(), { getURL: () => url, cancel: () => undefined }, contents);
  },
  documentStarted: (id) => windowById.get(id)?.webContents.documentStarted(),
  domReady: (id, url) => windowById.get(id)?.webContents.domReady(url),
  loaded(id) {
    const window = windowById.get(id);
    window?.emit('ready-to-show');
    window?.webContents.loaded();
  },
  crashed: (id) => windowById.get(id)?.webContents.crashed(),
  preloadFailed(id, error) {
    const thrown = codec.decode(error) as Error;
    console.error(`The preload failed: ${thrown.message}`);
    windowById.get(id)?.webContents.emit('preload-error', preventableEvent(), '', thrown);
  },
  closed: (id) => windowById.get(id)?.destroy(),
});
