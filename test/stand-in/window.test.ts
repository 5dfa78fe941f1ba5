/** Through the sample's real window: ports, the bridge, and what a window is refused. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { locked, sampleStarter } from './sample/start.ts';

const { start, common } = sampleStarter();

const kinds = () => ({ date: new Date(86_400_000), bytes: Uint8Array.from([0, 128, 255]), map: new Map<unknown, unknown>([[1n, undefined], ['k', new Set([1])]]), nothing: undefined, zero: -0, not: NaN, big: 2n ** 70n, lone: '\ud800', empty: [], nested: [{ a: [null] }] });

test('the window and the keeper send each other everything that can be cloned, as it was', async () => {
  const page = await (await common()).firstWindow();
  const inPage = await page.evaluateHandle(kinds);
  expect(await page.evaluate((value) => window.sample.ask('describe', value), inPage)).toBe(inspect(kinds()));
  const back = await page.evaluate(async (value) => {
    const echoed = (await window.sample.ask('echo', value)) as ReturnType<typeof kinds>;
    const { date, bytes, map, big, lone } = echoed;
    return [date instanceof Date && date.getTime(), bytes instanceof Uint8Array && [...bytes], map instanceof Map && map.has(1n), 'nothing' in echoed, Object.is(echoed.zero, -0), Number.isNaN(echoed.not), big === 2n ** 70n, lone === '\ud800'];
  }, inPage);
  expect(back).toEqual([86_400_000, [0, 128, 255], true, true, true, true, true, true]);
});

test('a megabyte goes there and back unchanged', async () => {
  const page = await (await common()).firstWindow();
  const isSame = await page.evaluate(async () => {
    const text = '"\\ü\n𝄞'.repeat(160_000);
    return (await window.sample.ask('echo', text)) === text;
  });
  expect(isSame).toBe(true);
});

test('messages keep their order', async () => {
  const page = await (await common()).firstWindow();
  const counted = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        window.sample.onCount((n) => {
          seen.push(n);
          if (n === 500) resolve(seen);
        });
        window.sample.tell({ ask: 'count', to: 500 });
      }),
  );
  expect(counted).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
});

test('a listener that was taken away hears nothing more', async () => {
  const page = await (await common()).firstWindow();
  const heard = await page.evaluate(async () => {
    const seen: number[] = [];
    const stop = window.sample.onCount((n) => seen.push(n));
    window.sample.tell({ ask: 'count', to: 2 });
    await window.sample.ask('echo');
    stop();
    window.sample.tell({ ask: 'count', to: 2 });
    await window.sample.ask('echo');
    return seen;
  });
  expect(heard).toEqual([1, 2]);
});

test('a port the keeper closes is closed in the window', async () => {
  const page = await (await start()).firstWindow();
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        window.sample.onClosed(resolve);
        window.sample.tell({ ask: 'close' });
      }),
  );
});

test('a reloaded window has lost its port, and the keeper is told', async () => {
  const app = await start();
  const page = await app.firstWindow();
  await page.evaluate(() => window.sample.ask('echo'));
  await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.webContents.reload(); });
  await expect.poll(() => app.output()).toContain('the window is gone');
});

test('the shell sees nothing of what goes through a port', async () => {
  const app = await start();
  const page = await app.firstWindow();
  await app.evaluate(() => {
    const overheard: string[] = [];
    Object.assign(globalThis, { overheard });
    process.on('message', (message) => overheard.push(JSON.stringify(message)));
    const emit = process.emit.bind(process) as (...args: unknown[]) => boolean;
    process.emit = function (...args: unknown[]) {
      overheard.push(JSON.stringify(args));
      return emit(...args);
    } as typeof process.emit;
  });
  await page.evaluate(() => window.sample.ask('echo', 'canary-in-the-port'));
  await page.evaluate(() => window.sample.invoke('double', 'seen-by-the-shell'));
  const overheard = await app.evaluate(() => (globalThis as unknown as { overheard: string[] }).overheard.join('\n'));
  expect(overheard).toContain('seen-by-the-shell');
  expect(overheard).not.toContain('canary-in-the-port');
});

test('the shell answers what the preload invokes, and its errors arrive by name', async () => {
  const page = await (await common()).firstWindow();
  expect(await page.evaluate(() => window.sample.invoke('double', { a: 1 }))).toEqual([{ a: 1 }, { a: 1 }, 'app://sample/index.html']);
  await expect(page.evaluate(() => window.sample.invoke('fail'))).rejects.toThrow("Error invoking remote method 'fail': RangeError: too far");
  await expect(page.evaluate(() => window.sample.invoke('nobody'))).rejects.toThrow("No handler registered for 'nobody'");
});

test('the page sees nothing of the world of the preload but what was exposed', async () => {
  const page = await (await common()).firstWindow();
  const seen = await page.evaluate(() => ({
    marked: window.sample.marked(),
    here: 'markedByPreload' in window,
    standIn: Object.getOwnPropertyNames(window).filter((name) => /standin/i.test(name)),
    node: [typeof (window as { require?: unknown }).require, typeof (window as { process?: unknown }).process, typeof (window as { module?: unknown }).module],
    own: Object.keys(window).filter((name) => name === 'sample'),
  }));
  expect(seen).toEqual({ marked: 'only in the world of the preload', here: false, standIn: [], node: ['undefined', 'undefined', 'undefined'], own: ['sample'] });
});

test('what is exposed is frozen and cannot be replaced', async () => {
  const page = await (await common()).firstWindow();
  const attempts = await page.evaluate(() => {
    const attempt = (change: () => unknown) => {
      try {
        change();
        return 'changed';
      } catch {
        return 'refused';
      }
    };
    return [
      attempt(() => Object.defineProperty(window, 'sample', { value: null })),
      attempt(() => Object.assign(window.sample, { ask: null })),
      attempt(() => window.sample.deep.deeper.push(4)),
      Object.isFrozen(window.sample.ask),
    ];
  });
  expect(attempts).toEqual(['refused', 'refused', 'refused', true]);
});

test('errors and rejections cross the bridge by their message', async () => {
  const page = await (await common()).firstWindow();
  const messages = await page.evaluate(async () => {
    const messageOf = (error: unknown) => (error as Error).message;
    const thrown = (() => {
      try {
        window.sample.fails();
        return 'nothing';
      } catch (error) {
        return messageOf(error);
      }
    })();
    return [thrown, await window.sample.later().catch(messageOf)];
  });
  expect(messages).toEqual(['on purpose', 'later, on purpose']);
});

test('a preload may require electron and nothing else', async () => {
  const page = await (await common()).firstWindow();
  expect(await page.evaluate(() => [window.sample.requires('electron'), window.sample.requires('fs'), window.sample.requires('node:child_process')])).toEqual([
    'object',
    'A preload of the app may require "electron" only, not "fs".',
    'A preload of the app may require "electron" only, not "node:child_process".',
  ]);
});

test('a utility process has its arguments, its environment and its type', async () => {
  const page = await (await common()).firstWindow();
  expect(await page.evaluate(() => window.sample.ask('facts'))).toEqual({ argv: ['one', 'two'], env: 'yes', type: 'utility' });
});

test('leaving, popups, downloads, requests and sockets are refused and recorded', async () => {
  const app = await start();
  const page = await app.firstWindow();
  const refusedBy = async (act: (page: Page) => Promise<unknown>) => {
    const before = app.refused.length;
    await act(page);
    await expect.poll(() => app.refused.length, { message: act.toString() }).toBeGreaterThan(before);
    await wait(100);
    return [...new Set(app.refused.slice(before).map(({ why, address }) => `${why} ${address}`))];
  };
  expect(await refusedBy(() => page.click('#away', { noWaitAfter: true }))).toEqual(['will-navigate https://example.com/away']);
  expect(await refusedBy(() => page.click('#blank', { noWaitAfter: true }))).toContain('popup https://example.com/blank');
  expect(await refusedBy(() => page.evaluate(() => { if (window.open('https://example.com/popup') !== null) throw new Error('a window opened'); }))).toContain('popup https://example.com/popup');
  expect(await refusedBy(() => page.click('#file', { noWaitAfter: true }))).toEqual(['download data:text/plain,x']);
  expect(await refusedBy(() => page.evaluate(() => fetch('https://example.com/fetch').catch(() => null)))).toEqual(['webRequest https://example.com/fetch']);
  expect(await refusedBy(() => page.evaluate(() => { new Image().src = 'https://example.com/pixel.png'; }))).toEqual(['webRequest https://example.com/pixel.png']);
  expect(await refusedBy(() => page.evaluate(() => { document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com/frame' })); }))).toEqual(['will-frame-navigate https://example.com/frame']);
  expect(await refusedBy(() => page.evaluate(() => { new WebSocket('wss://example.com/socket'); }))).toEqual(['websocket wss://example.com/socket']);
  expect(await refusedBy(() => page.evaluate(() => { location.href = '/moved'; }))).toContain('redirect app://sample/moved');
  expect(app.windows()).toEqual([page]);
  expect(await page.textContent('h1')).toBe('Sample');
});

test('a handler that fails, and an error in the page, are told', async () => {
  const app = await start();
  const page = await app.firstWindow();
  await page.evaluate(() => fetch('/broken').catch(() => null));
  expect(app.refused).toEqual([{ why: 'handler-failed', address: 'app://sample/broken' }]);
  await expect.poll(() => app.output()).toContain('a handler that failed');
  await page.evaluate(() => { setTimeout(() => { throw new RangeError('in the page'); }); });
  await expect.poll(() => app.pageErrors).toContain('in the page');
  expect(app.output()).not.toContain('in the page');
});

test('service workers cannot be had', async () => {
  const page = await (await common()).firstWindow();
  const registered = await page.evaluate(() => navigator.serviceWorker.register('/index.html').then((registration: ServiceWorkerRegistration | undefined) => registration?.scope ?? 'none', () => 'none'));
  expect(registered).toBe('none');
});

test('permissions are what the handlers of the session answer', async () => {
  const page = await (await common()).firstWindow();
  const states = await page.evaluate(async () => {
    const state = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
    return [await state('notifications'), await state('geolocation'), await state('camera'), await state('clipboard-read')];
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
});

test('a window follows the theme, also one that opens later', async () => {
  const app = await start();
  const page = await app.firstWindow();
  const isDark = (of: Page) => of.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await app.evaluate(({ nativeTheme }) => { nativeTheme.themeSource = 'dark'; });
  await expect.poll(() => isDark(page)).toBe(true);
  const next = await locked(app, page);
  expect(await isDark(next)).toBe(true);
});

test('a crashed renderer is told to the shell, and its keeper loses the port', async () => {
  const app = await start();
  await (await app.firstWindow()).evaluate(() => window.sample.ask('echo'));
  const gone = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!;
        webContents.once('render-process-gone', (_event, details) => { resolve(details.reason); });
        webContents.forcefullyCrashRenderer();
      }),
  );
  expect(await gone).toBe('crashed');
  await expect.poll(() => app.output()).toContain('the window is gone');
});
