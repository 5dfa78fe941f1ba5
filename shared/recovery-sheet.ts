/** The sheet of paper with the recovery words: when it was made, and when somebody last made sure that it opens the journal. */
import { z } from './zod.ts';

const atMs = z.number().int().nonnegative();

export const recoverySheet = z.strictObject({ issuedAtMs: atMs, rehearsedAtMs: atMs.nullable() });
export type RecoverySheet = z.infer<typeof recoverySheet>;

/** Paper gets lost quietly: after so long it is worth two minutes to see that it is still there. */
export const REHEARSE_AFTER_DAYS = 90;

const DAY_MS = 86_400_000;

export function isRehearsalDue({ issuedAtMs, rehearsedAtMs }: RecoverySheet, nowMs: number): boolean {
  return nowMs - (rehearsedAtMs ?? issuedAtMs) > REHEARSE_AFTER_DAYS * DAY_MS;
}
