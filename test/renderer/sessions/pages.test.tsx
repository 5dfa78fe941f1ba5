/** The pages of the journal in both themes and both widths: axe-core finds nothing, and on request they are drawn into `out/pages/`. */
// First: it brings the order of the layers.
import { drawIn, expectAccessible, fadesAreOver, show, SIZES, THEMES } from '../show.tsx';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { EntryPage } from '../../../renderer/sessions/EntryPage.tsx';
import { JournalPage } from '../../../renderer/sessions/JournalPage.tsx';
import { keep } from '../../../shared/about.ts';
import { emptySitting, type Session } from '../../../shared/session.ts';
import { date, pairings, sessions as sampleRows } from '../sample.ts';
import { journal } from './journal.ts';
import { coached, text } from './writing-samples.ts';

const full: Session = {
  ...coached('I let the silence stand this time, and she found the sentence herself.'),
  setting: 'walk',
  length: '30_60',
  sittings: [
    {
      ...emptySitting('coach'),
      intention: keep('me', {
        type: 'doc',
        content: [
          { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Before' }] },
          { type: 'paragraph', content: [{ type: 'text', text: 'To ask, and ' }, { type: 'text', text: 'not', marks: [{ type: 'bold' }] }, { type: 'text', text: ' to suggest.' }] },
          { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'one open question' }] }] }, { type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'then wait' }] }] }] },
          { type: 'blockquote', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'And what else?' }] }] },
        ],
      }),
      takeaway: keep('me', text('I let the silence stand this time, and she found the sentence herself.')),
      nextStep: { text: keep('me', 'Count to ten before the next question'), by: keep('me', date('2026-12-01')) },
      ratings: { ...emptySitting('coach').ratings, candour: keep('me', 4), challenge: keep('me', 2), safety: keep('us', 5) },
      heldBack: { answered: true, text: keep('me', text('That I had heard the story before.')), tags: keep('me', ['old stories']), reasons: keep('me', ['relationship', 'unsure']) },
    },
    { ...emptySitting('coachee'), brought: keep('me', text('The handover, again.')), broughtTags: keep('me', ['handover', 'avoiding']) },
  ],
  between: { note: keep('us', text('We laughed at the same moment.')), nicer: null, travelled: null },
  peerNote: { keywords: keep('peer', 'the flat, the brother'), theirStep: keep('peer', 'Call on Monday'), keepUntil: keep('peer', date('2027-02-15')) },
};

function openJournal() {
  const book = journal();
  book.put(coached('The beginning of the month, when nothing was clear yet', '2026-11-03'));
  book.put(coached('Too many suggestions. Ask first.', '2026-10-20'));
  const id = book.put(full, [{ session: coached('An earlier thought'), savedAtMs: Date.parse('2026-11-17T16:05:00Z') }, { session: coached('The first thought'), savedAtMs: Date.parse('2026-11-17T12:31:00Z') }]);
  return { book, id };
}

const views: Record<string, () => Promise<void>> = {
  'entry, new': async () => {
    show(<main><EntryPage id={null} pairing={null} /></main>, journal().answers, '/journal/new');
    await screen.findByText('Which chair was I in?');
  },
  'entry, in the coachee’s chair': async () => {
    show(<main><EntryPage id={null} pairing={pairings[0]!.id} /></main>, journal().answers, '/journal/new');
    await userEvent.click(await screen.findByRole('radio', { name: 'Coachee’s chair' }));
    await userEvent.click(await screen.findByRole('textbox', { name: 'What I brought, in my own words' }));
    await screen.findByText(/^Saved \d/);
  },
  'entry, full': async () => {
    const { book, id } = openJournal();
    show(<main><EntryPage id={id} pairing={null} /></main>, book.answers, `/journal/${id}`);
    await screen.findByText('then wait');
  },
  'entry, refused': async () => {
    const { book, id } = openJournal();
    show(<main><EntryPage id={id} pairing={null} /></main>, { ...book.answers, saveSession: () => ({ ok: false, refusal: { why: 'disk-full' } }) }, `/journal/${id}`);
    await userEvent.click(await screen.findByRole('radio', { name: 'Video' }));
    await screen.findByText(/The disk is full/);
  },
  'entry, another chair': async () => {
    const { book, id } = openJournal();
    show(<main><EntryPage id={id} pairing={null} /></main>, book.answers, `/journal/${id}`);
    await userEvent.click((await screen.findAllByRole('radio', { name: 'Coachee’s chair' }))[0]!);
    await screen.findByText(/kept on this page/);
  },
  'entry, versions': async () => {
    const { book, id } = openJournal();
    show(<main><EntryPage id={id} pairing={null} /></main>, book.answers, `/journal/${id}`);
    await userEvent.click(await screen.findByText('Earlier versions'));
    await userEvent.click((await screen.findAllByRole('option'))[1]!);
    await screen.findByText('The first thought');
  },
  'entry, safety': async () => {
    show(<main><EntryPage id={null} pairing={null} /></main>, journal().answers, '/journal/new');
    await userEvent.click(await screen.findByText('I am worried about someone’s safety'));
    await screen.findByRole('dialog');
  },
  'entry, in the trash': async () => {
    const { book, id } = openJournal();
    book.entries.get(id)!.trashedAtMs = 1;
    show(<main><EntryPage id={id} pairing={null} /></main>, book.answers, `/journal/${id}`);
    await screen.findByText(/in the trash/);
  },
  journal: async () => {
    show(<main><JournalPage /></main>, openJournal().book.answers, '/journal');
    await screen.findByText('October 2026');
  },
  'journal, searching': async () => {
    const row = sampleRows[0]!;
    show(<main><JournalPage /></main>, {
      ...openJournal().book.answers,
      search: () =>
        ({ ok: true, value: {
          ready: true,
          notes: [],
          reflections: [],
          more: false,
          hits: [
            {
              row,
              snippets: [
                { about: 'me', parts: keep('me', [{ text: '…stand this time, and the ', hit: false }, { text: 'silence', hit: true }, { text: ' did the rest…', hit: false }]) },
                { about: 'peer', parts: keep('peer', [{ text: 'silence', hit: true }, { text: ' at home', hit: false }]) },
              ],
            },
          ],
        } }),
    }, '/journal');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Search the journal' }), 'silence');
    await screen.findAllByText('silence');
  },
  'journal, still reading': async () => {
    const { bridge } = show(<main><JournalPage /></main>, { ...openJournal().book.answers, search: () => ({ ok: true, value: { ready: false } }) }, '/journal');
    bridge.say({ notice: 'gathering', done: 400, total: 1200 });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Search the journal' }), 'silence');
    await screen.findByRole('progressbar');
  },
  'journal, nothing yet': async () => {
    show(<main><JournalPage /></main>, journal().answers, '/journal');
    await screen.findByText(/Nothing is written yet/);
  },
  trash: async () => {
    const { book, id } = openJournal();
    book.entries.get(id)!.trashedAtMs = 1;
    show(<main><JournalPage trashed /></main>, book.answers, '/journal/trash');
    await screen.findByText('Delete for ever');
  },
  'trash, deleting': async () => {
    const { book, id } = openJournal();
    book.entries.get(id)!.trashedAtMs = 1;
    show(<main><JournalPage trashed /></main>, book.answers, '/journal/trash');
    await userEvent.click(await screen.findByText('Delete for ever'));
    await screen.findByRole('alertdialog');
  },
};

test('the earlier versions stay within the window, and are scrolled there', async () => {
  await page.viewport(860, 860);
  await views['entry, versions']!();
  await fadesAreOver();
  const dialog = screen.getByRole('dialog');
  expect(dialog.getBoundingClientRect().bottom).toBeLessThanOrEqual(window.innerHeight);
  expect(dialog.getBoundingClientRect().height).toBeGreaterThan(300);
});

test('the next small step and its day stand in one line', async () => {
  await page.viewport(1280, 860);
  await views['entry, full']!();
  const step = screen.getAllByRole('textbox', { name: /next small step/i })[0]!;
  const day = screen.getAllByRole('group', { name: /by when/i })[0]!;
  const top = (each: Element) => each.getBoundingClientRect().top;
  expect(Math.abs(top(step) - top(day))).toBeLessThanOrEqual(1);
});

describe.each(THEMES)('in the %s theme', (theme) => {
  describe.each(SIZES)('at %i × %i', (width, height) => {
    test.each(Object.entries(views))('%s: axe-core finds nothing', async (name, view) => {
      const pictures = import.meta.env.VITE_PICTURES !== undefined;
      await page.viewport(width, pictures && name.startsWith('entry, ') ? 2600 : height);
      drawIn(theme);
      await view();
      await waitFor(expectAccessible, { timeout: 8000 });
      if (!pictures) return;
      await document.fonts.ready;
      await page.screenshot({ path: `../../../out/pages/sessions/${name}, ${theme}, ${width}.png` });
    });
  });
});
