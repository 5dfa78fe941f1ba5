/** `ipcMain`: what preloads send and ask. */
import { EventEmitter } from 'node:events';
import { cloneCodec } from '../clone.ts';
import { BrowserWindow } from './browser-window.ts';
import { preventableEvent } from './event.ts';
import { answerHost } from './host.ts';
import { refuseUnknownMembers } from './unknown-member.ts';

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;

export class IpcMain extends EventEmitter implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'> {
  readonly #handlerByChannel = new Map<string, Handler>();

  /** @throws Error when the channel has a handler */
  handle(channel: string, handler: Handler): void {
    if (this.#handlerByChannel.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlerByChannel.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlerByChannel.delete(channel);
  }

  /** For the stand-in. @throws what the handler throws, or Error when there is none */
  invoke(event: Electron.IpcMainInvokeEvent, channel: string, args: unknown[]): unknown {
    const handler = this.#handlerByChannel.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...args);
  }
}

refuseUnknownMembers('ipcMain', IpcMain);
export const ipcMain = new IpcMain();

const codec = cloneCodec();
answerHost({
  message(id, address, channel, args) {
    const sender = senderOf(id, address);
    if (sender) ipcMain.emit(channel, { ...sender, ports: [], reply: sender.sender.send.bind(sender.sender) }, ...(codec.decode(args) as unknown[]));
  },
  async invoke(id, address, channel, args) {
    const event = senderOf(id, address) as unknown as Electron.IpcMainInvokeEvent;
    return codec.encode(await ipcMain.invoke(event, channel, codec.decode(args) as unknown[]));
  },
});

/** The frame is the main frame itself, as in Electron: a handler may compare it. */
function senderOf(id: number, address: string) {
  const sender = BrowserWindow.fromId(id)?.webContents;
  if (!sender) return null;
  sender.mainFrame.url = address;
  return Object.assign(preventableEvent(), { sender, senderFrame: sender.mainFrame, frameId: 1, processId: id, type: 'frame' as const });
}
