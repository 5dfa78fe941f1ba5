/**
 * The agreement of two peers (domain §4): nineteen clauses, each settled on purpose or left out on purpose, and the shared text that
 * both hold word for word. It is the only thing the two share, so nothing in it is `Kept`; notes, values of the map of differences
 * and readiness answers have no place in its types.
 */
import { ASYMMETRY_DIMENSIONS, MOVES_BY_DIMENSION } from './asymmetry-moves.ts';
import { addDays, isoDate, type IsoDate } from './date.ts';
import { byCodePoint, normalised } from './fingerprint.ts';
import { line, lines } from './text.ts';
import { z } from './zod.ts';

/** The clauses in their order (domain §4.3). Keys are part of the file and of the fingerprint: never renamed, never used again. */
export const CLAUSE_IDS = [
  'parties', 'purpose', 'rhythm', 'chairs', 'challenge', 'off_limits', 'asymmetries', 'stays', 'travel', 'outside_interest', 'notes',
  'exceptions', 'consultation', 'third_persons', 'circuit_breakers', 'review', 'stopping', 'afterwards', 'slips',
] as const;
export type ClauseId = (typeof CLAUSE_IDS)[number];

/** Without these nothing is agreed (domain §4.3, marked there). */
export const REQUIRED_CLAUSES = [
  'parties', 'purpose', 'chairs', 'stays', 'travel', 'outside_interest', 'notes', 'exceptions', 'review', 'stopping', 'afterwards',
] as const satisfies ClauseId[];

export const RHYTHMS = ['weekly', 'fortnightly', 'monthly', 'by_arrangement'] as const;
export const CHAIR_ORDERS = ['alternate', 'split', 'blocks', 'one_way'] as const;
export const STAYING = ['said', 'raised', 'people', 'impressions', 'notes', 'trouble'] as const;
export const WHEN_ASKED = ['tell_each_other', 'no_summary'] as const;
export const NOTE_RULES = ['own_device', 'no_recording', 'no_ai', 'roles', 'short_peer_notes', 'delete_at_end', 'plain_calendar'] as const;
export const EXCEPTIONS = ['danger', 'law', 'wrongdoing', 'role_duty', 'other'] as const;
export const CONSULTATIONS = ['no', 'own_part', 'after_telling'] as const;
export const CIRCUIT_BREAKERS = ['same_role', 'say_in_decisions', 'formal_process', 'restructuring', 'collection', 'request'] as const;
/** What brings the review forward. The document leaves the list open; `three_sessions` is its rule for a good start (domain §4.2). */
export const EARLIER_REVIEWS = ['three_sessions', 'change_around', 'someone_asked', 'something_travelled', 'after_pause', 'request'] as const;
export const AFTERWARDS = ['confidential', 'no_reasons', 'no_use', 'notes_deleted'] as const;

/** What could travel, and in which form it may (domain §4.4). */
export const TRAVEL_ROWS = ['existence', 'schedule', 'own_matter', 'own_learning', 'peer_matter', 'peer_coaching', 'peer_impression', 'third_persons', 'themes', 'difficulty'] as const;
export const TRAVEL_FORMS = ['never', 'generic', 'joint', 'consent', 'free'] as const;
export const TRAVEL_PRESETS = ['nothing', 'existence', 'own_learning', 'joint', 'consent'] as const;
export type TravelRow = (typeof TRAVEL_ROWS)[number];
export type TravelForm = (typeof TRAVEL_FORMS)[number];
/** The answers to `contracting-conversation/travels`. */
export type TravelPreset = (typeof TRAVEL_PRESETS)[number];
export type TravelMatrix = Record<TravelRow, TravelForm>;

export const PARTY_MAX = 80;
export const CLAUSE_TEXT_MAX = 2000;
export const DUTY_MAX = 500;
/** Fewer pairings than this in a summary of themes, and a reader could tell whose they are (domain §4.4). */
export const MINIMUM_PAIRINGS = 5;
export const MINIMUM_PAIRINGS_MAX = 999;
/** Stands in a default wording for what only the two can say; a text that still holds one is not settled. */
export const WORD_TO_CHOOSE = '{word}';

export const AGREEMENT_SCHEMA = 'other-chair/agreement/1';

const text = lines(CLAUSE_TEXT_MAX).optional();
/** What each of the two says, in the order of `parties`. */
const texts = z.tuple([lines(CLAUSE_TEXT_MAX), lines(CLAUSE_TEXT_MAX)]).optional();

const choiceOf = <const Key extends string>(keys: readonly Key[]) => z.enum(keys).optional();
const choicesOf = <const Key extends string>(keys: readonly Key[]) =>
  z.array(z.enum(keys)).max(keys.length).refine((chosen) => new Set(chosen).size === chosen.length, 'twice').optional();

const travelForm = z.enum(TRAVEL_FORMS);
const travelMatrix = z.strictObject({
  existence: travelForm, schedule: travelForm, own_matter: travelForm, own_learning: travelForm, peer_matter: travelForm,
  peer_coaching: travelForm, peer_impression: travelForm, third_persons: travelForm, themes: travelForm, difficulty: travelForm,
}).refine((matrix) => TRAVEL_ROWS.every((row) => formsFor(row).includes(matrix[row])), 'travel-form');

/** A difference the two have named, and what they do about it: never on which side it lies, never how large it is (domain §3.1). */
const namedDifference = z
  .strictObject({ dimension: z.enum(ASYMMETRY_DIMENSIONS), moves: z.array(z.string().max(40)).max(3) })
  .refine(({ dimension, moves }) => new Set(moves).size === moves.length && moves.every((move) => (MOVES_BY_DIMENSION[dimension] as readonly string[]).includes(move)), 'not-a-move');

export type NamedDifference = z.infer<typeof namedDifference>;

/**
 * What was settled in one clause. `text` is the wording both use; a field that is missing or empty says nothing. Clause `parties` and
 * the date of `review` stand beside the clauses, in `parties` and `reviewOn`.
 */
export const clause = z.discriminatedUnion('id', [
  z.strictObject({ id: z.literal('purpose'), text }),
  z.strictObject({ id: z.literal('rhythm'), choice: choiceOf(RHYTHMS), text }),
  z.strictObject({ id: z.literal('chairs'), choice: choiceOf(CHAIR_ORDERS), text }),
  z.strictObject({ id: z.literal('challenge'), texts, text }),
  z.strictObject({ id: z.literal('off_limits'), texts, text }),
  z.strictObject({
    id: z.literal('asymmetries'),
    dimensions: z.array(namedDifference).max(ASYMMETRY_DIMENSIONS.length).refine((all) => new Set(all.map(({ dimension }) => dimension)).size === all.length, 'twice').optional(),
    text,
  }),
  z.strictObject({ id: z.literal('stays'), choices: choicesOf(STAYING), text }),
  z.strictObject({ id: z.literal('travel'), matrix: travelMatrix.optional(), text }),
  z.strictObject({
    id: z.literal('outside_interest'),
    choices: choicesOf(WHEN_ASKED),
    minimumPairings: z.number().int().min(MINIMUM_PAIRINGS).max(MINIMUM_PAIRINGS_MAX).optional(),
    text,
  }),
  z.strictObject({ id: z.literal('notes'), choices: choicesOf(NOTE_RULES), text }),
  /** `duty` completes `role_duty`; `text` is what `other` stands for. */
  z.strictObject({ id: z.literal('exceptions'), choices: choicesOf(EXCEPTIONS), duty: lines(DUTY_MAX).optional(), text }),
  z.strictObject({ id: z.literal('consultation'), choice: choiceOf(CONSULTATIONS), text }),
  z.strictObject({ id: z.literal('third_persons'), text }),
  z.strictObject({ id: z.literal('circuit_breakers'), choices: choicesOf(CIRCUIT_BREAKERS), text }),
  z.strictObject({ id: z.literal('review'), choices: choicesOf(EARLIER_REVIEWS), text }),
  z.strictObject({ id: z.literal('stopping'), text }),
  z.strictObject({ id: z.literal('afterwards'), choices: choicesOf(AFTERWARDS), text }),
  z.strictObject({ id: z.literal('slips'), text }),
]);
export type Clause = z.infer<typeof clause>;
export type WrittenClauseId = Clause['id'];
export type ClauseOf<Id extends WrittenClauseId> = Extract<Clause, { id: Id }>;
export const WRITTEN_CLAUSE_IDS = CLAUSE_IDS.filter((id): id is WrittenClauseId => id !== 'parties');

const clauses = z.array(clause).max(WRITTEN_CLAUSE_IDS.length).refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'twice');
/** Sixteen random bytes in base64, or empty where both typed the agreement in by hand (domain §4.7, 6). */
export const agreementNonce = z.string().regex(/^(?:[A-Za-z0-9+/]{21}[AQgw]==)?$/u, 'not-a-nonce');
const party = line(PARTY_MAX);

/**
 * The text both hold: as it stands in a file and goes into the fingerprint (domain §4.7). `agreedOn` is `null` while it is a proposal.
 * Normal form is what `normaliseAgreement` gives; a text that is read from outside may have another.
 */
export const agreementText = z.strictObject({
  schema: z.literal(AGREEMENT_SCHEMA),
  nonce: agreementNonce,
  parties: z.tuple([party, party]).refine(areTwoNames, 'two-names'),
  agreedOn: isoDate.nullable(),
  reviewOn: isoDate,
  clauses,
});
export type AgreementText = z.infer<typeof agreementText>;

/**
 * An agreement being written. A clause that is neither in `clauses` nor in `leftOut` has not been looked at; one in `leftOut` is
 * empty on purpose. The names stand in the order they were typed in, and so do the texts of the two.
 */
export const agreementDraft = z
  .strictObject({
    parties: z.tuple([party, party]),
    reviewOn: isoDate.nullable(),
    clauses,
    leftOut: z.array(z.enum(CLAUSE_IDS)).max(CLAUSE_IDS.length),
  })
  .refine(({ clauses, leftOut }) => new Set([...clauses.map(({ id }) => id), ...leftOut]).size === clauses.length + leftOut.length, 'twice');
export type AgreementDraft = z.infer<typeof agreementDraft>;

export function emptyDraft(): AgreementDraft {
  return { parties: ['', ''], reviewOn: null, clauses: [], leftOut: [] };
}

/** The text a draft comes to, in normal form. Call it once nothing is open: without a date of review there is no text. */
export function textOfDraft({ parties, clauses, reviewOn }: AgreementDraft & { reviewOn: IsoDate }, nonce: string): AgreementText {
  return normaliseAgreement({ schema: AGREEMENT_SCHEMA, nonce, parties, agreedOn: null, reviewOn, clauses });
}

/** A draft to change a text from. What the text leaves out was left out on purpose. */
export function draftOfText({ parties, reviewOn, clauses }: AgreementText): AgreementDraft {
  const settled = new Set<ClauseId>(clauses.map(({ id }) => id));
  return { parties, reviewOn, clauses, leftOut: CLAUSE_IDS.filter((id) => id !== 'parties' && id !== 'review' && !settled.has(id)) };
}

/**
 * Normal form (domain §4.7, 2): Unicode NFC, trimmed, line ends `\n`, nothing empty, the parties sorted by code point and with them
 * what each of the two says, checklist answers sorted by key, clauses in the order of the document.
 */
export function normaliseAgreement(agreement: AgreementText): AgreementText {
  const { parties, clauses, ...rest } = normalised(agreement);
  const swapped = byCodePoint(...parties) > 0;
  const clauseById = new Map(clauses.map((each) => [each.id, each]));
  return {
    ...rest,
    parties: swapped ? [parties[1], parties[0]] : parties,
    clauses: WRITTEN_CLAUSE_IDS.flatMap((id) => normaliseClause(clauseById.get(id), swapped)),
  };
}

/** @returns one clause, or none where nothing stands in it */
function normaliseClause(given: Clause | undefined, swapped: boolean): Clause[] {
  if (given === undefined) return [];
  const { id, ...content } = withoutUnasked(given);
  const fields = (Object.entries(content) as FieldOfClause[]).flatMap((field) => normaliseField(field, swapped));
  return fields.length === 0 ? [] : [{ id, ...Object.fromEntries(fields) }];
}

/** What was typed for an exception that is no longer chosen is not shown, so it is not agreed either. */
function withoutUnasked(given: Clause): Clause {
  if (given.id !== 'exceptions') return given;
  const { id, choices = [], duty, text } = given;
  return { id, choices, ...(choices.includes('role_duty') && { duty }), ...(choices.includes('other') && { text }) };
}

type FieldOfClause =
  | ['text' | 'duty', string | undefined]
  | ['texts', [string, string] | undefined]
  | ['choices', string[] | undefined]
  | ['dimensions', NamedDifference[] | undefined]
  | ['choice' | 'minimumPairings' | 'matrix', unknown];

/** @returns the field as it stands in normal form, or none where it says nothing */
function normaliseField([name, value]: FieldOfClause, swapped: boolean): [string, unknown][] {
  if (value === undefined) return [];
  switch (name) {
    case 'text':
    case 'duty':
      return value === '' ? [] : [[name, value]];
    case 'texts':
      return value.every((each) => each === '') ? [] : [[name, swapped ? value.toReversed() : value]];
    case 'choices':
      return value.length === 0 ? [] : [[name, value.toSorted(byCodePoint)]];
    case 'dimensions':
      return value.length === 0 ? [] : [[name, value.map(({ dimension, moves }) => ({ dimension, moves: moves.toSorted(byCodePoint) })).toSorted((a, b) => byCodePoint(a.dimension, b.dimension))]];
    default:
      return [[name, value]];
  }
}

export type OpenBecause = 'not-looked-at' | 'empty' | 'required' | 'two-names' | 'no-date' | 'word-to-choose' | 'duty-missing' | 'other-missing' | 'minimum-pairings';
export interface OpenClause { clause: ClauseId; because: OpenBecause }

/**
 * What stands between a draft and a text the two can agree on, in the order of the clauses: each must be settled or left out on
 * purpose, the required ones cannot be left out, and a summary of themes needs a number of pairings (domain §4.3, §4.4).
 */
export function openClauses(draft: AgreementDraft): OpenClause[] {
  return CLAUSE_IDS.flatMap((id) => {
    const because = whyOpen(id, draft);
    return because === null ? [] : [{ clause: id, because }];
  });
}

function whyOpen(id: ClauseId, draft: AgreementDraft): OpenBecause | null {
  if (id === 'parties') return whyNamesOpen(draft);
  if (id === 'review' && draft.reviewOn !== null) return null;
  if (draft.leftOut.includes(id)) return isRequired(id) ? 'required' : null;
  const given = draft.clauses.find((each) => each.id === id);
  if (given === undefined) return 'not-looked-at';
  if (id === 'review') return 'no-date';
  if (normaliseClause(normalised(given), false).length === 0) return 'empty';
  return whyUnsettled(given, draft);
}

function whyNamesOpen({ parties }: AgreementDraft): OpenBecause | null {
  if (areTwoNames(parties)) return null;
  return normalised(parties).every((name) => name === '') ? 'not-looked-at' : 'two-names';
}

function whyUnsettled(given: Clause, draft: AgreementDraft): OpenBecause | null {
  if (given.text?.includes(WORD_TO_CHOOSE)) return 'word-to-choose';
  if (given.id === 'exceptions' && given.choices?.includes('role_duty') && !given.duty?.trim()) return 'duty-missing';
  if (given.id === 'exceptions' && given.choices?.includes('other') && !given.text?.trim()) return 'other-missing';
  if (given.id === 'outside_interest' && given.minimumPairings === undefined && (mayThemesTravel(draft) || given.choices?.includes('no_summary'))) return 'minimum-pairings';
  return null;
}

function areTwoNames(parties: readonly [string, string]): boolean {
  const [one, other] = normalised(parties);
  return one !== '' && other !== '' && one !== other;
}

export function isRequired(id: ClauseId): boolean {
  return (REQUIRED_CLAUSES as readonly ClauseId[]).includes(id);
}

export function mayThemesTravel({ clauses }: Pick<AgreementDraft, 'clauses'>): boolean {
  const travel = clauses.find((each) => each.id === 'travel');
  return travel?.matrix !== undefined && travel.matrix.themes !== 'never';
}

/** The forms a row may have: what my peer brought is never mine to tell freely, and who was mentioned does not travel (domain §4.4). */
export function formsFor(row: TravelRow): readonly TravelForm[] {
  if (row === 'third_persons') return ['never'];
  if (row === 'peer_matter' || row === 'peer_impression') return ['never', 'joint', 'consent'];
  return TRAVEL_FORMS;
}

export const TRAVEL_DEFAULTS: Readonly<TravelMatrix> = {
  existence: 'generic', schedule: 'generic', own_matter: 'free', own_learning: 'generic', peer_matter: 'never',
  peer_coaching: 'consent', peer_impression: 'never', third_persons: 'never', themes: 'never', difficulty: 'never',
};

const TRAVEL_PRESET: Record<TravelPreset, TravelMatrix> = {
  nothing: { ...(Object.fromEntries(TRAVEL_ROWS.map((row) => [row, 'never'])) as TravelMatrix), own_matter: 'free' },
  existence: { ...TRAVEL_DEFAULTS, own_learning: 'never' },
  own_learning: { ...TRAVEL_DEFAULTS },
  joint: { ...TRAVEL_DEFAULTS, peer_coaching: 'joint', difficulty: 'joint' },
  consent: { ...TRAVEL_DEFAULTS, peer_coaching: 'consent', peer_matter: 'consent', peer_impression: 'consent', difficulty: 'consent' },
};

/** The whole table from one answer (domain §4.4). No preset opens themes or who was mentioned. */
export function travelPreset(preset: TravelPreset): TravelMatrix {
  return { ...TRAVEL_PRESET[preset] };
}

/** How a pairing began: what the readiness screen came to (domain §2.3). */
export type ReviewAfter = 'go' | 'go_with_care' | 'not_now';
export const REVIEW_AFTER_DAYS: Record<ReviewAfter, number> = { go: 90, go_with_care: 42, not_now: 30 };
/** After a good start, this many sessions bring the review forward. */
export const REVIEW_AFTER_SESSIONS = 3;

export interface DefaultReview { reviewOn: IsoDate; choices: (typeof EARLIER_REVIEWS)[number][] }

/** What is offered as date of review (domain §4.2): sooner where more was open at the start. */
export function defaultReview(outcome: ReviewAfter, from: IsoDate): DefaultReview {
  return { reviewOn: addDays(from, REVIEW_AFTER_DAYS[outcome]), choices: outcome === 'go' ? ['three_sessions'] : [] };
}

/** Whether the date of review has come, or the three sessions the two agreed on have been. */
export function isReviewDue({ reviewOn, clauses }: AgreementText, today: IsoDate, sessionsSince: number): boolean {
  const review = clauses.find((each) => each.id === 'review');
  return today >= reviewOn || (review?.choices?.includes('three_sessions') === true && sessionsSince >= REVIEW_AFTER_SESSIONS);
}
