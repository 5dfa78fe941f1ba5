import type { Rescued } from '../damage.ts';
import { BUSY, CANNOT_STORE, nothing, request } from './request.ts';

export const damageRequests = {
  /** Goes on with a copy of the journal that is another than the one used last. */
  takeCopy: request('open', nothing).answers<null>().refuses(),
  /** Of a damaged journal: what verifies, as a new journal beside it. Nothing is written into the damaged one. */
  saveReadable: request('open', nothing).answers<Rescued>().refuses(...BUSY, ...CANNOT_STORE),
  /** Gives what was saved the damaged journal's place, keeps that one beside it, and locks. */
  openRescued: request('open', nothing).answers<null>().refuses('no-file'),
} as const;
