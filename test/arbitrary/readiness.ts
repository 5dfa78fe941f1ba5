import fc from 'fast-check';
import { keep } from '../../shared/about.ts';
import { optionsOf, QUESTIONS, type Answering, type Answers } from '../../shared/readiness.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { anyDate } from './session.ts';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

export const anyAnswers = fc.tuple(...QUESTIONS.map((question) => maybe(fc.constantFrom(...optionsOf(question))))).map((chosen) => Object.fromEntries(QUESTIONS.map((question, at) => [question, chosen[at]])) as Answers);

export function anyAnswering(pairing: fc.Arbitrary<RecordId>): fc.Arbitrary<Answering> {
  return fc.record({
    pairing,
    begunAtMs: fc.nat(),
    savedAtMs: fc.nat(),
    answeredOn: maybe(anyDate),
    asked: maybe(fc.subarray([...QUESTIONS])),
    answers: anyAnswers.map((answers) => keep('us', answers)),
    askAgainOn: maybe(anyDate),
    ahead: maybe(fc.record({ on: anyDate, note: maybe(fc.constantFrom('We both want it.', 'über').map((note) => keep('us', note))) })),
  });
}
