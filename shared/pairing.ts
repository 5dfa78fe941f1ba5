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

export const PAIRING_STATES = ['considering', 'active', 'paused', 'ended'] as const;
export type PairingStateName = (typeof PAIRING_STATES)[number];

/** In which states a pairing can begin: the two are thinking about it, or they meet already. */
export const BEGINNINGS = ['considering', 'active'] as const;
export type Beginning = (typeof BEGINNINGS)[number];

/** `since`: the day it began; null where nobody knows. */
const stretch = z.strictObject({ is: z.enum(PAIRING_STATES), since: isoDate.nullable() });

/** Where a pairing is in its life, and the state it came from. */
export const pairingState = stretch.extend({ before: stretch.nullable() });
export type PairingState = z.infer<typeof pairingState>;

/** The state of a pairing that was written down before pairings had states: whoever wrote it down met already. */
export function stateBeforeStates(since: IsoDate | null): PairingState {
  return { is: 'active', since, before: null };
}

/** States a pairing can be brought into on this day: considering → active ⇄ paused → ended. An ending can be taken back on its day. */
export function movesFrom(state: PairingState, today: IsoDate): readonly PairingStateName[] {
  switch (state.is) {
    case 'considering':
      return ['active', 'ended'];
    case 'active':
      return ['paused', 'ended'];
    case 'paused':
      return ['active', 'ended'];
    case 'ended':
      return state.since === today && state.before !== null ? [state.before.is] : [];
  }
}

/** @returns the state afterwards. Taking back an ending gives the one before, with its day; call it for a move `movesFrom` names. */
export function moved(state: PairingState, to: PairingStateName, today: IsoDate): PairingState {
  if (state.is === 'ended' && state.before !== null) return { ...state.before, before: null };
  return { is: to, since: today, before: { is: state.is, since: state.since } };
}

/** A pairing as lists show it. */
export interface PairingRow {
  id: RecordId;
  name: Kept<'peer', string>;
  since: IsoDate | null;
  note: Kept<'us', string> | null;
  state: PairingState;
  /** Sessions that are not in the trash. */
  sessions: number;
  lastSession: IsoDate | null;
}

export const pairingId = recordId;
