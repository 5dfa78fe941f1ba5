/** What the module `electron` of the stand-in refuses: what Electron would refuse, and what the app may never do. */
import { expect, test } from 'vitest';
import { sampleStarter } from './sample/start.ts';

const { start, common, folder } = sampleStarter();

/** The message of what a function throws in the shell, after ready. */
async function refusal(run: (electron: typeof Electron.CrossProcessExports) => unknown): Promise<string> {
  const app = await common();
  return app.evaluate(run).then(
    (value) => `no refusal but ${String(value)}`,
    (error: unknown) => (error as Error).message,
  );
}

test('a member the stand-in does not have is named, in the module and in its objects', async () => {
  expect(await refusal((electron) => electron.autoUpdater)).toMatch(/^The stand-in for Electron has no electron\.autoUpdater\./);
  expect(await refusal(({ app }) => { app.setBadgeCount(1); })).toMatch(/has no app\.setBadgeCount\./);
  expect(await refusal(({ session }) => { session.defaultSession.enableNetworkEmulation({}); })).toMatch(/has no session\.enableNetworkEmulation\./);
  expect(await refusal(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.capturePage())).toMatch(/has no BrowserWindow\.capturePage\./);
  expect(await refusal(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.webContents.openDevTools(); })).toMatch(/has no webContents\.openDevTools\./);
  expect(await refusal(({ dialog }) => dialog.showMessageBoxSync({ message: '' }))).toMatch(/has no dialog\.showMessageBoxSync\./);
});

test('objects of the stand-in are still emitters, can be awaited and printed', async () => {
  const app = await common();
  expect(await app.evaluate(async ({ app: running }) => {
    const { EventEmitter } = process.getBuiltinModule('node:events');
    const { inspect } = process.getBuiltinModule('node:util');
    return [running instanceof EventEmitter, (await Promise.resolve(running)) === running, inspect(running).length > 0];
  })).toEqual([true, true, true]);
});

test('windows that would be weaker are refused', async () => {
  for (const webPreferences of [{ sandbox: false }, { contextIsolation: false }, { nodeIntegration: true }, { nodeIntegrationInWorker: true }, { webSecurity: false }, { webviewTag: true }, { navigateOnDragDrop: true }]) {
    const app = await common();
    await expect(app.evaluate(({ BrowserWindow }, options) => { new BrowserWindow(options); }, { webPreferences })).rejects.toThrow(`The stand-in refuses a window with ${Object.keys(webPreferences)[0]!}`);
  }
});

test('sessions that would write to disk are refused', async () => {
  expect(await refusal(({ session }) => session.fromPartition('persist:journal'))).toMatch(/refuses the partition "persist:journal"/);
});

test('sessions of two names share nothing, and neither is persistent', async () => {
  const app = await common();
  expect(await app.evaluate(({ session }) => {
    const [one, other] = [session.fromPartition('one'), session.fromPartition('other')];
    one.protocol.handle('app', () => new Response('one'));
    return [session.fromPartition('one') === one, one === other, other.protocol.isProtocolHandled('app'), one.isPersistent(), one.getStoragePath(), session.defaultSession.isPersistent()];
  })).toEqual([true, false, false, false, null, true]);
});

test('a second handler for a channel or a scheme is refused', async () => {
  expect(await refusal(({ ipcMain }) => { ipcMain.handle('double', () => 1); })).toMatch(/second handler for 'double'/);
  expect(await refusal(({ protocol }) => { for (let n = 0; n < 2; n += 1) protocol.handle('app', () => new Response('')); })).toMatch(/a handler for "app" already/);
  expect(await refusal(({ protocol }) => { protocol.handle('other', () => new Response('')); })).toMatch(/"other" is not/);
});

test('what must come before ready is refused after it', async () => {
  expect(await refusal(({ app }) => { app.enableSandbox(); })).toMatch(/only be called before app is ready/);
  expect(await refusal(({ protocol }) => { protocol.registerSchemesAsPrivileged([]); })).toMatch(/only be called before app is ready/);
});

test('what must come after ready is refused before it', async () => {
  const app = await start({ main: 'too-early.ts' });
  expect(await app.exited).toBe(0);
  const lines = app.output().trim().split('\n');
  expect(lines).toHaveLength(6);
  for (const line of lines) expect(line).toMatch(/^(.* can only be used after app is ready\.|.* twice; .*|protocol\.handle\(\) can only.*)$/);
});

test('a message that cannot be cloned is refused where it is sent', async () => {
  expect(await refusal(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.webContents.send('port', () => 1); })).toMatch(/could not be cloned/);
  expect(await refusal(({ MessageChannelMain }) => { new MessageChannelMain().port1.postMessage(Symbol('s')); })).toMatch(/could not be cloned/);
});

test('a port that was given away cannot be used or given again', async () => {
  expect(await refusal(({ BrowserWindow, MessageChannelMain }) => {
    const { port1 } = new MessageChannelMain();
    BrowserWindow.getAllWindows()[0]!.webContents.postMessage('nobody listens', null, [port1]);
    port1.postMessage('too late');
  })).toMatch(/given away/);
});

test('the two ends of a channel reach each other within the shell, once started', async () => {
  const app = await common();
  expect(await app.evaluate(({ MessageChannelMain }) => {
    const { port1, port2 } = new MessageChannelMain();
    const heard: unknown[] = [];
    return new Promise((resolve) => {
      port2.on('message', ({ data }) => heard.push(data));
      port2.on('close', () => { resolve(heard); });
      port1.postMessage({ at: new Date(0) });
      port1.close();
      port2.start();
    });
  })).toEqual([{ at: new Date(0) }]);
});

test('a dialog nobody answers is an error, and a test can answer it', async () => {
  expect(await refusal(({ dialog }) => dialog.showSaveDialog({}))).toMatch(/Nobody answers dialog\.showSaveDialog/);
  const app = await start();
  const answered = await app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    return dialog.showSaveDialog({});
  });
  expect(answered).toEqual({ canceled: true, filePath: '' });
});

test('the crash reporter is never started', async () => {
  expect(await refusal(({ crashReporter }) => { crashReporter.start({ uploadToServer: false }); })).toMatch(/never started/);
});

test('tests set the idle time and click menu items', async () => {
  const app = await start();
  expect(await app.evaluate(({ Menu, powerMonitor }) => {
    const clicked: string[] = [];
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Journal', submenu: [{ id: 'lock', label: 'Lock', click: (item) => clicked.push(item.label) }] }]));
    (Menu.getApplicationMenu()!.getMenuItemById('lock')!.click as () => void)();
    powerMonitor.getSystemIdleTime = () => 400;
    return [clicked, powerMonitor.getSystemIdleTime(), powerMonitor.getSystemIdleState(300)];
  })).toEqual([['Lock'], 400, 'idle']);
});

test("an accelerator clicks its item, unless the page made use of the keys", async () => {
  const app = await start();
  const page = await app.firstWindow();
  await app.evaluate(({ Menu }) => {
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Journal', submenu: [{ label: 'Lock', accelerator: 'CmdOrCtrl+Shift+L', click: () => { console.log('clicked'); } }, { label: 'Used', accelerator: 'CmdOrCtrl+U', click: () => { console.log('clicked too'); } }] }]));
  });
  await page.evaluate(() => { document.addEventListener('keydown', (event) => { if (event.key === 'u') event.preventDefault(); }); });
  for (const keys of ['ControlOrMeta+u', 'ControlOrMeta+l', 'ControlOrMeta+Shift+L']) await page.keyboard.press(keys);
  await expect.poll(() => app.output()).toContain('clicked');
  expect(app.output().match(/clicked( too)?/g)).toEqual(['clicked']);
});

test('quitting can be held up and asked for again', async () => {
  const app = await start();
  await app.firstWindow();
  await app.evaluate(({ app: running }) => {
    running.once('before-quit', (event) => {
      event.preventDefault();
      console.log('held up once');
      setTimeout(() => { running.quit(); }, 50);
    });
    running.quit();
  });
  expect(await app.exited).toBe(0);
  expect(app.output()).toContain('held up once');
});

test('paths are set and read as in Electron', async () => {
  const userData = folder();
  const app = await start({ userData });
  const paths = await app.evaluate(({ app: running }, within) => {
    running.setPath('logs', `${within}/elsewhere`);
    const attempt = (run: () => unknown) => {
      try {
        return run();
      } catch (error) {
        return (error as Error).message;
      }
    };
    return [running.getPath('userData'), running.getPath('logs'), attempt(() => { running.setPath('userData', 'relative'); }), attempt(() => running.getPath('nowhere' as 'home')), running.getName(), running.getVersion(), running.isPackaged];
  }, userData);
  expect(paths).toEqual([userData, `${userData}/elsewhere`, 'Path must be absolute', "Failed to get 'nowhere' path", 'Stand-in sample', '1.2.3', false]);
});
