/** What the preload notices of the page and passes on: that somebody uses it, and that something was copied. Never which key, where, or what. */
import type { Sign } from '../../shared/process-messages.ts';

/** Somebody who moves the pointer is told of once in so long. */
export const TOUCHED_EVERY_MS = 2000;

const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove'] as const;
const COPIES = ['copy', 'cut'] as const;

/** As much of a window as is used. */
export interface Listened {
  addEventListener(type: string, listener: (event: { isTrusted: boolean }) => void, options: { capture: true; passive: true }): void;
}

/** Listens for as long as the page lives. An event that a script made counts for nothing. */
export function noticeSigns(page: Listened, nowMs: () => number, tell: (sign: Sign) => void): void {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  const listen = (types: readonly string[], noticed: () => void) => {
    for (const type of types) page.addEventListener(type, ({ isTrusted }) => isTrusted && noticed(), { capture: true, passive: true });
  };
  listen(TOUCHES, () => {
    if (nowMs() - toldAtMs < TOUCHED_EVERY_MS) return;
    toldAtMs = nowMs();
    tell('touched');
  });
  listen(COPIES, () => tell('copied'));
}
