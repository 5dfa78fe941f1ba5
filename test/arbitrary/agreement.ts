/** Agreements as two people might write them. */
import fc from 'fast-check';
import { AFTERWARDS, AGREEMENT_SCHEMA, CHAIR_ORDERS, CIRCUIT_BREAKERS, CLAUSE_IDS, CONSULTATIONS, EARLIER_REVIEWS, EXCEPTIONS, formsFor, NOTE_RULES, RHYTHMS, STAYING, TRAVEL_ROWS, WHEN_ASKED, type AgreementDraft, type AgreementText, type Clause, type TravelMatrix } from '../../shared/agreement.ts';
import { COMPARISON_OUTCOMES, type AgreementStage, type AgreementVersion } from '../../shared/agreement-version.ts';
import { ASYMMETRY_DIMENSIONS, MOVES_BY_DIMENSION } from '../../shared/asymmetry-moves.ts';
import { fingerprint } from '../../shared/fingerprint.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { anyDate } from './session.ts';

const words = fc.array(fc.constantFrom('we', 'ask', 'Über', 'naïve', 'Zoe\u0308', 'word', '日本', '🪑', 'a"b', ' ', '\n', '\r\n'), { maxLength: 8 }).map((all) => all.join(' '));
const text = fc.option(words, { nil: undefined });
const texts = fc.option(fc.tuple(words, words), { nil: undefined });
const oneOf = <T>(keys: readonly T[]) => fc.option(fc.constantFrom(...keys), { nil: undefined });
const someOf = <T>(keys: readonly T[]) => fc.option(fc.shuffledSubarray([...keys]), { nil: undefined });

const anyMatrix = fc.tuple(...TRAVEL_ROWS.map((row) => fc.constantFrom(...formsFor(row)))).map((forms) => Object.fromEntries(TRAVEL_ROWS.map((row, at) => [row, forms[at]])) as TravelMatrix);
const anyDifferences = fc.shuffledSubarray([...ASYMMETRY_DIMENSIONS], { maxLength: 3 }).chain((chosen) => fc.tuple(...chosen.map((dimension) => fc.shuffledSubarray<string>([...MOVES_BY_DIMENSION[dimension]]).map((moves) => ({ dimension, moves })))));

const clauseById = {
  purpose: fc.record({ text }),
  rhythm: fc.record({ choice: oneOf(RHYTHMS), text }),
  chairs: fc.record({ choice: oneOf(CHAIR_ORDERS), text }),
  challenge: fc.record({ texts, text }),
  off_limits: fc.record({ texts, text }),
  asymmetries: fc.record({ dimensions: fc.option(anyDifferences, { nil: undefined }), text }),
  stays: fc.record({ choices: someOf(STAYING), text }),
  travel: fc.record({ matrix: fc.option(anyMatrix, { nil: undefined }), text }),
  outside_interest: fc.record({ choices: someOf(WHEN_ASKED), minimumPairings: fc.option(fc.integer({ min: 5, max: 99 }), { nil: undefined }), text }),
  notes: fc.record({ choices: someOf(NOTE_RULES), text }),
  exceptions: fc.record({ choices: someOf(EXCEPTIONS), duty: text, text }),
  consultation: fc.record({ choice: oneOf(CONSULTATIONS), text }),
  third_persons: fc.record({ text }),
  circuit_breakers: fc.record({ choices: someOf(CIRCUIT_BREAKERS), text }),
  review: fc.record({ choices: someOf(EARLIER_REVIEWS), text }),
  stopping: fc.record({ text }),
  afterwards: fc.record({ choices: someOf(AFTERWARDS), text }),
  slips: fc.record({ text }),
};
const anyClause = Object.entries(clauseById).map(([id, content]) => (content as fc.Arbitrary<object>).map((rest) => withoutMissing({ id, ...rest }) as Clause));

/** JSON has no `undefined`. */
function withoutMissing(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Some of the clauses, in any order. */
const anyClauses: fc.Arbitrary<Clause[]> = fc.tuple(...anyClause).chain((all) => fc.shuffledSubarray(all));
const anyParties = fc.constantFrom<[string, string]>(['Ada', 'Ben'], ['Ben', 'Ada'], [' Zoe\u0308', 'Ada '], ['🪑', '\ue000'], ['A.', 'Ä.']);
export const anyNonce = fc.oneof(fc.constant(''), fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('base64')));

export const anyAgreementText: fc.Arbitrary<AgreementText> = fc.record({
  schema: fc.constant(AGREEMENT_SCHEMA),
  nonce: anyNonce,
  parties: anyParties,
  agreedOn: fc.option(anyDate, { nil: null }),
  reviewOn: anyDate,
  clauses: anyClauses,
});

export const anyAgreementDraft: fc.Arbitrary<AgreementDraft> = fc.record({
  parties: fc.oneof(anyParties, fc.constantFrom<[string, string]>(['', ''], ['Ada', ''])),
  reviewOn: fc.option(anyDate, { nil: null }),
  clauses: anyClauses,
}).chain((draft) => {
  const written = new Set<string>(draft.clauses.map(({ id }) => id));
  return fc.shuffledSubarray(CLAUSE_IDS.filter((id) => !written.has(id))).map((leftOut) => ({ ...draft, leftOut }));
});

const anyDigits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 20 }).map((digits) => fingerprint.parse(digits.join('')));
const anyStage: fc.Arbitrary<AgreementStage> = fc.oneof(
  fc.record({ is: fc.constant('draft' as const), nonce: anyNonce, draft: anyAgreementDraft }),
  fc.record({ is: fc.constantFrom('proposed' as const, 'agreed' as const), text: anyAgreementText }),
  fc.record({ is: fc.constantFrom('superseded' as const, 'ended' as const), text: anyAgreementText, until: anyDate }),
  fc.record({ is: fc.constant('cleared' as const), was: fc.constantFrom('agreed' as const, 'ended' as const), agreedOn: anyDate, reviewOn: anyDate, until: fc.option(anyDate, { nil: null }), fingerprint: anyDigits }),
);

export function anyAgreementVersion(pairing: fc.Arbitrary<RecordId>): fc.Arbitrary<AgreementVersion> {
  return fc.record({
    pairing,
    number: fc.integer({ min: 1, max: 9 }),
    stage: anyStage,
    comparisons: fc.array(fc.record({ on: anyDate, outcome: fc.constantFrom(...COMPARISON_OUTCOMES), fingerprint: anyDigits }), { maxLength: 2 }),
    savedAtMs: fc.nat(),
  });
}
