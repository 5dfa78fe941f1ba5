import { expect, test } from 'vitest';
import content from '../../shared/content/en/readiness.json' with { type: 'json' };
import { CLAUSE_IDS } from '../../shared/agreement.ts';
import { LEVEL_BY_OPTION, levelOf, noAnswers, optionsOf, otherForms, pencilledClauses, questionNumbered, QUESTIONS, readinessOf, untold, type Answers, type Level, type QuestionNumber } from '../../shared/readiness.ts';

/** All clear, but for these. */
function answered(other: Partial<Record<QuestionNumber, Level | 'unsure' | null>>): Answers {
  const all: Record<string, string | null> = Object.fromEntries(QUESTIONS.map((question) => [question, optionAt(question, 'clear')]));
  for (const [number, level] of Object.entries(other) as [QuestionNumber, Level | 'unsure' | null][]) {
    const question = questionNumbered(number);
    all[question] = level === null ? null : level === 'unsure' ? 'unsure' : optionAt(question, level);
  }
  return all as Answers;
}

function optionAt(question: (typeof QUESTIONS)[number], level: Level): string {
  return Object.entries(LEVEL_BY_OPTION[question]).find(([, each]) => each === level)![0];
}

const numbered = (...numbers: QuestionNumber[]) => numbers.map(questionNumbered);

test.each([
  ['nothing else', {}, 'go', 'R4', []],
  ['R06 care', { R06: 'care' }, 'go_with_care', 'R3', ['R06']],
  ['four care', { R01: 'care', R04: 'care', R06: 'care', R11: 'care' }, 'go_with_care', 'R3', ['R01', 'R04', 'R06', 'R11']],
  ['five care', { R01: 'care', R04: 'care', R06: 'care', R11: 'care', R14: 'care' }, 'not_now', 'R2', ['R01', 'R04', 'R06', 'R11', 'R14']],
  ['R01 stop', { R01: 'stop' }, 'not_now', 'R1', ['R01']],
  ['R01 care, R02 stop, R06 care', { R01: 'care', R02: 'stop', R06: 'care' }, 'not_now', 'R1', ['R02']],
  ['R09 unanswered', { R09: null }, 'incomplete', 'R0', ['R09']],
] as const)('the document’s vector: %s', (_, other, outcome, rule, because) => {
  expect(readinessOf(answered(other))).toEqual({ outcome, rule, because: numbered(...because) });
});

test('an open question goes before every other rule', () => {
  expect(readinessOf(answered({ R01: 'stop', R15: null }))).toMatchObject({ rule: 'R0', because: ['can_say_stop'] });
  expect(readinessOf(noAnswers)).toEqual({ outcome: 'incomplete', rule: 'R0', because: QUESTIONS });
});

test('"I can’t tell" needs care at every question, and is counted apart', () => {
  for (const question of QUESTIONS) expect(levelOf({ ...noAnswers, [question]: 'unsure' }, question)).toBe('care');
  expect(untold(answered({ R03: 'unsure', R12: 'unsure', R01: 'care' }))).toEqual(numbered('R03', 'R12'));
});

test('the two questions without a reason to wait have none', () => {
  const stops = QUESTIONS.filter((question) => !Object.values<Level>(LEVEL_BY_OPTION[question]).includes('stop'));
  expect(stops).toEqual(['both_chairs', 'can_say_stop']);
});

test('every option has its wording, and every level its reason', () => {
  expect(Object.keys(content.questions)).toEqual(QUESTIONS);
  for (const question of QUESTIONS) {
    const wording: { options: Record<string, string>; care: string; stop?: string; change?: string } = content.questions[question];
    expect(Object.keys(wording.options)).toEqual(optionsOf(question));
    const canStop = Object.values<Level>(LEVEL_BY_OPTION[question]).includes('stop');
    expect([wording.stop !== undefined, wording.change !== undefined]).toEqual([canStop, canStop]);
  }
});

test('other forms are offered for the reasons there are, and only where it is better to wait', () => {
  expect(otherForms(readinessOf(answered({ R02: 'stop' })))).toEqual(['another_area']);
  expect(otherForms(readinessOf(answered({ R12: 'stop' })))).toEqual(['outside_coach', 'chain']);
  expect(otherForms(readinessOf(answered({ R01: 'stop', R05: 'stop', R10: 'stop' })))).toEqual(['another_area', 'on_your_own', 'describe_duty', 'questions_only']);
  expect(otherForms(readinessOf(answered({ R09: 'care', R11: 'care', R13: 'care', R14: 'care', R15: 'care' })))).toEqual(['fitting_help', 'another_place', 'chain', 'questions_only']);
  expect(otherForms(readinessOf(answered({ R02: 'care' })))).toEqual([]);
});

test('what needs care is pencilled into clauses that exist, in the order of the questions', () => {
  expect(pencilledClauses(answered({ R06: 'care', R01: 'care' })).map(({ clause }) => clause)).toEqual(['circuit_breakers', 'off_limits', 'review', 'outside_interest']);
  const all = pencilledClauses(Object.fromEntries(QUESTIONS.map((question) => [question, 'unsure'])) as Answers);
  expect(all.filter(({ clause }) => !CLAUSE_IDS.includes(clause))).toEqual([]);
  expect(pencilledClauses(answered({}))).toEqual([]);
  // Whoever goes ahead has the same to settle.
  expect(pencilledClauses(answered({ R10: 'stop' }))).toEqual(pencilledClauses(answered({ R10: 'care' })));
});
