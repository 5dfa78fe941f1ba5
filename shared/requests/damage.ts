import type { Rescued } from '../damage.ts';
import { z } from '../zod.ts';
import { BUSY, CANNOT_STORE, nothing, request } from './request.ts';

export const damageRequests = {
  /** Goes on with a copy of the journal that is another than the one used last. */
  takeCopy: request('open', nothing).answers<null>().refuses(),
  /** Of a damaged journal: what verifies, as a new journal beside it or in a folder chosen in a dialog of the system. Nothing is written into the damaged one. Progress comes as notices. */
  saveReadable: request('open', z.strictObject({ where: z.enum(['beside', 'chosen']) }))
    .answers<Rescued>()
    .refuses('not-damaged', 'cancelled', ...BUSY, 'folder-gone', 'folder-full', 'folder-read-only', 'folder-error', ...CANNOT_STORE),
  /** Stops the saving; the request that started it is refused as `cancelled`, and nothing is left of it. */
  cancelRescue: request('open', nothing).answers<null>().refuses(),
  /** Gives what was saved last the damaged journal's place, keeps that one beside it, and locks. Where it cannot, the lock screen says so. */
  openRescued: request('open', nothing).answers<null>().refuses('no-file'),
} as const;
