/** The only thing the page can reach outside itself: `window.otherChair`, with `ask` and `onNotice`. */
import { contextBridge, ipcRenderer } from 'electron';
import { createBridge, type BridgePort } from './shell/bridge.ts';
import { noticeSigns, type Listened } from './shell/signs.ts';

const keeper = createBridge();

ipcRenderer.on('keeper-port', (event) => {
  const port = event.ports[0] as BridgePort | undefined;
  if (port) keeper.connect(port);
});
noticeSigns(globalThis as unknown as Listened, () => performance.now(), keeper.sign);
contextBridge.exposeInMainWorld('otherChair', keeper.bridge);
