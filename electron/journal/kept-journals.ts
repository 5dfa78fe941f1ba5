/** The journal files that were put aside beside the one in use: which there are, and one of them removed. */
import fs from 'node:fs';
import path from 'node:path';
import type { IsoDate } from '../../shared/date.ts';
import { KEPT_BEGINNINGS, KEPT_BECAUSE, KEPT_NAME, type KeptJournal } from '../../shared/kept-journals.ts';
import { removeFileSeal } from '../vault/file-seal.ts';
import { JournalFault } from './fault.ts';
import { writingFaultOf } from './preferences-file.ts';

/**
 * Newest first. By their names alone: without a secret nothing can be told of what is in them.
 * @param inUse the journal's file
 */
export async function listKept(inUse: string): Promise<KeptJournal[]> {
  const folder = path.dirname(inUse);
  const names = await fs.promises.readdir(folder).catch(() => []);
  const found = await Promise.all(names.map((name) => keptIn(folder, name)));
  return found.filter((kept) => kept !== null).sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1));
}

/**
 * Removes one with what belongs to it.
 * @param name checked to be one of those the app gives
 * @throws JournalFault `not-found`, `read-only`, `disk-error`
 */
export function removeKept(inUse: string, name: string): void {
  const file = path.join(path.dirname(inUse), name);
  // No file in use has such a name; this is for whoever changes that.
  if (path.resolve(file) === path.resolve(inUse)) throw new JournalFault('not-found');
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) throw new JournalFault('not-found');
  try {
    // The file last: as long as it is there it is listed, and can be removed again.
    fs.rmSync(`${file}-journal`, { force: true });
    removeFileSeal(file);
    fs.rmSync(file);
  } catch (error) {
    throw writingFaultOf(error);
  }
}

async function keptIn(folder: string, name: string): Promise<KeptJournal | null> {
  const [, beginning, date, hours, minutes] = KEPT_NAME.exec(name) ?? [];
  const because = KEPT_BECAUSE.find((each) => KEPT_BEGINNINGS[each] === beginning);
  if (because === undefined || date === undefined || Number.isNaN(Date.parse(date))) return null;
  const stat = await fs.promises.lstat(path.join(folder, name)).catch(() => null);
  return stat?.isFile() === true ? { name, because, date: date as IsoDate, time: `${hours}:${minutes}`, bytes: stat.size } : null;
}

function orderOf({ date, time, name }: KeptJournal): string {
  return `${date} ${time} ${name}`;
}
