import { show } from './show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { reveal } from '../../shared/about.ts';
import { pairing } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { InputOf } from '../../shared/requests.ts';
import type { Reminder } from '../../shared/reminder.ts';
import { flushAll } from '../../renderer/ui/unsaved.ts';
import { PairingsPage } from '../../renderer/pairings/PairingsPage.tsx';
import { done, refused, type BridgeDouble } from './bridge.ts';
import { date, id, openJournal, pairingRow, pairings } from './sample.ts';

const named = 'What you call your peer here';
const adds = (as: RecordId) => (input: InputOf<'addPairing'>) => done({ id: as, pairing: pairing.parse(input.pairing) });
const saves = (as: RecordId) => (input: InputOf<'savePairing'>) => done({ id: as, pairing: pairing.parse(input.pairing) });
const added = (bridge: BridgeDouble) => bridge.asked.filter(({ name }) => name === 'addPairing').map(({ input }) => input as InputOf<'addPairing'>);
const beginAs = (how: string) => userEvent.click(screen.getByText(how));
const saved = (bridge: BridgeDouble) => bridge.asked.filter(({ name }) => name === 'savePairing').map(({ input }) => input as InputOf<'savePairing'>);

test('a pairing is named, and its page comes', async () => {
  const { bridge, place } = show(<PairingsPage chosen="new" />, { ...openJournal, addPairing: adds(id(9)) });
  await userEvent.fill(await screen.findByLabelText(named), '  Ines  ');
  await beginAs('We are considering it');
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  await waitFor(() => expect(place()).toBe(`/pairings/${id(9)}`));
  expect(added(bridge)).toEqual([{ pairing: { name: 'Ines', since: null, note: null }, begins: 'considering' }]);
});

test('a pairing without a name is not sent', async () => {
  const { bridge } = show(<PairingsPage chosen="new" />, openJournal);
  await userEvent.fill(await screen.findByLabelText(named), '   ');
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  expect(await screen.findByText(/Give the pairing a name/)).toBeTruthy();
  expect(added(bridge)).toEqual([]);
});

test('characters that cannot be seen are pointed out and removed only when asked', async () => {
  const { bridge } = show(<PairingsPage chosen="new" />, { ...openJournal, addPairing: adds(id(9)) });
  await userEvent.fill(await screen.findByLabelText(named), 'Mar\u202een');
  await beginAs('We coach each other already');
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  expect(added(bridge)).toEqual([]);
  await userEvent.click(await screen.findByRole('button', { name: 'Remove what cannot be seen' }));
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  await waitFor(() => expect(added(bridge).map((each) => reveal(each.pairing.name))).toEqual(['Maren']));
});

test('a name of 300 characters is not cut: the field says how many are too many', async () => {
  const { bridge } = show(<PairingsPage chosen="new" />, openJournal);
  const field = await screen.findByLabelText(named);
  await userEvent.fill(field, '🪑'.repeat(300));
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  expect(await screen.findByText(/220 characters too many/)).toBeTruthy();
  expect(field).toHaveProperty('value', '🪑'.repeat(300));
  expect(added(bridge)).toEqual([]);
});

test('a name that is taken is refused in a sentence, and what was typed stays', async () => {
  show(<PairingsPage chosen="new" />, { ...openJournal, addPairing: () => refused('same-name') });
  await userEvent.fill(await screen.findByLabelText(named), 'Maren');
  await beginAs('We coach each other already');
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
  await screen.findByText('You two coach each other.');
  expect(screen.queryByRole('button', { name: 'Remove this pairing' })).toBeNull();
});

test('since when is typed day first', async () => {
  const { bridge } = show(<PairingsPage chosen="new" />, { ...openJournal, addPairing: adds(id(9)) });
  await userEvent.fill(await screen.findByLabelText(named), 'Ines');
  await beginAs('We coach each other already');
  await userEvent.click(screen.getByRole('spinbutton', { name: /day/ }));
  await userEvent.keyboard('04032025');
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  await waitFor(() => expect(added(bridge).map((each) => each.pairing.since)).toEqual(['2025-03-04']));
});

test('nothing is chosen for the person: whether they meet already has to be said', async () => {
  const { bridge } = show(<PairingsPage chosen="new" />, { ...openJournal, addPairing: adds(id(9)) });
  await userEvent.fill(await screen.findByLabelText(named), 'Ines');
  expect(screen.getAllByRole('radio').map((radio) => (radio as HTMLInputElement).checked)).toEqual([false, false]);
  await userEvent.click(screen.getByRole('button', { name: 'Add this pairing' }));
  expect(await screen.findByText('Choose one of the two. It can change later.')).toBeTruthy();
  expect(added(bridge)).toEqual([]);
});

test('the parts of a pairing are links, one of them current', async () => {
  show(<PairingsPage chosen={pairings[0]!.id} part="sessions" />, openJournal);
  await screen.findByText(/silence/);
  const links = within(screen.getByRole('navigation', { name: 'Parts of this pairing' })).getAllByRole('link');
  expect(links.map((link) => [link.textContent, link.getAttribute('aria-current')])).toContainEqual(['Sessions', 'page']);
  expect(links.filter((link) => link.hasAttribute('aria-current'))).toHaveLength(1);
  expect(screen.getByRole('region', { name: 'Sessions' })).toBeTruthy();
});

test.each([
  ['considering', ['We begin', 'End the pairing']],
  ['active', ['Pause', 'End the pairing']],
  ['paused', ['Go on', 'End the pairing']],
  ['ended', []],
] as const)('a pairing that is %s offers what comes next', async (is, offered) => {
  const row = pairingRow(1, 'Maren', { state: { is, since: date('2026-03-02'), before: null }, sessions: 1 });
  show(<PairingsPage chosen={row.id} />, { ...openJournal, listPairings: () => done([row]) });
  const overview = await screen.findByRole('region', { name: 'Overview' });
  expect(within(overview).queryAllByRole('button').map((button) => button.textContent)).toEqual(offered);
});

test('a pairing is paused at a press', async () => {
  const { bridge } = show(<PairingsPage chosen={pairings[0]!.id} />, { ...openJournal, movePairing: () => done({ is: 'paused', since: date('2026-03-02'), before: null }) });
  await userEvent.click(await screen.findByRole('button', { name: 'Pause' }));
  expect(await screen.findByText('The pairing is paused.')).toBeTruthy();
  expect(bridge.asked).toContainEqual({ name: 'movePairing', input: { id: pairings[0]!.id, to: 'paused' } });
});

test('dates that have passed are lines with a way on, and can be put aside', async () => {
  const reminders: Reminder[] = [
    { key: 'H2', on: date('2026-03-01') },
    { key: 'H3', on: date('2026-02-01'), notes: 2 },
    { key: 'H6', on: date('2026-01-05') },
  ];
  const { bridge } = show(<PairingsPage chosen={pairings[0]!.id} />, { ...openJournal, listReminders: () => done(reminders), putReminderAside: () => done(null) });
  expect(await screen.findByText(/^2 notes about Maren were to be cleared by 1 Feb 2026/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'To the agreement' }).getAttribute('href')).toBe(`/pairings/${pairings[0]!.id}/agreement`);
  await userEvent.click(screen.getByRole('button', { name: 'Just not written' }));
  await userEvent.click(screen.getByRole('button', { name: 'Put this aside: no agreement yet' }));
  const aside = bridge.asked.filter(({ name }) => name === 'putReminderAside').map(({ input }) => (input as InputOf<'putReminderAside'>).key);
  expect(aside).toEqual(['H6', 'H2']);
});
