import { expect, test } from 'vitest';
import { addDays, type IsoDate } from '../../shared/date.ts';
import type { PairingState } from '../../shared/pairing.ts';
import { comesBackOn, readinessDue, type Answered, type Around } from '../../shared/readiness-due.ts';
import { LEVEL_BY_OPTION, QUESTIONS, type Answers, type Level, type QuestionId } from '../../shared/readiness.ts';

const day = (text: string) => text as IsoDate;
const on = day('2026-03-02');
const active: PairingState = { is: 'active', since: day('2026-01-10'), before: null };
const nothingHappened: Around = { state: active, reviewOn: null, bringsBack: [] };

function answers(other: Partial<Record<QuestionId, Level>>): Answers {
  return Object.fromEntries(QUESTIONS.map((question) => [question, Object.entries(LEVEL_BY_OPTION[question]).find(([, level]) => level === (other[question] ?? 'clear'))![0]])) as Answers;
}

const answered = (other: Partial<Record<QuestionId, Level>>, more: Partial<Answered> = {}): Answered => ({ answeredOn: on, savedAtMs: 1000, answers: answers(other), askAgainOn: null, aheadOn: null, ...more });
const after = (days: number) => addDays(on, days);

test.each([
  ['go', {}, {}, 90, QUESTIONS],
  ['go_with_care', { privacy: 'care' }, {}, 42, ['privacy']],
  ['not_now', { advancement: 'stop', privacy: 'care' }, {}, 60, ['advancement']],
  ['not_now', { advancement: 'stop' }, { askAgainOn: addDays(on, 5) }, 5, ['advancement']],
  ['went_ahead', { advancement: 'stop' }, { aheadOn: addDays(on, 3) }, 33, ['advancement']],
] as const)('after %s the questions come back on their day, not before', (trigger, other, more, days, questions) => {
  const one = answered(other, more);
  expect(comesBackOn(one)).toBe(after(days));
  expect(readinessDue(one, nothingHappened, after(days - 1))).toBeNull();
  expect(readinessDue(one, nothingHappened, after(days))).toEqual({ questions, since: after(days), because: [{ trigger, on: after(days) }] });
});

test('nothing is asked again where nothing was answered, or where the pairing has ended', () => {
  expect(readinessDue(null, nothingHappened, after(400))).toBeNull();
  expect(readinessDue(answered({}), { ...nothingHappened, state: { is: 'ended', since: on, before: active } }, after(400))).toBeNull();
});

test('who started with care looks at all questions when the agreement is looked at', () => {
  const around = { ...nothingHappened, reviewOn: after(20) };
  expect(readinessDue(answered({ privacy: 'care' }), around, after(20))).toEqual({ questions: QUESTIONS, since: after(20), because: [{ trigger: 'review', on: after(20) }] });
  expect(readinessDue(answered({}), around, after(20))).toBeNull();
  expect(readinessDue(answered({ privacy: 'care' }), { ...around, reviewOn: on }, after(20))).toBeNull();
});

test('what happened brings back its questions; what happened before the answers does not', () => {
  const bringsBack = [
    { on: after(3), savedAtMs: 5000, questions: ['evaluation_power', 'advancement'], trigger: 'context' },
    { on: after(1), savedAtMs: 4000, questions: ['content_collection', 'outside_interest'], trigger: 'interest' },
    { on: after(-1), savedAtMs: 9000, questions: ['privacy'], trigger: 'context' },
    { on, savedAtMs: 999, questions: ['close_tie'], trigger: 'context' },
    { on: after(2), savedAtMs: 5000, questions: [], trigger: 'context' },
  ] as const;
  expect(readinessDue(answered({}), { ...nothingHappened, bringsBack }, after(4))).toEqual({
    questions: ['advancement', 'content_collection', 'outside_interest', 'evaluation_power'],
    since: after(1),
    because: [{ trigger: 'interest', on: after(1) }, { trigger: 'context', on: after(3) }],
  });
});

test('what was noted on the day of the answers counts when it was noted after them', () => {
  const noted = (savedAtMs: number) => ({ ...nothingHappened, bringsBack: [{ on, savedAtMs, questions: ['privacy'], trigger: 'context' }] as const });
  expect(readinessDue(answered({}), noted(1001), on)?.questions).toEqual(['privacy']);
  expect(readinessDue(answered({}), noted(1000), on)).toBeNull();
});

test('a pause longer than sixty days brings all questions back, before and after it ends', () => {
  const paused = (since: IsoDate): PairingState => ({ is: 'paused', since, before: active });
  const back = (from: IsoDate, until: IsoDate): PairingState => ({ is: 'active', since: until, before: { is: 'paused', since: from } });
  const due = (state: PairingState, today: IsoDate) => readinessDue(answered({}), { ...nothingHappened, state }, today);
  expect(due(paused(after(1)), after(61))).toBeNull();
  expect(due(paused(after(1)), after(62))).toEqual({ questions: QUESTIONS, since: after(62), because: [{ trigger: 'pause', on: after(62) }] });
  expect(due(back(after(1), after(61)), after(70))).toBeNull();
  expect(due(back(after(1), after(62)), after(62))?.because).toEqual([{ trigger: 'pause', on: after(62) }]);
  expect(readinessDue(answered({}, { answeredOn: after(62) }), { ...nothingHappened, state: back(after(1), after(62)) }, after(70))).toBeNull();
});
