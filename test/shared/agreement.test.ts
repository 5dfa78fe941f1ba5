import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agreementDraft, agreementText, clause, CLAUSE_IDS, defaultReview, draftOfText, emptyDraft, formsFor, isReviewDue, normaliseAgreement, openClauses, REQUIRED_CLAUSES, textOfDraft, TRAVEL_DEFAULTS,
  TRAVEL_PRESETS, TRAVEL_ROWS, travelPreset, type AgreementDraft, type AgreementText, type Clause,
} from '../../shared/agreement.ts';
import { isoDate } from '../../shared/date.ts';
import { canonicalText, digitsOf, inGroups, textToHash } from '../../shared/fingerprint.ts';
import { anyAgreementDraft, anyAgreementText } from '../arbitrary/agreement.ts';
import { settledDraft } from '../arbitrary/settled-agreement.ts';

const WORKED = '{"agreedOn":"2026-03-02","clauses":[{"id":"purpose","text":"A place to think about how we lead projects."},{"choice":"fortnightly","id":"rhythm"},{"choices":["impressions","notes","people","raised","said"],"id":"stays"}],"nonce":"AAECAwQFBgcICQoLDA0ODw==","parties":["Ada","Ben"],"reviewOn":"2026-06-02","schema":"other-chair/agreement/1"}';
const date = (text: string) => isoDate.parse(text);

function worked(): AgreementText {
  return agreementText.parse(JSON.parse(WORKED));
}

function changed(draft: AgreementDraft, ...clauses: Clause[]): AgreementDraft {
  const ids = new Set<string>(clauses.map(({ id }) => id));
  return { ...draft, clauses: [...draft.clauses.filter(({ id }) => !ids.has(id)), ...clauses], leftOut: draft.leftOut.filter((id) => !ids.has(id)) };
}

describe('the worked example', () => {
  test('is an agreement in normal form, and its canonical text is the one of the document byte for byte', () => {
    expect(normaliseAgreement(worked())).toEqual(worked());
    expect(canonicalText(normaliseAgreement(worked()))).toBe(WORKED);
  });

  test('comes to its twenty digits', () => {
    const digest = createHash('sha256').update(textToHash(normaliseAgreement(worked()))).digest();
    expect(digest.toString('hex')).toBe('71f92fa56be0dccd21b613da9f55360864cc5607436f535c176d2697837c1ae3');
    expect(inGroups(digitsOf(digest)).join(' ')).toBe('38875 43645 30177 61288');
  });

  test('is what somebody comes to who typed it in another order, with spaces, other line ends and decomposed letters', () => {
    const typed: AgreementText = {
      ...worked(),
      parties: [' Ben', 'Ada '],
      clauses: [
        { id: 'slips', text: ' \r\n ' },
        { id: 'stays', choices: ['said', 'raised', 'people', 'impressions', 'notes'], text: '' },
        { id: 'rhythm', text: '', choice: 'fortnightly' },
        { id: 'purpose', text: '\r\nA place to think about how we lead projects. ' },
      ],
    };
    expect(canonicalText(normaliseAgreement(typed))).toBe(WORKED);
  });
});

describe('normal form', () => {
  test('is reached in one step, and is an agreement', () => {
    fc.assert(
      fc.property(anyAgreementText, (text) => {
        const normal = normaliseAgreement(text);
        expect(normaliseAgreement(normal)).toEqual(normal);
        expect(agreementText.parse(normal)).toEqual(normal);
      }),
    );
  });

  test('is the same whoever of the two is named first, and what each says stays with the name', () => {
    const oneWay = textOfDraft(settledDraft(), '');
    const draft = settledDraft();
    const otherWay = textOfDraft({ ...draft, parties: ['Ada', 'Ben'], clauses: changed(draft, { id: 'challenge', texts: ['how Ada asks', 'how Ben plans'], text: "Stop at the word 'rain'." }).clauses }, '');
    expect(otherWay).toEqual(oneWay);
    expect(oneWay.parties).toEqual(['Ada', 'Ben']);
    expect(oneWay.clauses.find(({ id }) => id === 'challenge')).toMatchObject({ texts: ['how Ada asks', 'how Ben plans'] });
  });

  test('keeps the place of the one who said nothing', () => {
    const draft = changed(settledDraft(), { id: 'off_limits', texts: ['', 'my team'] });
    const { clauses } = textOfDraft({ ...settledDraft(), ...draft, reviewOn: date('2026-06-02') }, '');
    expect(clauses.find(({ id }) => id === 'off_limits')).toEqual({ id: 'off_limits', texts: ['my team', ''] });
  });

  test('sorts differences and moves by key', () => {
    const text: AgreementText = { ...worked(), clauses: [{ id: 'asymmetries', dimensions: [{ dimension: 'tenure', moves: ['ten_no_lore', 'ten_fresh_first'] }, { dimension: 'influence', moves: [] }] }] };
    expect(normaliseAgreement(text).clauses).toEqual([{ id: 'asymmetries', dimensions: [{ dimension: 'influence', moves: [] }, { dimension: 'tenure', moves: ['ten_fresh_first', 'ten_no_lore'] }] }]);
  });

  test('leaves out what was typed for an exception that is no longer chosen', () => {
    const text: AgreementText = { ...worked(), clauses: [{ id: 'exceptions', choices: ['law'], duty: 'I am a safety officer.', text: 'Something else.' }] };
    expect(normaliseAgreement(text).clauses).toEqual([{ id: 'exceptions', choices: ['law'] }]);
  });

  test('goes to a draft and back without a change', () => {
    fc.assert(
      fc.property(anyAgreementText, (text) => {
        const normal = normaliseAgreement({ ...text, agreedOn: null });
        const draft = agreementDraft.parse(draftOfText(normal));
        expect(textOfDraft({ ...draft, reviewOn: normal.reviewOn }, normal.nonce)).toEqual(normal);
      }),
    );
  });
});

describe('the form of a text', () => {
  test.each([
    ['a field nobody knows', { ...worked(), note: 'x' }],
    ['another version', { ...worked(), schema: 'other-chair/agreement/2' }],
    ['a nonce of another length', { ...worked(), nonce: 'AAEC' }],
    ['a nonce that can be written in two ways', { ...worked(), nonce: 'AAECAwQFBgcICQoLDA0ODx==' }],
    ['one name for both', { ...worked(), parties: ['Ada', ' Ada '] }],
    ['no name', { ...worked(), parties: ['Ada', ' '] }],
    ['a day that is none', { ...worked(), reviewOn: '2026-02-30' }],
    ['one clause twice', { ...worked(), clauses: [{ id: 'slips', text: 'a' }, { id: 'slips', text: 'b' }] }],
    ['a clause nobody knows', { ...worked(), clauses: [{ id: 'fines', text: 'a' }] }],
    ['a value of the map of differences', { ...worked(), clauses: [{ id: 'asymmetries', dimensions: [{ dimension: 'influence', moves: [], value: 2 }] }] }],
    ['a move of another difference', { ...worked(), clauses: [{ id: 'asymmetries', dimensions: [{ dimension: 'influence', moves: ['ten_no_lore'] }] }] }],
    ['an answer given twice', { ...worked(), clauses: [{ id: 'stays', choices: ['said', 'said'] }] }],
    ['a table without all its rows', { ...worked(), clauses: [{ id: 'travel', matrix: { existence: 'never' } }] }],
    ['fewer pairings than would hide whose theme it was', { ...worked(), clauses: [{ id: 'outside_interest', minimumPairings: 4 }] }],
    ['a text longer than a clause may be', { ...worked(), clauses: [{ id: 'purpose', text: 'x'.repeat(2001) }] }],
  ])('%s is refused', (_what, text) => {
    expect(agreementText.safeParse(text).success).toBe(false);
  });

  test('a draft holds no clause both written and left out', () => {
    expect(agreementDraft.safeParse({ ...emptyDraft(), clauses: [{ id: 'slips', text: '' }], leftOut: ['slips'] }).success).toBe(false);
    fc.assert(fc.property(anyAgreementDraft, (draft) => {
      expect(agreementDraft.safeParse(draft).success).toBe(true);
    }));
  });
});

describe('what is open', () => {
  test('at the beginning: everything, in the order of the document', () => {
    expect(openClauses(emptyDraft())).toEqual(CLAUSE_IDS.map((clause) => ({ clause, because: 'not-looked-at' })));
  });

  test('nothing, once every clause was settled or left out on purpose', () => {
    expect(openClauses(settledDraft())).toEqual([]);
  });

  test('a clause nobody looked at is another thing than one left out on purpose', () => {
    const draft = settledDraft();
    expect(openClauses({ ...draft, leftOut: draft.leftOut.filter((id) => id !== 'slips') })).toEqual([{ clause: 'slips', because: 'not-looked-at' }]);
  });

  test('a clause that was begun and emptied is neither', () => {
    expect(openClauses(changed(settledDraft(), { id: 'slips', text: ' ' }))).toEqual([{ clause: 'slips', because: 'empty' }]);
  });

  test.each(REQUIRED_CLAUSES.filter((id) => id !== 'parties' && id !== 'review'))('%s cannot be left out', (id) => {
    const draft = settledDraft();
    expect(openClauses({ ...draft, clauses: draft.clauses.filter((each) => each.id !== id), leftOut: [...draft.leftOut, id] })).toEqual([{ clause: id, because: 'required' }]);
  });

  test('the review without a date, and the names without two of them', () => {
    expect(openClauses({ ...changed(settledDraft(), { id: 'review', choices: ['request'] }), reviewOn: null, parties: ['Ada', 'Ada '] })).toEqual([{ clause: 'parties', because: 'two-names' }, { clause: 'review', because: 'no-date' }]);
  });

  test('a word that is still to be chosen, a duty without its sentence, another exception without words', () => {
    expect(openClauses(changed(settledDraft(), { id: 'challenge', text: "Stop at the word '{word}'." }))).toEqual([{ clause: 'challenge', because: 'word-to-choose' }]);
    expect(openClauses(changed(settledDraft(), { id: 'exceptions', choices: ['role_duty'] }))).toEqual([{ clause: 'exceptions', because: 'duty-missing' }]);
    expect(openClauses(changed(settledDraft(), { id: 'exceptions', choices: ['other'], text: ' ' }))).toEqual([{ clause: 'exceptions', because: 'other-missing' }]);
  });

  test('how many pairings there must be, once themes may travel', () => {
    const open = changed(settledDraft(), { id: 'travel', matrix: { ...TRAVEL_DEFAULTS, themes: 'joint' } });
    expect(openClauses(open)).toEqual([{ clause: 'outside_interest', because: 'minimum-pairings' }]);
    expect(openClauses(changed(open, { id: 'outside_interest', text: 'We meet.', minimumPairings: 5 }))).toEqual([]);
  });
});

describe('what may travel', () => {
  test.each([
    ['nothing', { existence: 'never', schedule: 'never', own_matter: 'free', own_learning: 'never', peer_matter: 'never', peer_coaching: 'never', peer_impression: 'never', third_persons: 'never', themes: 'never', difficulty: 'never' }],
    ['existence', { ...TRAVEL_DEFAULTS, own_learning: 'never' }],
    ['own_learning', { existence: 'generic', schedule: 'generic', own_matter: 'free', own_learning: 'generic', peer_matter: 'never', peer_coaching: 'consent', peer_impression: 'never', third_persons: 'never', themes: 'never', difficulty: 'never' }],
    ['joint', { ...TRAVEL_DEFAULTS, peer_coaching: 'joint', difficulty: 'joint' }],
    ['consent', { ...TRAVEL_DEFAULTS, peer_coaching: 'consent', peer_matter: 'consent', peer_impression: 'consent', difficulty: 'consent' }],
  ] as const)('the answer "%s" fills the table', (preset, matrix) => {
    expect(travelPreset(preset)).toEqual(matrix);
  });

  test('no answer opens themes or who was mentioned', () => {
    for (const preset of TRAVEL_PRESETS) expect(travelPreset(preset)).toMatchObject({ themes: 'never', third_persons: 'never' });
  });

  test.each([['peer_matter', 'free'], ['peer_matter', 'generic'], ['peer_impression', 'free'], ['peer_impression', 'generic'], ['third_persons', 'free'], ['third_persons', 'generic'], ['third_persons', 'consent'], ['third_persons', 'joint']] as const)('%s is never %s', (row, form) => {
    expect(formsFor(row)).not.toContain(form);
    expect(clause.safeParse({ id: 'travel', matrix: { ...TRAVEL_DEFAULTS, [row]: form } }).success).toBe(false);
  });

  test('every other row takes every form', () => {
    for (const row of TRAVEL_ROWS.filter((each) => !['peer_matter', 'peer_impression', 'third_persons'].includes(each))) expect(formsFor(row)).toHaveLength(5);
  });
});

describe('the review', () => {
  test.each([
    ['go', '2026-05-31', ['three_sessions']],
    ['go_with_care', '2026-04-13', []],
    ['not_now', '2026-04-01', []],
  ] as const)('after "%s" comes on %s', (outcome, reviewOn, choices) => {
    expect(defaultReview(outcome, date('2026-03-02'))).toEqual({ reviewOn, choices });
  });

  test('is due on its day, and not the day before', () => {
    expect(isReviewDue(worked(), date('2026-06-01'), 40)).toBe(false);
    expect(isReviewDue(worked(), date('2026-06-02'), 0)).toBe(true);
  });

  test('is due after three sessions where the two said so', () => {
    const early: AgreementText = { ...worked(), clauses: [{ id: 'review', choices: ['three_sessions'] }] };
    expect(isReviewDue(early, date('2026-03-20'), 2)).toBe(false);
    expect(isReviewDue(early, date('2026-03-20'), 3)).toBe(true);
  });
});
