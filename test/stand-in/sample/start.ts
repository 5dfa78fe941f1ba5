/** Starts the sample app for a test, and clears up after it. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launch, startBrowser, type LaunchOptions, type SharedBrowser, type StandInApplication } from '../host.ts';
import { bundlePreload } from './bundle.ts';

/** Locks from the window, which is gone before it can report that it did; gives the fresh one. */
export async function locked(app: StandInApplication, page: Page): Promise<Page> {
  const [next] = await Promise.all([app.waitForEvent('window'), page.evaluate(() => { window.sample.send('lock'); }).catch(() => undefined)]);
  return next;
}

export interface StartSample extends Omit<LaunchOptions, 'root'> { userData?: string }

export interface SampleStarter {
  start: (options?: StartSample) => Promise<StandInApplication>;
  /** One for all tests of the file that change nothing in it; its first window is open. */
  common: () => Promise<StandInApplication>;
  /** A fresh folder, gone when the test has ended. */
  folder: () => string;
}

/** For the tests of one file: one browser, one bundle of the preload. */
export function sampleStarter(): SampleStarter {
  let shared: SharedBrowser;
  let preloadFolder = '';
  const apps: StandInApplication[] = [];
  const userDataOfCommon = mkdtempSync(path.join(os.tmpdir(), 'other-chair-sample-data-'));
  let common: Promise<StandInApplication> | null = null;
  const folders: string[] = [];

  beforeAll(async () => {
    [shared, preloadFolder] = await Promise.all([startBrowser(), bundlePreload()]);
  });
  afterEach(async () => {
    for (const app of apps.splice(0)) {
      app.process().kill('SIGKILL');
      await app.exited;
    }
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  afterAll(async () => {
    await (await common)?.close();
    for (const each of [preloadFolder, userDataOfCommon]) rmSync(each, { recursive: true, force: true });
    await shared.close();
  });

  const folder = () => {
    const made = mkdtempSync(path.join(os.tmpdir(), 'other-chair-sample-data-'));
    folders.push(made);
    return made;
  };
  const launchOn = (userData: string, { args = [], ...options }: StartSample = {}) =>
    launch({ root: import.meta.dirname, browser: shared.browser, args: [`--user-data-dir=${userData}`, `--preload-folder=${preloadFolder}`, ...args], ...options });
  const launchCommon = async () => {
    const app = await launchOn(userDataOfCommon);
    await app.firstWindow();
    return app;
  };
  return {
    folder,
    common: () => (common ??= launchCommon()),
    async start({ userData = folder(), ...options } = {}) {
      const app = await launchOn(userData, options);
      apps.push(app);
      return app;
    },
  };
}
