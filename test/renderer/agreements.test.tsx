import { drawIn, expectAccessible, expectNothingCut, picture, show, SIZES, THEMES, ZOOMED } from './show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { keep } from '../../shared/about.ts';
import { emptyDraft, normaliseAgreement, textOfDraft, TRAVEL_DEFAULTS, type AgreementDraft, type AgreementText, type ClauseId } from '../../shared/agreement.ts';
import type { AgreementRow, AgreementStage } from '../../shared/agreement-version.ts';
import content from '../../shared/content/en/agreement.json';
import { addDays, today } from '../../shared/date.ts';
import { fingerprint } from '../../shared/fingerprint.ts';
import { noAnswers, optionsOf, QUESTIONS, levelOf, type AnsweringRow, type Answers as ReadinessAnswers } from '../../shared/readiness.ts';
import type { InputOf } from '../../shared/requests.ts';
import { PairingsPage } from '../../renderer/pairings/PairingsPage.tsx';
import { flushAll } from '../../renderer/ui/unsaved.ts';
import { settledDraft } from '../arbitrary/settled-agreement.ts';
import { done, refused, type Answers, type BridgeDouble } from './bridge.ts';
import { date, id, openJournal, pairings } from './sample.ts';

const [maren] = pairings;
const digits = fingerprint.parse('38875436453017761288');
const text: AgreementText = textOfDraft(settledDraft(), 'AAECAwQFBgcICQoLDA0ODw==');
const row = (number: number, state: AgreementRow['state'], more: Partial<AgreementRow> = {}): AgreementRow => ({
  id: id(80 + number), number, state, cleared: false, agreedOn: null, reviewOn: null, until: null, fingerprint: state === 'draft' ? null : digits, compared: null, savedAtMs: Date.parse('2026-11-20T10:00:00Z'), ...more,
});
const agreed = row(1, 'agreed', { agreedOn: date('2026-09-02'), reviewOn: date('2026-12-01') });

const answers = (versions: { row: AgreementRow; stage: AgreementStage }[], more: Answers = {}): Answers => ({
  ...openJournal,
  listAsymmetryMaps: () => done([]),
  listAgreements: () => done(versions.map((version) => version.row)),
  readAgreement: ({ id: asked }) => done(versions.find((version) => version.row.id === asked)!),
  saveAgreementDraft: ({ id: saved }) => done({ id: saved as AgreementRow['id'], savedAtMs: Date.now() }),
  ...more,
});
const showPart = (versions: { row: AgreementRow; stage: AgreementStage }[], more: Answers = {}) => show(<main><PairingsPage chosen={maren!.id} part="agreement" /></main>, answers(versions, more));
const drafts = (bridge: BridgeDouble) => bridge.asked.filter(({ name }) => name === 'saveAgreementDraft').map(({ input }) => (input as InputOf<'saveAgreementDraft'>).draft);
const clause = (name: ClauseId) => screen.getAllByRole('listitem').find((item) => item.dataset['clause'] === name)!;

async function write(draft: AgreementDraft = emptyDraft(), more: Answers = {}): Promise<BridgeDouble> {
  const { bridge } = showPart([{ row: row(1, 'draft'), stage: { is: 'draft', nonce: '', draft } }], more);
  await userEvent.click(await screen.findByRole('button', { name: 'Go on writing' }));
  await screen.findByRole('heading', { name: 'The agreement, clause by clause' });
  return bridge;
}

afterEach(() => {
  delete document.documentElement.dataset['theme'];
  vi.restoreAllMocks();
});

test('what is offered counts only once it is taken', async () => {
  const bridge = await write();
  expect(within(clause('purpose')).getByText(content.clauses.purpose.wording)).toBeTruthy();
  expect(within(clause('purpose')).getByText('Not looked at yet')).toBeTruthy();
  await userEvent.click(within(clause('purpose')).getByRole('button', { name: 'Take this wording' }));
  await flushAll();
  expect(drafts(bridge).at(-1)).toEqual({ ...emptyDraft(), clauses: [{ id: 'purpose', text: content.clauses.purpose.wording }] });
  expect(within(clause('purpose')).getByText('Settled')).toBeTruthy();
});

test('a clause that was begun and emptied is another thing than one left out on purpose', async () => {
  const bridge = await write();
  await userEvent.click(within(clause('slips')).getByRole('button', { name: 'Word it ourselves' }));
  expect(within(clause('slips')).getByText('nothing stands in it')).toBeTruthy();
  await userEvent.click(within(clause('slips')).getByRole('button', { name: 'Leave it out' }));
  expect(within(clause('slips')).getByText('Left out on purpose')).toBeTruthy();
  await flushAll();
  expect(drafts(bridge).at(-1)).toEqual({ ...emptyDraft(), leftOut: ['slips'] });
  await userEvent.click(within(clause('slips')).getByRole('button', { name: 'Take it up again' }));
  await flushAll();
  expect(drafts(bridge).at(-1)).toEqual(emptyDraft());
});

test('a clause that is needed cannot be left out, and the words cannot be fixed while one is open', async () => {
  await write();
  expect(within(clause('purpose')).queryByRole('button', { name: 'Leave it out' })).toBeNull();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Fix the words for reading' }).disabled).toBe(true);
  expect(within(screen.getByRole('region', { name: 'Still open' })).getAllByRole('listitem')).toHaveLength(19);
  await write(settledDraft());
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Fix the words for reading' }).disabled).toBe(false);
});

test('a line of what is open leads to its clause', async () => {
  await write();
  await userEvent.click(within(screen.getByRole('region', { name: 'Still open' })).getByRole('button', { name: 'How to stop' }));
  expect(document.activeElement?.textContent).toContain('How to stop');
});

test('the word for “stop” is part of the wording that is taken', async () => {
  const bridge = await write();
  await userEvent.fill(within(clause('challenge')).getByRole('textbox', { name: 'Our word for “stop”' }), 'rain');
  await userEvent.click(within(clause('challenge')).getByRole('button', { name: 'Take this wording' }));
  await flushAll();
  expect(drafts(bridge).at(-1)!.clauses).toEqual([{ id: 'challenge', text: content.clauses.challenge.wording.replace('{word}', 'rain') }]);
});

test('one answer fills the table of what may travel; who was mentioned has no other form, and what the peer brought not every one', async () => {
  const bridge = await write();
  await userEvent.click(within(clause('travel')).getByRole('radio', { name: content.travel.presets.own_learning }).closest('label')!);
  await flushAll();
  expect(drafts(bridge).at(-1)!.clauses).toEqual([{ id: 'travel', matrix: TRAVEL_DEFAULTS }]);
  const rowOf = (name: string) => within(clause('travel')).getByRole('row', { name: new RegExp(`^${name}`, 'u') });
  expect(within(rowOf('Who was mentioned')).queryByRole('button')).toBeNull();
  await userEvent.click(within(rowOf('What my peer brought')).getByRole('button'));
  expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent)).toEqual(['Never', 'Worded together', 'After a yes']);
});

test('once themes may travel, the number of pairings is asked for, and fewer than five is no number', async () => {
  const settled = settledDraft();
  const bridge = await write({ ...settled, clauses: settled.clauses.map((each) => (each.id === 'travel' ? { ...each, matrix: { ...TRAVEL_DEFAULTS, themes: 'joint' } } : each)) });
  const asked = () => drafts(bridge).at(-1)!.clauses.find((each) => each.id === 'outside_interest');
  expect(within(clause('outside_interest')).getByText('how many pairings must feed into a summary')).toBeTruthy();
  const number = within(clause('outside_interest')).getByRole('textbox', { name: /^Pairings that must feed/u });
  await userEvent.fill(number, '4');
  expect(await within(clause('outside_interest')).findByText('A whole number from 5 on.')).toBeTruthy();
  await userEvent.fill(number, '7');
  await flushAll();
  expect(asked()).toMatchObject({ minimumPairings: 7 });
});

test('a clause that is too long stays on the page, and the rest is saved', async () => {
  const bridge = await write({ ...emptyDraft(), clauses: [{ id: 'purpose', text: 'A place to think.' }] });
  await userEvent.fill(within(clause('purpose')).getByRole('textbox'), 'x'.repeat(2001));
  await userEvent.fill(screen.getByRole('textbox', { name: 'One name' }), 'Ada');
  await flushAll();
  expect(drafts(bridge).at(-1)).toEqual({ ...emptyDraft(), parties: ['Ada', ''], clauses: [{ id: 'purpose', text: 'A place to think.' }] });
  expect(await screen.findByText(/Except for what is too long\./u)).toBeTruthy();
  expect(within(clause('purpose')).getByRole<HTMLTextAreaElement>('textbox').value).toHaveLength(2001);
});

test('what the readiness answers ask to be settled stands beside the clauses, and the day to look at it again follows from them', async () => {
  const clear = Object.fromEntries(QUESTIONS.map((question) => [question, optionsOf(question).find((option) => levelOf({ ...noAnswers, [question]: option }, question) === 'clear')])) as ReadinessAnswers;
  const answering = { id: id(60), pairing: maren!.id, begunAtMs: 1, savedAtMs: 1, answeredOn: date('2026-11-20'), asked: null, answers: keep('us', { ...clear, voluntary: 'expected' }), ahead: null, askAgainOn: null } as unknown as AnsweringRow;
  const bridge = await write(emptyDraft(), { listReadiness: () => done({ answerings: [answering], due: null }) });
  expect(await within(clause('stopping')).findByText('To be settled, as your readiness answers say:')).toBeTruthy();
  await userEvent.click(within(clause('review')).getByRole('button', { name: /^Take /u }));
  await flushAll();
  expect(drafts(bridge).at(-1)!.reviewOn).toBe(addDays(today(), 42));
});

test('of the map of differences only names and moves are brought in', async () => {
  const map = { influence: { value: -2 as const, named: 'no' as const, note: 'he decides', moves: ['inf_first_chair' as const] }, tenure: { value: 0 as const, named: null, note: 'eleven years', moves: [] } };
  const bridge = await write(emptyDraft(), { listAsymmetryMaps: () => done([{ id: id(61), on: date('2026-11-20'), savedAtMs: 1, map: keep('us', map) }]) });
  await userEvent.click(await within(clause('asymmetries')).findByRole('button', { name: 'Bring names and moves in' }));
  await flushAll();
  expect(drafts(bridge).at(-1)!.clauses).toEqual([{ id: 'asymmetries', dimensions: [{ dimension: 'influence', moves: ['inf_first_chair'] }] }]);
});

test('nothing is agreed before somebody says that both have read it', async () => {
  const { bridge } = showPart([{ row: row(1, 'proposed'), stage: { is: 'proposed', text } }], { agreeOnAgreement: () => done(null) });
  await userEvent.click(await screen.findByRole('button', { name: 'We have both read it' }));
  const agree = await screen.findByRole<HTMLButtonElement>('button', { name: 'We agree' });
  expect(agree.disabled).toBe(true);
  await userEvent.click(screen.getByRole('checkbox', { name: 'We have both read it' }).closest('label')!);
  await userEvent.click(agree);
  expect(bridge.asked.findLast(({ name }) => name === 'agreeOnAgreement')?.input).toEqual({ id: id(81), agreedOn: today(), bothHaveRead: true });
});

test('nothing is printed that the ledger could not take down', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
  const { bridge } = showPart([{ row: agreed, stage: { is: 'agreed', text } }], { noteAgreementPrintout: () => refused('disk-full') });
  await userEvent.click(await screen.findByRole('button', { name: 'Print it' }));
  await screen.findByText(/nothing is printed\. Free some space/u);
  expect(print).not.toHaveBeenCalled();
  bridge.answers.noteAgreementPrintout = () => done(null);
  await userEvent.click(screen.getByRole('button', { name: 'Print it' }));
  await waitFor(() => expect(print).toHaveBeenCalledOnce());
  expect(document.querySelector('body > section')?.textContent).toContain('A place to think.');
});

test('where the review is due the page says so, and a change is what follows', async () => {
  const { bridge } = showPart([{ row: { ...agreed, state: 'review_due' }, stage: { is: 'agreed', text } }], { beginAgreement: () => done({ id: id(81) }) });
  await userEvent.click(await screen.findByRole('button', { name: 'Look at it again' }));
  expect(bridge.asked.findLast(({ name }) => name === 'beginAgreement')?.input).toEqual({ pairing: maren!.id, byHand: false });
});

test('of a version that was cleared only its days and digits are left', async () => {
  const cleared = row(1, 'ended', { cleared: true, agreedOn: date('2026-01-02'), reviewOn: date('2026-03-01'), until: date('2026-04-01') });
  showPart([{ row: row(2, 'draft'), stage: { is: 'draft', nonce: '', draft: emptyDraft() } }, { row: cleared, stage: { is: 'cleared', was: 'ended', agreedOn: cleared.agreedOn!, reviewOn: cleared.reviewOn!, until: cleared.until, fingerprint: digits } }]);
  expect(await screen.findByText('Its text was cleared. Only the days and the digits are left.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Read it' })).toBeNull();
});

test('a file that is held already is said to be, and cannot be taken over again', async () => {
  showPart([{ row: agreed, stage: { is: 'agreed', text } }], { openAgreementFile: () => done({ sha256: '0'.repeat(64), text, fingerprint: digits, held: true, own: null }) });
  await userEvent.click(await screen.findByRole('button', { name: 'Open a file from your peer' }));
  expect(await screen.findByText('You hold these very words already.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Take it over as a proposal' })).toBeNull();
});

test.each(THEMES.flatMap((theme) => SIZES.map((size) => [theme, size] as const)))('every page is for everybody, %s, %s', async (theme, [width, height]) => {
  drawIn(theme);
  await page.viewport(width, height);
  showPart([]);
  await screen.findByRole('button', { name: 'Begin the agreement' });
  await expectAccessible();
  await write(settledDraft());
  await expectAccessible();
  await picture(`agreement-editor-${theme}-${String(width)}`);
  const other = normaliseAgreement({ ...text, clauses: text.clauses.map((each) => (each.id === 'purpose' ? { ...each, text: 'A place to talk.' } : each)) });
  showPart([{ row: row(2, 'proposed'), stage: { is: 'proposed', text } }, { row: agreed, stage: { is: 'agreed', text } }], { openAgreementFile: () => done({ sha256: '0'.repeat(64), text: other, fingerprint: digits, held: false, own: { id: id(81), text, fingerprint: digits } }) });
  await screen.findByRole('button', { name: 'Compare two versions' });
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Open a file from your peer' }));
  await screen.findByText('One part differs.');
  await expectAccessible();
  await picture(`agreement-received-${theme}-${String(width)}`);
});

test('nothing is cut at 200 %', async () => {
  await page.viewport(...ZOOMED);
  await write(settledDraft());
  expectNothingCut();
  showPart([{ row: agreed, stage: { is: 'agreed', text } }]);
  await screen.findByRole('button', { name: 'Change it' });
  expectNothingCut();
});
