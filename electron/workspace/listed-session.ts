/** A session as lists and search results show it. */
import { keep } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { Chair } from '../../shared/measures.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { SessionRow } from '../../shared/session.ts';

/** A row as the tables give it. */
export interface ListedSession { id: RecordId; pairing: RecordId; pairingName: string; date: IsoDate; chairs: string; firstWords: string | null; trashedAtMs: number | null }

/** What a list needs to know of a session; ends before WHERE. */
export const LISTED = `
  session.id, session.pairing, coalesce(pairing.name, '') AS pairingName, session.date, session.chairs,
  session.first_words AS firstWords, session.trashed_at_ms AS trashedAtMs`;

export function toSessionRow({ pairingName, chairs, firstWords: words, ...rest }: ListedSession): SessionRow {
  return { ...rest, pairingName: keep('peer', pairingName), chairs: chairs.split(' ') as Chair[], firstWords: words === null ? null : keep('me', words) };
}
