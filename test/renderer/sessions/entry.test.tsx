// First: it brings the order of the layers.
import { show, type Shown } from '../show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { userEvent as browserUser } from 'vitest/browser';
import { EntryPage } from '../../../renderer/sessions/EntryPage.tsx';
import { GoLink } from '../../../renderer/ui/GoLink.tsx';
import { flushAll } from '../../../renderer/ui/unsaved.ts';
import { reveal } from '../../../shared/about.ts';
import { addDays, today } from '../../../shared/date.ts';
import type { RecordId } from '../../../shared/record-id.ts';
import { plainText } from '../../../shared/rich-text.ts';
import type { CoachSitting, Session } from '../../../shared/session.ts';
import { pairings } from '../sample.ts';
import { journal, type Journal } from './journal.ts';
import { coached } from './writing-samples.ts';

const maren = pairings[0]!.id;

interface Opened extends Shown { book: Journal; stored: () => Session[] }

function open(entry: RecordId | null, book = journal(), pairing: RecordId | null = maren): Opened {
  const shown = show(
    <main>
      <GoLink to="/journal">Away</GoLink>
      <GoLink to="/journal/new">Another</GoLink>
      <EntryPage id={entry} pairing={pairing} />
    </main>,
    book.answers,
    '/journal/new',
  );
  return { ...shown, book, stored: () => [...book.entries.values()].map(({ session }) => session) };
}

async function sit(chair: 'Coach’s chair' | 'Coachee’s chair' | 'Both, one after the other') {
  await userEvent.click((await screen.findAllByRole('radio', { name: chair }))[0]!);
}

/** Types as a keyboard does: the editor listens to the browser and not to made-up events. */
async function write(field: string, words: string) {
  await userEvent.click(await screen.findByRole('textbox', { name: field }));
  await browserUser.keyboard(words);
}

const isSaved = () => screen.findByText(/^Saved \d\d:\d\d/);

function takeaway(session: Session | undefined): string {
  const text = session?.sittings[0].takeaway;
  return text ? plainText(reveal(text)) : '';
}

test('opening the page alone makes no entry', async () => {
  const { bridge } = open(null);
  await screen.findByText('Which chair was I in?');
  await flushAll();
  expect(bridge.asked.some(({ name }) => name === 'saveSession')).toBe(false);
});

test('what is typed is saved by itself, and called saved only when the journal has answered', async () => {
  const { book, stored } = open(null);
  let answer: () => void = () => undefined;
  await sit('Coach’s chair');
  await isSaved();
  book.beforeSaving = () => new Promise((resolve) => (answer = resolve));
  await write('What I take away', 'I can wait longer');
  await screen.findByText('Saving…');
  expect(screen.queryByText(/^Saved \d/)).toBeNull();
  answer();
  await isSaved();
  expect(takeaway(stored()[0])).toBe('I can wait longer');
  expect(stored()).toHaveLength(1);
});

test('a refusal is a sentence, nothing typed is lost, and it can be tried again', async () => {
  const { bridge, book, stored } = open(null);
  await sit('Coach’s chair');
  await isSaved();
  const save = bridge.answers.saveSession!;
  bridge.answers.saveSession = () => ({ ok: false, refusal: { why: 'disk-full' } });
  await write('What I take away', 'still here');
  await screen.findByText(/The disk is full/);
  expect(screen.queryByText(/^Saved \d/)).toBeNull();
  expect(screen.getByRole('textbox', { name: 'What I take away' }).textContent).toBe('still here');
  bridge.answers.saveSession = save;
  await userEvent.click(screen.getByText('Try again'));
  await isSaved();
  expect(takeaway(stored()[0])).toBe('still here');
  expect(book.entries.size).toBe(1);
});

test('a keeper that does not answer takes nothing away from the page', async () => {
  const { bridge } = open(null);
  await sit('Coach’s chair');
  await isSaved();
  bridge.answers.saveSession = () => Promise.reject(new Error('gone'));
  await write('What I take away', 'still here');
  await screen.findByText(/Something went wrong inside the app/);
  expect(screen.getByRole('textbox', { name: 'What I take away' }).textContent).toBe('still here');
});

test('ratings that were skipped are null, and a rating can be taken back', async () => {
  const { stored } = open(null);
  await sit('Coach’s chair');
  const group = await screen.findByRole('radiogroup', { name: /How much of what mattered/ });
  expect(within(group).getAllByRole('radio').some((radio) => (radio as HTMLInputElement).checked)).toBe(false);
  await userEvent.click(within(group).getByRole('radio', { name: 'I said about half of what mattered' }));
  await waitFor(() => expect(stored()[0]?.sittings[0].ratings).toEqual({ candour: 3, selfModeration: null, newPerspective: null, challenge: null, support: null, statusFelt: null, safety: null }));
  await userEvent.click(within(group).getByRole('button'));
  expect(within(group).getAllByRole('radio').some((radio) => (radio as HTMLInputElement).checked)).toBe(false);
  await waitFor(() => expect(stored()[0]?.sittings[0].ratings.candour).toBeNull());
});

test('skipping all ratings can be taken back', async () => {
  const { stored } = open(null);
  await sit('Coach’s chair');
  const name = 'I said about half of what mattered';
  await userEvent.click(await screen.findByRole('radio', { name }));
  await userEvent.click(screen.getByText('Skip all'));
  await waitFor(() => expect(stored()[0]?.sittings[0].ratings.candour).toBeNull());
  await userEvent.click(screen.getByText('Undo'));
  expect((await screen.findByRole<HTMLInputElement>('radio', { name })).checked).toBe(true);
});

test('both chairs are two sittings, in the order they happened', async () => {
  const { stored } = open(null);
  await sit('Coachee’s chair');
  await sit('Both, one after the other');
  expect(await screen.findByRole('heading', { name: 'In the coach’s chair' })).toBeTruthy();
  await waitFor(() => expect(stored()[0]?.sittings.map(({ chair }) => chair)).toEqual(['coachee', 'coach']));
  await userEvent.click(within(screen.getByRole('radiogroup', { name: 'Which came first?' })).getByRole('radio', { name: 'Coach’s chair' }));
  await waitFor(() => expect(stored()[0]?.sittings.map(({ chair }) => chair)).toEqual(['coach', 'coachee']));
});

test('changing the chair throws nothing away, says so, and can bring the words along', async () => {
  const { stored } = open(null);
  await sit('Coach’s chair');
  await write('What I take away', 'to wait');
  await sit('Coachee’s chair');
  await screen.findByText(/kept on this page/);
  expect(screen.getByRole('textbox', { name: 'What I take away' }).textContent).toBe('');
  await userEvent.click(screen.getByText('Bring my words into this chair'));
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'What I take away' }).textContent).toBe('to wait'));
  expect(screen.queryByText(/kept on this page/)).toBeNull();
  await waitFor(() => expect(takeaway(stored()[0])).toBe('to wait'));
  expect(stored()[0]?.sittings[0].chair).toBe('coachee');
});

test('leaving with words in a chair that is not part of the entry asks first', async () => {
  const { place } = open(null);
  await sit('Coach’s chair');
  await write('What I take away', 'to wait');
  await sit('Coachee’s chair');
  await userEvent.click(screen.getByText('Away'));
  const question = await screen.findByRole('alertdialog');
  await userEvent.click(within(question).getByText('Stay here'));
  expect(place()).toBe('/journal/new');
  await sit('Coach’s chair');
  expect((await screen.findByRole('textbox', { name: 'What I take away' })).textContent).toBe('to wait');
});

test('leaving saves what was typed a moment ago', async () => {
  const { place, stored } = open(null);
  await sit('Coach’s chair');
  await write('What I take away', 'the last word');
  await userEvent.click(screen.getByText('Away'));
  await waitFor(() => expect(place()).toBe('/journal'));
  expect(takeaway(stored()[0])).toBe('the last word');
});

test('leaving what cannot be saved asks, and can be insisted on', async () => {
  const { bridge, place } = open(null);
  bridge.answers.saveSession = () => ({ ok: false, refusal: { why: 'read-only' } });
  await sit('Coach’s chair');
  await userEvent.click(screen.getByText('Away'));
  await userEvent.click(within(await screen.findByRole('alertdialog')).getByText('Leave it behind'));
  await waitFor(() => expect(place()).toBe('/journal'));
});

test('before the journal locks, what was typed a moment ago is saved', async () => {
  const { stored } = open(null);
  await sit('Coach’s chair');
  await write('What I take away', 'quick');
  expect(await flushAll()).toBe(true);
  expect(takeaway(stored()[0])).toBe('quick');
});

test('a lock that would lose something is told so', async () => {
  const { bridge } = open(null);
  bridge.answers.saveSession = () => ({ ok: false, refusal: { why: 'read-only' } });
  await sit('Coach’s chair');
  expect(await flushAll()).toBe(false);
});

test('a date that is still being typed is saved when the journal locks', async () => {
  const book = journal();
  const entry = book.put(coached('before', '2026-11-03'));
  const { stored } = open(entry, book);
  await userEvent.click((await screen.findAllByRole('spinbutton', { name: /^day/ }))[0]!);
  await browserUser.keyboard('2');
  await new Promise((resolve) => setTimeout(resolve, 900));
  expect(stored()[0]).toMatchObject({ date: '2026-11-03' });
  expect(await flushAll()).toBe(true);
  expect(stored()[0]).toMatchObject({ date: '2026-11-02' });
});

test('a date to come is refused beside the field, and everything else is saved', async () => {
  const book = journal();
  const entry = book.put(coached('before', '2026-11-03'));
  const { stored } = open(entry, book);
  const year = (await screen.findAllByRole('spinbutton', { name: /year/ }))[0]!;
  await userEvent.click(year);
  await browserUser.keyboard('2031');
  await screen.findByText(/still to come/, {}, { timeout: 5000 });
  await userEvent.click(screen.getByRole('radio', { name: 'Video' }));
  await waitFor(() => expect(stored()[0]).toMatchObject({ date: '2026-11-03', setting: 'video' }));
  expect(screen.getByText(/Except for the field that is marked/)).toBeTruthy();
});

test('asking for a new entry on the page of one that is written begins another', async () => {
  const { stored } = open(null);
  await sit('Coach’s chair');
  await write('What I take away', 'the first');
  await userEvent.click(screen.getByText('Another'));
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'What I take away' })).toBeNull());
  await sit('Coachee’s chair');
  await write('What I take away', 'the second');
  await waitFor(() => expect(stored().map(takeaway)).toEqual(['the first', 'the second']));
});

test('a name that is refused says why, with no list over it, and typing opens the list again', async () => {
  const { bridge } = open(null, journal(), null);
  bridge.answers.addPairing = () => ({ ok: false, refusal: { why: 'disk-full' } });
  await userEvent.type(await screen.findByRole('combobox', { name: 'Pairing' }), 'Ines');
  await screen.findByRole('listbox');
  await browserUser.keyboard('{Enter}');
  expect(await screen.findByText(/The disk is full/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
  await browserUser.keyboard('a');
  expect(await screen.findByRole('listbox')).toBeTruthy();
  expect(screen.queryByText(/The disk is full/)).toBeNull();
});

test('a new name becomes a pairing right here', async () => {
  const { bridge, stored } = open(null, journal(), null);
  await userEvent.type(await screen.findByRole('combobox', { name: 'Pairing' }), 'Ines from the archive');
  await browserUser.keyboard('{Enter}');
  await waitFor(() => expect(bridge.asked.some(({ name }) => name === 'addPairing')).toBe(true));
  await sit('Coach’s chair');
  await isSaved();
  expect(stored()[0]?.pairing).not.toBe(maren);
});

test('a note about the peer has its sentence, its limit and its day', async () => {
  const { stored } = open(null);
  await sit('Coach’s chair');
  await userEvent.click(screen.getByRole('button', { name: /About my peer/ }));
  await screen.findByText('It is their story. A keyword is usually enough. This is never exported.');
  await userEvent.type(screen.getByRole('textbox', { name: /The least I need to remember/ }), 'the move');
  await waitFor(() => expect(stored()[0]?.peerNote).toEqual({ keywords: 'the move', theirStep: null, keepUntil: addDays(today(), 90) }));
});

test('there was nothing can be said, and is not said by taking a text away', async () => {
  const { stored } = open(null);
  const heldBack = () => stored()[0]?.sittings[0].heldBack;
  await sit('Coach’s chair');
  const nothing = await screen.findByRole('button', { name: 'I looked, and there was nothing' });
  await userEvent.click(nothing);
  await waitFor(() => expect(heldBack()).toEqual({ answered: true, text: null, tags: [], reasons: [] }));
  await userEvent.click(nothing);
  await waitFor(() => expect(heldBack()?.answered).toBe(false));
  await write('Something I left out (the kind is enough)', 'a');
  await waitFor(() => expect(heldBack()).toMatchObject({ answered: true }));
  await browserUser.keyboard('{Backspace}');
  await waitFor(() => expect(heldBack()).toMatchObject({ answered: false, text: null }));
});

test('a whole entry can be written with the keyboard alone', async () => {
  const { stored } = open(null, journal(), null);
  const pairing = await screen.findByRole('combobox', { name: 'Pairing' });
  await waitFor(() => expect(document.activeElement).toBe(pairing));
  await browserUser.keyboard('Mar{ArrowDown}{Enter}');
  const tabTo = async (isThere: () => boolean) => {
    for (let press = 0; press < 40 && !isThere(); press += 1) await browserUser.keyboard('{Tab}');
    expect(isThere()).toBe(true);
  };
  const at = (selector: string) => () => document.activeElement?.matches(selector) === true;
  await tabTo(at('[role=radiogroup] input[value=coach]'));
  await browserUser.keyboard(' ');
  await tabTo(at('[role=textbox][contenteditable=true]'));
  await browserUser.keyboard('To ask one open question');
  await tabTo(() => document.activeElement?.closest('[role=radiogroup]')?.textContent.includes('How much did I test') === true);
  await browserUser.keyboard(' {ArrowRight}');
  await waitFor(() => expect((stored()[0]?.sittings[0] as CoachSitting | undefined)?.ratings.challenge).toBe(2));
  const intention = (stored()[0]?.sittings[0] as CoachSitting).intention;
  expect(intention && plainText(reveal(intention))).toBe('To ask one open question');
});

test('an earlier version can be read and brought back, and that can be undone', async () => {
  const book = journal();
  const entry = book.put(coached('the later thought'), [{ session: coached('the first thought'), savedAtMs: Date.parse('2026-11-17T12:31:00Z') }]);
  const { stored } = open(entry, book);
  await userEvent.click(await screen.findByText('Earlier versions'));
  await userEvent.click(await screen.findByRole('option'));
  await screen.findByText('the first thought');
  await userEvent.click(screen.getByText('Restore this version'));
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'What I take away' }).textContent).toBe('the first thought'));
  expect(takeaway(stored()[0])).toBe('the first thought');
  await userEvent.click(await screen.findByText('Undo'));
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'What I take away' }).textContent).toBe('the later thought'));
  await waitFor(() => expect(takeaway(stored()[0])).toBe('the later thought'));
});

test('moving to the trash can be undone', async () => {
  const book = journal();
  const entry = book.put(coached('put aside'));
  const { place } = open(entry, book);
  await userEvent.click(await screen.findByText('Move to the trash'));
  await waitFor(() => expect(book.entries.get(entry)?.trashedAtMs).not.toBeNull());
  expect(place()).toBe('/journal');
  await userEvent.click(await screen.findByText('Undo'));
  await waitFor(() => expect(book.entries.get(entry)?.trashedAtMs).toBeNull());
});

test('worry about somebody’s safety shows what was agreed for it, and records nothing', async () => {
  const { bridge } = open(null);
  await userEvent.click(await screen.findByText('I am worried about someone’s safety'));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('Someone\'s life or safety is at serious risk.');
  expect(dialog.textContent).toContain('If someone is in immediate danger, we call the emergency number and talk later.');
  expect(within(dialog).queryByRole('textbox')).toBeNull();
  expect(bridge.asked.some(({ name }) => name === 'saveSession')).toBe(false);
});

test('nothing of the entry is left in the window after leaving', async () => {
  const book = journal();
  const entry = book.put(coached('a sentence for nobody else'));
  const { unmount } = open(entry, book);
  await screen.findByText('a sentence for nobody else');
  unmount();
  expect(document.documentElement.outerHTML).not.toContain('a sentence for nobody else');
});
