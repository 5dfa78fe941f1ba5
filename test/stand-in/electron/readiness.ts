/** Before and after `ready`: Electron has things that must come before it and things that must come after. */
import { answerHost } from './host.ts';

let ready = false;
let resolve: () => void;
export const whenReady = new Promise<void>((done) => { resolve = done; });
const listeners: (() => void)[] = [];

export const isReady = () => ready;

/** Runs right at `ready`, before anything that waits for it. */
export function atReady(listener: () => void): void {
  listeners.push(listener);
}

/** @throws Error when it is too early */
export function onlyAfterReady(what: string): void {
  if (!ready) throw new Error(`${what} can only be used after app is ready.`);
}

/** @throws Error when it is too late */
export function onlyBeforeReady(what: string): void {
  if (ready) throw new Error(`${what} can only be called before app is ready.`);
}

answerHost({
  start() {
    ready = true;
    for (const listener of listeners) listener();
    resolve();
  },
});
