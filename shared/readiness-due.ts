/** When the readiness questions are to be asked again (domain §2.5). Dates alone decide; an invitation waits inside the pairing and never pops up. */
import { addDays, type IsoDate } from './date.ts';
import type { PairingState } from './pairing.ts';
import { QUESTIONS, readinessOf, type Answers, type QuestionId } from './readiness.ts';

/** Days after which the questions come back by themselves. */
const AGAIN_AFTER_DAYS = { go: 90, go_with_care: 42, not_now: 60, went_ahead: 30 } as const;
/** A pause longer than this brings all questions back. */
const LONG_PAUSE_DAYS = 60;
/** No second invitation in the days after one that was put aside or followed. */
export const INVITATION_REST_DAYS = 14;

/** What the rule knows of the last finished answering. */
export interface Answered {
  answeredOn: IsoDate;
  savedAtMs: number;
  answers: Answers;
  /** The day the person wants to be asked again after "not now"; null: as the rule has it. */
  askAgainOn: IsoDate | null;
  /** The day the person went ahead despite "not now". */
  aheadOn: IsoDate | null;
}

/** Something that brings questions back on the day it happened, noted at a moment. */
export interface BringsBack {
  on: IsoDate;
  savedAtMs: number;
  questions: readonly QuestionId[];
  trigger: 'context' | 'interest' | 'differences';
}

/** What happened around a pairing since. */
export interface Around {
  state: PairingState;
  /** The date the agreement in force is to be looked at; null: none. */
  reviewOn: IsoDate | null;
  bringsBack: readonly BringsBack[];
}

export type Trigger = 'go' | 'go_with_care' | 'not_now' | 'went_ahead' | 'review' | 'pause' | BringsBack['trigger'];

/** Questions that are ready to be looked at again. */
export interface Due {
  /** In the order of the screen. */
  questions: readonly QuestionId[];
  /** The earliest day of those that follow. */
  since: IsoDate;
  /** What brought them back, by day. */
  because: readonly { trigger: Trigger; on: IsoDate }[];
}

/** Null: nothing is due today, or the screen was never finished. */
export function readinessDue(answered: Answered | null, around: Around, today: IsoDate): Due | null {
  if (answered === null || around.state.is === 'ended') return null;
  const calls = [...byOutcome(answered), ...byReview(answered, around), ...byPause(answered, around), ...byEvent(answered, around)]
    .filter(({ on }) => on <= today)
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  const [first] = calls;
  if (first === undefined) return null;
  const asked = new Set(calls.flatMap(({ questions }) => questions));
  return { questions: QUESTIONS.filter((question) => asked.has(question)), since: first.on, because: calls.map(({ trigger, on }) => ({ trigger, on })) };
}

/** The day the questions come back by themselves, whatever happens until then. */
export function comesBackOn(answered: Answered): IsoDate {
  return byOutcome(answered)[0]!.on;
}

interface Call {
  trigger: Trigger;
  on: IsoDate;
  questions: readonly QuestionId[];
}

function byOutcome({ answeredOn, answers, aheadOn, askAgainOn }: Answered): Call[] {
  const { outcome, because } = readinessOf(answers);
  switch (outcome) {
    case 'incomplete':
      return [];
    case 'go':
      return [{ trigger: 'go', on: addDays(answeredOn, AGAIN_AFTER_DAYS.go), questions: QUESTIONS }];
    case 'go_with_care':
      return [{ trigger: 'go_with_care', on: addDays(answeredOn, AGAIN_AFTER_DAYS.go_with_care), questions: because }];
    case 'not_now':
      if (aheadOn !== null) return [{ trigger: 'went_ahead', on: addDays(aheadOn, AGAIN_AFTER_DAYS.went_ahead), questions: because }];
      return [{ trigger: 'not_now', on: askAgainOn ?? addDays(answeredOn, AGAIN_AFTER_DAYS.not_now), questions: because }];
  }
}

/** Whoever started with care looks at all of them together with the agreement. */
function byReview({ answeredOn, answers }: Answered, { reviewOn }: Around): Call[] {
  if (reviewOn === null || reviewOn <= answeredOn || readinessOf(answers).outcome !== 'go_with_care') return [];
  return [{ trigger: 'review', on: reviewOn, questions: QUESTIONS }];
}

/** A pause that is still on, or the one the pairing has come back from. */
function byPause({ answeredOn }: Answered, { state }: Around): Call[] {
  const from = state.is === 'paused' ? state.since : state.is === 'active' && state.before?.is === 'paused' ? state.before.since : null;
  if (from === null) return [];
  const on = addDays(from, LONG_PAUSE_DAYS + 1);
  const wasLong = state.is === 'paused' || (state.since !== null && state.since >= on);
  // Answered late in the pause, or after it, is answered.
  return wasLong && answeredOn < on ? [{ trigger: 'pause', on, questions: QUESTIONS }] : [];
}

function byEvent({ answeredOn, savedAtMs }: Answered, { bringsBack }: Around): Call[] {
  return bringsBack.filter((each) => each.questions.length > 0 && (each.on > answeredOn || (each.on === answeredOn && each.savedAtMs > savedAtMs)));
}
