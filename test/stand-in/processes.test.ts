/** The sample's processes: that each ends when it should, and that nothing is left of any. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { headlessChromium } from '../../build/headless-chromium.ts';
import { isRunning } from './is-running.ts';
import { locked, sampleStarter } from './sample/start.ts';

const { start, folder } = sampleStarter();
/** Of this process: other tests run at the same time. */
const temporary = () => readdirSync(os.tmpdir()).filter((name) => name.startsWith(`other-chair-stand-in-${process.pid}-`));

test('a keeper that dies is an exit event in the shell, and a closed port in the window', async () => {
  const app = await start();
  const page = await app.firstWindow();
  const closed = page.evaluate(() => new Promise<void>((resolve) => { window.sample.onClosed(resolve); }));
  await page.evaluate(() => window.sample.ask('echo'));
  process.kill(app.children().utilities[0]!.pid, 'SIGKILL');
  await closed;
  await expect.poll(() => app.output()).toContain('keeper exited: 9');
  expect(app.children().utilities).toEqual([]);
});

test('a keeper that ends by itself tells its exit code', async () => {
  const app = await start();
  await (await app.firstWindow()).evaluate(() => { window.sample.tell({ ask: 'exit', code: 7 }); });
  await expect.poll(() => app.output()).toContain('keeper exited: 7');
});

test('a shell that is killed takes its keeper and its window with it', async () => {
  const app = await start();
  const page = await app.firstWindow();
  const { shell, utilities } = app.children();
  const context = page.context();
  app.process().kill('SIGKILL');
  expect(await app.exited).toBeNull();
  expect([shell, utilities[0]!.pid].map(isRunning)).toEqual([false, false]);
  expect(page.isClosed()).toBe(true);
  expect(context.browser()?.contexts()).not.toContain(context);
});

test('closing the last window quits the app, and with it the keeper', async () => {
  const app = await start();
  const page = await app.firstWindow();
  const { pid } = app.children().utilities[0]!;
  await page.close();
  expect(await app.exited).toBe(0);
  expect(isRunning(pid)).toBe(false);
});

test('eight times in a row, a fresh window and a fresh keeper take over, and nothing of the old ones stays', async () => {
  const app = await start();
  let page = await app.firstWindow();
  const browser = page.context().browser()!;
  const contexts = browser.contexts().length;
  const { pid: first } = app.children().utilities[0]!;
  for (let locks = 1; locks <= 8; locks += 1) {
    page = await locked(app, page);
    expect(await page.evaluate(() => window.sample.locks())).toBe(locks);
  }
  expect(await page.evaluate(() => window.sample.ask('echo', 'still there'))).toBe('still there');
  expect(app.windows()).toEqual([page]);
  expect(browser.contexts().length).toBe(contexts);
  expect(app.children().utilities).toHaveLength(1);
  expect(isRunning(first)).toBe(false);
});

test('a main module that awaits ready while it is evaluated is stopped with one line', async () => {
  await expect(start({ main: 'stuck.ts', evaluatedWithinMs: 1000 })).rejects.toThrow(/The shell ended \(70\)\. It printed:\nThe main module is still being evaluated after 1 s\..* top-level await/);
});

test('a main module that imports a name the stand-in lacks does not start', async () => {
  await expect(start({ main: 'misspelt.ts' })).rejects.toThrow(/does not provide an export named 'autoUpdater'/);
});

test('a second start on the same user data ends at once, and the first hears of it', async () => {
  const userData = folder();
  const app = await start({ userData });
  await app.firstWindow();
  const second = await start({ userData, args: ['hello'] });
  expect(await second.exited).toBe(0);
  await expect.poll(() => app.output()).toContain('second start: hello');
  expect(app.process().exitCode).toBeNull();
  await app.close();
  expect(readdirSync(userData)).toEqual([]);
});

test('the lock of a killed instance is taken over, whoever has its process number now', async () => {
  const userData = folder();
  const killed = await start({ userData });
  await killed.firstWindow();
  killed.process().kill('SIGKILL');
  await killed.exited;
  expect(existsSync(path.join(userData, 'SingletonLock'))).toBe(true);
  const next = await start({ userData });
  await next.firstWindow();
  await next.close();
  if (process.platform !== 'linux') return;
  writeFileSync(path.join(userData, 'SingletonLock'), `${process.pid} 1`);
  await (await start({ userData })).firstWindow();
});

test('several apps run at once, each with its own', async () => {
  const apps = await Promise.all([start(), start(), start()]);
  const pages = await Promise.all(apps.map((app) => app.firstWindow()));
  const echoed = await Promise.all(pages.map((page, index) => page.evaluate((value) => window.sample.ask('echo', value), index)));
  expect(echoed).toEqual([0, 1, 2]);
  expect(new Set(apps.flatMap((app) => [app.children().shell, ...app.children().utilities.map(({ pid }) => pid)])).size).toBe(6);
});

test('an app with a browser of its own leaves no process and no folder', async () => {
  const before = temporary();
  const app = await start({ browser: undefined });
  const browserPids = childrenOf(process.pid).filter((pid) => pid !== app.children().shell);
  await app.firstWindow();
  expect(temporary().length).toBeGreaterThan(before.length);
  await app.close();
  expect(temporary()).toEqual(before);
  expect(browserPids.filter(isRunning).length).toBeLessThan(browserPids.length);
});

test('for people each window is a browser of its own, and that ends with it', async () => {
  const before = temporary();
  // The headless program stands for a browser with windows: it takes the same arguments, and needs no display.
  const app = await start({ browser: undefined, headed: true, executablePath: headlessChromium().executablePath });
  const page = await app.firstWindow();
  const next = await locked(app, page);
  expect(await next.evaluate(() => window.sample.ask('echo', 'in the second browser'))).toBe('in the second browser');
  expect(page.isClosed()).toBe(true);
  await expect.poll(() => temporary().length).toBe(before.length + 1);
  await app.close();
  expect(temporary()).toEqual(before);
});

test('a test that is killed leaves neither process nor folder', async () => {
  const program = path.join(import.meta.dirname, 'sample/killed-host.ts');
  const host = spawn(process.execPath, [program, folder()], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(host.stdout, 'data')) as [Buffer];
  const pids = [...(JSON.parse(line.toString()) as number[]), ...childrenOf(host.pid!)];
  expect(pids.length).toBeGreaterThanOrEqual(3);
  expect(pids.every(isRunning)).toBe(true);
  host.kill('SIGKILL');
  await expect.poll(() => pids.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  expect(readdirSync(os.tmpdir()).filter((name) => name.startsWith(`other-chair-stand-in-${host.pid!}-`))).toEqual([]);
});

/** By number; none where the system does not tell (only Linux does). */
function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}
