/** An event while it is being noted: whatever was chosen and typed so far, and the event it makes. */
import type { IsoDate } from '../../shared/date.ts';
import {
  CONSENT_HOW_MAX,
  EVENT_NOTE_MAX,
  lastDayOf,
  ROLE_MAX,
  type Consent,
  type ConsentName,
  type ContextEvent,
  type Disclosure,
  type EventKind,
  type OutsideInterest,
  type PairingEvent,
  type Pause,
} from '../../shared/event.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { hasUnseen, lengthOf } from '../../shared/text.ts';

/** One form for all kinds: what a kind does not ask for stays empty. */
export interface EventDraft {
  kind: EventKind;
  pairing: RecordId | null;
  /** It concerns every pairing, whichever is chosen. */
  every: boolean;
  date: IsoDate | null;
  note: string;
  who: OutsideInterest['who'] | null;
  wanted: OutsideInterest['wanted'];
  answered: OutsideInterest['answered'];
  toldPeer: OutsideInterest['toldPeer'];
  row: Disclosure['row'] | null;
  form: Disclosure['form'];
  toRole: string;
  consent: ConsentName | null;
  consentHow: string;
  consentOn: IsoDate | null;
  repair: Disclosure['repair'];
  type: ContextEvent['type'] | null;
  affects: ContextEvent['affects'];
  until: IsoDate | null;
}

/** Why it is no event yet. */
export type Missing = 'pairing' | 'date' | 'to-come' | 'who' | 'row' | 'type' | 'ends-before-it-begins' | 'too-long' | 'unseen';

export function newEventDraft(kind: EventKind, pairing: RecordId | null, date: IsoDate): EventDraft {
  return { ...untouched, kind, pairing, date };
}

export function eventDraftOf(event: PairingEvent): EventDraft {
  const { kind, pairing, date } = event;
  const begun = { ...untouched, kind, pairing, date, every: pairing === null, note: (kind === 'pause' ? event.reason : event.note) ?? '' };
  switch (event.kind) {
    case 'outside_interest':
      return { ...begun, who: event.who, wanted: event.wanted, answered: event.answered, toldPeer: event.toldPeer };
    case 'disclosure':
      return { ...begun, row: event.row, form: event.form, toRole: event.toRole ?? '', repair: event.repair, ...consentIn(event.consent) };
    case 'context':
      return { ...begun, type: event.type, affects: event.affects };
    case 'pause':
      return { ...begun, until: event.until };
  }
}

/** The event a draft makes, or the first thing that is in its way. */
export function toEvent(draft: EventDraft, today: IsoDate): { event: PairingEvent } | { missing: Missing } {
  const { date, note, toRole, consentHow } = draft;
  if (date === null) return { missing: 'date' };
  if (lengthOf(note) > EVENT_NOTE_MAX || lengthOf(toRole) > ROLE_MAX || lengthOf(consentHow) > CONSENT_HOW_MAX) return { missing: 'too-long' };
  if (hasUnseen(toRole) || hasUnseen(consentHow)) return { missing: 'unseen' };
  const made = ofKind(draft, date);
  if ('missing' in made) return made;
  return lastDayOf(made.event) > today ? { missing: 'to-come' } : made;
}

const untouched: EventDraft = {
  kind: 'context',
  pairing: null,
  every: false,
  date: null,
  note: '',
  who: null,
  wanted: null,
  answered: null,
  toldPeer: null,
  row: null,
  form: null,
  toRole: '',
  consent: null,
  consentHow: '',
  consentOn: null,
  repair: null,
  type: null,
  affects: null,
  until: null,
};

function ofKind(draft: EventDraft, date: IsoDate): { event: PairingEvent } | { missing: Missing } {
  const { kind, pairing, every, who, wanted, answered, toldPeer, row, form, repair, type, affects, until } = draft;
  const note = written(draft.note);
  if (pairing === null && !(every && mayConcernEvery(kind))) return { missing: 'pairing' };
  const concerns = every ? null : pairing;
  switch (kind) {
    case 'outside_interest':
      return who === null ? { missing: 'who' } : { event: { kind, pairing: concerns, date, who, wanted, answered, toldPeer, note } };
    case 'context':
      return type === null ? { missing: 'type' } : { event: { kind, pairing: concerns, date, type, affects, note } };
    case 'disclosure':
      return row === null ? { missing: 'row' } : { event: { kind, pairing: pairing!, date, row, form, toRole: written(draft.toRole), consent: consentOf(draft), repair, note } };
    case 'pause':
      return until !== null && until < date ? { missing: 'ends-before-it-begins' } : { event: { kind, pairing: pairing!, date, until, reason: note } satisfies Pause };
  }
}

/** Interest and changes come to all pairings at once, at times; what travelled and a pause are one pairing's own. */
export function mayConcernEvery(kind: EventKind): boolean {
  return kind === 'outside_interest' || kind === 'context';
}

function consentIn(consent: Consent | null): Pick<EventDraft, 'consent' | 'consentHow' | 'consentOn'> {
  return { consent: consent?.is ?? null, consentHow: consent?.is === 'given' ? (consent.how ?? '') : '', consentOn: consent?.is === 'given' ? consent.on : null };
}

function consentOf({ consent, consentHow, consentOn }: EventDraft): Consent | null {
  if (consent === null) return null;
  return consent === 'given' ? { is: 'given', how: written(consentHow), on: consentOn } : { is: consent };
}

function written(text: string): string | null {
  return text.trim() === '' ? null : text;
}
