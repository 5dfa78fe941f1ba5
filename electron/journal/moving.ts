/** What the folder must be like that the journal is to be moved into. */
import fs from 'node:fs';
import path from 'node:path';
import { JournalFault, type JournalFaultCode } from './fault.ts';
import { isWithin } from './within.ts';

export type { MoveProgress } from '../vault/moving.ts';

/**
 * @param file where the journal would be, in a folder that may have to be made in the one that was chosen
 * @param present where it is
 * @param backups the folder backups go into, if any
 * @throws JournalFault `folder-gone`, `folder-read-only`, `same-folder`, `folder-of-backups`, `exists`
 */
export async function expectFolderForJournal(file: string, present: string, backups: string | null): Promise<void> {
  const inside = path.dirname(file);
  const folder = fs.existsSync(inside) ? inside : path.dirname(inside);
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new JournalFault('folder-gone');
  const real = await fs.promises.realpath(folder);
  if (real === (await fs.promises.realpath(path.dirname(present)))) throw new JournalFault('same-folder');
  // A backup that goes when the journal's folder goes is none.
  const other = backups === null ? null : await fs.promises.realpath(backups).catch(() => path.resolve(backups));
  const next = path.join(real, path.relative(folder, inside));
  if (other !== null && (isWithin(other, next) || isWithin(next, other))) throw new JournalFault('folder-of-backups');
  if (fs.existsSync(file)) throw new JournalFault('exists');
  await fs.promises.access(folder, fs.constants.W_OK).catch(() => {
    throw new JournalFault('folder-read-only');
  });
}

/** What went wrong in the folder moved into, apart from what is wrong with the journal or its own. */
export function faultOfNewFolder(error: unknown): unknown {
  const { fault } = error as { fault?: unknown };
  const ofFolder = ({ 'disk-full': 'folder-full', 'read-only': 'folder-read-only', 'disk-error': 'folder-error' } as const)[fault as 'disk-full'] as JournalFaultCode | undefined;
  return ofFolder === undefined ? error : new JournalFault(ofFolder);
}
