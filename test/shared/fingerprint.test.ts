import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { byCodePoint, canonicalText, digitsOf, fingerprint, inGroups, normalised, textToHash } from '../../shared/fingerprint.ts';

/** The worked example of domain §4.7. */
const agreement = {
  schema: 'other-chair/agreement/1',
  reviewOn: '2026-06-02',
  parties: ['Ada', 'Ben'],
  nonce: 'AAECAwQFBgcICQoLDA0ODw==',
  clauses: [
    { id: 'purpose', text: 'A place to think about how we lead projects.' },
    { id: 'rhythm', choice: 'fortnightly' },
    { id: 'stays', choices: ['impressions', 'notes', 'people', 'raised', 'said'] },
  ],
  agreedOn: '2026-03-02',
};
const json =
  '{"agreedOn":"2026-03-02","clauses":[{"id":"purpose","text":"A place to think about how we lead projects."},{"choice":"fortnightly","id":"rhythm"},{"choices":["impressions","notes","people","raised","said"],"id":"stays"}],"nonce":"AAECAwQFBgcICQoLDA0ODw==","parties":["Ada","Ben"],"reviewOn":"2026-06-02","schema":"other-chair/agreement/1"}';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest();

describe('the worked example', () => {
  test('has its canonical text', () => {
    expect(canonicalText(agreement)).toBe(json);
  });

  test('has its SHA-256', () => {
    expect(sha256(textToHash(agreement)).toString('hex')).toBe('71f92fa56be0dccd21b613da9f55360864cc5607436f535c176d2697837c1ae3');
    expect(textToHash(agreement)).toBe(`other-chair/agreement/1\n${json}`);
  });

  test('has its twenty digits', () => {
    const digits = digitsOf(sha256(textToHash(agreement)));
    expect(inGroups(digits).join(' ')).toBe('38875 43645 30177 61288');
    expect(fingerprint.parse(digits)).toBe(digits);
  });

  test('typed on another machine, has the same digits', () => {
    const typed = { ...agreement, clauses: [{ id: 'purpose', text: '  A place to think about how we lead projects.\r\n' }, ...agreement.clauses.slice(1)] };
    expect(canonicalText(normalised(typed))).toBe(json);
  });

  test('has other digits with one word changed', () => {
    const changed = { ...agreement, clauses: [{ id: 'purpose', text: 'A place to think about how we run projects.' }, ...agreement.clauses.slice(1)] };
    expect(digitsOf(sha256(textToHash(changed)))).not.toBe(digitsOf(sha256(textToHash(agreement))));
  });
});

test('digits that begin with zeros keep them', () => {
  expect(inGroups(digitsOf(new Uint8Array(32))).join(' ')).toBe('00000 00000 00000 00000');
  expect(digitsOf(Uint8Array.of(...new Uint8Array(15), 7, 255))).toBe('00000000000000000007');
});

test('an accent is the same however it was typed, and line ends are', () => {
  const text = (say: string) => ({ schema: 'x', say });
  expect(normalised(text('Chloe\u0308\r\nand\rBen '))).toEqual(text('Chloë\nand\nBen'));
});

test('normalising twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const once = normalised(value);
      expect(normalised(once)).toEqual(once);
    }),
  );
});

test('a canonical text does not depend on the order in which the fields were written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (fields) => {
      const forwards = { ...fields, schema: 'x' };
      const backwards = Object.fromEntries(Object.entries(forwards).reverse()) as typeof forwards;
      expect(canonicalText(backwards)).toBe(canonicalText(forwards));
      // What comes back from the text is what went in, in normal form; canonical text has no minus zero.
      expect(JSON.parse(canonicalText(forwards))).toEqual(JSON.parse(JSON.stringify(normalised(forwards))));
    }),
  );
});

test('names are ordered by code point', () => {
  expect(['Ben', 'Ada', 'ada', '', 'Åsa', '\u{1FA91}', '\uFF21da', 'Adam'].sort(byCodePoint)).toEqual(['', 'Ada', 'Adam', 'Ben', 'ada', 'Åsa', '\uFF21da', '\u{1FA91}']);
});

test('half a character has no canonical text', () => {
  expect(() => canonicalText({ schema: '\ud800' })).toThrow();
});
