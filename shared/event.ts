/**
 * What happens around an agreement (domain §4.6): somebody shows interest, something travels, the surroundings change, the two pause. Quick
 * to enter; what was not said is `null`. All of it is about us and never leaves the journal.
 */
import { kept, type Kept } from './about.ts';
import { TRAVEL_FORMS, TRAVEL_ROWS } from './agreement.ts';
import { isoDate, type IsoDate } from './date.ts';
import { recordId, type RecordId } from './record-id.ts';
import { line, lines } from './text.ts';
import { z } from './zod.ts';

/** Who beyond the pair shows interest, in what, and what they were told. */
export const INTERESTED = ['manager', 'hr', 'sponsor', 'programme', 'colleague', 'outside', 'tool'] as const;
export const WANTED = ['nothing', 'existence', 'attendance', 'progress', 'themes', 'content', 'opinion', 'unsure'] as const;
export const ANSWERED = ['agreed_reply', 'own_learning', 'declined', 'more_than_agreed', 'not_yet'] as const;
export const TOLD_PEER = ['yes', 'not_yet', 'no'] as const;

/** What has travelled has taken one of these forms; `never` is none. */
export const DISCLOSED_FORMS = TRAVEL_FORMS.filter((form) => form !== 'never');
export const CONSENTS = ['not_needed', 'given', 'missing'] as const;
export const REPAIRS = ['told_peer', 'talked', 'open'] as const;

/** Changes in the surroundings (domain §2.5). */
export const CONTEXT_EVENT_TYPES = [
  'reorganisation_rumoured', 'reorganisation_announced', 'job_cuts', 'role_opening', 'promotion_round', 'reporting_line_changed', 'new_leader',
  'sponsor_changed', 'programme_evaluation', 'team_conflict', 'formal_process', 'tool_introduced', 'absence', 'other',
] as const;
export const AFFECTED = ['me', 'peer', 'both', 'around_us'] as const;

export type Interested = (typeof INTERESTED)[number];
export type Wanted = (typeof WANTED)[number];
export type DisclosedForm = (typeof DISCLOSED_FORMS)[number];
export type ConsentName = (typeof CONSENTS)[number];
export type ContextEventType = (typeof CONTEXT_EVENT_TYPES)[number];

export const EVENT_NOTE_MAX = 1000;
export const ROLE_MAX = 120;
export const CONSENT_HOW_MAX = 280;

const note = lines(EVENT_NOTE_MAX).nullable();
/** `null`: it concerns every pairing. */
const anyPairing = recordId.nullable();

export const outsideInterest = z.strictObject({
  kind: z.literal('outside_interest'),
  pairing: anyPairing,
  date: isoDate,
  who: z.enum(INTERESTED),
  wanted: z.enum(WANTED).nullable(),
  answered: z.enum(ANSWERED).nullable(),
  toldPeer: z.enum(TOLD_PEER).nullable(),
  note,
});

/** Where it was given, how and when. */
const consent = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('not_needed') }),
  z.strictObject({ is: z.literal('given'), how: line(CONSENT_HOW_MAX).nullable(), on: isoDate.nullable() }),
  z.strictObject({ is: z.literal('missing') }),
]);
export type Consent = z.infer<typeof consent>;

export const disclosure = z.strictObject({
  kind: z.literal('disclosure'),
  pairing: recordId,
  date: isoDate,
  /** What of the agreement's matrix has travelled, in which form, and to somebody in which role. */
  row: z.enum(TRAVEL_ROWS),
  form: z.enum(DISCLOSED_FORMS).nullable(),
  toRole: line(ROLE_MAX).nullable(),
  consent: consent.nullable(),
  repair: z.enum(REPAIRS).nullable(),
  note,
});

export const contextEvent = z.strictObject({
  kind: z.literal('context'),
  pairing: anyPairing,
  date: isoDate,
  type: z.enum(CONTEXT_EVENT_TYPES),
  affects: z.enum(AFFECTED).nullable(),
  note,
});

/** `date` is its first day. It is open, and the pairing paused, as long as there is no `until`. Issue: `ends-before-it-begins`. */
export const pause = z
  .strictObject({ kind: z.literal('pause'), pairing: recordId, date: isoDate, until: isoDate.nullable(), reason: lines(EVENT_NOTE_MAX).nullable() })
  .refine(({ date, until }) => until === null || until >= date, 'ends-before-it-begins');

export const event = z.discriminatedUnion('kind', [outsideInterest, disclosure, contextEvent, pause]);

export type OutsideInterest = z.infer<typeof outsideInterest>;
export type Disclosure = z.infer<typeof disclosure>;
export type ContextEvent = z.infer<typeof contextEvent>;
export type Pause = z.infer<typeof pause>;
export type PairingEvent = z.infer<typeof event>;
export type EventKind = PairingEvent['kind'];

export const EVENT_KINDS = ['outside_interest', 'disclosure', 'context', 'pause'] as const satisfies EventKind[];

/** As it is kept: one value, about us. */
export const keptEvent = kept('us', event);

/** An event as lists show it. */
export interface EventRow {
  id: RecordId;
  savedAtMs: number;
  event: Kept<'us', PairingEvent>;
}

/** Which readiness questions a change in the surroundings brings back (domain §2.5). */
export const BROUGHT_BACK = {
  reorganisation_rumoured: ['R01'],
  reorganisation_announced: ['R01', 'R08'],
  job_cuts: ['R01', 'R02', 'R13'],
  role_opening: ['R02'],
  promotion_round: ['R02', 'R07'],
  reporting_line_changed: ['R07', 'R04'],
  new_leader: ['R04', 'R06'],
  sponsor_changed: ['R05', 'R06'],
  programme_evaluation: ['R05', 'R06', 'R03'],
  team_conflict: ['R08', 'R09'],
  formal_process: ['R09'],
  tool_introduced: ['R05', 'R11'],
  absence: ['R14'],
  other: [],
} as const satisfies Record<ContextEventType, readonly string[]>;

/** Interest in these brings back R05 and R06 (domain §2.5). */
const TELLING_WANTS: readonly Wanted[] = ['progress', 'themes', 'content', 'opinion'];
const ABOUT_INTEREST = ['R05', 'R06'] as const;

export type BroughtBackQuestion = (typeof BROUGHT_BACK)[ContextEventType][number] | (typeof ABOUT_INTEREST)[number];

/** The readiness questions an event brings back when the pairing is opened next, in the order of the document. */
export function broughtBackBy(happened: PairingEvent): readonly BroughtBackQuestion[] {
  switch (happened.kind) {
    case 'outside_interest':
      return happened.wanted !== null && TELLING_WANTS.includes(happened.wanted) ? ABOUT_INTEREST : [];
    case 'context':
      return BROUGHT_BACK[happened.type];
    case 'disclosure':
    case 'pause':
      return [];
  }
}

/** Changes that often make people more careful (domain §2.5; observation O4 looks at what was rated since). */
export const PRESSURE_EVENTS: readonly ContextEventType[] = [
  'reorganisation_rumoured', 'reorganisation_announced', 'job_cuts', 'role_opening', 'promotion_round', 'reporting_line_changed', 'new_leader', 'programme_evaluation', 'tool_introduced',
];

/** The last day an event speaks of: none of them can be to come. */
export function lastDayOf(happened: PairingEvent): IsoDate {
  const days = happened.kind === 'pause' ? [happened.until] : happened.kind === 'disclosure' && happened.consent?.is === 'given' ? [happened.consent.on] : [];
  return days.reduce<IsoDate>((last, day) => (day !== null && day > last ? day : last), happened.date);
}
