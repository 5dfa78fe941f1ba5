import { drawIn, expectAccessible, expectNothingCut, picture, show, SIZES, THEMES, ZOOMED } from './show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { keep, reveal } from '../../shared/about.ts';
import { today } from '../../shared/date.ts';
import { event, type EventRow, type PairingEvent } from '../../shared/event.ts';
import type { InputOf } from '../../shared/requests.ts';
import { QuietLinks } from '../../renderer/events/QuietLinks.tsx';
import { PairingsPage } from '../../renderer/pairings/PairingsPage.tsx';
import { flushAll } from '../../renderer/ui/unsaved.ts';
import { done, refused, type Answers, type BridgeDouble } from './bridge.ts';
import { date, id, openJournal, pairings } from './sample.ts';

const [maren, tobias] = pairings as [(typeof pairings)[number], (typeof pairings)[number]];
const row = (number: number, said: object): EventRow => ({ id: id(number), savedAtMs: 1, event: keep('us', event.parse(said)) });
const noted = [
  row(61, { kind: 'outside_interest', pairing: maren.id, date: '2026-10-20', who: 'manager', wanted: 'progress', answered: 'agreed_reply', toldPeer: 'not_yet', note: 'At the coffee machine, in passing.' }),
  row(62, { kind: 'disclosure', pairing: maren.id, date: '2026-09-12', row: 'peer_coaching', form: 'generic', toRole: 'a colleague', consent: { is: 'given', how: 'by phone', on: '2026-09-11' }, repair: 'told_peer', note: null }),
  row(63, { kind: 'context', pairing: null, date: '2026-09-02', type: 'reorganisation_announced', affects: 'both', note: null }),
  row(64, { kind: 'pause', pairing: maren.id, date: '2026-06-01', until: '2026-07-15', reason: 'The summer.' }),
];
const answers = (rows: EventRow[] = noted): Answers => ({ ...openJournal, listEvents: () => done(rows), saveEvent: () => done({ id: id(70), savedAtMs: 2 }), removeEvent: () => done(null) });
const saved = (bridge: BridgeDouble) => bridge.asked.filter(({ name }) => name === 'saveEvent').map(({ input }) => input as InputOf<'saveEvent'>);
const savedEvent = (bridge: BridgeDouble): PairingEvent => reveal(saved(bridge).at(-1)!.event);
const showPage = (rows?: EventRow[], more: Answers = {}) => show(<main><PairingsPage chosen={maren.id} part="events" /></main>, { ...answers(rows), ...more });
const open = async (name: string) => {
  await userEvent.click(await screen.findByRole('button', { name }));
  return within(await screen.findByRole('dialog', { name }));
};
type Within = Awaited<ReturnType<typeof open>>;
const choose = async (dialog: Within, group: string, words: string) => userEvent.click(within(dialog.getByRole('radiogroup', { name: group })).getByRole('radio', { name: words }).closest('label')!);
const pick = async (dialog: Within, label: string, words: string) => {
  await userEvent.click(dialog.getByRole('button', { name: new RegExp(`${label.replace('?', '\\?')}$`, 'u') }));
  await userEvent.click(await screen.findByRole('option', { name: words }));
};
const noteIt = async (dialog: Within) => userEvent.click(dialog.getByRole('button', { name: 'Note it' }));

afterEach(() => {
  delete document.documentElement.dataset['theme'];
});

describe('the page of events', () => {
  test('lists what happened in words, with what it brings back in one line', async () => {
    showPage();
    const lines = within(await screen.findByRole('list', { name: 'Events, newest first' })).getAllByRole('listitem').map(({ innerText }) => innerText);
    expect(lines[0]).toMatch(/20 Oct 2026\s+A manager showed interest/u);
    expect(lines[0]).toContain('Told my peer: Not yet');
    expect(lines[0]).toContain('Brings back readiness questions: collecting what is said and interest from outside.');
    expect(lines[1]).toMatch(/Something travelled: How my peer coached me/u);
    expect(lines[1]).toContain('Given, by phone, 11 Sept 2026');
    expect(lines[2]).toMatch(/every pairing\s+A reorganisation was announced/u);
    expect(lines[2]).toContain('a reorganisation and results that are tied');
    expect(lines[3]).toContain('Until 15 Jul 2026');
  });

  test('two choices and today are enough to note that somebody asked', async () => {
    const { bridge } = showPage([]);
    const dialog = await open('Someone showed interest');
    await choose(dialog, 'Who?', 'HR');
    await choose(dialog, 'What did they want to know?', 'Themes');
    expect(dialog.getByText(/This brings back readiness questions: collecting what is said and interest from outside/u)).toBeTruthy();
    await noteIt(dialog);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(savedEvent(bridge)).toEqual({ kind: 'outside_interest', pairing: maren.id, date: today(), who: 'hr', wanted: 'themes', answered: null, toldPeer: null, note: null });
    expect(saved(bridge)).toMatchObject([{ id: null }]);
    expect(await screen.findByText('Noted among the events with “Maren”.')).toBeTruthy();
  });

  test('a change can concern every pairing; what travelled and a pause are one pairing’s own', async () => {
    const { bridge } = showPage([]);
    const dialog = await open('Something around us changed');
    await pick(dialog, 'What changed?', 'Job cuts');
    await choose(dialog, 'Which pairing does it concern?', 'Every pairing');
    await noteIt(dialog);
    await waitFor(() => expect(saved(bridge)).toHaveLength(1));
    expect(savedEvent(bridge)).toMatchObject({ kind: 'context', pairing: null, type: 'job_cuts', affects: null });
    const pause = await open('We pause');
    expect(pause.queryByRole('radiogroup', { name: 'Which pairing does it concern?' })).toBeNull();
  });

  test('what is needed is asked for only once somebody tries, and nothing is sent before', async () => {
    const { bridge } = showPage([]);
    const dialog = await open('Something travelled');
    expect(dialog.queryByText('Choose what travelled.')).toBeNull();
    await noteIt(dialog);
    expect(await dialog.findByText('Choose what travelled.')).toBeTruthy();
    expect(saved(bridge)).toEqual([]);
    expect(await flushAll()).toBe(true);
  });

  test('an event is changed where it stands, and a refusal keeps what was typed', async () => {
    const { bridge } = showPage(noted, { saveEvent: () => refused('disk-full') });
    await userEvent.click(await screen.findByRole('button', { name: 'Change: A manager showed interest' }));
    const dialog = within(await screen.findByRole('dialog'));
    await choose(dialog, 'Have I told my peer?', 'Yes');
    await noteIt(dialog);
    expect(await dialog.findByText(/The disk is full/u)).toBeTruthy();
    bridge.answers.saveEvent = () => done({ id: id(61), savedAtMs: 3 });
    await noteIt(dialog);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(saved(bridge).at(-1)).toEqual({ id: id(61), event: { ...reveal(noted[0]!.event), toldPeer: 'yes' } });
  });

  test('an event is removed, and one step brings it back as it was', async () => {
    const { bridge } = showPage();
    await userEvent.click(await screen.findByRole('button', { name: 'Remove: A manager showed interest' }));
    expect(bridge.asked.filter(({ name }) => name === 'removeEvent')).toEqual([{ name: 'removeEvent', input: { id: id(61) } }]);
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(saved(bridge)).toEqual([{ id: null, event: noted[0]!.event }]));
  });

  test('a pause that is still on is ended with one press', async () => {
    const { bridge } = showPage([row(65, { kind: 'pause', pairing: maren.id, date: '2026-11-01', until: null, reason: null })]);
    await userEvent.click(await screen.findByRole('button', { name: 'End it today' }));
    await waitFor(() => expect(savedEvent(bridge)).toMatchObject({ kind: 'pause', date: '2026-11-01', until: today() }));
  });
});

describe('something travelled without a yes', () => {
  const without = async (dialog: Within) => {
    await pick(dialog, 'What travelled?', 'What my peer brought');
    await userEvent.fill(dialog.getByRole('textbox', { name: 'To whom, by their role' }), 'my manager');
    await choose(dialog, 'Was there a yes to it?', 'Missing');
    await noteIt(dialog);
  };

  test('is said once, with a sentence to begin from that is not kept', async () => {
    const { bridge } = showPage([]);
    await without(await open('Something travelled'));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('It is noted. The agreement suggests telling your peer within three days. Would you like to draft the sentence?')).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Draft the sentence' }));
    const draft = dialog.getByRole<HTMLTextAreaElement>('textbox', { name: 'A sentence to begin from' });
    expect(draft.value).toMatch(/something you had brought reached somebody else \(my manager\)\. .* What do you need now\?$/u);
    await userEvent.click(within(document.body).getAllByRole('button', { name: 'Close' }).at(-1)!);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(saved(bridge)).toHaveLength(1);
    expect(await flushAll()).toBe(true);
  });

  test('is not said again when the event is changed later', async () => {
    const { bridge } = showPage([row(66, { kind: 'disclosure', pairing: maren.id, date: '2026-09-12', row: 'peer_matter', form: null, toRole: null, consent: { is: 'missing' }, repair: null, note: null })]);
    await userEvent.click(await screen.findByRole('button', { name: /^Change: Something travelled/u }));
    const dialog = within(await screen.findByRole('dialog'));
    await choose(dialog, 'And since then?', 'I have told my peer');
    await noteIt(dialog);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(savedEvent(bridge)).toMatchObject({ consent: { is: 'missing' }, repair: 'told_peer' });
  });
});

describe('the quiet links of an entry', () => {
  test('open the form with the pairing and the day of the entry, and stay where one is', async () => {
    const { bridge, place } = show(<main><QuietLinks pairing={tobias.id} date={date('2026-10-29')} /></main>, answers());
    const before = place();
    const dialog = await open('Someone showed interest');
    await choose(dialog, 'Who?', 'A colleague');
    await noteIt(dialog);
    await waitFor(() => expect(savedEvent(bridge)).toMatchObject({ pairing: tobias.id, date: '2026-10-29', who: 'colleague' }));
    expect(place()).toBe(before);
  });

  test('ask for the pairing where the entry has none yet, and never for a day to come', async () => {
    const { bridge } = show(<main><QuietLinks pairing={null} date={date('2199-01-01')} /></main>, answers());
    const dialog = await open('Something around us changed');
    await pick(dialog, 'What changed?', 'A new leader');
    await noteIt(dialog);
    expect(await dialog.findByText('Choose a pairing.')).toBeTruthy();
    await pick(dialog, 'Which pairing does it concern?', 'Maren');
    await noteIt(dialog);
    await waitFor(() => expect(savedEvent(bridge)).toMatchObject({ pairing: maren.id, date: today(), type: 'new_leader' }));
  });
});

test('axe-core finds nothing on the page and in the forms, in both themes, and nothing is cut', async () => {
  for (const theme of THEMES) {
    drawIn(theme);
    for (const [width, height] of SIZES) {
      await page.viewport(width, height);
      showPage();
      await screen.findByRole('list', { name: 'Events, newest first' });
      await expectAccessible();
      expectNothingCut();
      await picture(`events-${theme}-${width}`);
    }
    for (const kind of ['Someone showed interest', 'Something travelled', 'Something around us changed', 'We pause']) {
      const dialog = await open(kind);
      if (kind === 'Something travelled') await choose(dialog, 'Was there a yes to it?', 'Given');
      // Needs nothing chosen, so it would be noted.
      if (kind !== 'We pause') await noteIt(dialog);
      await expectAccessible();
      await picture(`events-${kind.replace(/\W/gu, '-')}-${theme}`);
      await userEvent.keyboard('{Escape}');
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    }
  }
  await page.viewport(...ZOOMED);
  showPage();
  await screen.findByRole('list', { name: 'Events, newest first' });
  expectNothingCut();
  await open('Something travelled');
  expectNothingCut();
}, 60_000);
