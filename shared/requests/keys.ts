import type { RecoverySheet } from '../recovery-sheet.ts';
import { z } from '../zod.ts';
import { BUSY, CANNOT_DERIVE, CANNOT_WRITE, nothing, request } from './request.ts';
import { passphrase, secret, words, wordsTypedBack } from './secret.ts';

/** `due`: it is some time since anybody made sure that the sheet is there. */
export interface RecoverySheetStatus extends RecoverySheet { due: boolean }

export const keyRequests = {
  /** `current`: the present passphrase, or the recovery words of somebody who has forgotten it. */
  changePassphrase: request('open', z.strictObject({ current: secret, next: passphrase }))
    .answers<null>()
    .refuses('wrong-secret', 'not-words', 'weak-passphrase', ...CANNOT_DERIVE, ...CANNOT_WRITE),
  /** Draws other recovery words; nothing changes yet. `ask` are three places, counted from 1. */
  beginRecoverySheet: request('open', z.strictObject({ passphrase }))
    .answers<{ recoveryWords: string[]; ask: number[] }>()
    .refuses('wrong-secret', ...CANNOT_DERIVE, ...CANNOT_WRITE),
  /** The three words typed back. Only now the old words open nothing any more. */
  finishRecoverySheet: request('open', wordsTypedBack)
    .answers<null>()
    .refuses('not-begun', 'wrong-words', ...BUSY, ...CANNOT_WRITE),
  /** Tries the words as unlocking would, and changes nothing. */
  rehearseRecovery: request('open', z.strictObject({ words }))
    .answers<{ rehearsedAtMs: number }>()
    .refuses('wrong-secret', 'not-words', ...CANNOT_DERIVE),
  recoverySheetStatus: request('open', nothing).answers<RecoverySheetStatus>().refuses(),
  /** Another vault key for the whole journal, in a new file; passphrase and words stay. Where backups are made, one is made first. Progress comes as notices. `wrong-words`: they are not this journal's. */
  rekeyJournal: request('open', z.strictObject({ passphrase, words }))
    .answers<null>()
    .refuses('wrong-secret', 'wrong-words', 'not-words', 'in-use', 'unreadable', 'folder-gone', 'folder-full', 'folder-read-only', 'folder-error', 'not-verified', ...CANNOT_DERIVE, ...CANNOT_WRITE),
  /** Stops a change of the keys under way; the request that started it is refused as `cancelled`, and everything is as it was. */
  cancelKeyChange: request('open', nothing).answers<null>().refuses(),
} as const;
