/**
 * What the answers to a template suggest elsewhere (domain §6): clauses for the draft of an agreement, and events around it. Nothing
 * here writes anything: the person is shown each of them and says which. What is about the peer is never among it.
 */
import { reveal } from './about.ts';
import {
  CHAIR_ORDERS, CLAUSE_TEXT_MAX, EXCEPTIONS, NOTE_RULES, RHYTHMS, STAYING, travelPreset, TRAVEL_PRESETS, type AgreementDraft, type Clause,
} from './agreement.ts';
import { ASYMMETRY_DIMENSIONS } from './asymmetry-moves.ts';
import { INTERESTED, WANTED, type ContextEventType, type Interested, type Wanted } from './event.ts';
import { addDays, type IsoDate } from './date.ts';
import type { Answer, AnswerValue } from './reflection.ts';
import { plainText } from './rich-text.ts';
import { isWithin } from './text.ts';

export interface Carried {
  clauses: Clause[];
  /** Days until the agreement is looked at again; null where no such answer was given. */
  reviewInDays: number | null;
  /** Clauses whose answer is longer than a clause may be: they stay where they were written. */
  tooLong: Clause['id'][];
}

/** Templates of which answers are carried into an agreement; other templates describe none. */
export const CARRIED_FROM: readonly string[] = ['contracting-conversation', 're-contracting'];

/** Where an answer goes: the prompt on the left, in both templates. */
const MAPPING: Readonly<Record<string, (value: AnswerValue) => Clause | null>> = {
  purpose: (value) => withText(value, (text) => ({ id: 'purpose', text })),
  chairs: (value) => withChoice(value, CHAIR_ORDERS, (choice) => ({ id: 'chairs', choice })),
  rhythm: (value) => withChoice(value, RHYTHMS, (choice) => ({ id: 'rhythm', choice })),
  'challenge-wish': (value) => withText(value, (text) => ({ id: 'challenge', texts: [text, ''] })),
  'off-table': (value) => withText(value, (text) => ({ id: 'off_limits', texts: [text, ''] })),
  differences: (value) => withTicked(value, ASYMMETRY_DIMENSIONS, (named) => ({ id: 'asymmetries', dimensions: named.map((dimension) => ({ dimension, moves: [] })) })),
  stays: (value) => withTicked(value, STAYING, (choices) => ({ id: 'stays', choices })),
  travels: (value) => withChoice(value, TRAVEL_PRESETS, (preset) => ({ id: 'travel', matrix: travelPreset(preset) })),
  'outside-reply': (value) => withText(value, (text) => ({ id: 'outside_interest', text })),
  'notes-rules': (value) => withTicked(value, NOTE_RULES, (choices) => ({ id: 'notes', choices })),
  exceptions: (value) => withTicked(value, EXCEPTIONS, (choices) => ({ id: 'exceptions', choices })),
  stopping: (value) => withText(value, (text) => ({ id: 'stopping', text })),
  review: (value) => (isChoice(value, 'three_sessions') ? { id: 'review', choices: ['three_sessions'] } : null),
  'next-review': (value) => (isChoice(value, 'three_sessions') ? { id: 'review', choices: ['three_sessions'] } : null),
};

const REVIEW_DAYS: Readonly<Record<string, number>> = { six_weeks: 42, three_months: 90 };

/** Clauses an agreement could begin with. An answer that says "not decided yet" settles nothing. */
export function carriedClauses(answers: readonly Answer[]): Carried {
  const carried: Carried = { clauses: [], reviewInDays: null, tooLong: [] };
  for (const { prompt, about, value } of answers) {
    if (about === 'peer') continue;
    const given = reveal<AnswerValue>(value);
    if (prompt === 'review' || prompt === 'next-review') carried.reviewInDays = given.kind === 'choice' ? (REVIEW_DAYS[given.option] ?? null) : null;
    const clause = Object.hasOwn(MAPPING, prompt) ? MAPPING[prompt]!(given) : null;
    if (clause === null) continue;
    if (given.kind === 'long_text' && !isWithin(plainText(given.text), CLAUSE_TEXT_MAX)) carried.tooLong.push(clause.id);
    else carried.clauses.push(clause);
  }
  return carried;
}

/** The draft with these clauses in place of those it has. */
export function withCarried(draft: AgreementDraft, clauses: readonly Clause[], reviewInDays: number | null, from: IsoDate): AgreementDraft {
  const carried = new Set<string>(clauses.map(({ id }) => id));
  if (reviewInDays !== null) carried.add('review');
  return {
    ...draft,
    reviewOn: reviewInDays === null ? draft.reviewOn : addDays(from, reviewInDays),
    clauses: [...draft.clauses.filter(({ id }) => !clauses.some((each) => each.id === id)), ...clauses],
    leftOut: draft.leftOut.filter((id) => !carried.has(id)),
  };
}

/** What the answers could be noted as. A disclosure needs words of its own, so it is only pointed out. */
export interface SuggestedEvents {
  context: ContextEventType[];
  interest: { who: Interested; wanted: Wanted | null }[];
  disclosure: boolean;
}

const CONTEXT_BY_OPTION: Readonly<Record<string, ContextEventType>> = {
  reorganisation: 'reorganisation_announced',
  job_cuts: 'job_cuts',
  role_opening: 'role_opening',
  reporting_line: 'reporting_line_changed',
  new_leader: 'new_leader',
  sponsor: 'sponsor_changed',
  conflict: 'team_conflict',
};

export function suggestedEvents(template: string, answers: readonly Answer[]): SuggestedEvents {
  const valueOf = (prompt: string) => {
    const given = answers.find((each) => each.prompt === prompt);
    return given === undefined ? null : reveal<AnswerValue>(given.value);
  };
  if (template === 'quarterly-review') {
    const context = tickedIn(valueOf('surroundings')).flatMap((option) => (Object.hasOwn(CONTEXT_BY_OPTION, option) ? [CONTEXT_BY_OPTION[option]!] : []));
    return { context, interest: [], disclosure: false };
  }
  if (template !== 'confidentiality-check') return { context: [], interest: [], disclosure: false };
  const wanted = valueOf('wanted');
  const what = wanted?.kind === 'choice' ? (WANTED.find((each) => each === wanted.option) ?? null) : null;
  return {
    context: [],
    interest: INTERESTED.filter((who) => tickedIn(valueOf('who')).includes(who)).map((who) => ({ who, wanted: what })),
    disclosure: isChoice(valueOf('travelled'), 'slipped'),
  };
}

function tickedIn(value: AnswerValue | null): readonly string[] {
  return value?.kind === 'checklist' ? value.options : [];
}

function isChoice(value: AnswerValue | null, option: string): boolean {
  return value?.kind === 'choice' && value.option === option;
}

function withText(value: AnswerValue, into: (text: string) => Clause): Clause | null {
  return value.kind === 'long_text' ? into(plainText(value.text).trim()) : null;
}

function withChoice<Key extends string>(value: AnswerValue, keys: readonly Key[], into: (choice: Key) => Clause): Clause | null {
  const found = value.kind === 'choice' ? keys.find((key) => key === value.option) : undefined;
  return found === undefined ? null : into(found);
}

function withTicked<Key extends string>(value: AnswerValue, keys: readonly Key[], into: (ticked: Key[]) => Clause): Clause | null {
  const found = keys.filter((key) => tickedIn(value).includes(key));
  return found.length === 0 ? null : into(found);
}
