import type { TravelledRow } from '../../shared/travelled.ts';

/** Lines that are shown as one: backups that follow each other without a break, or a single line. Newest first. */
export type Stretch = readonly [TravelledRow, ...TravelledRow[]];

/** A backup a day is no news each day: one line for each month says as much, and the lines are in it for those who want them. */
export function inStretches(rows: readonly TravelledRow[], monthOf: (row: TravelledRow) => string): Stretch[] {
  const stretches: [TravelledRow, ...TravelledRow[]][] = [];
  for (const row of rows) {
    const last = stretches.at(-1);
    const newer = last?.at(-1);
    if (last && newer && belongTogether(newer, row) && monthOf(newer) === monthOf(row)) last.push(row);
    else stretches.push([row]);
  }
  return stretches;
}

/** A line with a break before it stands alone: it must not be out of sight. */
function belongTogether(newer: TravelledRow, older: TravelledRow): boolean {
  return newer.what === 'backup' && older.what === 'backup' && newer.direction === older.direction && newer.fault === null && older.fault === null;
}
