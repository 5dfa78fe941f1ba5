/** The bridge of the sample, and what tests need to look behind it. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Asked } from './keeper.ts';

export interface Sample {
  ask: (ask: 'echo' | 'describe' | 'facts', value?: unknown) => Promise<unknown>;
  tell(asked: Asked): void;
  onCount(listener: (counted: number) => void): () => void;
  onClosed(listener: () => void): void;
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  send(channel: string): void;
  locks(): Promise<number>;
  requires(name: string): string;
  fails(): void;
  later(): Promise<void>;
  marked(): string;
  deep: { deeper: number[] };
}

declare const require: (name: string) => unknown;
// By another name, so that the bundler leaves it alone.
const requireByName = require;
const globals = globalThis as unknown as { markedByPreload: string };
globals.markedByPreload = 'only in the world of the preload';

const waiting = new Map<number, (value: unknown) => void>();
const counters = new Set<(counted: number) => void>();
let lastId = 0;

const connected = new Promise<{ port: MessagePort; locks: number }>((resolve) => {
  ipcRenderer.once('port', (event, { locks }: { locks: number }) => {
    const port = event.ports[0]!;
    port.onmessage = ({ data }: MessageEvent<{ id: number; value: unknown } | { counted: number }>) => {
      if ('counted' in data) for (const counter of counters) counter(data.counted);
      else waiting.get(data.id)?.(data.value);
    };
    resolve({ port, locks });
  });
});

const sample: Sample = {
  async ask(ask, value) {
    const { port } = await connected;
    return new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      port.postMessage({ ask, id: lastId, value });
    });
  },
  tell: (asked) => void connected.then(({ port }) => { port.postMessage(asked); }),
  onCount(listener) {
    counters.add(listener);
    return () => { counters.delete(listener); };
  },
  onClosed: (listener) => void connected.then(({ port }) => { port.addEventListener('close', () => { listener(); }); }),
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel) => { ipcRenderer.send(channel); },
  locks: async () => (await connected).locks,
  requires(name) {
    try {
      return typeof requireByName(name);
    } catch (error) {
      return (error as Error).message;
    }
  },
  fails() { throw new RangeError('on purpose'); },
  later: () => Promise.reject(new RangeError('later, on purpose')),
  marked: () => globals.markedByPreload,
  deep: { deeper: [1, 2, 3] },
};

contextBridge.exposeInMainWorld('sample', sample);
