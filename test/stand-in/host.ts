/**
 * Runs the app where Electron's own program cannot be had: the same bundles, on Chromium. This process owns the browser and starts the
 * others; it is the test itself, or `open.ts`.
 *
 *     host ── pipe ── Chromium (a context for each window, the preload in a world of its own)
 *       ├── IPC ── shell: boot.ts, `electron` resolved to electron/index.ts
 *       └── IPC ── utility processes: boot-utility.ts
 *
 * Ports lead from the window through the host to the utility process; the shell hands them out and sees nothing of what is said.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { borrowed, headed, headless, type WindowSource } from './browser.ts';
import { cleanEnvironment } from './environment.ts';
import { lineTo } from './line.ts';
import { Ports, type PortHolder } from './ports.ts';
import { remote, type Remote } from './remote.ts';
import type { ShellStart } from './shell-start.ts';
import { Utilities, type RunningUtility } from './utilities.ts';
import { HostWindow, type Refusal } from './window.ts';
import type { HostMethods, ShellMethods, WindowId, WindowToOpen } from './wire.ts';

export { startBrowser, type SharedBrowser } from './browser.ts';
export type { Refusal } from './window.ts';

const BOOT = path.join(import.meta.dirname, 'boot.ts');
/** Ample also on a machine that is busy with other tests. */
const EVALUATED_WITHIN_MS = 30_000;
/** Time the app has to quit when asked, before its processes are killed. */
const QUIT_WITHIN_MS = 10_000;

export interface LaunchOptions {
  /** Folder of the app's package.json, which names the main module. */
  root: string;
  /** Another main module than the one the package names. */
  main?: string;
  args?: string[];
  /** Time the main module has to be evaluated, in milliseconds. */
  evaluatedWithinMs?: number;
  env?: Record<string, string>;
  /** A browser of the Chromium family; without one, the packaged headless Chromium. */
  executablePath?: string;
  /** A visible window, for people. */
  headed?: boolean;
  /** A browser started with `startBrowser`, shared with other apps; it is not ended with this one. */
  browser?: Browser | undefined;
  /** Where what the app prints goes as well; it is collected in any case. */
  echo?: NodeJS.WritableStream | null;
}

/** The part of Playwright's `ElectronApplication` the tests use, and what only the stand-in can tell. */
export interface StandInApplication {
  firstWindow(): Promise<Page>;
  /** The next window to open: each lock brings a fresh one. */
  waitForEvent(event: 'window', options?: { timeout?: number }): Promise<Page>;
  windows(): Page[];
  /** Runs a function in the shell. Its source is what travels, so it can use nothing but its arguments. */
  evaluate<R, A = undefined>(run: (electron: typeof Electron.CrossProcessExports, argument: A) => R | Promise<R>, argument?: A): Promise<R>;
  process(): ChildProcess;
  /** Asks the app to quit, and waits until nothing of it is left. */
  close(): Promise<void>;
  /** The shell's exit code, null when it was killed; everything else of the app has ended by then, too. */
  exited: Promise<number | null>;
  /** What windows wanted and did not get, in order. */
  refused: Refusal[];
  /** Uncaught errors of pages, and what they or the browser wrote to the console as errors; never part of `output`. */
  pageErrors: string[];
  children(): { shell: number; utilities: RunningUtility[] };
  /** What shell and utility processes printed so far. */
  output(): string;
  browserVersion(): Promise<string>;
}

/** Resolves when the shell's main module has been evaluated. @throws Error when the shell ends before that */
export async function launch(options: LaunchOptions): Promise<StandInApplication> {
  const app = new App(options);
  await app.start();
  return app;
}

class App implements StandInApplication {
  readonly refused: Refusal[] = [];
  readonly pageErrors: string[] = [];
  readonly exited: Promise<number | null>;
  readonly #options: LaunchOptions;
  readonly #source: WindowSource;
  readonly #child: ChildProcess;
  readonly #shell: Remote<ShellMethods>;
  readonly #ports = new Ports();
  readonly #utilities: Utilities;
  readonly #windowById = new Map<WindowId, Promise<HostWindow>>();
  readonly #pages: Page[] = [];
  readonly #windowListeners = new Set<(page: Page) => void>();
  readonly #printed: string[] = [];
  #colourScheme: 'light' | 'dark' | null = null;
  #evaluated: () => void = () => undefined;

  constructor(options: LaunchOptions) {
    this.#options = options;
    this.#source = options.browser ? borrowed(options.browser) : options.headed ? headed(options) : headless(options);
    this.#child = this.#forkShell();
    this.#shell = remote<ShellMethods>(lineTo(this.#child), this.#methods());
    this.#utilities = new Utilities({ shell: this.#shell, ports: this.#ports, print: (_, chunk) => { this.#print(chunk); } });
    const shellExited = new Promise<number | null>((resolve) => this.#child.once('exit', resolve));
    this.exited = shellExited.then(async (code) => {
      await this.#endEverything();
      return code;
    });
  }

  async start(): Promise<void> {
    const evaluated = new Promise<void>((resolve) => { this.#evaluated = resolve; });
    await this.#orExit(evaluated);
    this.#shell.tell('start');
  }

  async firstWindow(): Promise<Page> {
    return this.#pages[0] ?? this.waitForEvent('window');
  }

  waitForEvent(_event: 'window', { timeout = 30_000 } = {}): Promise<Page> {
    const opened = new Promise<Page>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#windowListeners.delete(listener);
        reject(new Error(`No window opened within ${timeout} ms.${this.#printedNote()}`));
      }, timeout);
      const listener = (page: Page) => {
        clearTimeout(timer);
        this.#windowListeners.delete(listener);
        resolve(page);
      };
      this.#windowListeners.add(listener);
    });
    return this.#orExit(opened);
  }

  windows(): Page[] {
    return [...this.#pages];
  }

  async evaluate<R, A = undefined>(run: (electron: typeof Electron.CrossProcessExports, argument: A) => R | Promise<R>, argument?: A): Promise<R> {
    return (await this.#shell.ask('evaluate', run.toString(), argument)) as R;
  }

  process(): ChildProcess {
    return this.#child;
  }

  async close(): Promise<void> {
    await this.#shell.ask('evaluate', '({ app }) => { app.quit(); }', null).catch(() => undefined);
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), QUIT_WITHIN_MS);
    await this.exited;
    clearTimeout(timer);
  }

  children(): { shell: number; utilities: RunningUtility[] } {
    return { shell: this.#child.pid!, utilities: this.#utilities.running() };
  }

  output(): string {
    return this.#printed.join('');
  }

  browserVersion(): Promise<string> {
    return this.#source.version();
  }

  #forkShell(): ChildProcess {
    const { root, main, args = [], env, evaluatedWithinMs = EVALUATED_WITHIN_MS } = this.#options;
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { main?: string };
    const start: ShellStart = { root: path.resolve(root), main: path.resolve(root, main ?? manifest.main ?? 'index.js'), headed: this.#options.headed ?? false, evaluatedWithinMs };
    const child = fork(BOOT, args, {
      cwd: root,
      env: { ...cleanEnvironment(process.env), ...env, OTHER_CHAIR_STAND_IN_START: JSON.stringify(start) },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { this.#print(chunk); });
    return child;
  }

  #methods(): HostMethods {
    const shellAsHolder: PortHolder = {
      portMessage: (port, text) => { this.#shell.tell('portMessage', port, text); },
      portClosed: (port) => { this.#shell.tell('portClosed', port); },
    };
    return {
      evaluated: () => { this.#evaluated(); },
      openWindow: async (id, toOpen) => { await this.#open(id, toOpen); },
      loadWindow: async (id, address) => { await this.#load(id, address); },
      reloadWindow: async (id) => { await (await this.#windowById.get(id))?.reload(); },
      showWindow: async (id) => { await (await this.#windowById.get(id))?.show().catch(() => undefined); },
      crashWindow: async (id) => { (await this.#windowById.get(id))?.crash(); },
      closeWindow: async (id) => { await this.#close(id); },
      sendToWindow: async (id, channel, text, ports) => { (await this.#windowById.get(id))?.sendMessage(channel, text, ports); },
      setColourScheme: async (scheme) => { await this.#setColourScheme(scheme === 'system' ? null : scheme); },
      openChannel: (one, other) => { this.#ports.open(one, other, shellAsHolder); },
      portMessage: (port, text) => { this.#ports.say(port, text, shellAsHolder); },
      portStart: (port) => { this.#ports.start(port, shellAsHolder); },
      portClose: (port) => { this.#ports.close(port, shellAsHolder); },
      forkUtility: (id, toFork) => { this.#utilities.fork(id, toFork); },
      sendToUtility: (id, text, ports) => { this.#utilities.send(id, text, ports); },
      killUtility: (id) => { this.#utilities.kill(id); },
    };
  }

  async #open(id: WindowId, toOpen: WindowToOpen): Promise<void> {
    const opening = this.#openWindow(id, toOpen);
    this.#windowById.set(id, opening);
    await opening;
  }

  async #openWindow(id: WindowId, toOpen: WindowToOpen): Promise<HostWindow> {
    const opened = await this.#source.open(toOpen);
    const window = new HostWindow(id, opened, {
      shell: this.#shell,
      ports: this.#ports,
      refuse: (refusal) => this.refused.push(refusal),
      pageFailed: (message) => this.pageErrors.push(message),
    });
    await window.prepare(toOpen, this.#colourScheme);
    return window;
  }

  async #load(id: WindowId, address: string): Promise<void> {
    const window = await this.#windowById.get(id);
    if (!window) throw new Error(`ERR_FAILED: the window was closed before '${address}' was loaded`);
    await window.load(address);
    if (this.#pages.includes(window.page)) return;
    this.#pages.push(window.page);
    window.page.once('close', () => this.#pages.splice(this.#pages.indexOf(window.page), 1));
    for (const listener of [...this.#windowListeners]) listener(window.page);
  }

  async #close(id: WindowId): Promise<void> {
    const window = await this.#windowById.get(id)?.catch(() => null);
    await window?.close();
    this.#windowById.delete(id);
  }

  async #setColourScheme(scheme: 'light' | 'dark' | null): Promise<void> {
    this.#colourScheme = scheme;
    await Promise.all([...this.#windowById.values()].map(async (opening) => (await opening).setColourScheme(scheme).catch(() => undefined)));
  }

  async #endEverything(): Promise<void> {
    await Promise.all([this.#utilities.killAll(), ...[...this.#windowById.keys()].map((id) => this.#close(id))]);
    await this.#source.end();
  }

  #orExit<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([
      promise,
      this.exited.then((code) => {
        throw new Error(`The shell ended (${code ?? 'killed'}).${this.#printedNote()}`);
      }),
    ]);
  }

  #print(chunk: Buffer): void {
    this.#printed.push(chunk.toString());
    this.#options.echo?.write(chunk);
  }

  #printedNote(): string {
    const printed = this.output().trim();
    return printed === '' ? '' : ` It printed:\n${printed.slice(-2000)}`;
  }
}
