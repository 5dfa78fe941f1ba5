/**
 * From a backup to a journal: into a new file, which is then opened and read like any other, and only takes the journal's place when it
 * was found whole. The journal that was there is put aside, never removed.
 */
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { BackupReader, type Manifest } from './backup-reader.ts';
import { sameBytes } from './bytes.ts';
import { WRITTEN_AT_ONCE } from './copying.ts';
import { VaultFault, writingFault } from './fault.ts';
import { removeFileSeal } from './file-seal.ts';
import { isWritable, JournalFile, makeDurable, sync, type Row, type SeenFile } from './file.ts';
import { copyKeys, forgetKeys, type VaultKeys } from './keys.ts';
import { lookOver } from './looking.ts';
import type { Snapshot } from './snapshot.ts';
import { unfinishedName } from './unfinished.ts';
import { Vault, type Secret } from './vault.ts';

const BATCH = 64;
const RESTORING = '.restoring';
const DRILL_FOLDER = 'restore drill';

/** Records done, of all; each step begins at 0. */
export type RestoreProgress = (step: 'restoring' | 'comparing', done: number, total: number) => void;

export interface RestoreOptions {
  signal?: AbortSignal;
  /** Called when the key is derived and the reading begins. */
  reading?: () => void;
  progress?: RestoreProgress;
}

export interface RestorePlace {
  journal: string;
  /** Where the journal that is there now is kept; no file has this name. */
  keepAs: string;
}

export interface Restored {
  /** Open, and not gathered. */
  vault: Vault;
  madeAtMs: number;
  /** Whether there was a journal in the place before, which is now at `keepAs`. */
  kept: boolean;
}

/**
 * Puts the journal of a backup in its place and opens it. Until the last step nothing has changed there.
 * @throws VaultFault as `openVault` does for a secret, `not-a-backup`, `newer-version`, `damaged`, `too-large`, `unreadable` for the backup, `in-use` when
 * the present journal is open elsewhere, `disk-full`, `read-only`, `disk-error`, `cancelled`
 */
export async function restoreBackup(backup: string, secret: Secret, place: RestorePlace, options: RestoreOptions = {}): Promise<Restored> {
  const reader = await BackupReader.open(backup);
  try {
    const keys = await reader.unlock(secret, options.signal);
    try {
      options.reading?.();
      return await restoreUnlocked(reader, keys, place, options);
    } finally {
      forgetKeys(keys);
    }
  } finally {
    await reader.close();
  }
}

/** The second half of restoring, once the slow derivation is done. Throws as `restoreBackup`. */
export async function restoreUnlocked(reader: BackupReader, keys: VaultKeys, { journal, keepAs }: RestorePlace, options: RestoreOptions = {}): Promise<Restored> {
  const unfinished = journal + RESTORING;
  try {
    const manifest = await writeJournal(reader, keys, unfinished, options);
    const seen = await compare(unfinished, reader, keys, manifest, options);
    const kept = putInPlace(unfinished, journal, keepAs);
    return { vault: openWith(journal, reader, keys, seen), madeAtMs: manifest.madeAtMs, kept };
  } finally {
    removeJournal(unfinished);
  }
}

/** What a drill found. */
export interface Drilled {
  madeAtMs: number;
  records: number;
  /** The save the backup holds; the journal may have had more since. */
  sequence: number;
}

/**
 * Restores into a folder of its own, compares, and removes it again. The journal's own keys open the backup, so nobody has to type anything.
 * @param folder of the journal; the scratch folder is made inside it
 * @throws VaultFault `other-journal` for a backup of another journal, or from before its keys were changed; otherwise as `restoreBackup`
 */
export async function drillBackup(backup: string, { header, keys }: Pick<Snapshot, 'header' | 'keys'>, folder: string, options: RestoreOptions = {}): Promise<Drilled> {
  const reader = await BackupReader.open(backup);
  const scratch = path.join(folder, DRILL_FOLDER);
  const unfinished = path.join(scratch, 'journal.ocv');
  try {
    if (!sameBytes(reader.header.vaultId, header.vaultId) || reader.header.epoch !== header.epoch) throw new VaultFault('other-journal');
    const manifest = await writeJournal(reader, keys, unfinished, options);
    await compare(unfinished, reader, keys, manifest, options);
    return { madeAtMs: manifest.madeAtMs, records: manifest.head.count, sequence: manifest.head.sequence };
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
    await reader.close();
  }
}

/** Removes what a drill or a restoring that was cut off left in the folder of a journal. Best effort. */
export function removeLeftovers(folder: string): void {
  try {
    fs.rmSync(path.join(folder, DRILL_FOLDER), { recursive: true, force: true });
    for (const name of fs.readdirSync(folder)) if (name.includes(RESTORING) || name.endsWith('.ocv.part')) fs.rmSync(path.join(folder, name), { force: true });
  } catch {
    // They stay for the next time.
  }
}

/** The rows as they come out of the backup, each of them checked, and at its end all of them. */
async function writeJournal(reader: BackupReader, keys: VaultKeys, file: string, { signal, progress }: RestoreOptions): Promise<Manifest> {
  const manifest = await reader.begin(keys);
  const { headerBytes: header, headerMac } = reader.preamble;
  removeJournal(file);
  JournalFile.create(file, { header, headerMac, head: manifest.sealedHead });
  const journal = JournalFile.openDraft(file);
  try {
    let waiting: Row[] = [];
    let done = 0;
    const write = () => {
      journal.write(waiting, [], manifest.sealedHead);
      waiting = [];
    };
    for await (const rows of reader.rows()) {
      waiting.push(...rows);
      done += rows.length;
      if (bytesOf(waiting) >= WRITTEN_AT_ONCE) write();
      progress?.('restoring', done, manifest.head.count);
      stopIfAsked(signal);
    }
    write();
  } finally {
    journal.close();
  }
  await makeDurable(file);
  return manifest;
}

/** Opens the new journal as the app opens any, reads every record, and finds the count and the root the backup names. */
async function compare(file: string, reader: BackupReader, keys: VaultKeys, { head }: Manifest, { signal, progress }: RestoreOptions): Promise<SeenFile> {
  const seen = await lookOver(file);
  const vault = openWith(file, reader, keys, seen);
  try {
    let done = 0;
    for (const records of vault.gather(BATCH)) {
      done += records.length;
      progress?.('comparing', done, head.count);
      stopIfAsked(signal);
      await pause();
    }
    return seen;
  } finally {
    vault.close();
  }
}

function openWith(file: string, { header }: BackupReader, keys: VaultKeys, seen: SeenFile): Vault {
  const journal = JournalFile.open(file, seen);
  try {
    return new Vault(journal, header, journal.preface(), copyKeys(keys));
  } catch (error) {
    journal.close();
    throw error;
  }
}

/**
 * One rename, so that at every moment there is a whole journal in the place. Neither file is open.
 * @returns whether one was there before, which is now at `keepAs`
 * @throws VaultFault `in-use`, `disk-full`, `read-only`, `disk-error`
 */
export function putInPlace(unfinished: string, journal: string, keepAs: string): boolean {
  // Re-keying that was cut off may have left the only journal under its unfinished name.
  const present = [journal, unfinishedName(journal)].find((each) => fs.existsSync(each));
  try {
    if (present !== undefined) {
      settle(present);
      keep(present, keepAs);
    }
    // What a crash of the journal before left behind belongs to that one, and would be taken back into this one.
    fs.rmSync(`${journal}-journal`, { force: true });
    removeFileSeal(journal);
    fs.renameSync(unfinished, journal);
    syncFolder(path.dirname(journal));
    return present !== undefined;
  } catch (error) {
    throw writingFault(error, () => isWritable(journal));
  }
}

/** Lets SQLite take back a save that was cut off, and makes sure that nobody has the journal open. A damaged one is just why one restores. */
function settle(journal: string): void {
  try {
    JournalFile.settle(journal);
  } catch (error) {
    if (error instanceof VaultFault && error.fault === 'in-use') throw error;
  }
}

/** With what belongs to it. */
function keep(journal: string, keepAs: string): void {
  for (const belonging of ['-journal', '']) {
    if ((fs.statSync(journal + belonging, { throwIfNoEntry: false })?.size ?? 0) === 0) continue;
    if (fs.existsSync(keepAs + belonging)) throw new VaultFault('exists');
    try {
      // A second name, which costs no time however large the file is; the first one then goes to the other journal.
      fs.linkSync(journal + belonging, keepAs + belonging);
    } catch {
      // No hard links here (FAT, some network drives).
      copy(journal + belonging, keepAs + belonging);
    }
  }
  syncFolder(path.dirname(keepAs));
}

function copy(from: string, to: string): void {
  const part = `${to}.part`;
  fs.rmSync(part, { force: true });
  try {
    fs.copyFileSync(from, part, fs.constants.COPYFILE_EXCL | fs.constants.COPYFILE_FICLONE);
    fs.chmodSync(part, 0o600);
    sync(part);
    fs.renameSync(part, to);
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw error;
  }
}

function syncFolder(folder: string): void {
  if (process.platform !== 'win32') sync(folder);
}

function removeJournal(file: string): void {
  for (const each of [file, `${file}-journal`, `${file}.new`, `${file}.new-journal`]) fs.rmSync(each, { force: true });
}

function bytesOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function stopIfAsked(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new VaultFault('cancelled');
}
