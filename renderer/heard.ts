/** What the keeper has said unasked, from the first moment on: some of it comes before any page is there. */
import { useSyncExternalStore } from 'react';
import type { CopyFound, Damage } from '../shared/damage.ts';
import type { LockReason, Notice, RekeyProgress } from '../shared/process-messages.ts';
import type { SharedKind } from '../shared/shared-file.ts';
import { onNotice } from './keeper.ts';

export interface Heard {
  /** Why the lock screen is shown. */
  because: LockReason;
  /** The step of unlocking or creating that is under way or was last. */
  step: 'deriving' | 'reading';
  /** Records gathered for searching so far; `null` before it begins and once it is done. */
  gathering: { done: number; total: number } | null;
  damaged: boolean;
  /** The numbers of the damage; `null` where there is none, or they cannot be told. */
  damage: Damage | null;
  copy: CopyFound;
  /** The file was touched while it was at rest, and all of it found whole. */
  touched: boolean;
  /** A file was double-clicked, and waits to be looked at. */
  offered: SharedKind | null;
  /** How far re-keying is; `null` while nobody re-keys. */
  rekeying: RekeyProgress | null;
}

const nothingYet: Heard = { because: 'start', step: 'deriving', gathering: null, damaged: false, damage: null, copy: { is: 'expected' }, touched: false, offered: null, rekeying: null };

let heard = nothingYet;
let stop: () => void = () => undefined;
const listeners = new Set<() => void>();

/** Begins to listen, with nothing heard yet. Called once for a window. */
export function startHearing(): void {
  stop();
  heard = nothingYet;
  stop = onNotice((notice) => {
    heard = after(heard, notice);
    for (const listener of listeners) listener();
  });
}

export function useHeard(): Heard {
  return useSyncExternalStore(subscribe, () => heard);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function after(before: Heard, notice: Notice): Heard {
  switch (notice.notice) {
    case 'rekeying':
      return { ...before, rekeying: notice.progress };
    case 'lock-screen':
      return { ...before, because: notice.because };
    case 'unlocking':
      return { ...before, step: notice.step };
    case 'gathering':
      return { ...before, gathering: { done: notice.done, total: notice.total } };
    case 'ready':
      return { ...before, gathering: null };
    case 'damaged':
      return { ...before, gathering: null, damaged: true, damage: notice.damage };
    case 'copy':
      return { ...before, copy: notice.copy };
    case 'offered':
      return { ...before, offered: notice.kind };
    case 'touched':
      return { ...before, touched: true };
    // For the page that asked for it.
    case 'backup':
    case 'moving':
    case 'rescuing':
    case 'lock-coming':
      return before;
  }
}
