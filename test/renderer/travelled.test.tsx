/** The ledger: every kind of line in words, backups folded away, breaks shown, no way to change anything. */
import { drawIn, expectAccessible, expectNothingCut, picture, show, SIZES, THEMES } from './show.tsx';
import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { reveal } from '../../shared/about.ts';
import type { TravelledPage as Answer, TravelledRow } from '../../shared/travelled.ts';
import { TravelledPage } from '../../renderer/travelled/TravelledPage.tsx';
import { done, type Answers } from './bridge.ts';
import { id, openJournal, pairings } from './sample.ts';

const [maren] = pairings;
const name = reveal(maren!.name);
const at = (text: string) => Date.parse(`${text}:00Z`);
const row = (number: number, more: Partial<TravelledRow> = {}): TravelledRow => ({
  number, atMs: at('2026-03-02T10:00'), direction: 'out', what: 'agreement', counterpart: 'peer', pairing: maren!.id, bytes: 4100, sha256: number.toString(16).padStart(64, '7a'), fault: null, ...more,
});
const backup = (number: number, day: string, more: Partial<TravelledRow> = {}) => row(number, { what: 'backup', counterpart: 'self', pairing: null, bytes: 1_300_000, atMs: at(`${day}T09:15`), ...more });
const answering = (rows: TravelledRow[], more: Partial<Answer> = {}): Answers => ({ ...openJournal, listTravelled: () => done({ rows, earlier: false, breaks: rows.filter(({ fault }) => fault !== null).length, ...more }) });
const showLines = (rows: TravelledRow[], more: Partial<Answer> = {}) => show(<main><TravelledPage /></main>, answering(rows, more));

const lines = [
  row(9, { what: 'template', counterpart: 'other', pairing: null, direction: 'in', atMs: at('2026-04-01T10:00') }),
  backup(8, '2026-03-30'), backup(7, '2026-03-29'), backup(6, '2026-03-28'),
  row(5, { direction: 'in', fault: 'gap' }),
  row(3, { what: 'printout', counterpart: 'both' }),
  row(2, { what: 'template', fault: 'changed' }),
  row(1, { pairing: id(250) }),
];

describe('what travelled', () => {
  test('is told line by line, with names looked up, and backups of a month as one', async () => {
    showLines(lines);
    await screen.findByText('Template, taken over from somebody else');
    await screen.findByText(`Agreement, taken over from ${name}`);
    screen.getByText(`Agreement, printed, for you and ${name}`);
    screen.getByText(`Template, for ${name}`);
    screen.getByText('Agreement, for a peer whose pairing is no longer in the journal');
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual(['April 2026', 'March 2026']);
    expect(screen.getByText('Line 7').checkVisibility()).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: /3 backups/ }));
    const backups = within(screen.getByText('Line 7').closest('ol')!);
    expect(backups.getAllByText('Backup, sealed, for your own folder')).toHaveLength(3);
  });

  test('says where the lines do not follow from each other, and a break among backups does not hide in their fold', async () => {
    showLines([backup(5, '2026-03-31'), backup(4, '2026-03-30'), backup(3, '2026-03-29', { fault: 'changed' }), backup(2, '2026-03-28'), backup(1, '2026-03-27')]);
    await screen.findByText('In one place the lines do not follow from each other. It is shown below.');
    expect(screen.getAllByRole('button', { name: /2 backups/ })).toHaveLength(2);
    expect(screen.getByText('This line, or the one before it, is not as it was written.').checkVisibility()).toBe(true);
  });

  test('offers nothing to press but to look further back and to return', async () => {
    const { bridge } = show(<main><TravelledPage /></main>, {
      ...openJournal,
      listTravelled: ({ before }) => done({ rows: before === null ? [row(3), row(2)] : [row(1)], earlier: before === null, breaks: 0 }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Earlier lines' }));
    await screen.findByText('Line 1');
    expect(bridge.asked.filter(({ name }) => name === 'listTravelled').map(({ input }) => input)).toEqual([{ before: null, limit: 100 }, { before: 2, limit: 100 }]);
    await userEvent.click(screen.getByRole('button', { name: 'Later lines' }));
    await screen.findByText('Line 3');
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Earlier lines']);
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  test('is empty at first, and says what would be here', async () => {
    showLines([]);
    await screen.findByText(/Nothing has travelled yet/);
  });

  test.each(THEMES.flatMap((theme) => SIZES.map((size) => [theme, size] as const)))('in %s at %s holds nothing for axe, and nothing is cut', async (theme, [width, height]) => {
    await page.viewport(width, height);
    drawIn(theme);
    showLines(lines);
    await userEvent.click(await screen.findByRole('button', { name: /3 backups/ }));
    await picture(`travelled-${theme}-${width}`);
    await expectAccessible();
    expectNothingCut();
  });
});
