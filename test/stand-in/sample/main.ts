/** A small app of the same build as ours: a shell, a window, a keeper, and a port between the last two. */
import { app, BrowserWindow, ipcMain, MessageChannelMain, protocol, session, utilityProcess, type UtilityProcess } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const PAGE = 'app://sample/index.html';
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-eval'; img-src *; connect-src *; frame-src *";

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
app.enableSandbox();

let keeper: UtilityProcess;
let window: BrowserWindow | null = null;
let locks = 0;
let isLocking = false;

if (app.requestSingleInstanceLock({ from: 'sample' })) {
  app.on('second-instance', (_event, argv) => { console.log(`second start: ${argv.at(-1) ?? ''}`); });
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => { if (!event.url.startsWith('app://sample/')) event.preventDefault(); });
    contents.on('will-frame-navigate', (event) => { if (!event.isMainFrame) event.preventDefault(); });
    contents.on('will-redirect', (event) => { event.preventDefault(); });
  });
  app.on('window-all-closed', () => { if (!isLocking) app.quit(); });
  ipcMain.handle('double', (event, value: unknown) => [value, value, event.senderFrame?.url]);
  ipcMain.handle('fail', () => { throw new RangeError('too far'); });
  ipcMain.on('lock', () => { void lock(); });
  void app.whenReady().then(openBoth);
} else {
  app.quit();
}

async function lock(): Promise<void> {
  isLocking = true;
  const ended = new Promise((resolve) => keeper.once('exit', resolve));
  window?.destroy();
  keeper.kill();
  await ended;
  locks += 1;
  await openBoth();
  isLocking = false;
}

async function openBoth(): Promise<void> {
  keeper = utilityProcess.fork(path.join(import.meta.dirname, 'keeper.ts'), ['one', 'two'], { serviceName: 'sample keeper', env: { SAMPLE: 'yes' } });
  keeper.on('exit', (code) => { console.log(`keeper exited: ${code}`); });
  keeper.on('message', (message: unknown) => { console.log(`keeper told the shell: ${JSON.stringify(message)}`); });
  const memory = session.fromPartition(`memory-${locks}`, { cache: false });
  memory.protocol.handle('app', serve);
  memory.setPermissionRequestHandler((_contents, _permission, done) => { done(false); });
  memory.setPermissionCheckHandler(() => false);
  memory.webRequest.onBeforeRequest((details, done) => { done({ cancel: !details.url.startsWith('app://sample/') }); });
  window = new BrowserWindow({ show: false, webPreferences: { preload: path.join(app.commandLine.getSwitchValue('preload-folder'), 'preload.cjs'), session: memory, sandbox: true } });
  window.once('ready-to-show', () => window?.show());
  window.webContents.once('did-finish-load', () => { connect(window!); });
  await window.loadURL(PAGE);
}

function connect(to: BrowserWindow): void {
  const { port1, port2 } = new MessageChannelMain();
  keeper.postMessage({ say: 'window', locks }, [port1]);
  to.webContents.postMessage('port', { locks }, [port2]);
}

async function serve(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/broken') throw new Error('a handler that failed');
  if (pathname === '/moved') return new Response(null, { status: 302, headers: { location: 'https://example.com/moved' } });
  if (pathname !== '/index.html') return new Response('not found', { status: 404 });
  return new Response(await readFile(path.join(import.meta.dirname, 'index.html')), { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY } });
}
