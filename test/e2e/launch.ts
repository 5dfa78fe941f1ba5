/**
 * Starts the built app for a test: in Electron where its program is installed and can run, else on the stand-in. The tests are the same
 * for both; each run says once which it was.
 *
 * OTHER_CHAIR_STAND_IN=1 takes the stand-in even where Electron is.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type Page } from 'playwright-core';
import { electronVersion, installedElectron } from '../../build/electron-binary.ts';
import { hasDisplay } from '../../build/start.ts';
import { launch as launchStandIn, type Refusal, type StandInApplication } from '../stand-in/host.ts';

const root = path.join(import.meta.dirname, '../..');
const main = path.join(root, 'dist/main/main.js');

export interface AppUnderTest {
  /** Electron or the stand-in, with versions. */
  ranOn: string;
  /** The window that is open, or the first to open; its document is there. */
  firstWindow(): Promise<Page>;
  /** Does something that brings another window (locking), and gives that. The act may be cut short by the end of the old window. */
  nextWindow(after: () => Promise<unknown>): Promise<Page>;
  windows(): Page[];
  /** Runs in the shell. Its source is what travels, so it can use nothing but its arguments. */
  evaluate<R, A = undefined>(run: (electron: typeof Electron.CrossProcessExports, argument: A) => R | Promise<R>, argument?: A): Promise<R>;
  process(): ChildProcess;
  children(): Promise<{ shell: number; keepers: number[] }>;
  /** What shell and keepers printed so far. */
  output(): string;
  /** What the window wanted and did not get; null on Electron, which does not tell. */
  refused: readonly Refusal[] | null;
  /** Uncaught errors of the pages, and what was written to their consoles as errors. */
  pageErrors: readonly string[];
  close(): Promise<void>;
  /** As `kill -9` of the shell: nothing gets to tidy up. Resolves when all its processes are gone. */
  kill(): Promise<void>;
  /** The shell's exit code, null when it was killed. */
  exited: Promise<number | null>;
}

export interface Launch {
  args?: string[];
  env?: Record<string, string>;
  /** Whether the run says on what it runs. */
  quiet?: boolean;
}

/** @param userData the folder everything of the app is kept in */
export async function launch(userData: string, { args = [], env = {}, quiet = false }: Launch = {}): Promise<AppUnderTest> {
  if (!existsSync(main)) throw new Error('The app is not built. Run "npm run build" first.');
  const all = [`--user-data-dir=${userData}`, ...args];
  const program = electronProgram();
  if (program !== null) {
    const ranOn = `Electron ${electronVersion}`;
    if (!quiet) sayOnce(ranOn);
    return onElectron(ranOn, program, all, env);
  }
  const app = await launchStandIn({ root, args: all, env });
  const ranOn = `the stand-in for Electron ${electronVersion}, Chromium ${await app.browserVersion()}, Node ${process.versions.node}`;
  if (!quiet) sayOnce(ranOn);
  return onStandIn(ranOn, app);
}

/** A further start on the same user data, which has to end by itself. @returns its exit code */
export async function startAgain(userData: string): Promise<number | null> {
  const args = [`--user-data-dir=${userData}`];
  const program = electronProgram();
  if (program === null) return (await launchStandIn({ root, args })).exited;
  const [code] = (await once(spawn(program, [root, ...args], { stdio: 'ignore' }), 'exit')) as [number | null];
  return code;
}

/** Null where the stand-in has to do. Electron refuses root, and needs a display. */
function electronProgram(): string | null {
  if (process.env['OTHER_CHAIR_STAND_IN'] === '1' || process.getuid?.() === 0 || !hasDisplay(process.env, process.platform)) return null;
  return installedElectron();
}

function onStandIn(ranOn: string, app: StandInApplication): AppUnderTest {
  return {
    ranOn,
    firstWindow: () => app.firstWindow(),
    async nextWindow(after) {
      const [page] = await Promise.all([app.waitForEvent('window'), after().catch(unlessWindowEnded)]);
      return page;
    },
    windows: () => app.windows(),
    evaluate: (run, argument) => app.evaluate(run, argument),
    process: () => app.process(),
    children: () => {
      const { shell, utilities } = app.children();
      return Promise.resolve({ shell, keepers: utilities.map(({ pid }) => pid) });
    },
    output: () => app.output(),
    refused: app.refused,
    pageErrors: app.pageErrors,
    close: () => app.close(),
    async kill() {
      app.process().kill('SIGKILL');
      await app.exited;
    },
    exited: app.exited,
  };
}

async function onElectron(ranOn: string, executablePath: string, args: string[], env: Record<string, string>): Promise<AppUnderTest> {
  const app = await _electron.launch({ executablePath, args: [root, ...args], env: { ...(process.env as Record<string, string>), ...env } });
  const child = app.process();
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const pageErrors: string[] = [];
  const listen = (page: Page) => {
    page.on('pageerror', (error) => pageErrors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') pageErrors.push(message.text());
    });
  };
  app.on('window', listen);
  app.windows().forEach(listen);
  const settled = async (page: Page) => {
    await page.waitForLoadState('domcontentloaded');
    return page;
  };
  return {
    ranOn,
    firstWindow: async () => settled(await app.firstWindow()),
    async nextWindow(after) {
      const [page] = await Promise.all([app.waitForEvent('window'), after().catch(unlessWindowEnded)]);
      return settled(page);
    },
    windows: () => app.windows(),
    evaluate: (run, argument) => app.evaluate(run as never, argument) as never,
    process: () => child,
    async children() {
      const metrics = await app.evaluate(({ app: running }) => running.getAppMetrics().map(({ pid, type, serviceName }) => ({ pid, type, serviceName })));
      const keepers = metrics.filter(({ type, serviceName }) => type === 'Utility' && serviceName?.startsWith('node')).map(({ pid }) => pid);
      return { shell: child.pid!, keepers };
    },
    output: () => printed.join(''),
    refused: null,
    pageErrors,
    close: () => app.close(),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    exited,
  };
}

/** Playwright's error when the window that was clicked in is gone before the click is reported. */
function unlessWindowEnded(error: unknown): void {
  if (!(error instanceof Error) || !/has been closed/.test(error.message)) throw error;
}

/** Once for all test files of a run: each is a process of its own, but they have one parent. */
function sayOnce(ranOn: string): void {
  const folder = path.join(root, 'out/ran-on');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path.join(folder, String(process.ppid)), ranOn, { flag: 'wx' });
    process.stderr.write(`End-to-end tests run on ${ranOn}.\n`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
