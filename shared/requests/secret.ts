/** What a person types to open a journal. */
import { z } from '../zod.ts';

/** Bytes of a passphrase in UTF-8 (vault format §10) and the shortest one accepted, in code points. */
export const PASSPHRASE_MAX_BYTES = 1024;
export const PASSPHRASE_MIN_LENGTH = 10;
/** zxcvbn's score from 0 to 4; below this the journal is not created. */
export const PASSPHRASE_MIN_STRENGTH = 3;
export const RECOVERY_WORDS = 12;

export const passphrase = z.string().max(PASSPHRASE_MAX_BYTES);
export const words = z.string().max(400);
export const secret = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('passphrase'), passphrase }), z.strictObject({ kind: z.literal('recovery'), words })]);
export const wordsTypedBack = z.strictObject({ words: z.array(z.string().max(40)).length(3) });
