import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseAgreement, textOfDraft, type AgreementText } from '../../shared/agreement.ts';
import { compareAgreements, compareWords, type ComparedPart } from '../../shared/agreement-comparison.ts';
import { agreementInWords } from '../../shared/agreement-words.ts';
import { canonicalText } from '../../shared/fingerprint.ts';
import { anyAgreementText } from '../arbitrary/agreement.ts';
import { settledDraft } from '../arbitrary/settled-agreement.ts';

const day = (date: string) => date;
const settled = () => textOfDraft(settledDraft(), 'AAECAwQFBgcICQoLDA0ODw==');

function differing(one: AgreementText, other: AgreementText): ComparedPart[] {
  return compareAgreements(one, other, day).filter(({ is }) => is !== 'same').map(({ part }) => part);
}

function withClauses(text: AgreementText, clauses: AgreementText['clauses']): AgreementText {
  return normaliseAgreement({ ...text, clauses });
}

describe('an agreement in words', () => {
  test('says every clause something stands in, in the order of the document', () => {
    expect(agreementInWords(settled(), day).map(({ heading }) => heading)).toEqual([
      'Who', 'What for, and what not', 'Rhythm', 'Chairs', 'Leave to challenge', 'What stays', 'What may travel, and how', 'When others ask', 'Notes and tools', 'When confidentiality ends', 'Review', 'How to stop', 'After the end',
    ]);
  });

  test('names each of the two beside what they say', () => {
    const challenge = agreementInWords(settled(), day).find(({ id }) => id === 'challenge');
    expect(challenge?.lines).toEqual([
      { about: 'Ada wants to be challenged on', words: 'how Ada asks' },
      { about: 'Ben wants to be challenged on', words: 'how Ben plans' },
      { about: null, words: "Stop at the word 'rain'." },
    ]);
  });

  test('says under the exceptions how the two go about it', () => {
    const exceptions = agreementInWords(settled(), day).find(({ id }) => id === 'exceptions');
    expect(exceptions?.lines.map(({ words }) => words)).toEqual(["Someone's life or safety is at serious risk.", 'A law, a court or an authority requires it.', expect.stringMatching(/^Where it is safe, we speak to each other first\./u)]);
  });

  test('takes a name for what it is', () => {
    const [clause] = agreementInWords(normaliseAgreement({ ...settled(), parties: ['$&', 'Ben'], clauses: [{ id: 'off_limits', texts: ['money', ''] }] }), day).filter(({ id }) => id === 'off_limits');
    expect(clause?.lines).toEqual([{ about: '$& keeps out', words: 'money' }]);
  });
});

describe('two versions', () => {
  test('of the same words do not differ', () => {
    expect(differing(settled(), settled())).toEqual([]);
  });

  test('differ in the clause in which one word was changed, and nowhere else', () => {
    const other = withClauses(settled(), settled().clauses.map((each) => (each.id === 'purpose' ? { ...each, text: 'A place to talk.' } : each)));
    expect(differing(settled(), other)).toEqual(['purpose']);
  });

  test('differ where one has a clause that the other left out', () => {
    const other = withClauses(settled(), [...settled().clauses, { id: 'slips', text: 'We say so.' }].filter(({ id }) => id !== 'rhythm') as AgreementText['clauses']);
    const parts = compareAgreements(settled(), other, day);
    expect(parts.find(({ part }) => part === 'rhythm')?.is).toBe('only-one');
    expect(parts.find(({ part }) => part === 'slips')?.is).toBe('only-other');
  });

  test('differ in the dates, in one row of the table, and in what was drawn when each was begun', () => {
    const other: AgreementText = { ...settled(), nonce: '', agreedOn: '2026-03-02' as AgreementText['agreedOn'], reviewOn: '2026-07-01' as AgreementText['reviewOn'] };
    expect(differing(settled(), other)).toEqual(['agreedOn', 'review', 'nonce']);
    const travel = settled().clauses.map((each) => (each.id === 'travel' ? { ...each, matrix: { ...each.matrix!, schedule: 'free' as const } } : each));
    expect(differing(settled(), withClauses(settled(), travel))).toEqual(['travel']);
  });

  test('differ where the one ticked what the other typed', () => {
    const ticked = withClauses(settled(), [{ id: 'notes', choices: ['no_recording'] }]);
    expect(differing(ticked, withClauses(settled(), [{ id: 'notes', text: 'No recordings' }]))).toEqual(['notes']);
  });

  test('differ in some part whenever their digits do, and in none when they do not', () => {
    fc.assert(
      fc.property(anyAgreementText, anyAgreementText, fc.boolean(), (a, b, close) => {
        const one = normaliseAgreement(a);
        const other = normaliseAgreement(close ? { ...a, clauses: [...a.clauses.filter(({ id }) => id !== b.clauses[0]?.id), ...b.clauses.slice(0, 1)] } : b);
        expect(differing(one, other).length > 0).toBe(canonicalText(one) !== canonicalText(other));
      }),
    );
  });
});

describe('word by word', () => {
  test('only what was changed stands apart', () => {
    expect(compareWords('A place to think aloud.', 'A place to talk aloud.')).toEqual([
      { is: 'both', words: 'A place to' },
      { is: 'one', words: ' think' },
      { is: 'other', words: ' talk' },
      { is: 'both', words: ' aloud.' },
    ]);
  });

  test('both texts can be put together again from what was found', () => {
    const anyText = fc.array(fc.constantFrom('we', 'ask', 'stop', 'rain', ' ', '\n', 'Über'), { maxLength: 12 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const found = compareWords(one, other);
        const without = (side: 'one' | 'other') => found.filter(({ is }) => is !== side).map(({ words }) => words).join('');
        expect(without('other')).toBe(one);
        expect(without('one')).toBe(other);
      }),
    );
  });

  test('two texts with nothing in common, each as long as a clause may be, are compared at once', () => {
    const long = (word: string) => Array.from({ length: 1000 }, (_, at) => `${word}${String(at % 7)}`).join(' ');
    const before = performance.now();
    compareWords(long('a'), long('b'));
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
