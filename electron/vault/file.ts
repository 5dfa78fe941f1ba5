/**
 * The SQLite file: two tables of numbered byte strings and nothing else. This file knows nothing of keys; it takes care that what was
 * written is durable when `write` returns, and that a file made by somebody else can do nothing but be refused (FORMAT.md §4).
 */
import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { readingFault, VaultFault, writingFault } from './fault.ts';
import { digestOf } from './file-digest.ts';
import { removeFileSeal } from './file-seal.ts';
import { FRONT_PAGE_ROW_MAX_BYTES } from './front-page.ts';
import { HASH_BYTES } from './hash.ts';
import { HEADER_MAX_BYTES } from './header.ts';
import { HEAD_BYTES } from './head.ts';
import { KEY_MAX, ROW_MAX_BYTES, type RecordKey } from './record.ts';
import { unfinishedName } from './unfinished.ts';
import { PAGE_BYTES, unusedOf } from './unused-space.ts';

/** Rows of `m`. */
export const ROW = { header: 0, headerMac: 1, head: 2, frontPage: 3 } as const;

export const APPLICATION_ID = 0x4f435631;
export const USER_VERSION = 1;
export const FILE_MAX_BYTES = 2 * 1024 ** 3;

const SCHEMA = [
  { type: 'table', name: 'm', tbl_name: 'm', sql: 'CREATE TABLE m(k INTEGER PRIMARY KEY,b BLOB NOT NULL) STRICT' },
  { type: 'table', name: 'r', tbl_name: 'r', sql: 'CREATE TABLE r(k INTEGER PRIMARY KEY,b BLOB NOT NULL) STRICT' },
] as const;

// The lock first: every statement after it runs under it.
const PRAGMAS = [
  'locking_mode=EXCLUSIVE',
  'trusted_schema=OFF',
  'cell_size_check=ON',
  'mmap_size=0',
  'temp_store=MEMORY',
  'secure_delete=ON',
  'synchronous=EXTRA',
  'fullfsync=ON',
  'checkpoint_fullfsync=ON',
] as const;

/** How long another program (a virus scanner, a backup) may hold the file before it counts as in use. */
const BUSY_MS = 250;
/** Of a file that is being closed: pages read at once, and the longest all of it may take. */
const SLICE_PAGES = 64;
const EMPTYING_MS = 150;
const ZEROS = new Uint8Array(PAGE_BYTES);
const SMALLEST_KEY = -(2n ** 63n);

/** A record's row as it stands in the file. */
export interface Row {
  readonly key: RecordKey;
  readonly bytes: Uint8Array;
}

/** The rows of `m` that are always there. */
export interface Preface {
  readonly header: Uint8Array;
  readonly headerMac: Uint8Array;
  readonly head: Uint8Array;
}

/** What a file was when its structure was looked over: one that still is that needs no second look. */
export interface SeenFile {
  readonly identity: string;
  readonly bytes: bigint;
  readonly writtenAtNs: bigint;
}

/** Files this process has open. A second look at one would, on closing it, drop the lock of the first (POSIX). */
const openHere = new Set<string>();

export class JournalFile {
  readonly path: string;
  /** Open to this folder only. */
  readonly database: Database.Database;
  readonly #identity: string;
  /** To read the file past SQLite. It stays open as long as SQLite's: closing it would drop the lock (POSIX). Null for a copy in memory. */
  readonly #descriptor: number | null;
  #writes = 0;
  /** What `writes` was when the unused space was last emptied to the end. */
  #emptiedAt = 0;
  #digesting: Promise<Uint8Array | null> | null = null;
  readonly #rowsFrom: Database.Statement<[bigint, number], { k: bigint; b: Buffer | null; length: bigint }>;
  readonly #row: Database.Statement<[bigint], { b: Buffer | null }>;
  readonly #put: Database.Statement<[bigint, Uint8Array]>;
  readonly #remove: Database.Statement<[bigint]>;
  readonly #putPreface: Database.Statement<[number, Uint8Array]>;
  readonly #preface: Database.Statement<[number, number], { b: Buffer | null; length: bigint }>;

  private constructor(file: string, database: Database.Database, identity: string, descriptor: number | null) {
    this.path = file;
    this.database = database;
    this.#identity = identity;
    this.#descriptor = descriptor;
    // What is too long for its place is not even read.
    this.#rowsFrom = database.prepare(`SELECT k, iif(length(b) <= ${ROW_MAX_BYTES}, b, NULL) AS b, length(b) AS length FROM r WHERE k >= ? ORDER BY k LIMIT ?`);
    this.#rowsFrom.safeIntegers(true);
    this.#row = database.prepare(`SELECT iif(length(b) <= ${ROW_MAX_BYTES}, b, NULL) AS b FROM r WHERE k = ?`);
    this.#put = database.prepare('INSERT INTO r(k, b) VALUES(?, ?) ON CONFLICT(k) DO UPDATE SET b = excluded.b');
    this.#remove = database.prepare('DELETE FROM r WHERE k = ?');
    this.#putPreface = database.prepare('INSERT INTO m(k, b) VALUES(?, ?) ON CONFLICT(k) DO UPDATE SET b = excluded.b');
    this.#preface = database.prepare('SELECT iif(length(b) <= ?, b, NULL) AS b, length(b) AS length FROM m WHERE k = ?');
    this.#preface.safeIntegers(true);
  }

  /**
   * Opens a file that is a journal by its outside: SQLite's own structure, exactly our two tables, the rows of `m`. Nothing is written
   * to it, except that SQLite takes back a save that was cut off (a rollback journal left by a crash).
   * @param seen of this file a moment ago: while it is that, its pages are not gone through again
   * @throws VaultFault `no-journal`, `not-a-journal`, `damaged`, `newer-version`, `in-use`, `unreadable`, `too-large`
   */
  static open(file: string, seen: SeenFile | null = null): JournalFile {
    const absolute = path.resolve(file);
    try {
      const identity = checkPrelude(absolute);
      return JournalFile.#openChecked(absolute, identity, seen);
    } catch (error) {
      throw readingFault(error);
    }
  }

  /**
   * As `open`, for a file that only counts once all of it was written: what goes into it is durable when `makeDurable` has come to its end after it was
   * closed, and not before.
   */
  static openDraft(file: string): JournalFile {
    const draft = JournalFile.open(file);
    draft.database.pragma('synchronous=OFF');
    return draft;
  }

  /**
   * Lets SQLite take back a save that was cut off, and makes sure that nobody has the file open. Its pages are not gone through.
   * @throws VaultFault as `open`
   */
  static settle(file: string): void {
    const absolute = path.resolve(file);
    try {
      checkPrelude(absolute);
      const database = new Database(absolute, { fileMustExist: true, timeout: BUSY_MS });
      try {
        lock(database);
      } finally {
        database.close();
      }
    } catch (error) {
      throw readingFault(error);
    }
  }

  static #openChecked(file: string, identity: string, seen: SeenFile | null): JournalFile {
    const descriptor = openToWrite(file) ?? fs.openSync(file, 'r');
    let database: Database.Database | null = null;
    try {
      database = new Database(file, { fileMustExist: true, timeout: BUSY_MS });
      lock(database);
      database.pragma('journal_mode=TRUNCATE');
      checkSchema(database);
      if (seen === null || !isSame(seen, seenOf(descriptor))) checkPages(database);
      checkPreface(database);
      // While this waited for the lock, re-keying may have given the name to another file.
      if (identityOf(file) !== identity) throw new VaultFault('in-use');
      const opened = new JournalFile(file, database, identity, descriptor);
      openHere.add(identity);
      return opened;
    } catch (error) {
      database?.close();
      fs.closeSync(descriptor);
      throw error;
    }
  }

  /**
   * A copy in memory of a file that is damaged in its structure, to read what can still be read. The file itself is only read, once; what its
   * first hundred bytes must say is said to SQLite anew. Nothing can be written through this.
   * @throws VaultFault `damaged` when SQLite finds no way in at all, `no-journal`, `not-a-journal`, `newer-version`, `unreadable`, `too-large`
   */
  static openToRescue(file: string): JournalFile {
    const absolute = path.resolve(file);
    try {
      const identity = identityOf(absolute);
      if (openHere.has(identity)) throw new VaultFault('in-use');
      const database = new Database(mendedPrelude(fs.readFileSync(absolute)));
      try {
        database.pragma('trusted_schema=OFF');
        database.pragma('temp_store=MEMORY');
        // Without this SQLite would not look into a file that lacks its end.
        database.unsafeMode(true);
        database.pragma('writable_schema=ON');
        checkSchema(database);
        database.pragma('query_only=ON');
        return new JournalFile(absolute, database, identity, null);
      } catch (error) {
        database.close();
        throw error;
      }
    } catch (error) {
      throw readingFault(error);
    }
  }

  /**
   * Makes the file, whole or not at all: it is written under another name, made durable, and then given its own. The folder is made, too.
   * @param preface what the new journal starts with
   * @throws VaultFault `exists`, `disk-full`, `read-only`, `disk-error`
   */
  static create(file: string, preface: Preface): void {
    const absolute = path.resolve(file);
    const unfinished = unfinishedName(absolute);
    try {
      fs.mkdirSync(path.dirname(absolute), { recursive: true, mode: 0o700 });
      if (fs.existsSync(absolute)) throw new VaultFault('exists');
      for (const leftover of [unfinished, `${unfinished}-journal`, `${absolute}-journal`]) fs.rmSync(leftover, { force: true });
      writeNew(unfinished, preface);
      removeFileSeal(absolute);
      publish(unfinished, absolute);
    } catch (error) {
      removeQuietly(unfinished);
      removeQuietly(`${unfinished}-journal`);
      throw writingFault(error, () => isWritable(absolute));
    }
  }

  /** @throws VaultFault `damaged` when a row is not there or not as long as it must be */
  preface(): Preface {
    const header = this.#prefaceRow(ROW.header, HEADER_MAX_BYTES);
    const headerMac = this.#prefaceRow(ROW.headerMac, HASH_BYTES);
    const head = this.#prefaceRow(ROW.head, HEAD_BYTES);
    if (header === null || headerMac?.length !== HASH_BYTES || head?.length !== HEAD_BYTES) throw new VaultFault('damaged');
    return { header, headerMac, head };
  }

  /**
   * As `preface`, of a damaged journal: what is not there is zeros, and verifies nothing.
   * @throws VaultFault `damaged` when there is no header
   */
  prefaceToRescue(): Preface {
    const header = this.#prefaceRow(ROW.header, HEADER_MAX_BYTES);
    if (header === null) throw new VaultFault('damaged');
    return { header, headerMac: this.#orZeros(ROW.headerMac, HASH_BYTES), head: this.#orZeros(ROW.head, HEAD_BYTES) };
  }

  /** The sealed front page, or null when there is none that could be one. */
  frontPage(): Uint8Array | null {
    try {
      return this.#prefaceRow(ROW.frontPage, FRONT_PAGE_ROW_MAX_BYTES);
    } catch {
      return null;
    }
  }

  /**
   * Up to `limit` rows after `after` (null: from the beginning), ascending by key.
   * @throws VaultFault `damaged`, `unreadable`
   */
  rowsAfter(after: RecordKey | null, limit: number): Row[] {
    if (after === KEY_MAX) return [];
    return reading(() =>
      this.#rowsFrom.all(after === null ? SMALLEST_KEY : after + 1n, limit).map(({ k, b }) => {
        if (b === null) throw new VaultFault('damaged');
        return { key: k, bytes: b };
      }),
    );
  }

  /** @throws VaultFault `damaged`, `unreadable` */
  row(key: RecordKey): Uint8Array | null {
    return reading(() => {
      const found = this.#row.get(key);
      if (found === undefined) return null;
      if (found.b === null) throw new VaultFault('damaged');
      return found.b;
    });
  }

  /**
   * One transaction, durable when it returns. A failure leaves the file as it was.
   * @throws VaultFault `disk-full`, `read-only`, `disk-error`, `damaged`
   */
  write(puts: readonly Row[], removes: readonly RecordKey[], head: Uint8Array): void {
    this.#transaction(() => {
      for (const { key, bytes } of puts) this.#put.run(key, bytes);
      for (const key of removes) this.#remove.run(key);
      this.#putPreface.run(ROW.head, head);
    });
  }

  /** As `write`, for another header and the head that follows from it. */
  writePreface({ header, headerMac, head }: Preface): void {
    this.#transaction(() => {
      this.#putPreface.run(ROW.header, header);
      this.#putPreface.run(ROW.headerMac, headerMac);
      this.#putPreface.run(ROW.head, head);
    });
  }

  /** As `write`, for the front page alone. */
  writeFrontPage(sealed: Uint8Array): void {
    this.#transaction(() => this.#putPreface.run(ROW.frontPage, sealed));
  }

  /** The file as it is: while it is open, nobody else can have written it. */
  get seen(): SeenFile {
    if (this.#descriptor === null) throw new VaultFault('damaged');
    return seenOf(this.#descriptor);
  }

  /** False once another file has come into its place. */
  isInPlace(): boolean {
    try {
      return identityOf(this.path) === this.#identity;
    } catch {
      return false;
    }
  }

  get isOpen(): boolean {
    return this.database.open;
  }

  /** Transactions begun since this was opened. */
  get writes(): number {
    return this.#writes;
  }

  /** Over the whole file as it was opened, read a little at a time between other work; null where it was written or closed before the end. */
  digest(): Promise<Uint8Array | null> {
    this.#digesting ??= digestOf(this);
    return this.#digesting;
  }

  /** True where the file itself is damaged in its structure, and this is what could be made of it. */
  get isToRescue(): boolean {
    return this.#descriptor === null;
  }

  /**
   * Bytes of the file as they stand on the disk.
   * @returns how many there were, 0 at the end
   * @throws VaultFault `unreadable`
   */
  readBytes(into: Uint8Array, at: number): number {
    return reading(() => {
      if (this.#descriptor === null) throw new VaultFault('damaged');
      return fs.readSync(this.#descriptor, into, 0, into.length, at);
    });
  }

  /**
   * Overwrites in whole pages that were just read what nothing is read from, in the file and in `pages`. No transaction is under way; should this be
   * cut off anywhere, or SQLite write such a page once more as it remembers it, nothing has changed. Best effort: only what lies there is at stake.
   * @param at where the pages begin in the file
   */
  emptyUnused(pages: Uint8Array, at: number): void {
    for (let start = 0; start < pages.length; start += PAGE_BYTES) {
      const unused = unusedOf(pages.subarray(start, start + PAGE_BYTES), at + start === 0);
      if (unused === null) continue;
      const left = pages.subarray(start + unused.from, start + unused.to);
      if (left.every((byte) => byte === 0)) continue;
      left.fill(0, 0, overwritten(this.#descriptor!, left.length, at + start + unused.from));
    }
  }

  /** As `emptyUnused`, of the whole file, where something was written since. Of a very large file what can be done in a moment. */
  #emptyAllUnused(): void {
    if (this.#emptiedAt === this.#writes) return;
    const slice = Buffer.allocUnsafe(SLICE_PAGES * PAGE_BYTES);
    const until = performance.now() + EMPTYING_MS;
    try {
      for (let at = 0; performance.now() < until; at += slice.length) {
        const read = this.readBytes(slice, at);
        this.emptyUnused(slice.subarray(0, read), at);
        if (read < slice.length) break;
      }
    } catch {
      // A disk that fails: what was saved is saved.
    }
  }

  /** The unused space was emptied to the end, and nothing was written since. */
  unusedIsEmpty(): void {
    this.#emptiedAt = this.#writes;
  }

  /**
   * Gives another journal, closed and whole, the place of this one, in one step and durably, and opens it there. This one is closed then, and gone.
   * The lock is never given up to anybody: where the old file stays locked until the new one is, whoever waits for it finds that the name leads
   * elsewhere by then. Windows renames over no open file; there a third program could come in between for some microseconds, but whoever can
   * write holds the file for the length of a derivation before, and then the rename fails.
   * @param seen the other as it was at its closing
   * @throws VaultFault as `write`, `in-use`. `isInPlace` tells whether it failed before the rename or after it
   */
  replaceWith(other: string, seen: SeenFile): JournalFile {
    try {
      sync(other);
      // A rollback journal under either name would be taken back into the new file.
      for (const each of [this.path, other]) if (!isSpent(`${each}-journal`)) throw new VaultFault('disk-error');
      if (process.platform === 'win32') this.close();
      removeFileSeal(this.path);
      fs.renameSync(other, this.path);
      if (process.platform !== 'win32') sync(path.dirname(this.path));
    } catch (error) {
      throw writingFault(error, () => isWritable(this.path));
    }
    const next = JournalFile.open(this.path, seen);
    this.close();
    return next;
  }

  /** Gives the lock back. A file at rest is one file: SQLite's spent rollback journal goes, too. */
  close(): void {
    if (!this.database.open) return;
    if (this.#descriptor === null) {
      this.database.close();
      return;
    }
    removeIfSpent(`${this.path}-journal`);
    this.#emptyAllUnused();
    this.database.close();
    fs.closeSync(this.#descriptor);
    openHere.delete(this.#identity);
  }

  #prefaceRow(row: number, maxBytes: number): Uint8Array | null {
    return reading(() => this.#preface.get(maxBytes, row)?.b ?? null);
  }

  #orZeros(row: number, bytes: number): Uint8Array {
    try {
      const found = this.#prefaceRow(row, bytes);
      return found?.length === bytes ? found : new Uint8Array(bytes);
    } catch {
      return new Uint8Array(bytes);
    }
  }

  #transaction(change: () => void): void {
    if (this.isToRescue) throw new VaultFault('damaged');
    this.#writes += 1;
    // From here on the file is another than the sealed one.
    removeFileSeal(this.path);
    try {
      this.database.exec('BEGIN IMMEDIATE');
      change();
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      throw writingFault(error, () => isWritable(this.path));
    }
  }
}

function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw readingFault(error);
  }
}

/** The first hundred bytes, before SQLite sees the file: what is not ours, or newer than we are, stays untouched. */
function checkPrelude(file: string): string {
  const stat = fs.statSync(file, { bigint: true });
  if (!stat.isFile()) throw new VaultFault('not-a-journal');
  const identity = identityIn(stat);
  if (openHere.has(identity)) throw new VaultFault('in-use');
  const prelude = readStart(file, 100);
  if (prelude.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw new VaultFault('not-a-journal');
  if (prelude.length < 100) throw new VaultFault('damaged');
  if (prelude.readUInt32BE(68) !== APPLICATION_ID) throw new VaultFault('not-a-journal');
  const version = prelude.readUInt32BE(60);
  if (version > USER_VERSION) throw new VaultFault('newer-version');
  // Version bytes other than 1 would have SQLite make a write-ahead log beside the file.
  const isOurs = version === USER_VERSION && prelude.readUInt16BE(16) === PAGE_BYTES && prelude[18] === 1 && prelude[19] === 1 && prelude[20] === 0;
  if (!isOurs) throw new VaultFault('damaged');
  if (stat.size > BigInt(FILE_MAX_BYTES)) throw new VaultFault('too-large');
  return identity;
}

/** The lock is taken now and kept until the file is closed; nothing is written by this. */
function lock(database: Database.Database): void {
  for (const pragma of PRAGMAS) database.pragma(pragma);
  database.exec('BEGIN EXCLUSIVE; COMMIT');
}

/** @returns how many bytes are zeros now: none where the file may only be read, or the disk fails */
function overwritten(descriptor: number, bytes: number, at: number): number {
  try {
    return fs.writeSync(descriptor, ZEROS, 0, bytes, at);
  } catch {
    return 0;
  }
}

/** Null where the file may only be read. */
function openToWrite(file: string): number | null {
  try {
    return fs.openSync(file, 'r+');
  } catch {
    return null;
  }
}

function seenOf(descriptor: number): SeenFile {
  const stat = fs.fstatSync(descriptor, { bigint: true });
  return { identity: identityIn(stat), bytes: stat.size, writtenAtNs: stat.mtimeNs };
}

function isSame(one: SeenFile, other: SeenFile): boolean {
  return one.identity === other.identity && one.bytes === other.bytes && one.writtenAtNs === other.writtenAtNs;
}

function identityOf(file: string): string {
  return identityIn(fs.statSync(file, { bigint: true }));
}

function identityIn({ dev, ino }: fs.BigIntStats): string {
  return `${dev}:${ino}`;
}

function readStart(file: string, length: number): Buffer {
  const descriptor = fs.openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, fs.readSync(descriptor, bytes, 0, length, 0));
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Every page of the file: a third of a millisecond for every hundred records. */
function checkPages(database: Database.Database): void {
  if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new VaultFault('damaged');
}

function checkPreface(database: Database.Database): void {
  const rows = database.prepare<[], number>('SELECT k FROM m ORDER BY k LIMIT 5').safeIntegers(false).pluck().all();
  if (rows.join() !== '0,1,2' && rows.join() !== '0,1,2,3') throw new VaultFault('damaged');
}

/** The schema byte for byte: a trigger, a view or a virtual table in it would be code of somebody else's. */
function checkSchema(database: Database.Database): void {
  const schema = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid').all();
  if (JSON.stringify(schema) !== JSON.stringify(SCHEMA)) throw new VaultFault('damaged');
}

/** What SQLite goes by in the first hundred bytes, as every journal has it. A newer version's file is none of ours to guess at. */
function mendedPrelude(file: Buffer): Buffer {
  if (file.length < PAGE_BYTES) throw new VaultFault('damaged');
  if (file.length > FILE_MAX_BYTES) throw new VaultFault('too-large');
  const isSqlite = file.toString('latin1', 0, 16) === 'SQLite format 3\0';
  if (!isSqlite && file.readUInt32BE(68) !== APPLICATION_ID) throw new VaultFault('not-a-journal');
  if (file.readUInt32BE(60) > USER_VERSION) throw new VaultFault('newer-version');
  file.write('SQLite format 3\0', 0, 'latin1');
  file.writeUInt16BE(PAGE_BYTES, 16);
  file.set([1, 1, 0, 64, 32, 32], 18);
  return file;
}

function writeNew(file: string, preface: Preface): void {
  fs.closeSync(fs.openSync(file, 'wx', 0o600));
  const database = new Database(file, { fileMustExist: true });
  try {
    database.pragma(`page_size=${PAGE_BYTES}`);
    for (const pragma of PRAGMAS) database.pragma(pragma);
    database.exec('BEGIN IMMEDIATE');
    database.pragma(`application_id=${APPLICATION_ID}`);
    database.pragma(`user_version=${USER_VERSION}`);
    for (const { sql } of SCHEMA) database.exec(sql);
    const insert = database.prepare('INSERT INTO m(k, b) VALUES(?, ?)');
    insert.run(ROW.header, preface.header);
    insert.run(ROW.headerMac, preface.headerMac);
    insert.run(ROW.head, preface.head);
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

/** Gives the finished file its name, durably, and never takes it from a file that has it already. */
function publish(unfinished: string, file: string): void {
  sync(unfinished);
  try {
    fs.linkSync(unfinished, file);
    fs.unlinkSync(unfinished);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || fs.existsSync(file)) throw new VaultFault('exists');
    // No hard links here (FAT, some network drives).
    fs.renameSync(unfinished, file);
  }
  if (process.platform !== 'win32') sync(path.dirname(file));
}

export function sync(fileOrFolder: string): void {
  const descriptor = fs.openSync(fileOrFolder, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** As `sync`, for a large file nobody in this process has open: closing it would drop their lock (POSIX). Others get their turn meanwhile. */
export async function makeDurable(file: string): Promise<void> {
  const handle = await fs.promises.open(file, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whether the file, where it exists, and its folder may be written: `access` asks the system, so it also knows read-only drives. */
export function isWritable(file: string): boolean {
  try {
    fs.accessSync(path.dirname(file), fs.constants.W_OK);
    if (fs.existsSync(file)) fs.accessSync(file, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether SQLite would take nothing back from this rollback journal: it is emptied at the end of a save, and its first byte is zero before
 * it is durable and after it was taken back.
 */
function isSpent(rollbackJournal: string): boolean {
  return !fs.existsSync(rollbackJournal) || readStart(rollbackJournal, 1).every((byte) => byte === 0);
}

function removeQuietly(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // The fault that is being reported matters more.
  }
}

function removeIfSpent(rollbackJournal: string): void {
  try {
    if (isSpent(rollbackJournal)) fs.rmSync(rollbackJournal, { force: true });
  } catch {
    // The system does not let go of an open file: a spent one does no harm.
  }
}
