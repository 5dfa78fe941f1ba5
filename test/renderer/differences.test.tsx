import { drawIn, expectAccessible, expectNothingCut, picture, show, SIZES, THEMES, ZOOMED } from './show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { keep, reveal } from '../../shared/about.ts';
import type { AsymmetryMap, AsymmetryVersion, Difference, DifferenceValue } from '../../shared/asymmetry.ts';
import { asymmetryMap } from '../../shared/asymmetry.ts';
import wording from '../../shared/content/en/asymmetry.json';
import { today } from '../../shared/date.ts';
import type { InputOf } from '../../shared/requests.ts';
import { PairingsPage } from '../../renderer/pairings/PairingsPage.tsx';
import { flushAll } from '../../renderer/ui/unsaved.ts';
import { done, refused, type Answers, type BridgeDouble } from './bridge.ts';
import { date, id, openJournal, pairings } from './sample.ts';

const [maren] = pairings;
const influence = wording.dimensions.influence;
const placed = (value: DifferenceValue | null, more: Partial<Difference> = {}): Difference => ({ value, named: null, note: null, moves: [], ...more });
const version = (number: number, on: string, map: AsymmetryMap): AsymmetryVersion => ({ id: id(number), on: date(on), savedAtMs: Date.parse(`${on}T10:00:00Z`), map: keep('us', map) });
const answers = (versions: AsymmetryVersion[] = []): Answers => ({
  ...openJournal,
  listAsymmetryMaps: () => done(versions),
  saveAsymmetryMap: () => done({ id: id(50), savedAtMs: Date.now() }),
});
const saved = (bridge: BridgeDouble) => bridge.asked.filter(({ name }) => name === 'saveAsymmetryMap').map(({ input }) => reveal((input as InputOf<'saveAsymmetryMap'>).map));
const showMap = (versions: AsymmetryVersion[] = [], more: Answers = {}) => show(<main><PairingsPage chosen={maren!.id} part="differences" /></main>, { ...answers(versions), ...more });
const row = (name: string) => screen.findByRole('region', { name });
const choose = async (name: string, words: string) => {
  const radio = within(await row(name)).getByRole('radio', { name: words });
  await userEvent.click(radio.closest('label')!);
};
const unfold = async (name: string) => userEvent.click(within(await row(name)).getByRole('button', { name: new RegExp(`^${name}: how it shows`, 'u') }));

const drawn: AsymmetryMap = {
  influence: placed(-2, { named: 'no' }),
  visibility: placed(-1, { named: 'partly', moves: ['vis_quiet_pairing'] }),
  network_strength: placed(0),
  future_opportunities: placed(null),
  tenure: placed(-1, { note: 'eleven years against two' }),
  evaluation_power: placed(0, { named: 'yes' }),
  shared_stakes: placed(1),
};

afterEach(() => {
  delete document.documentElement.dataset['theme'];
});

test('nothing is chosen beforehand, and what is chosen is saved in full', async () => {
  const { bridge } = showMap();
  await choose('Influence', influence.anchors[1]!);
  await choose('Visibility', "I can't tell");
  await choose('Tenure', 'Similar');
  await waitFor(() => expect(saved(bridge).at(-1)).toEqual({ influence: placed(-1), visibility: placed(null), tenure: placed(0) }));
  expect(await screen.findByText(/^Saved \d/u)).toBeTruthy();
  expect(asymmetryMap.parse(saved(bridge).at(-1))).toEqual(saved(bridge).at(-1));
});

test('what was chosen can be taken back: the map then holds nothing, not a zero', async () => {
  const { bridge } = showMap();
  await choose('Influence', influence.anchors[1]!);
  await userEvent.click(screen.getByRole('button', { name: 'Take back: Influence' }));
  await flushAll();
  expect(saved(bridge).at(-1)).toEqual({});
  await choose('Influence', "I can't tell");
  await userEvent.keyboard('{Delete}');
  await flushAll();
  expect(saved(bridge).at(-1)).toEqual({});
});

test('the keyboard reaches every point, and the words of the point stand under the line', async () => {
  const { bridge } = showMap();
  const group = within(await row('Influence')).getByRole('radiogroup', { name: influence.question });
  within(group).getAllByRole('radio')[0]!.focus();
  await userEvent.keyboard(' {ArrowRight}{ArrowRight}');
  expect(within(group).getByRole<HTMLInputElement>('radio', { name: 'About the same' }).checked).toBe(true);
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
  expect(within(group).getByRole<HTMLInputElement>('radio', { name: "I can't tell" }).checked).toBe(true);
  await flushAll();
  expect(saved(bridge).at(-1)).toEqual({ influence: placed(null) });
});

test('whether it was said aloud, moves and a note are saved with the difference', async () => {
  const { bridge } = showMap();
  await unfold('Influence');
  const influenceRow = within(await row('Influence'));
  await userEvent.click(influenceRow.getByRole('radio', { name: 'Partly' }).closest('label')!);
  await userEvent.click(influenceRow.getByRole('checkbox', { name: influence.moves.inf_no_decisions }).closest('label')!);
  await userEvent.click(influenceRow.getByRole('checkbox', { name: influence.moves.inf_first_chair }).closest('label')!);
  await userEvent.fill(influenceRow.getByRole('textbox', { name: 'A note, if I like' }), 'the budget');
  await flushAll();
  expect(saved(bridge).at(-1)).toEqual({ influence: { named: 'partly', note: 'the budget', moves: ['inf_first_chair', 'inf_no_decisions'] } });
});

test('a note that is too long is not cut: everything else is saved, and the page says so', async () => {
  const { bridge } = showMap([version(41, today(), { influence: placed(0, { note: 'short' }) })]);
  await unfold('Influence');
  await userEvent.fill(within(await row('Influence')).getByRole('textbox', { name: 'A note, if I like' }), 'x'.repeat(501));
  await choose('Tenure', 'Similar');
  expect(await screen.findByText(/1 character too many/u)).toBeTruthy();
  expect(await screen.findByText(/Except for the note that is marked/u)).toBeTruthy();
  expect(saved(bridge).at(-1)).toEqual({ influence: placed(0, { note: 'short' }), tenure: placed(0) });
  expect(await flushAll()).toBe(false);
});

test('what was refused stays on the page and is tried again', async () => {
  const { bridge } = showMap([], { saveAsymmetryMap: () => refused('disk-full') });
  await choose('Influence', influence.anchors[4]!);
  expect(await screen.findByText(/The disk is full/u)).toBeTruthy();
  bridge.answers.saveAsymmetryMap = () => done({ id: id(50), savedAtMs: Date.now() });
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/^Saved \d/u)).toBeTruthy();
  expect(saved(bridge).at(-1)).toEqual({ influence: placed(2) });
});

test('the map points out what its rules find, each with the answers that led to it', async () => {
  showMap();
  const remarks = within(await screen.findByRole('region', { name: 'What the map points out' }));
  expect(remarks.getByText(/Nothing so far/u)).toBeTruthy();
  await choose('Influence', influence.anchors[0]!);
  expect(remarks.getByText(/^Influence looks like a clear difference that has not been said aloud\./u)).toBeTruthy();
  await choose('Evaluation power', 'I now and then');
  expect(remarks.getByText(/This touches the readiness questions/u)).toBeTruthy();
  expect(remarks.getByRole('link', { name: /^R07 asks about/u })).toBeTruthy();
  expect(remarks.getByText(/run in both directions/u)).toBeTruthy();
  await unfold('Influence');
  await userEvent.click(within(await row('Influence')).getByRole('radio', { name: 'Yes' }).closest('label')!);
  expect(remarks.queryByText(/has not been said aloud/u)).toBeNull();
});

test('“belonging” stays folded away until somebody wants it', async () => {
  showMap();
  await row('Influence');
  expect(screen.queryByRole('region', { name: 'Belonging' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /^Belonging \(optional\)/u }));
  await unfold('Belonging');
  expect(screen.getByText('A word is enough. Avoid writing down personal characteristics of your peer.')).toBeTruthy();
});

test('two versions are compared in words, and the earlier one can be read whole', async () => {
  showMap([version(42, '2026-03-02', { ...drawn, influence: placed(0, { named: 'yes' }) }), version(41, '2025-09-02', drawn)]);
  await userEvent.click(await screen.findByRole('button', { name: 'Earlier versions' }));
  const dialog = within(await screen.findByRole('dialog'));
  const changes = within(dialog.getByRole('region', { name: 'What is different' }));
  expect(changes.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(['Influence']);
  expect(changes.getByText(influence.anchors[0]!)).toBeTruthy();
  expect(changes.getByText('About the same')).toBeTruthy();
  await userEvent.click(dialog.getByRole('button', { name: /All of the version of/u }));
  expect(dialog.getByText('eleven years against two')).toBeTruthy();
});

test('axe-core finds nothing on the map and on the comparison, in both themes, and nothing is cut', async () => {
  for (const theme of THEMES) {
    drawIn(theme);
    for (const [width, height] of SIZES) {
      await page.viewport(width, height);
      showMap([version(42, '2026-03-02', drawn), version(41, '2025-09-02', { influence: placed(1) })]);
      await unfold('Visibility');
      await expectAccessible();
      expectNothingCut();
      await picture(`differences-${theme}-${width}`);
    }
    await userEvent.click(await screen.findByRole('button', { name: 'Earlier versions' }));
    await screen.findByRole('dialog');
    await expectAccessible();
    await picture(`differences-versions-${theme}`);
  }
  await page.viewport(...ZOOMED);
  showMap([version(42, '2026-03-02', drawn)]);
  await unfold('Visibility');
  expectNothingCut();
  await picture('differences-zoomed');
}, 60_000);
