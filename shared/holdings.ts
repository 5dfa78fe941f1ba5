/**
 * What a journal holds of one pairing that is about the peer or about the two (domain §5.5): to be looked at as a whole, so that a person
 * can answer honestly when asked; to be cleared, and to be deleted.
 */
import type { Kept } from './about.ts';
import type { IsoDate } from './date.ts';
import type { Chair, Measure } from './measures.ts';
import type { RecordId } from './record-id.ts';
import type { ReflectionRow } from './reflection.ts';
import type { RichText } from './rich-text.ts';
import { keptValues } from './kept-values.ts';
import { session as sessionSchema, type Session } from './session.ts';

/** Fields of a session that tell of others, by their name in it. */
export const HELD_FIELDS = ['note', 'nicer', 'travelled', 'keywords', 'theirStep', 'keepUntil', 'statusFelt', 'safety', 'challenge', 'support'] as const;
export type HeldField = (typeof HELD_FIELDS)[number];

export interface HeldValue {
  field: HeldField;
  about: 'us' | 'peer';
  /** In which chair it was rated; null for what is not a rating. */
  chair: Chair | null;
  value: Kept<'us' | 'peer', RichText | string | number>;
}

export interface HeldSession {
  id: RecordId;
  date: IsoDate;
  trashed: boolean;
  /** Earlier states of the entry that hold something of the kind, too. */
  earlierStates: number;
  values: HeldValue[];
}

export interface Holdings {
  /** Newest first; only those that hold something about the peer or the two. */
  sessions: HeldSession[];
  /** Those with an answer about the peer or the two. */
  reflections: ReflectionRow[];
  /** How many records there are of what is about the two as a whole. */
  readiness: number;
  differences: number;
  agreements: number;
  events: number;
}

/** A note about the peer, with the session it belongs to. */
export interface PeerNoteRow {
  session: RecordId;
  date: IsoDate;
  keywords: Kept<'peer', string> | null;
  theirStep: Kept<'peer', string> | null;
  keepUntil: Kept<'peer', IsoDate>;
}

/** What a session holds about the peer or the two, in the order of its form. */
export function heldIn(written: Session): HeldValue[] {
  return keptValues(sessionSchema, written).flatMap(({ path, about, value }) => {
    if (about === 'me') return [];
    const chair = path[0] === 'sittings' ? (written.sittings[path[1] as number]?.chair ?? null) : null;
    return [{ field: path.at(-1) as HeldField, about, chair, value: value as HeldValue['value'] }];
  });
}

/** Whether a field holds a rating. */
export function isMeasure(field: HeldField): field is Extract<Measure, HeldField> {
  return (['statusFelt', 'safety', 'challenge', 'support'] as readonly HeldField[]).includes(field);
}
