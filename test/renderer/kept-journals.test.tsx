import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { IsoDate } from '../../shared/date.ts';
import type { KeptJournal } from '../../shared/kept-journals.ts';
import { drawIn, expectAccessible, picture, SIZES, THEMES } from './show.tsx';
import { done, refused, type Answers } from './bridge.ts';
import { openJournal } from './sample.ts';
import { showApp } from './show-app.tsx';

const damaged: KeptJournal = { name: 'journal damaged 2026-11-21 1830.ocv', because: 'damaged', date: '2026-11-21' as IsoDate, time: '18:30', bytes: 4_800_000 };
const before: KeptJournal = { name: 'journal before restoring 2026-10-02 0915.ocv', because: 'restored', date: '2026-10-02' as IsoDate, time: '09:15', bytes: 4_100_000 };

async function atSettings(answers: Answers = {}) {
  let kept = [damaged, before];
  const { bridge } = showApp({
    ...openJournal,
    listKeptJournals: () => done(kept),
    removeKeptJournal: ({ name }) => {
      kept = kept.filter((each) => each.name !== name);
      return done(null);
    },
    ...answers,
  });
  await userEvent.click(await screen.findByRole('link', { name: 'Settings' }));
  await screen.findByRole('heading', { name: 'Journals kept beside this one' });
  return bridge;
}

describe('journals put aside', () => {
  test('are removed one by one, after a question that can be left', async () => {
    const bridge = await atSettings();
    expect(screen.getAllByText(/^A damaged journal, put aside/)[0]).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /^Remove ?From before/ }));
    const question = await screen.findByRole('alertdialog', { name: 'Remove this journal for ever?' });
    expect(within(question).getByText(before.name)).toBeTruthy();
    await userEvent.click(within(question).getByRole('button', { name: 'Keep it' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(bridge.asked.map(({ name }) => name)).not.toContain('removeKeptJournal');
    await userEvent.click(screen.getByRole('button', { name: /^Remove ?From before/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Remove it' }));
    await waitFor(() => expect(screen.queryAllByText(/^From before a backup was restored/)).toEqual([]));
    expect(bridge.asked.find(({ name }) => name === 'removeKeptJournal')?.input).toEqual({ name: before.name });
    expect(screen.getAllByText(/^A damaged journal, put aside/)[0]).toBeTruthy();
  });

  test('say why one could not be removed', async () => {
    await atSettings({ removeKeptJournal: () => refused('read-only') });
    await userEvent.click(screen.getByRole('button', { name: /^Remove ?From before/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Remove it' }));
    expect(await screen.findByText(/so it was not removed/)).toBeTruthy();
  });

  test('are not spoken of where there are none', async () => {
    showApp(openJournal);
    await userEvent.click(await screen.findByRole('link', { name: 'Settings' }));
    await screen.findByRole('heading', { name: 'Where the journal is' });
    expect(screen.queryByText('Journals kept beside this one')).toBeNull();
  });
});

describe.each(THEMES)('in the %s theme', (theme) => {
  test.each(SIZES)('at %i × %i axe-core finds nothing', async (width, height) => {
    await page.viewport(width, height);
    await atSettings();
    drawIn(theme);
    await expectAccessible();
    await picture(`kept journals, ${theme}, ${width}`);
  });
});
