/** A journal copied to another place, row by row, while it goes on being used; and what is left in the old place removed. */
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { sameBytes } from './bytes.ts';
import { asDiskError, WRITTEN_AT_ONCE } from './copying.ts';
import { VaultFault, writingFault } from './fault.ts';
import { fileSealName } from './file-seal.ts';
import { isWritable, JournalFile, makeDurable, sync, type Row, type SeenFile } from './file.ts';
import { copyKeys } from './keys.ts';
import { lookOver } from './looking.ts';
import type { Snapshot } from './snapshot.ts';
import { removeUnfinished } from './unfinished.ts';
import { Vault } from './vault.ts';

const BATCH = 64;
const MOVING = '.moving';

/** Records done, of all; each step begins at 0. */
export type MoveProgress = (step: 'copying' | 'checking', done: number, total: number) => void;

export interface MoveOptions {
  signal?: AbortSignal;
  progress?: MoveProgress;
}

/**
 * Writes the journal of this snapshot to a new file, makes it durable, and reads it back as any journal is read: each record, and that they are,
 * byte for byte, the set the sealed head names. Only then it gets its name. The folder is made.
 * @returns the copy, open and not gathered
 * @throws VaultFault `exists`, `disk-full`, `read-only`, `disk-error`, `cancelled`, `damaged` or `unreadable` for the journal itself
 */
export async function copyJournal(snapshot: Snapshot, file: string, options: MoveOptions = {}): Promise<Vault> {
  const unfinished = file + MOVING;
  try {
    if (fs.existsSync(file)) throw new VaultFault('exists');
    removeJournal(unfinished);
    await write(snapshot, unfinished, options);
    const seen = await check(snapshot, unfinished, options);
    giveName(unfinished, file);
    return open(snapshot, file, seen);
  } finally {
    removeJournal(unfinished);
  }
}

/**
 * Removes the file of a journal that was moved, if it is the same journal and holds no save the moved one does not.
 * @returns whether nothing is left there
 */
export async function removeMoved(old: string, moved: Snapshot): Promise<boolean> {
  try {
    if (!fs.existsSync(old)) return true;
    const journal = JournalFile.open(old, await lookOver(old));
    try {
      const preface = journal.preface();
      if (!sameBytes(preface.header, moved.preface.header)) return false;
      const left = new Vault(journal, moved.header, preface, copyKeys(moved.keys));
      if (left.sequence > moved.head.sequence) return false;
    } finally {
      journal.close();
    }
    removeJournal(old);
    return true;
  } catch {
    return false;
  }
}

async function write(snapshot: Snapshot, file: string, { signal, progress }: MoveOptions): Promise<void> {
  const { head } = snapshot.preface;
  JournalFile.create(file, snapshot.preface);
  const journal = JournalFile.openDraft(file);
  try {
    let waiting: Row[] = [];
    let done = 0;
    for (const rows of snapshot.rows(BATCH)) {
      waiting.push(...rows);
      done += rows.length;
      if (bytesOf(waiting) >= WRITTEN_AT_ONCE) {
        journal.write(waiting, [], head);
        waiting = [];
      }
      progress?.('copying', done, snapshot.head.count);
      await pause();
      stopIfAsked(signal);
    }
    journal.write(waiting, [], head);
  } finally {
    journal.close();
  }
  await makeDurable(file);
}

async function check(snapshot: Snapshot, file: string, { signal, progress }: MoveOptions): Promise<SeenFile> {
  try {
    const seen = await lookOver(file);
    const vault = open(snapshot, file, seen);
    try {
      let done = 0;
      for (const records of vault.gather(BATCH)) {
        done += records.length;
        progress?.('checking', done, snapshot.head.count);
        await pause();
        stopIfAsked(signal);
      }
      return seen;
    } finally {
      vault.close();
    }
  } catch (error) {
    throw asDiskError(error);
  }
}

function open({ header, keys }: Snapshot, file: string, seen: SeenFile): Vault {
  const journal = JournalFile.open(file, seen);
  try {
    return new Vault(journal, header, journal.preface(), copyKeys(keys));
  } catch (error) {
    journal.close();
    throw error;
  }
}

function giveName(unfinished: string, file: string): void {
  try {
    if (fs.existsSync(file)) throw new VaultFault('exists');
    fs.renameSync(unfinished, file);
    // A folder that was made now must not be lost with the power, either.
    if (process.platform !== 'win32') for (const folder of [path.dirname(file), path.dirname(path.dirname(file))]) sync(folder);
  } catch (error) {
    throw writingFault(error, () => isWritable(file));
  }
}

function removeJournal(file: string): void {
  for (const each of [file, `${file}-journal`, fileSealName(file)]) fs.rmSync(each, { force: true });
  removeUnfinished(file);
}

function bytesOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function stopIfAsked(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new VaultFault('cancelled');
}
