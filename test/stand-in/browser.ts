/** Starting and ending Chromium: over Playwright's pipe (no port is opened), with nothing that talks to a network. */
import type { Browser, BrowserContext, LaunchOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { statfsSync } from 'node:fs';
import path from 'node:path';
import { headlessChromium } from '../../build/headless-chromium.ts';
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

const NO_NETWORK = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--dns-prefetch-disable',
  '--no-pings',
  '--no-first-run',
  '--no-default-browser-check',
];
/** No tabs, no address line (Chromium takes no about: page for that), and no bar about the switches above. */
const BARE_WINDOW = ['--app=data:text/html,', '--test-type'];
const isRoot = process.getuid?.() === 0;
/** A window and its pictures need some tens of MB of it. */
const SHARED_MEMORY_BYTES = 256 * 1024 * 1024;

export interface StartOptions {
  /** A browser of the Chromium family; without one, the packaged headless Chromium. */
  executablePath?: string | undefined;
}

/** Opens fresh, in-memory browser contexts of one page each. */
export interface WindowSource {
  version(): Promise<string>;
  open(size: { width: number; height: number }): Promise<OpenedPage>;
  end(): Promise<void>;
}

export interface OpenedPage {
  context: BrowserContext;
  page: Page;
  /** Ends the context and, where it has one of its own, its browser; nothing of it stays. */
  close(): Promise<void>;
}

/** A headless browser that several apps, one after the other or at once, may use: pass it to `launch` as `browser`. */
export interface SharedBrowser {
  browser: Browser;
  close(): Promise<void>;
}

export async function startBrowser(options: StartOptions = {}): Promise<SharedBrowser> {
  const folder = temporaryFolder();
  const context = await startContext(folder, options, { headless: true });
  const browser = context.browser();
  if (!browser) throw new Error('This version of Playwright gives no browser for a context with a profile.');
  return {
    browser,
    async close() {
      await context.close().catch(() => undefined);
      await folder.remove();
    },
  };
}

/** A browser the app may use but does not end. */
export function borrowed(browser: Browser): WindowSource {
  return { version: () => Promise.resolve(browser.version()), open: (size) => openHeadless(browser, size), end: () => Promise.resolve() };
}

/** One browser for all windows of the app. */
export function headless(options: StartOptions): WindowSource {
  const starting = startBrowser(options);
  starting.catch(() => undefined);
  return {
    version: async () => (await starting).browser.version(),
    open: async (size) => openHeadless((await starting).browser, size),
    end: async () => (await starting.catch(() => null))?.close(),
  };
}

/** For people: each window is a browser of its own without an address line, because a context of its own would get one. */
export function headed(options: StartOptions): WindowSource {
  const open = new Set<OpenedPage>();
  let version = 'not started';
  return {
    version: () => Promise.resolve(version),
    async open(size) {
      const folder = temporaryFolder();
      const context = await startContext(folder, options, { headless: false, args: [...BARE_WINDOW, `--window-size=${size.width},${size.height}`] });
      version = context.browser()?.version() ?? version;
      let closing: Promise<void> | null = null;
      const close = async () => {
        await context.close().catch(() => undefined);
        await folder.remove();
        open.delete(opened);
      };
      const opened: OpenedPage = { context, page: context.pages()[0] ?? (await context.newPage()), close: () => (closing ??= close()) };
      open.add(opened);
      return opened;
    },
    async end() {
      await Promise.all([...open].map((each) => each.close()));
    },
  };
}

async function openHeadless(browser: Browser, size: { width: number; height: number }): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: size, acceptDownloads: false, serviceWorkers: 'block' });
  return { context, page: await context.newPage(), close: () => context.close().catch(() => undefined) };
}

async function startContext(folder: TemporaryFolder, { executablePath }: StartOptions, { args = [], ...options }: LaunchOptions): Promise<BrowserContext> {
  const program = executablePath === undefined ? headlessChromium() : { executablePath, env: {} };
  try {
    return await chromium.launchPersistentContext(path.join(folder.path, 'profile'), {
      ...options,
      executablePath: program.executablePath,
      env: { ...(process.env as Record<string, string>), ...program.env },
      // The packaged Chromium is built for places where its sandbox cannot be had, and Chromium's sandbox refuses root.
      chromiumSandbox: !isRoot && executablePath !== undefined,
      artifactsDir: path.join(folder.path, 'artifacts'),
      viewport: null,
      acceptDownloads: false,
      serviceWorkers: 'block',
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      // Playwright has the memory that Chromium's processes share put into the temporary folder, that is on a disk; the page lies in it.
      ignoreDefaultArgs: hasSharedMemory() ? ['--disable-dev-shm-usage'] : [],
      args: [...NO_NETWORK, ...args],
    });
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

/** Containers often have next to none, and Chromium does not start with too little. Only Linux has it as files. */
export function hasSharedMemory(): boolean {
  if (process.platform !== 'linux') return true;
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize >= SHARED_MEMORY_BYTES;
  } catch {
    return false;
  }
}
