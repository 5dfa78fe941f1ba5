import { drawIn, expectAccessible, expectNothingCut, picture, show, SIZES, THEMES, ZOOMED } from './show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { keep, reveal } from '../../shared/about.ts';
import type { Holdings, PeerNoteRow } from '../../shared/holdings.ts';
import { PairingsPage } from '../../renderer/pairings/PairingsPage.tsx';
import type { PartName } from '../../renderer/pairings/places.ts';
import { done, refused, type Answers, type BridgeDouble } from './bridge.ts';
import { date, id, openJournal, pairings } from './sample.ts';

const maren = pairings[0]!;
const doc = (text: string) => ({ type: 'doc' as const, content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }] });
const held: Holdings = {
  sessions: [
    {
      id: id(11),
      date: date('2026-11-17'),
      trashed: false,
      earlierStates: 2,
      values: [
        { field: 'safety', about: 'us', chair: 'coach', value: keep('us', 4) },
        { field: 'note', about: 'us', chair: null, value: keep('us', doc('We both looked at the clock when her manager came up.')) },
        { field: 'keywords', about: 'peer', chair: null, value: keep('peer', 'handover, deputy') },
        { field: 'keepUntil', about: 'peer', chair: null, value: keep('peer', '2026-11-20') },
      ],
    },
  ],
  reflections: [],
  readiness: 1,
  differences: 2,
  agreements: 0,
  events: 0,
};
const nothing: Holdings = { sessions: [], reflections: [], readiness: 0, differences: 0, agreements: 0, events: 0 };
const note: PeerNoteRow = { session: id(11), date: date('2026-11-17'), keywords: keep('peer', 'handover, deputy'), theirStep: null, keepUntil: keep('peer', date('2026-11-20')) };
const answers: Answers = { ...openJournal, holdings: () => done(held), listPeerNotes: () => done([note]), listAgreements: () => done([]) };
const showPart = (part: PartName, more: Answers = {}) => show(<main><PairingsPage chosen={maren.id} part={part} /></main>, { ...answers, ...more });
const asked = (bridge: BridgeDouble, name: string) => bridge.asked.filter((each) => each.name === name).map(({ input }) => input);

afterEach(() => {
  delete document.documentElement.dataset['theme'];
});

test('what is held about the peer and the two is read on one page, in words', async () => {
  showPart('holdings');
  const entry = await screen.findByRole('article', { name: /17 November/u });
  expect(within(entry).getByText('Safe for most matters')).toBeTruthy();
  expect(within(entry).getByText('We both looked at the clock when her manager came up.')).toBeTruthy();
  expect(within(entry).getByText(/2 earlier states of this entry/u)).toBeTruthy();
  expect(screen.getByText('We meet every second Tuesday and swap chairs at half time.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Differences: 2 versions of the map' })).toBeTruthy();
});

test('where nothing is held, the page says so', async () => {
  show(<main><PairingsPage chosen={pairings[1]!.id} part="holdings" /></main>, { ...answers, holdings: () => done(nothing), listPeerNotes: () => done([]) });
  expect(await screen.findByText(/Nothing in this journal is about T\. from the night shift/u)).toBeTruthy();
});

test('notes that are due are cleared, or kept for another while', async () => {
  const { bridge } = showPart('holdings', { settlePeerNotes: () => done(null) });
  await userEvent.click(await screen.findByRole('button', { name: 'Keep another 90 days' }));
  await userEvent.click(screen.getByRole('button', { name: 'Clear it' }));
  await waitFor(() => expect(asked(bridge, 'settlePeerNotes')).toEqual([{ sessions: [id(11)], how: 'keep' }, { sessions: [id(11)], how: 'clear' }]));
});

test('clearing asks first, says what goes and what stays, and takes another name', async () => {
  const { bridge } = showPart('holdings', { clearPairing: ({ name }) => (reveal(name) === 'Former peer' ? refused('same-name') : done(maren)) });
  await userEvent.click(await screen.findByRole('button', { name: 'Clear all but my own learning' }));
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByText(/Backups made before still hold everything/u)).toBeTruthy();
  expect(asked(bridge, 'clearPairing')).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Clear' }));
  expect(await within(dialog).findByText(/Another pairing has this name already/u)).toBeTruthy();
  await userEvent.fill(within(dialog).getByLabelText('What the pairing is called from now on'), 'Spring pairing');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Clear' }));
  await waitFor(() => expect(asked(bridge, 'clearPairing').at(-1)).toEqual({ pairing: maren.id, name: 'Spring pairing' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
});

test('deleting asks first, and leads back to the pairings', async () => {
  const { bridge, place } = showPart('holdings', { deletePairing: () => done(null) });
  await userEvent.click(await screen.findByRole('button', { name: 'Delete this pairing' }));
  await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Delete for good' }));
  await waitFor(() => expect(place()).toBe('/pairings'));
  expect(asked(bridge, 'deletePairing')).toEqual([{ pairing: maren.id }]);
});

test('an ending keeps everything unless something else is chosen', async () => {
  const { bridge, place } = showPart('ending', { movePairing: () => done({ is: 'ended', since: date('2026-11-22'), before: null }) });
  await userEvent.click(await screen.findByRole('button', { name: 'End the pairing' }));
  await waitFor(() => expect(place()).toBe(`/pairings/${maren.id}`));
  expect(asked(bridge, 'movePairing')).toEqual([{ id: maren.id, to: 'ended' }]);
  expect(asked(bridge, 'clearPairing')).toEqual([]);
});

test('an ending can end the agreement and clear all but my own learning, in this order', async () => {
  const agreed = { id: id(40), number: 1, state: 'agreed' as const, cleared: false, agreedOn: date('2026-03-02'), reviewOn: date('2026-06-02'), until: null, fingerprint: null, compared: null, savedAtMs: 0 };
  const { bridge, place } = showPart('ending', { listAgreements: () => done([agreed]), endAgreement: () => done(null), movePairing: () => done(maren.state), clearPairing: () => done(maren) });
  expect(await screen.findByRole('checkbox', { name: 'It ends today, too' })).toHaveProperty('checked', true);
  await userEvent.click(screen.getByText('Clear all but my own learning'));
  await userEvent.click(screen.getByRole('button', { name: 'End the pairing' }));
  await waitFor(() => expect(place()).toBe(`/pairings/${maren.id}`));
  const names = bridge.asked.map(({ name }) => name).filter((name) => ['endAgreement', 'movePairing', 'clearPairing'].includes(name));
  expect(names).toEqual(['endAgreement', 'movePairing', 'clearPairing']);
});

for (const theme of THEMES) {
  for (const [width, height] of SIZES) {
    test(`holdings and ending can be read by everybody, ${theme}, ${width} wide`, async () => {
      await page.viewport(width, height);
      drawIn(theme);
      showPart('holdings');
      await screen.findByRole('article', { name: /17 November/u });
      await expectAccessible();
      await picture(`holdings-${width}-${theme}`);
      showPart('ending');
      await screen.findByRole('button', { name: 'End the pairing' });
      await expectAccessible();
      await picture(`ending-${width}-${theme}`);
    });
  }
}

test('nothing is cut at 200 % in the smallest window', async () => {
  await page.viewport(...ZOOMED);
  showPart('holdings');
  await screen.findByRole('article', { name: /17 November/u });
  expectNothingCut();
  showPart('ending');
  await screen.findByRole('button', { name: 'End the pairing' });
  expectNothingCut();
});
