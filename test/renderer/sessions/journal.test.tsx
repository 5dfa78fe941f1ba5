// First: it brings the order of the layers.
import { show } from '../show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { userEvent as browserUser } from 'vitest/browser';
import { JournalPage } from '../../../renderer/sessions/JournalPage.tsx';
import { keep } from '../../../shared/about.ts';
import { addDays } from '../../../shared/date.ts';
import type { SearchAnswer } from '../../../shared/requests.ts';
import { emptySession } from '../../../shared/session.ts';
import { date, pairings, sessions as rows } from '../sample.ts';
import { journal } from './journal.ts';
import { coached } from './writing-samples.ts';

function open(book = journal(), trashed = false) {
  return { ...show(<main><JournalPage trashed={trashed} /></main>, book.answers, '/journal'), book };
}

function someEntries() {
  const book = journal();
  const ids = [book.put(coached('in November', '2026-11-17')), book.put(coached('in October', '2026-10-20')), book.put(emptySession(pairings[1]!.id, date('2026-10-02'), 'coachee'))];
  return { book, ids };
}

const searchField = () => screen.findByRole('textbox', { name: 'Search the journal' });

test('entries stand by month, newest first, with peer, day, chair and first words', async () => {
  open(someEntries().book);
  await screen.findByText('in November');
  expect(screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)).toEqual(['November 2026', 'October 2026']);
  const october = screen.getByText('October 2026').closest('section')!;
  expect(within(october).getAllByRole('listitem')).toHaveLength(2);
  expect(within(october).getAllByRole('listitem')[1]!.textContent).toContain('Coachee’s chair');
  expect(within(october).getByText('No words about me yet.')).toBeTruthy();
});

test('a row goes to its entry', async () => {
  const { book, ids } = someEntries();
  const { place } = open(book);
  await userEvent.click(await screen.findByText('in November'));
  expect(place()).toBe(`/journal/${ids[0]!}`);
});

test('a long journal comes fifty at a time, and all of it can be reached', async () => {
  const book = journal();
  for (let entry = 0; entry < 120; entry += 1) book.put(coached(`entry ${entry}`, addDays(date('2026-11-20'), -entry)));
  const { bridge } = open(book);
  await screen.findByText('entry 0');
  expect(screen.queryByText('entry 51')).toBeNull();
  await waitFor(() => {
    screen.queryByText('Show earlier')?.scrollIntoView();
    expect(screen.queryByText('entry 119')).not.toBeNull();
  }, { timeout: 5000 });
  expect(screen.queryByText('Show earlier')).toBeNull();
  expect(bridge.asked.filter(({ name }) => name === 'listSessions')).toHaveLength(3);
  expect(new Set(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).size).toBe(screen.getAllByRole('heading', { level: 2 }).length);
});

test('coming back from an entry, one is where one was in a long journal', async () => {
  const book = journal();
  for (let entry = 0; entry < 120; entry += 1) book.put(coached(`entry ${entry}`, addDays(date('2026-11-20'), -entry)));
  function Pages() {
    const [away, setAway] = useState(false);
    return (
      <>
        <button type="button" onClick={() => setAway(!away)}>Turn the page</button>
        <main style={{ height: 400, overflow: 'auto' }}>{away ? <p>An entry</p> : <JournalPage />}</main>
      </>
    );
  }
  show(<Pages />, book.answers, '/journal');
  await screen.findByText('entry 0');
  const main = screen.getByRole('main');
  await waitFor(() => {
    screen.queryByText('Show earlier')?.scrollIntoView();
    expect(screen.queryByText('entry 90')).not.toBeNull();
  }, { timeout: 5000 });
  screen.getByText('entry 90').scrollIntoView();
  await waitFor(() => expect(main.scrollTop).toBeGreaterThan(1000));
  const { scrollTop } = main;
  await new Promise((resolve) => setTimeout(resolve, 100));
  await userEvent.click(screen.getByText('Turn the page'));
  expect(screen.getByText('An entry')).toBeTruthy();
  await userEvent.click(screen.getByText('Turn the page'));
  // Rows that were not drawn yet have a height that is only estimated: it may be off by less than a window.
  await waitFor(() => expect(Math.abs(main.scrollTop - scrollTop)).toBeLessThan(main.clientHeight), { timeout: 5000 });
  expect(screen.getByText('entry 90')).toBeTruthy();
});

test('entries can be narrowed to a pairing and to a chair', async () => {
  open(someEntries().book);
  await screen.findByText('in November');
  await userEvent.click(screen.getByRole('radio', { name: 'Coachee’s' }));
  await waitFor(() => expect(screen.queryByText('in November')).toBeNull());
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
  await userEvent.click(screen.getByRole('button', { name: /Pairing/ }));
  await userEvent.click(await screen.findByRole('option', { name: 'Maren' }));
  await screen.findByText('There is no entry with these filters.');
  await userEvent.click(screen.getByText('Show all entries'));
  await screen.findByText('in November');
});

const found: SearchAnswer = {
  ready: true,
  more: false,
  notes: [],
  reflections: [],
  hits: [
    {
      row: rows[0]!,
      snippets: [
        { about: 'me', parts: keep('me', [{ text: 'I let the ', hit: false }, { text: 'silence', hit: true }, { text: ' stand', hit: false }]) },
        { about: 'us', parts: keep('us', [{ text: '<i>', hit: false }, { text: 'Silence', hit: true }]) },
      ],
    },
  ],
};

test('what is searched for is marked, and each find says about whom it is', async () => {
  const { bridge } = open(someEntries().book);
  bridge.answers.search = () => ({ ok: true, value: found });
  await userEvent.type(await searchField(), 'silence');
  await screen.findByText('1 entry found');
  expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['silence', 'Silence']);
  expect(screen.getByText('about me')).toBeTruthy();
  expect(screen.getByText('between us')).toBeTruthy();
  expect(screen.getByText(/<i>/)).toBeTruthy();
  expect(screen.queryByText('in November')).toBeNull();
});

test('a question is asked when typing rests, not for every key', async () => {
  const { bridge } = open(someEntries().book);
  bridge.answers.search = () => ({ ok: true, value: found });
  await userEvent.type(await searchField(), 'silence', { delay: 5 });
  await screen.findByText('1 entry found');
  expect(bridge.asked.filter(({ name }) => name === 'search').map(({ input }) => (input as { text: string }).text)).toEqual(['silence']);
});

test('the slash key goes to the search, and Escape empties it', async () => {
  const { bridge } = open(someEntries().book);
  bridge.answers.search = () => ({ ok: true, value: { ready: true, more: false, notes: [], reflections: [], hits: [] } });
  const field = await searchField();
  await browserUser.keyboard('/');
  expect(document.activeElement).toBe(field);
  await browserUser.keyboard('and/or');
  expect((field as HTMLInputElement).value).toBe('and/or');
  await screen.findByText(/Nothing was found for these words/);
  await browserUser.keyboard('{Escape}');
  await screen.findByText('in November');
});

test('searching too early says so, and how far reading has come', async () => {
  const { bridge } = open(someEntries().book);
  bridge.answers.search = () => ({ ok: true, value: { ready: false } });
  await userEvent.type(await searchField(), 'silence');
  bridge.say({ notice: 'gathering', done: 300, total: 1200 });
  const bar = await screen.findByRole('progressbar', { name: 'Still reading your journal…' });
  await waitFor(() => expect(bar.getAttribute('aria-valuenow')).toBe('25'));
});

test('from the trash an entry can be brought back', async () => {
  const { book, ids } = someEntries();
  book.entries.get(ids[0]!)!.trashedAtMs = 1;
  open(book, true);
  await userEvent.click(await screen.findByText('Restore'));
  await screen.findByText('The trash is empty.');
  expect(book.entries.get(ids[0]!)!.trashedAtMs).toBeNull();
});

test('deleting for ever asks, says what older copies may hold, and can be left', async () => {
  const { book, ids } = someEntries();
  book.entries.get(ids[0]!)!.trashedAtMs = 1;
  open(book, true);
  await userEvent.click(await screen.findByText('Delete for ever'));
  const question = await screen.findByRole('alertdialog');
  expect(question.textContent).toContain('may still contain it');
  await userEvent.click(within(question).getByText('Keep it'));
  expect(book.entries.has(ids[0]!)).toBe(true);
  await userEvent.click(await screen.findByText('Delete for ever'));
  await userEvent.click(within(await screen.findByRole('alertdialog')).getByText('Delete for ever'));
  await screen.findByText('The trash is empty.');
  expect(book.entries.has(ids[0]!)).toBe(false);
});

test('nothing written is left in the window after leaving', async () => {
  const { unmount } = open(someEntries().book);
  await screen.findByText('in November');
  unmount();
  expect(document.documentElement.outerHTML).not.toContain('in November');
});
