/** Searching what was written. */
import type { About, Kept } from './about.ts';
import type { IsoDate } from './date.ts';
import type { EventKind } from './event.ts';
import type { RecordId } from './record-id.ts';
import type { SessionRow } from './session.ts';

export const SEARCH_TEXT_MAX = 200;

/** A stretch of text, and whether it is what was searched for. */
export interface SnippetPart { text: string; hit: boolean }

export interface Snippet<A extends About = About> { about: A; parts: Kept<A, SnippetPart[]> }

export interface SearchHit {
  row: SessionRow;
  /** At least one, in the order me, us, peer. */
  snippets: Snippet[];
}

/** Something found beside the sessions: an event, what a map of differences holds, or why somebody went ahead. */
export interface NoteHit {
  kind: 'event' | 'asymmetry' | 'readiness';
  id: RecordId;
  /** What happened; `null` for what is no event. */
  event: EventKind | null;
  /** `null`: it concerns every pairing. */
  pairing: RecordId | null;
  pairingName: Kept<'peer', string> | null;
  date: IsoDate;
  snippets: Snippet[];
}
