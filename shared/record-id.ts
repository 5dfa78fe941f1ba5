import { z } from './zod.ts';

/** Names one record of the journal: a random 63-bit number as sixteen lower-case hexadecimal digits. */
export type RecordId = string & { readonly __recordId: true };

export const recordId: z.ZodType<RecordId, string> = z.string().regex(/^[0-7][0-9a-f]{15}$/, 'not-an-id').transform((text) => text as RecordId);
