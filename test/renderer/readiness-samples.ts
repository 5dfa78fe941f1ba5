/** Answered readiness screens. */
import { keep } from '../../shared/about.ts';
import { LEVEL_BY_OPTION, QUESTIONS, type AnsweringRow, type Answers, type Level, type QuestionId } from '../../shared/readiness.ts';
import { date, id, pairingRow } from './sample.ts';

export const considered = pairingRow(3, 'Oyelaran', { state: { is: 'considering', since: date('2026-11-20'), before: null } });

/** All clear, but for these; `null` is open. */
export function answers(other: Partial<Record<QuestionId, Level | 'unsure' | null>> = {}): Answers {
  const optionAt = (question: QuestionId, level: Level) => Object.entries(LEVEL_BY_OPTION[question]).find(([, each]) => each === level)![0];
  const chosen = (question: QuestionId) => {
    const level = other[question];
    return level === null || level === 'unsure' ? level : optionAt(question, level ?? 'clear');
  };
  return Object.fromEntries(QUESTIONS.map((question) => [question, chosen(question)])) as Answers;
}

export function row(said: Answers, more: Partial<AnsweringRow> = {}): AnsweringRow {
  return { id: id(77), pairing: considered.id, begunAtMs: 1, savedAtMs: 2, answeredOn: date('2026-03-02'), asked: null, answers: keep('us', said), askAgainOn: null, ahead: null, ...more };
}
