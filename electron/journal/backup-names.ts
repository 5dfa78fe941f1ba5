/** What backups are called: the day and the minute, so that a person finds the right one, and nothing that was written. */
import { BACKUP_NAME, type BackupRow } from '../../shared/backups.ts';
import type { IsoDate } from '../../shared/date.ts';
import { KEPT_BEGINNINGS } from '../../shared/kept-journals.ts';

/** The first name of this minute, on this computer's clock, that is not taken. */
export function backupNameAt(atMs: number, isTaken: (name: string) => boolean): string {
  return firstFree(`Other Chair ${minuteOf(atMs)}`, '.ocb', isTaken);
}

/** What the journal that was here before a restoring is called. */
export function keptNameAt(atMs: number, isTaken: (name: string) => boolean): string {
  return firstFree(`${KEPT_BEGINNINGS.restored} ${minuteOf(atMs)}`, '.ocv', isTaken);
}

/** What a journal made of the readable part of a damaged one is called. */
export function rescuedNameAt(atMs: number, isTaken: (name: string) => boolean): string {
  return firstFree(`${KEPT_BEGINNINGS.rescued} ${minuteOf(atMs)}`, '.ocv', isTaken);
}

/** What the damaged journal is called once the rescued one has its place. */
export function damagedNameAt(atMs: number, isTaken: (name: string) => boolean): string {
  return firstFree(`${KEPT_BEGINNINGS.damaged} ${minuteOf(atMs)}`, '.ocv', isTaken);
}

/** Day and time in a backup's name; null for a file that is called otherwise. */
export function whenOf(name: string): Pick<BackupRow, 'date' | 'time'> | null {
  const [, date, hours, minutes] = BACKUP_NAME.exec(name) ?? [];
  if (date === undefined || Number.isNaN(Date.parse(date))) return null;
  return { date: date as IsoDate, time: `${hours}:${minutes}` };
}

/** Newest first; several of one minute by their number. */
export function byAge(a: string, b: string): number {
  return orderOf(b) < orderOf(a) ? -1 : 1;
}

function orderOf(name: string): string {
  const [, date = '', hours = '', minutes = '', number = '1'] = BACKUP_NAME.exec(name) ?? [];
  return `${date} ${hours}${minutes} ${number.padStart(2, '0')}`;
}

function firstFree(beginning: string, ending: string, isTaken: (name: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const name = `${beginning}${number === 1 ? '' : ` (${number})`}${ending}`;
    if (!isTaken(name)) return name;
  }
}

function minuteOf(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}${two(at.getMinutes())}`;
}
