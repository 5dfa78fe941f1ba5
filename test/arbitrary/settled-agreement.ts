/** An agreement with nothing open. */
import { TRAVEL_DEFAULTS, type AgreementDraft } from '../../shared/agreement.ts';
import { isoDate } from '../../shared/date.ts';

/** Every clause settled, as the two may have done it in an hour. */
export function settledDraft(): AgreementDraft & { reviewOn: NonNullable<AgreementDraft['reviewOn']> } {
  return {
    parties: ['Ben', 'Ada'],
    reviewOn: isoDate.parse('2026-06-02'),
    clauses: [
      { id: 'purpose', text: 'A place to think.' },
      { id: 'rhythm', choice: 'fortnightly' },
      { id: 'chairs', choice: 'alternate' },
      { id: 'challenge', texts: ['how Ben plans', 'how Ada asks'], text: "Stop at the word 'rain'." },
      { id: 'stays', choices: ['said', 'people'] },
      { id: 'travel', matrix: { ...TRAVEL_DEFAULTS } },
      { id: 'outside_interest', text: 'We meet, and it is useful.' },
      { id: 'notes', choices: ['no_ai'] },
      { id: 'exceptions', choices: ['danger', 'law'] },
      { id: 'stopping', text: "'I would like to stop here' is enough." },
      { id: 'afterwards', choices: ['confidential'] },
    ],
    leftOut: ['off_limits', 'asymmetries', 'consultation', 'third_persons', 'circuit_breakers', 'slips'],
  };
}
