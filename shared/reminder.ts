/**
 * Reminders (domain §7.5): a date has passed. Each is one line with a date inside its pairing, can be put aside, and then rests. They never
 * count, praise or scold.
 */
import { addDays, isoDate, type IsoDate } from './date.ts';
import type { PairingState } from './pairing.ts';
import { INVITATION_REST_DAYS, type Due } from './readiness-due.ts';
import { z } from './zod.ts';

export const REMINDERS = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'] as const;
export type ReminderKey = (typeof REMINDERS)[number];

/** Days a reminder rests after it was put aside. */
const REST_DAYS = 14;
/** A map of differences older than this is to be looked at. */
const OLD_MAP_DAYS = 180;
/** Days without a session after which it is asked whether the two still meet. */
const SILENT_DAYS = 90;
/** So many sessions without an agreement or a map are reason for a line. */
const SESSIONS_WITHOUT = 2;

/** The day each reminder was last put aside. */
export const putAside = z.partialRecord(z.enum(REMINDERS), isoDate);
export type PutAside = Partial<Record<ReminderKey, IsoDate>>;

export type Reminder =
  | { key: 'H1' | 'H2' | 'H6'; on: IsoDate }
  /** Notes about the peer; the earliest of their days. */
  | { key: 'H3'; on: IsoDate; notes: number }
  | { key: 'H4'; on: IsoDate; due: Due }
  /** `missing`: there is no map yet. */
  | { key: 'H5'; on: IsoDate; missing: boolean };

/** What the rule knows of a pairing. */
export interface Reminded {
  state: PairingState;
  putAside: PutAside;
  /** Days of the sessions outside the trash, earliest first. */
  sessionDays: readonly IsoDate[];
  /** The agreement in force, and the day it is to be looked at; null: none. */
  agreement: { reviewOn: IsoDate | null } | null;
  /** Until when each note about the peer was to be kept. */
  peerNotesUntil: readonly IsoDate[];
  due: Due | null;
  /** The day an invitation to the readiness questions was last followed. */
  lastInvited: IsoDate | null;
  /** The day of the newest map of differences. */
  mapOf: IsoDate | null;
}

/** The lines to show today, in their order. */
export function remindersOf(of: Reminded, today: IsoDate): Reminder[] {
  return REMINDERS.map((key) => ruleOf[key](of, today)).filter((each) => each !== null && !rests(of.putAside[each.key], REST_DAYS, today)) as Reminder[];
}

const ruleOf: Record<ReminderKey, (of: Reminded, today: IsoDate) => Reminder | null> = {
  H1: ({ state, agreement }, today) => (state.is !== 'ended' && agreement?.reviewOn && agreement.reviewOn <= today ? { key: 'H1', on: agreement.reviewOn } : null),
  H2: ({ state, agreement, sessionDays }) => {
    const second = sessionDays[SESSIONS_WITHOUT - 1];
    return meets(state) && agreement === null && second !== undefined ? { key: 'H2', on: second } : null;
  },
  H3: ({ peerNotesUntil }, today) => {
    const past = peerNotesUntil.filter((until) => until < today).sort();
    return past[0] === undefined ? null : { key: 'H3', on: past[0], notes: past.length };
  },
  H4: ({ due, lastInvited }, today) => (due === null || rests(lastInvited ?? undefined, INVITATION_REST_DAYS, today) ? null : { key: 'H4', on: due.since, due }),
  H5: ({ state, mapOf, sessionDays }, today) => {
    if (!meets(state)) return null;
    const second = sessionDays[SESSIONS_WITHOUT - 1];
    if (mapOf === null) return second === undefined ? null : { key: 'H5', on: second, missing: true };
    return addDays(mapOf, OLD_MAP_DAYS) < today ? { key: 'H5', on: mapOf, missing: false } : null;
  },
  H6: ({ state, sessionDays, putAside }, today) => {
    const last = sessionDays.at(-1) ?? state.since;
    if (state.is !== 'active' || last === null) return null;
    // "Just not written" is an answer, so the days count anew from there.
    const heard = [last, state.since ?? last, putAside.H6 ?? last].sort().at(-1)!;
    return addDays(heard, SILENT_DAYS) <= today ? { key: 'H6', on: last } : null;
  },
};

function meets(state: PairingState): boolean {
  return state.is === 'active' || state.is === 'paused';
}

function rests(since: IsoDate | undefined, days: number, today: IsoDate): boolean {
  return since !== undefined && today < addDays(since, days);
}
