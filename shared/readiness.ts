/**
 * The readiness screen (domain §2): fifteen questions about the circumstances of one possible pairing, answered alone, and the rule that
 * leads from the answers to an outcome. All of it is about us and never leaves the journal; of a pencilled clause only what is to be
 * settled can be taken into an agreement. An outcome is advice: nothing is locked by it.
 */
import { kept, type Kept } from './about.ts';
import type { ClauseId } from './agreement.ts';
import content from './content/en/readiness.json' with { type: 'json' };
import { isoDate, type IsoDate } from './date.ts';
import { recordId, type RecordId } from './record-id.ts';
import { lines } from './text.ts';
import { z } from './zod.ts';

/** Nothing here speaks against it; workable if something is settled first; waiting or another form is kinder to both. */
export type Level = 'clear' | 'care' | 'stop';

/** Each question's options with their levels, in the order of the document. The keys are frozen. */
export const LEVEL_BY_OPTION = {
  restructuring: { none: 'clear', elsewhere: 'care', rumoured: 'care', affected: 'stop', unsure: 'care' },
  advancement: { none: 'clear', possible: 'care', likely: 'stop', unsure: 'care' },
  voluntary: { free: 'clear', expected: 'care', required: 'stop', unsure: 'care' },
  informal_power: { even: 'clear', nameable: 'care', strong: 'stop', unsure: 'care' },
  content_collection: { none: 'clear', attendance: 'care', interest: 'care', content: 'stop', unsure: 'care' },
  outside_interest: { none: 'clear', informal: 'care', expects_updates: 'care', individual_reports: 'stop', unsure: 'care' },
  evaluation_power: { none: 'clear', possible: 'care', yes: 'stop', unsure: 'care' },
  shared_stakes: { little: 'clear', some: 'care', opposed: 'stop', unsure: 'care' },
  conflict_or_process: { none: 'clear', past: 'care', open: 'stop', unsure: 'care' },
  duty_to_report: { none: 'clear', known: 'care', unclear: 'stop', unsure: 'care' },
  privacy: { yes: 'clear', mostly: 'care', no: 'stop', unsure: 'care' },
  close_tie: { no: 'clear', yes_open: 'care', yes_tender: 'stop', unsure: 'care' },
  other_help_first: { no: 'clear', strain: 'care', yes: 'stop', unsure: 'care' },
  both_chairs: { yes: 'clear', tight: 'care', one_way: 'care', unsure: 'care' },
  can_say_stop: { yes: 'clear', effort: 'care', rather_not: 'care', unsure: 'care' },
} as const satisfies Record<string, Record<string, Level>>;

export type QuestionId = keyof typeof LEVEL_BY_OPTION;
export type OptionOf<Q extends QuestionId> = keyof (typeof LEVEL_BY_OPTION)[Q];

/** R01 to R15, in this order. */
export const QUESTIONS = Object.keys(LEVEL_BY_OPTION) as readonly QuestionId[];

/** A chosen option for each question; `null` as long as it is open. */
export type Answers = { [Q in QuestionId]: OptionOf<Q> | null };

export const noAnswers = Object.fromEntries(QUESTIONS.map((question) => [question, null])) as Answers;

export function optionsOf(question: QuestionId): readonly string[] {
  return Object.keys(LEVEL_BY_OPTION[question]);
}

/** The level of the chosen option; `null` where none is. */
export function levelOf(answers: Answers, question: QuestionId): Level | null {
  const chosen = answers[question];
  return chosen === null ? null : (LEVEL_BY_OPTION[question] as Record<string, Level>)[chosen]!;
}

/** `R01` for the first one. */
export type QuestionNumber = `R${string}`;

/** @throws RangeError when there is no such question */
export function questionNumbered(number: QuestionNumber): QuestionId {
  const question = QUESTIONS[Number(number.slice(1)) - 1];
  if (question === undefined) throw new RangeError('no such question');
  return question;
}

export type Outcome = 'incomplete' | 'go' | 'go_with_care' | 'not_now';

/** An outcome with the rule that led to it and the questions it rests on, in their order. */
export type Readiness =
  | { outcome: 'incomplete'; rule: 'R0'; because: readonly QuestionId[] }
  | { outcome: 'not_now'; rule: 'R1' | 'R2'; because: readonly QuestionId[] }
  | { outcome: 'go_with_care'; rule: 'R3'; because: readonly QuestionId[] }
  | { outcome: 'go'; rule: 'R4'; because: readonly [] };

/** This many answers that need care are a reason to wait (domain §2.3, judgement). */
const CARES_TO_WAIT = 5;

/** The rule (domain §2.3): transparent, without weights, in this order. */
export function readinessOf(answers: Answers): Readiness {
  const at = (level: Level | null) => QUESTIONS.filter((question) => levelOf(answers, question) === level);
  const [open, stops, cares] = [at(null), at('stop'), at('care')];
  if (open.length > 0) return { outcome: 'incomplete', rule: 'R0', because: open };
  if (stops.length > 0) return { outcome: 'not_now', rule: 'R1', because: stops };
  if (cares.length >= CARES_TO_WAIT) return { outcome: 'not_now', rule: 'R2', because: cares };
  if (cares.length > 0) return { outcome: 'go_with_care', rule: 'R3', because: cares };
  return { outcome: 'go', rule: 'R4', because: [] };
}

/** Questions answered with "I can't tell": finding out may be all it takes. */
export function untold(answers: Answers): QuestionId[] {
  return QUESTIONS.filter((question) => answers[question] === 'unsure');
}

/** Other forms than a swap of two, each with the questions it is offered for (domain §2.4). */
const FORMS = {
  another_area: ['restructuring', 'advancement', 'shared_stakes'],
  outside_coach: ['informal_power', 'evaluation_power', 'close_tie'],
  on_your_own: ['voluntary', 'content_collection', 'outside_interest'],
  fitting_help: ['conflict_or_process', 'other_help_first'],
  describe_duty: ['duty_to_report'],
  another_place: ['privacy'],
  // Where reciprocity itself makes both too careful: whoever could not say "stop" is. Judgement.
  chain: ['close_tie', 'can_say_stop'],
} as const satisfies Record<string, readonly QuestionId[]>;

export type OtherForm = keyof typeof FORMS | 'questions_only';

/** What is offered in place of a swap, in the order of the document. Only where the outcome is to wait. */
export function otherForms({ outcome, because }: Readiness): OtherForm[] {
  if (outcome !== 'not_now') return [];
  const fitting = (Object.keys(FORMS) as (keyof typeof FORMS)[]).filter((form) => FORMS[form].some((question) => because.includes(question)));
  return because.length > 1 ? [...fitting, 'questions_only'] : fitting;
}

/** A point to be settled in a clause of the agreement. */
export interface PencilledClause {
  clause: ClauseId;
  text: string;
}

/**
 * What the answers ask to be settled in the agreement, in the order of the questions. An answer that is a reason to wait asks for the same as
 * one that needs care: whoever gets as far as an agreement goes ahead with it in mind.
 */
export function pencilledClauses(answers: Answers): PencilledClause[] {
  return QUESTIONS.filter((question) => ['care', 'stop'].includes(levelOf(answers, question) ?? '')).flatMap(pointsOf);
}

/** What is to be settled when the answer to one question needs care. */
export function pointsOf(question: QuestionId): PencilledClause[] {
  return Object.entries(content.questions[question].settle).map(([clause, text]) => ({ clause: clause as ClauseId, text }));
}

export const AHEAD_NOTE_MAX = 2000;

const answers = z.strictObject(
  Object.fromEntries(QUESTIONS.map((question) => [question, z.enum(optionsOf(question) as [string, ...string[]]).nullable()])),
) as unknown as z.ZodType<Answers, Answers>;
export const keptAnswers = kept('us', answers);
export const question = z.enum(QUESTIONS as [QuestionId, ...QuestionId[]]);
export const askedQuestions = z.array(question).max(QUESTIONS.length).nullable();
export const aheadNote = kept('us', lines(AHEAD_NOTE_MAX)).nullable();

/** One answering of the screen. An earlier one stays as it was. */
export const answering = z.strictObject({
  pairing: recordId,
  begunAtMs: z.number().int().nonnegative(),
  /** When the answers were last changed or finished. */
  savedAtMs: z.number().int().nonnegative(),
  /** The day it was finished; null: half-filled. */
  answeredOn: isoDate.nullable(),
  /** The questions it was begun for; null: all of them, or of one's own accord. */
  asked: askedQuestions,
  answers: keptAnswers,
  /** The day the person wants to be asked again after "not now"; null: as the rule has it. */
  askAgainOn: isoDate.nullable(),
  /** Set when the person went ahead despite "not now". */
  ahead: z.strictObject({ on: isoDate, note: aheadNote }).nullable(),
});
export type Answering = z.infer<typeof answering>;
/** One that is finished. */
export type Finished = Answering & { answeredOn: IsoDate };

/** As it is kept, under its number. */
export interface AnsweringRow extends Answering {
  id: RecordId;
}

export function isFinished<A extends Answering>(one: A): one is A & Finished {
  return one.answeredOn !== null;
}

export type KeptAnswers = Kept<'us', Answers>;
