import { show } from './show.tsx';
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { reveal } from '../../shared/about.ts';
import { pairing } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { InputOf } from '../../shared/requests.ts';
import { flushAll } from '../../renderer/ui/unsaved.ts';
import { PairingsPage } from '../../renderer/pairings/PairingsPage.tsx';
import { done, refused, type BridgeDouble } from './bridge.ts';
import { id, openJournal, pairings } from './sample.ts';

const named = 'What you call your peer here';
const saves = (as: RecordId) => (input: InputOf<'savePairing'>) => done({ id: as, pairing: pairing.parse(input.pairing) });
const saved = (bridge: BridgeDouble) => bridge.asked.filter(({ name }) => name === 'savePairing').map(({ input }) => input as InputOf<'savePairing'>);

test('a pairing is named, and its page comes', async () => {
  const { bridge, place } = show(<PairingsPage chosen="new" />, { ...openJournal, savePairing: saves(id(9)) });
  await userEvent.fill(await screen.findByLabelText(named), '  Ines  ');
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  await waitFor(() => expect(place()).toBe(`/pairings/${id(9)}`));
  expect(saved(bridge)).toEqual([{ id: null, pairing: { name: 'Ines', since: null, note: null } }]);
});

test('a pairing without a name is not sent', async () => {
  const { bridge } = show(<PairingsPage chosen="new" />, openJournal);
  await userEvent.fill(await screen.findByLabelText(named), '   ');
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  expect(await screen.findByText(/Give the pairing a name/)).toBeTruthy();
  expect(saved(bridge)).toEqual([]);
});

test('characters that cannot be seen are pointed out and removed only when asked', async () => {
  const { bridge } = show(<PairingsPage chosen="new" />, { ...openJournal, savePairing: saves(id(9)) });
  await userEvent.fill(await screen.findByLabelText(named), 'Mar\u202een');
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  expect(saved(bridge)).toEqual([]);
  await userEvent.click(await screen.findByRole('button', { name: 'Remove what cannot be seen' }));
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  await waitFor(() => expect(saved(bridge).map((each) => reveal(each.pairing.name))).toEqual(['Maren']));
});

test('a name of 300 characters is not cut: the field says how many are too many', async () => {
  const { bridge } = show(<PairingsPage chosen="new" />, openJournal);
  const field = await screen.findByLabelText(named);
  await userEvent.fill(field, '🪑'.repeat(300));
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  expect(await screen.findByText(/220 characters too many/)).toBeTruthy();
  expect(field).toHaveProperty('value', '🪑'.repeat(300));
  expect(saved(bridge)).toEqual([]);
});

test('a name that is taken is refused in a sentence, and what was typed stays', async () => {
  show(<PairingsPage chosen="new" />, { ...openJournal, savePairing: () => refused('same-name') });
  await userEvent.fill(await screen.findByLabelText(named), 'Maren');
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  expect(await screen.findByText(/Another pairing has this name already/)).toBeTruthy();
  expect(screen.getByLabelText(named)).toHaveProperty('value', 'Maren');
});

test('what is typed into a pairing is saved before the journal locks', async () => {
  const { bridge } = show(<PairingsPage chosen={pairings[0]!.id} />, { ...openJournal, savePairing: saves(pairings[0]!.id) });
  await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
  await userEvent.fill(await screen.findByLabelText('A note about how you two work'), 'Mondays now.');
  expect(await flushAll()).toBe(true);
  expect(saved(bridge).map((each) => each.pairing.note)).toEqual(['Mondays now.']);
});

test('a pairing that was not changed is not written when the journal locks', async () => {
  const { bridge } = show(<PairingsPage chosen={pairings[0]!.id} />, openJournal);
  await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
  await screen.findByLabelText(named);
  expect(await flushAll()).toBe(true);
  expect(saved(bridge)).toEqual([]);
});

test('only a pairing without sessions can be removed, after a question', async () => {
  const { bridge, place } = show(<PairingsPage chosen={pairings[2]!.id} />, { ...openJournal, removePairing: () => done(null) });
  await userEvent.click(await screen.findByRole('button', { name: 'Remove this pairing' }));
  expect(bridge.asked.map(({ name }) => name)).not.toContain('removePairing');
  await userEvent.click(await screen.findByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(place()).toBe('/pairings'));
});

test('a pairing with sessions offers no removing', async () => {
  show(<PairingsPage chosen={pairings[0]!.id} />, openJournal);
  await screen.findByText(/silence/);
  expect(screen.queryByRole('button', { name: 'Remove this pairing' })).toBeNull();
});

test('since when is typed day first', async () => {
  const { bridge } = show(<PairingsPage chosen="new" />, { ...openJournal, savePairing: saves(id(9)) });
  await userEvent.fill(await screen.findByLabelText(named), 'Ines');
  await userEvent.click(screen.getByRole('spinbutton', { name: /day/ }));
  await userEvent.keyboard('04032025');
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  await waitFor(() => expect(saved(bridge).map((each) => each.pairing.since)).toEqual(['2025-03-04']));
});
