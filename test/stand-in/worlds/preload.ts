/**
 * The preload's world: `ipcRenderer`, `contextBridge`, and ports. Ports given to the window are real ones of the browser: their other
 * ends stay here, and what comes out of those goes to the host.
 *
 * Its source is put into the page, so it must not refer to anything outside itself.
 */
import type { Codec } from '../clone.ts';
import type { FromPage, PortId, Text, ToPage } from '../wire.ts';
import type { Bridge } from './join.ts';

export type Preload = (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown, process: unknown) => void;

export function runPreload(codec: Codec, bridge: Bridge, process: object, preload: Preload): void {
  type Listener = (event: { sender: unknown; ports: MessagePort[] }, ...args: unknown[]) => void;
  interface Waiting { resolve(value: unknown): void; reject(error: unknown): void }
  interface World { standInSay?: (message: string) => void; standInHear?: (to: ToPage, text: Text) => void }

  const world = globalThis as unknown as World;
  const binding = world.standInSay!;
  delete world.standInSay;
  const listenersByChannel = new Map<string, Listener[]>();
  const waitingById = new Map<number, Waiting>();
  /** The end the window was given, and the end that stays here. */
  const portById = new Map<PortId, { given: MessagePort; kept: MessagePort }>();
  let lastId = 0;

  const say = (from: FromPage, text: Text): void => { binding(`${JSON.stringify(from)}\n${text}`); };

  const unknownThrows = <T extends object>(name: string, object: T): T =>
    new Proxy(object, {
      get(target, key, receiver): unknown {
        if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON') return Reflect.get(target, key, receiver);
        throw new Error(`The stand-in for Electron has no ${name}.${key} in the preload.`);
      },
    });

  const openPort = (id: PortId): MessagePort => {
    const { port1: given, port2: kept } = new MessageChannel();
    portById.set(id, { given, kept });
    kept.onmessage = (event: MessageEvent<unknown>) => {
      if (event.ports.length > 0) throw new Error('The stand-in for Electron carries no ports through ports.');
      say({ kind: 'port-message', port: id }, codec.encode(event.data));
    };
    // Electron tells a port of the other's closing; Chromium by itself does not, so what follows does it in its place.
    given.close = () => {
      MessagePort.prototype.close.call(given);
      if (portById.delete(id)) say({ kind: 'port-closed', port: id }, '');
    };
    return given;
  };

  /** After the messages that are on their way: they are tasks of the same kind, and run first. */
  const closePort = (id: PortId): void => {
    const port = portById.get(id);
    portById.delete(id);
    if (!port) return;
    const after = new MessageChannel();
    after.port2.onmessage = () => {
      const event = new Event('close');
      port.kept.close();
      port.given.dispatchEvent(event);
      (port.given as { onclose?: (event: Event) => void }).onclose?.(event);
      after.port1.close();
    };
    after.port1.postMessage(null);
  };

  const emit = (channel: string, ports: PortId[], args: unknown[]): void => {
    const event = { sender: ipcRenderer, ports: ports.map(openPort) };
    for (const listener of [...(listenersByChannel.get(channel) ?? [])]) {
      try {
        listener(event, ...args);
      } catch (error) {
        reportError(error);
      }
    }
  };

  const settle = (id: number, failed: boolean, text: Text): void => {
    const waiting = waitingById.get(id);
    waitingById.delete(id);
    if (failed) waiting?.reject(codec.decode(text));
    else waiting?.resolve(codec.decode(text));
  };

  world.standInHear = (to, text) => {
    if (to.kind === 'message') emit(to.channel, to.ports, codec.decode(text) as unknown[]);
    else if (to.kind === 'reply') settle(to.to, to.failed, text);
    else if (to.kind === 'port-message') portById.get(to.port)?.kept.postMessage(codec.decode(text));
    else closePort(to.port);
  };

  const ipcRenderer = unknownThrows('ipcRenderer', {
    on(channel: string, listener: Listener) {
      listenersByChannel.set(channel, [...(listenersByChannel.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    addListener: (channel: string, listener: Listener): object => ipcRenderer.on(channel, listener),
    once(channel: string, listener: Listener): object {
      const once: Listener = (event, ...args) => {
        ipcRenderer.off(channel, once);
        listener(event, ...args);
      };
      return ipcRenderer.on(channel, once);
    },
    off(channel: string, listener: Listener) {
      listenersByChannel.set(channel, (listenersByChannel.get(channel) ?? []).filter((each) => each !== listener));
      return ipcRenderer;
    },
    removeListener: (channel: string, listener: Listener): object => ipcRenderer.off(channel, listener),
    removeAllListeners(channel: string): object {
      listenersByChannel.delete(channel);
      return ipcRenderer;
    },
    send(channel: string, ...args: unknown[]) {
      say({ kind: 'send', channel, address: location.href }, codec.encode(args));
    },
    invoke(channel: string, ...args: unknown[]) {
      const text = codec.encode(args);
      return new Promise((resolve, reject) => {
        lastId += 1;
        waitingById.set(lastId, { resolve, reject });
        say({ kind: 'invoke', id: lastId, channel, address: location.href }, text);
      });
    },
  });

  const contextBridge = unknownThrows('contextBridge', {
    exposeInMainWorld(name: string, api: unknown) { bridge.expose(name, api); },
  });
  const electron = unknownThrows('electron', { contextBridge, ipcRenderer });

  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`A preload of the app may require "electron" only, not "${name}".`);
  };

  // Keys the page makes no use of are the menu's.
  addEventListener('keydown', ({ key, ctrlKey: control, metaKey: meta, altKey: alt, shiftKey: shift, defaultPrevented, isComposing, isTrusted }) => {
    if (!isTrusted || defaultPrevented || isComposing || !(control || meta || alt)) return;
    say({ kind: 'key', press: { key, control, meta, alt, shift } }, '');
  });

  const module = { exports: {} };
  try {
    preload(require, module, module.exports, Object.freeze(process));
  } catch (error) {
    say({ kind: 'preload-failed' }, codec.encode(error));
    throw error;
  }
}
