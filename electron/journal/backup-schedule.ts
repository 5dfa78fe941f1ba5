/** When a backup is due, and which of the older ones stay. Pure: of days, not of files. */
import { byAge, whenOf } from './backup-names.ts';

/** Days, weeks and months that keep their newest backup. Only those are counted that have one, so a long absence removes nothing. */
export const KEPT = { days: 7, weeks: 4, months: 12 } as const;

/** One a day, on days on which the journal has something new to keep. */
export function isDue({ changed, lastVerifiedAtMs }: { changed: boolean; lastVerifiedAtMs: number | null }, nowMs: number): boolean {
  return changed && (lastVerifiedAtMs === null || dayOf(lastVerifiedAtMs) !== dayOf(nowMs));
}

/**
 * Those of `names` that no day, week or month keeps. Never `good`, the one just found whole, nor another of its day, and never the newest.
 * @param names of backups; others are not in the answer
 */
export function tooMany(names: readonly string[], good: string): string[] {
  const backups = names.filter((name) => whenOf(name) !== null).sort(byAge);
  const kept = new Set([good, ...backups.slice(0, 1), ...backups.filter((name) => dateOf(name) === dateOf(good))]);
  keepNewestOfEach(backups, (name) => dateOf(name), KEPT.days, kept);
  keepNewestOfEach(backups, (name) => weekOf(dateOf(name)), KEPT.weeks, kept);
  keepNewestOfEach(backups, (name) => dateOf(name).slice(0, 7), KEPT.months, kept);
  return backups.filter((name) => !kept.has(name));
}

function keepNewestOfEach(newestFirst: readonly string[], spanOf: (name: string) => string, spans: number, kept: Set<string>): void {
  const seen = new Set<string>();
  for (const name of newestFirst) {
    const span = spanOf(name);
    if (seen.has(span)) continue;
    seen.add(span);
    if (seen.size <= spans) kept.add(name);
  }
}

function dateOf(name: string): string {
  return whenOf(name)?.date ?? '';
}

/** The Monday of its week. */
function weekOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

/** On this computer's clock. */
function dayOf(atMs: number): string {
  return new Date(atMs).toDateString();
}
