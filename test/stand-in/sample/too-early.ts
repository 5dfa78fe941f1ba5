/** Does everything before ready that has to wait for it, and prints what it is told. */
import { app, BrowserWindow, protocol, session, utilityProcess } from 'electron';

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);

for (const tooEarly of [
  () => new BrowserWindow(),
  () => session.defaultSession,
  () => session.fromPartition('memory'),
  () => { protocol.handle('app', () => new Response('')); },
  () => utilityProcess.fork('keeper.ts'),
  () => { protocol.registerSchemesAsPrivileged([]); },
]) {
  try {
    tooEarly();
    console.log('nothing was refused');
  } catch (error) {
    console.log((error as Error).message);
  }
}
app.quit();
