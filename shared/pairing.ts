/** The working relationship of two peers over time (domain §1, term 2). */
import { kept, type Kept } from './about.ts';
import { isoDate, type IsoDate } from './date.ts';
import { recordId, type RecordId } from './record-id.ts';
import { line, lines } from './text.ts';
import { z } from './zod.ts';

export const PAIRING_NAME_MAX = 80;
export const PAIRING_NOTE_MAX = 2000;

/** What a person writes about a pairing. The name tells a reader who the peer is; the note tells of the two. */
export const pairing = z.strictObject({
  name: kept('peer', line(PAIRING_NAME_MAX).refine((name) => name.trim() !== '', 'empty')),
  since: isoDate.nullable(),
  note: kept('us', lines(PAIRING_NOTE_MAX)).nullable(),
});
export type Pairing = z.infer<typeof pairing>;

/** A pairing as lists show it. */
export interface PairingRow {
  id: RecordId;
  name: Kept<'peer', string>;
  since: IsoDate | null;
  note: Kept<'us', string> | null;
  /** Sessions that are not in the trash. */
  sessions: number;
  lastSession: IsoDate | null;
}

export const pairingId = recordId;
