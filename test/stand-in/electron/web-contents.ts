/** `webContents` of a window, and its main frame. */
import { EventEmitter } from 'node:events';
import { cloneCodec } from '../clone.ts';
import { give } from '../message-port-main.ts';
import type { Navigation, WindowId } from '../wire.ts';
import { preventableEvent } from './event.ts';
import { host } from './host.ts';
import type { Session } from './session.ts';
import { refuseUnknownMembers } from './unknown-member.ts';

const codec = cloneCodec();

type UsedOfFrame = Pick<Electron.WebFrameMain, 'origin' | 'isDestroyed' | 'detached' | 'send' | 'postMessage' | 'name'> & { url: string };

class WebFrameMain extends EventEmitter implements UsedOfFrame {
  url = 'about:blank';
  readonly name = '';
  readonly parent = null;
  readonly #contents: WebContents;

  constructor(contents: WebContents) {
    super();
    this.#contents = contents;
  }

  get origin(): string {
    return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/.exec(this.url)?.[0] ?? 'null';
  }

  get top(): this {
    return this;
  }

  get detached(): boolean {
    return this.#contents.isDestroyed();
  }

  isDestroyed(): boolean {
    return this.#contents.isDestroyed();
  }

  send(channel: string, ...args: unknown[]): void {
    this.#contents.send(channel, ...args);
  }

  postMessage(channel: string, message: unknown, transfer?: unknown[]): void {
    this.#contents.postMessage(channel, message, transfer);
  }
}

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
type Used = Pick<
  Electron.WebContents,
  'id' | 'send' | 'postMessage' | 'setWindowOpenHandler' | 'isDestroyed' | 'isCrashed' | 'isLoading' | 'getURL' | 'getTitle' | 'loadURL' | 'reload' | 'close' | 'focus' | 'forcefullyCrashRenderer' | 'setWebRTCIPHandlingPolicy' | 'getType' | 'setVisualZoomLevelLimits'
>;

export class WebContents extends EventEmitter implements Used {
  readonly id: WindowId;
  readonly session: Session;
  readonly mainFrame: WebFrameMain;
  readonly #owner: { isDestroyed(): boolean; loadURL(url: string): Promise<void>; close(): void; focus(): void };
  #openHandler: OpenHandler | null = null;
  /** Whether a document is there to hear messages. */
  #hasDocument = false;
  #isLoading = false;
  #isCrashed = false;

  constructor(id: WindowId, session: Session, owner: { isDestroyed(): boolean; loadURL(url: string): Promise<void>; close(): void; focus(): void }) {
    super();
    this.id = id;
    this.session = session;
    this.mainFrame = new WebFrameMain(this);
    this.#owner = owner;
  }

  /** @throws Error when an argument cannot be cloned, or no document is there yet: Electron would lose the message */
  send(channel: string, ...args: unknown[]): void {
    this.#needsDocument();
    host.tell('sendToWindow', this.id, channel, codec.encode(args), []);
  }

  /** @throws Error like `send`, or when a port was given away before */
  postMessage(channel: string, message: unknown, transfer: unknown[] = []): void {
    this.#needsDocument();
    const text = codec.encode([message]);
    host.tell('sendToWindow', this.id, channel, text, give(transfer));
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  isDestroyed(): boolean {
    return this.#owner.isDestroyed();
  }

  isCrashed(): boolean {
    return this.#isCrashed;
  }

  isLoading(): boolean {
    return this.#isLoading;
  }

  getURL(): string {
    return this.mainFrame.url === 'about:blank' ? '' : this.mainFrame.url;
  }

  getTitle(): string {
    return '';
  }

  getType(): 'window' {
    return 'window';
  }

  loadURL(url: string): Promise<void> {
    return this.#owner.loadURL(url);
  }

  reload(): void {
    host.tell('reloadWindow', this.id);
  }

  close(): void {
    this.#owner.close();
  }

  focus(): void {
    this.#owner.focus();
  }

  forcefullyCrashRenderer(): void {
    host.tell('crashWindow', this.id);
  }

  setWebRTCIPHandlingPolicy(): void {
    // No connection is ever made.
  }

  async setVisualZoomLevelLimits(): Promise<void> {
    // There is no pinching here.
  }

  /** For the stand-in. */
  loading(url: string): void {
    this.#isLoading = true;
    this.#isCrashed = false;
    this.mainFrame.url = url;
    this.emit('did-start-loading');
  }

  /** For the stand-in: a fresh document, its preload about to run. */
  documentStarted(): void {
    this.#hasDocument = true;
  }

  /** For the stand-in. */
  domReady(url: string): void {
    if (url === 'about:blank') return;
    this.mainFrame.url = url;
    this.emit('dom-ready', preventableEvent());
  }

  /** For the stand-in. */
  loaded(): void {
    this.#isLoading = false;
    this.emit('did-finish-load', preventableEvent());
    this.emit('did-stop-loading', preventableEvent());
  }

  /** For the stand-in. */
  failed(url: string): void {
    this.#isLoading = false;
    this.emit('did-fail-load', preventableEvent(), -2, 'ERR_FAILED', url, true);
  }

  /** For the stand-in. */
  crashed(): void {
    this.#hasDocument = false;
    this.#isCrashed = true;
    this.emit('render-process-gone', preventableEvent(), { reason: 'crashed', exitCode: 1 });
  }

  /** For the stand-in: whether the app lets the window go there. */
  navigates({ event: name, address, isMainFrame }: Navigation): boolean {
    const event = preventableEvent({ url: address, isMainFrame, isSameDocument: false, frame: isMainFrame ? this.mainFrame : null, initiator: this.mainFrame });
    this.emit(name, event);
    return !event.defaultPrevented;
  }

  /** For the stand-in. @throws Error when the app would allow a second window */
  popup(url: string, frameName: string): void {
    const details: Electron.HandlerDetails = { url, frameName, features: '', disposition: 'foreground-tab', referrer: { url: this.mainFrame.url, policy: 'default' } };
    if (this.#openHandler?.(details).action !== 'deny') throw new Error(`The app would have opened a window for ${url}: its windows need setWindowOpenHandler(() => ({ action: 'deny' })).`);
  }

  #needsDocument(): void {
    if (!this.#hasDocument) throw new Error('The window has no document yet, Electron would lose this message. Send it after did-finish-load, or after the preload asked for it.');
  }
}

refuseUnknownMembers('webContents', WebContents);
