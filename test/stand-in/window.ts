/** One window of the app, as the host sees it: a fresh browser context with one page, the preload in its own world, every request answered by the shell. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CDPSession, Frame, Page, Request, Route } from 'playwright-core';
import { isAppDocument, toApp, toWeb } from './addresses.ts';
import type { OpenedPage } from './browser.ts';
import { cloneCodec } from './clone.ts';
import type { PortHolder, Ports } from './ports.ts';
import type { Remote } from './remote.ts';
import type { FromPage, PageResponse, PortId, ShellMethods, Text, ToPage, WindowId, WindowToOpen } from './wire.ts';
import { joinWorlds, openNoWindows } from './worlds/join.ts';
import { runPreload } from './worlds/preload.ts';

/** Something the window wanted and did not get. */
export interface Refusal {
  address: string;
  why: 'webRequest' | 'no-handler' | 'handler-failed' | 'redirect' | 'will-navigate' | 'will-frame-navigate' | 'popup' | 'download' | 'websocket';
}

export interface Surroundings {
  shell: Remote<ShellMethods>;
  ports: Ports;
  refuse(refusal: Refusal): void;
  pageFailed(message: string): void;
}

const WORLD = 'stand-in';
const BINDING = 'standInSay';
const codec = cloneCodec();

export class HostWindow implements PortHolder {
  readonly page: Page;
  readonly #id: WindowId;
  readonly #opened: OpenedPage;
  readonly #around: Surroundings;
  #debugging!: CDPSession;
  #mainFrame = '';
  /** Execution context of the preload's world in the present document. */
  #world: number | null = null;
  #isLoading = false;
  #closing: Promise<void> | null = null;

  constructor(id: WindowId, opened: OpenedPage, around: Surroundings) {
    this.#id = id;
    this.#opened = opened;
    this.#around = around;
    this.page = opened.page;
  }

  async prepare({ preload, granted }: WindowToOpen, colourScheme: 'light' | 'dark' | null): Promise<void> {
    const { context } = this.#opened;
    this.#debugging = await context.newCDPSession(this.page);
    this.#listen();
    await Promise.all([
      this.#debugging.send('Page.enable'),
      this.#debugging.send('Runtime.enable'),
      this.#debugging.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      this.#injectWorlds(preload),
      context.grantPermissions(granted),
      context.route('**/*', (route, request) => this.#answer(route, request)),
      context.routeWebSocket(/.*/, async (socket) => {
        this.#around.refuse({ address: toApp(socket.url()), why: 'websocket' });
        await socket.close();
      }),
      this.page.emulateMedia({ colorScheme: colourScheme }),
      this.#debugging.send('Page.getFrameTree').then(({ frameTree }) => { this.#mainFrame = frameTree.frame.id; }),
    ]);
  }

  async load(address: string): Promise<void> {
    this.#isLoading = true;
    try {
      await this.page.goto(toWeb(address));
    } catch (error) {
      throw new Error(`ERR_FAILED: loading '${address}' (${error instanceof Error ? error.message.split('\n')[0]! : String(error)})`);
    } finally {
      this.#isLoading = false;
    }
    this.#around.shell.tell('loaded', this.#id);
  }

  async reload(): Promise<void> {
    this.#isLoading = true;
    try {
      await this.page.reload();
    } finally {
      this.#isLoading = false;
    }
    this.#around.shell.tell('loaded', this.#id);
  }

  async show(): Promise<void> {
    await this.page.bringToFront();
  }

  async setColourScheme(scheme: 'light' | 'dark' | null): Promise<void> {
    await this.page.emulateMedia({ colorScheme: scheme });
  }

  /** As when the renderer process dies. */
  crash(): void {
    this.#debugging.send('Page.crash').catch(() => undefined);
  }

  close(): Promise<void> {
    if (this.#closing) return this.#closing;
    this.#around.ports.closeAllOf(this);
    this.#closing = this.#opened.close();
    return this.#closing;
  }

  sendMessage(channel: string, text: Text, ports: PortId[]): void {
    this.#hear({ kind: 'message', channel, ports }, text);
    this.#around.ports.handOver(ports, this);
    for (const port of ports) this.#around.ports.start(port, this);
  }

  portMessage(port: PortId, text: Text): void {
    this.#hear({ kind: 'port-message', port }, text);
  }

  portClosed(port: PortId): void {
    this.#hear({ kind: 'port-closed', port }, '');
  }

  /** Commands go through the pipe in order, and each runs before the next: the order of messages is kept. */
  #hear(to: ToPage, text: Text): void {
    if (this.#closing !== null || this.#world === null) return;
    this.#debugging
      .send('Runtime.callFunctionOn', {
        executionContextId: this.#world,
        functionDeclaration: '(to, text) => { globalThis.standInHear(to, text); }',
        arguments: [{ value: to }, { value: text }],
        silent: true,
      })
      .catch(() => undefined);
  }

  async #injectWorlds(preload: string | null): Promise<void> {
    const secret = randomBytes(16).toString('hex');
    const inApp = (code: string) => `if (${isAppDocument}) { ${code} }`;
    const join = (side: 'page' | 'preload') => `(${joinWorlds.toString()})('${side}', '${secret}')`;
    await this.#debugging.send('Page.addScriptToEvaluateOnNewDocument', { source: inApp(`${join('page')}; (${openNoWindows.toString()})();`) });
    const facts = { platform: process.platform, arch: process.arch, type: 'renderer', sandboxed: true, contextIsolated: true, isMainFrame: true, versions: {}, env: {}, argv: [] };
    const source = preload === null ? '' : readFileSync(preload, 'utf8');
    const run = `(${runPreload.toString()})((${cloneCodec.toString()})(), ${join('preload')}, ${JSON.stringify(facts)}, function (require, module, exports, process) {\n${source}\n})`;
    await this.#debugging.send('Page.addScriptToEvaluateOnNewDocument', { worldName: WORLD, source: inApp(run) });
  }

  #listen(): void {
    const { shell } = this.#around;
    const refuse = (refusal: Refusal) => { this.#around.refuse(refusal); };
    this.#debugging.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { frameId?: string };
      if (context.name === WORLD && frameId === this.#mainFrame) this.#beginDocument(context.id);
    });
    this.#debugging.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING && executionContextId === this.#world) this.#fromPage(payload);
    });
    this.#debugging.on('Page.windowOpen', ({ url, windowName }) => {
      refuse({ address: toApp(url), why: 'popup' });
      shell.tell('popup', this.#id, toApp(url), windowName);
    });
    this.#opened.context.on('page', (page) => {
      if (page !== this.page) void page.close().catch(() => undefined);
    });
    this.page.on('download', (download) => {
      refuse({ address: toApp(download.url()), why: 'download' });
      shell.tell('download', this.#id, toApp(download.url()));
      void download.cancel().catch(() => undefined);
    });
    this.page.on('pageerror', (error) => { this.#around.pageFailed(error.message); });
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.#around.pageFailed(message.text());
    });
    this.page.on('domcontentloaded', () => { shell.tell('domReady', this.#id, toApp(this.page.url())); });
    this.page.on('crash', () => {
      this.#around.ports.closeAllOf(this);
      shell.tell('crashed', this.#id);
    });
    this.page.on('close', () => {
      if (this.#closing !== null) return;
      void this.close();
      shell.tell('closed', this.#id);
    });
  }

  #beginDocument(world: number): void {
    this.#around.ports.closeAllOf(this);
    this.#world = world;
    this.#around.shell.tell('documentStarted', this.#id);
  }

  #fromPage(payload: string): void {
    const end = payload.indexOf('\n');
    const from = JSON.parse(payload.slice(0, end)) as FromPage;
    const text = payload.slice(end + 1);
    const { shell, ports } = this.#around;
    if (from.kind === 'port-message') ports.say(from.port, text, this);
    else if (from.kind === 'port-closed') ports.close(from.port, this);
    else if (from.kind === 'send') shell.tell('message', this.#id, toApp(from.address), from.channel, text);
    else if (from.kind === 'invoke') void this.#invoke(from, text);
    else if (from.kind === 'key') shell.tell('keyPressed', from.press);
    else shell.tell('preloadFailed', this.#id, text);
  }

  async #invoke({ id, channel, address }: Extract<FromPage, { kind: 'invoke' }>, args: Text): Promise<void> {
    try {
      this.#hear({ kind: 'reply', to: id, failed: false }, await this.#around.shell.ask('invoke', this.#id, toApp(address), channel, args));
    } catch (error) {
      const { name, message } = error as Error;
      this.#hear({ kind: 'reply', to: id, failed: true }, codec.encode(new Error(`Error invoking remote method '${channel}': ${name}: ${message}`)));
    }
  }

  async #answer(route: Route, request: Request): Promise<void> {
    try {
      // Of a popup on its way to being closed; it was recorded when it opened.
      const frame = frameOf(request);
      if (frame?.page() !== this.page) {
        await route.abort('aborted');
        return;
      }
      const refusal = await this.#answerOrRefuse(route, request, frame);
      if (refusal === null) return;
      this.#around.refuse({ address: toApp(request.url()), why: refusal });
      // A navigation that fails otherwise would put Chromium's error page in place of the document.
      await route.abort(request.isNavigationRequest() && !this.#isLoading ? 'aborted' : 'blockedbyclient');
    } catch {
      // The window or the shell went away meanwhile.
      await route.abort('failed').catch(() => undefined);
    }
  }

  async #answerOrRefuse(route: Route, request: Request, frame: Frame): Promise<Refusal['why'] | null> {
    const isMainFrame = frame === this.page.mainFrame();
    const address = toApp(request.url());
    if (request.isNavigationRequest() && !(isMainFrame && this.#isLoading)) {
      if (!(await this.#around.shell.ask('navigate', this.#id, { event: 'will-frame-navigate', address, isMainFrame }))) return 'will-frame-navigate';
      if (isMainFrame && !(await this.#around.shell.ask('navigate', this.#id, { event: 'will-navigate', address, isMainFrame }))) return 'will-navigate';
    }
    const response = await this.#askShell(request, address, isMainFrame);
    if ('refused' in response) return response.refused;
    if (response.status >= 300 && response.status < 400 && response.status !== 304) return this.#redirect(response, address, request, isMainFrame);
    await route.fulfill({ status: response.status, headers: response.headers, body: Buffer.from(response.body) });
    return null;
  }

  async #askShell(request: Request, address: string, isMainFrame: boolean): Promise<PageResponse> {
    return this.#around.shell.ask('request', this.#id, {
      address,
      method: request.method(),
      headers: Object.fromEntries(Object.entries(request.headers()).map(([name, value]) => [name, toApp(value)])),
      body: request.postDataBuffer(),
      resourceType: resourceTypeOf(request, isMainFrame),
    });
  }

  /** The shell is asked as in Electron; but no redirect is followed, none is ever needed by the app. */
  async #redirect(response: Extract<PageResponse, { status: number }>, address: string, request: Request, isMainFrame: boolean): Promise<Refusal['why']> {
    if (request.isNavigationRequest()) {
      const to = new URL(response.headers['location'] ?? '', address).href;
      await this.#around.shell.ask('navigate', this.#id, { event: 'will-redirect', address: to, isMainFrame });
    }
    return 'redirect';
  }
}

/** Requests of a page that is only just opening have no frame yet. */
function frameOf(request: Request): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

function resourceTypeOf(request: Request, isMainFrame: boolean): string {
  if (request.isNavigationRequest()) return isMainFrame ? 'mainFrame' : 'subFrame';
  const type = request.resourceType();
  return type === 'fetch' ? 'xhr' : ['stylesheet', 'script', 'image', 'font', 'xhr', 'ping', 'media'].includes(type) ? type : 'other';
}

