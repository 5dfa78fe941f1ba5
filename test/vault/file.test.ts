import Database from 'better-sqlite3';
import { spawn, spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { JournalFile } from '../../electron/vault/file.ts';
import { lookOver } from '../../electron/vault/looking.ts';
import { DERIVED, faultOf, faultOfPromise, gatherAll, journalOf, newFile, newFolder, newVault, openWithFile, plain, prepared, put, recordsIn, reopen, write } from './journals.ts';

const hashOf = (file: string) => crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
const isRoot = process.getuid?.() === 0;

/** Undone after the test, also when it fails. */
const undo: (() => void)[] = [];
afterEach(() => {
  for (const each of undo.splice(0)) each();
});

function linkOf(descriptor: string): string {
  try {
    return fs.readlinkSync(descriptor);
  } catch {
    return '';
  }
}

describe('the open file', () => {
  test.each([
    ['locking_mode', 'exclusive'],
    ['journal_mode', 'truncate'],
    ['synchronous', 3],
    ['secure_delete', 1],
    ['temp_store', 2],
    ['trusted_schema', 0],
    ['cell_size_check', 1],
    ['mmap_size', 0],
    ['fullfsync', 1],
    ['checkpoint_fullfsync', 1],
    ['page_size', 4096],
    ['application_id', 0x4f435631],
    ['user_version', 1],
    ['auto_vacuum', 0],
    ['encoding', 'UTF-8'],
  ])('has the pragma %s at %s', (pragma, value) => {
    const { vault, journal } = openWithFile(journalOf(1).file);
    expect(journal.database.pragma(pragma, { simple: true }) ?? 0).toBe(value);
    vault.close();
  });

  test('refuses to have its schema rewritten, to run functions from it and to load extensions', () => {
    const { vault, journal } = openWithFile(journalOf(1).file);
    journal.database.pragma('writable_schema=ON');
    expect(() => journal.database.exec("UPDATE sqlite_schema SET sql = 'x'")).toThrow('may not be modified');
    expect(() => journal.database.exec("SELECT load_extension('x')")).toThrow();
    vault.close();
  });

  test.skipIf(process.platform !== 'linux')('sorts in memory: no temporary file is opened, where SQLite by itself would open one', () => {
    const sorting = 'WITH RECURSIVE n(i) AS (VALUES(0) UNION ALL SELECT i + 1 FROM n WHERE i < 60000) SELECT randomblob(1000) AS b FROM n ORDER BY b';
    // SQLite deletes its temporary files as it opens them: only the open descriptor shows that there is one.
    const deletedFiles = () => fs.readdirSync('/proc/self/fd').filter((each) => linkOf(`/proc/self/fd/${each}`).endsWith('(deleted)')).length;
    const temporaryFiles = (database: Database.Database) => {
      const before = deletedFiles();
      const rows = database.prepare(sorting).iterate();
      rows.next();
      const opened = deletedFiles() - before;
      rows.return?.();
      return opened;
    };
    const plainDatabase = new Database(path.join(newFolder(), 'plain'));
    expect(temporaryFiles(plainDatabase)).toBeGreaterThan(0);
    plainDatabase.close();
    const { vault, journal } = openWithFile(journalOf(1).file);
    expect(temporaryFiles(journal.database)).toBe(0);
    vault.close();
  });

  test('is one file when it is closed', () => {
    const { file } = journalOf(3);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['journal.ocv']);
  });
});

describe('a file is refused as', () => {
  test('no journal, when there is none', () => {
    expect(faultOf(() => JournalFile.open(newFile()))).toBe('no-journal');
    expect(faultOf(() => JournalFile.open(path.join(newFolder(), 'no such folder', 'journal.ocv')))).toBe('no-journal');
  });

  test.each<[string, (file: string) => void]>([
    ['empty', (file) => fs.writeFileSync(file, '')],
    ['text', (file) => fs.writeFileSync(file, 'Dear diary, '.repeat(1000))],
    ['random bytes', (file) => fs.writeFileSync(file, crypto.randomBytes(8192))],
    ['a folder', (file) => fs.mkdirSync(file)],
    ['a database of another program', (file) => new Database(file).exec('CREATE TABLE t(x)').close()],
  ])('not a journal, when it is %s', (_, make) => {
    const file = newFile();
    make(file);
    const names = fs.readdirSync(path.dirname(file));
    expect(faultOf(() => JournalFile.open(file))).toBe('not-a-journal');
    expect(fs.readdirSync(path.dirname(file))).toEqual(names);
  });

  test('from a newer version, and not a byte of it changes', () => {
    const { file } = journalOf(3);
    const database = new Database(file);
    database.pragma('user_version=2');
    database.close();
    const before = hashOf(file);
    expect(faultOf(() => JournalFile.open(file))).toBe('newer-version');
    expect(hashOf(file)).toBe(before);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['journal.ocv']);
  });

  test('damaged, when it was cut short anywhere', () => {
    const { file } = journalOf(40);
    const whole = fs.readFileSync(file);
    const lengths = [16, 50, 99, 100, 512, ...Array.from({ length: 60 }, (_, index) => Math.floor((whole.length * index) / 60))].filter((length) => length >= 16);
    for (const length of lengths) {
      fs.writeFileSync(file, whole.subarray(0, length));
      expect([length, faultOf(() => recordsIn(file))]).toEqual([length, 'damaged']);
    }
    fs.writeFileSync(file, whole);
    expect(recordsIn(file)).toHaveLength(40);
  });

  test('damaged, when it would have SQLite write a log beside it', () => {
    const { file } = journalOf(1);
    const database = new Database(file);
    database.pragma('journal_mode=WAL');
    database.close();
    expect(faultOf(() => JournalFile.open(file))).toBe('damaged');
    expect(fs.readdirSync(path.dirname(file))).toEqual(['journal.ocv']);
  });

  test.each([
    ['a trigger', 'CREATE TRIGGER t AFTER INSERT ON r BEGIN DELETE FROM r; END'],
    ['a view', 'CREATE VIEW v AS SELECT * FROM r'],
    ['an index', 'CREATE INDEX i ON r(b)'],
    ['a virtual table', 'CREATE VIRTUAL TABLE f USING fts5(x)'],
    ['a table', 'CREATE TABLE x(y)'],
    ['a table of statistics', 'ANALYZE'],
    ['a view in the place of a table', "DROP TABLE r; CREATE VIEW r AS SELECT 1 AS k, x'00' AS b"],
    ['a column more', 'ALTER TABLE r ADD COLUMN c BLOB'],
    ['a default', "DROP TABLE r; CREATE TABLE r(k INTEGER PRIMARY KEY,b BLOB NOT NULL DEFAULT x'') STRICT"],
    ['its tables in another order', 'DROP TABLE m; CREATE TABLE m(k INTEGER PRIMARY KEY,b BLOB NOT NULL) STRICT'],
    ['a table less', 'DROP TABLE r'],
    ['a row more in m', "INSERT INTO m VALUES(4, x'00')"],
    ['a row of m below 0', "INSERT INTO m VALUES(-1, x'00')"],
    ['no header', 'DELETE FROM m WHERE k = 0'],
    ['no head', 'DELETE FROM m WHERE k = 2'],
    ['an empty header', "UPDATE m SET b = x'' WHERE k = 0"],
    ['a header that is too long', 'UPDATE m SET b = zeroblob(4097) WHERE k = 0'],
    ['a very long header', 'UPDATE m SET b = zeroblob(50000000) WHERE k = 0'],
    ['a header MAC that is too short', "UPDATE m SET b = x'00' WHERE k = 1"],
    ['a header MAC of zeros', 'UPDATE m SET b = zeroblob(32) WHERE k = 1'],
    ['a head of zeros', 'UPDATE m SET b = zeroblob(152) WHERE k = 2'],
    ['a head that is too long', 'UPDATE m SET b = zeroblob(153) WHERE k = 2'],
    ['a record that is empty', "UPDATE r SET b = x'' WHERE k = (SELECT min(k) FROM r)"],
    ['a record that is very long', 'UPDATE r SET b = zeroblob(30000000) WHERE k = (SELECT min(k) FROM r)'],
    ['a record below 0', 'UPDATE r SET k = -k WHERE k = (SELECT max(k) FROM r)'],
    ['more records than the head says', 'INSERT INTO r SELECT k + 1, b FROM r'],
  ])('damaged, with %s', (_, sql) => {
    const { file } = journalOf(3);
    const database = new Database(file);
    database.exec(sql);
    database.close();
    expect(faultOf(() => recordsIn(file))).toBe('damaged');
  });

  test('in use, while another process has it, and no longer when that process is gone', async () => {
    const { file } = journalOf(2);
    const holder = spawn(process.execPath, [path.join(import.meta.dirname, 'saver.ts'), file, Buffer.from(DERIVED).toString('hex'), 'hold'], { stdio: ['ignore', 'pipe', 'inherit'] });
    undo.push(() => holder.kill('SIGKILL'));
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(faultOf(() => JournalFile.open(file))).toBe('in-use');
    const gone = new Promise((resolve) => holder.once('close', resolve));
    holder.kill('SIGKILL');
    await gone;
    expect(recordsIn(file)).toHaveLength(2);
  });

  test('in use, while this process has it; the lock survives the second look', () => {
    const { file } = journalOf(2);
    const vault = reopen(file);
    expect(faultOf(() => JournalFile.open(file))).toBe('in-use');
    const other = spawnSync(process.execPath, [path.join(import.meta.dirname, 'saver.ts'), file, Buffer.from(DERIVED).toString('hex'), 'hold'], { timeout: 5000 });
    expect(other.status).toBe(1);
    expect(other.stderr.toString()).toContain('in-use');
    vault.close();
    expect(recordsIn(file)).toHaveLength(2);
  });

  test.skipIf(process.platform === 'win32')('unreadable, when it may not be read', () => {
    const { file } = journalOf(1);
    fs.chmodSync(file, 0o000);
    if (!isRoot) {
      expect(faultOf(() => JournalFile.open(file))).toBe('unreadable');
      return;
    }
    // Permissions do not bind root: somebody else tries.
    fs.chmodSync(path.dirname(file), 0o755);
    const nobody = spawnSync(process.execPath, [path.join(import.meta.dirname, 'saver.ts'), file, Buffer.from(DERIVED).toString('hex'), 'hold'], { uid: 65_534, gid: 65_534, timeout: 10_000 });
    expect(nobody.stderr.toString()).toContain('unreadable (EACCES)');
  });
});

describe('a file whose pages were gone through a moment ago', () => {
  /** Two cells of a page change places: its records can still be read, but it is no page SQLite would have written. */
  function spoil(file: string): void {
    const bytes = fs.readFileSync(file);
    const page = Array.from({ length: bytes.length / 4096 }, (_, index) => index * 4096).findLast((at) => at > 0 && bytes[at] === 13 && bytes.readUInt16BE(at + 3) > 1)!;
    const [first, second] = [bytes.readUInt16BE(page + 8), bytes.readUInt16BE(page + 10)];
    bytes.writeUInt16BE(second, page + 8);
    bytes.writeUInt16BE(first, page + 10);
    fs.writeFileSync(file, bytes);
  }

  test('is opened without going through them again', async () => {
    const { file } = journalOf(200);
    const seen = await lookOver(file);
    const { atime, mtime } = fs.statSync(file);
    expect(seen).toMatchObject({ bytes: BigInt(fs.statSync(file).size) });
    spoil(file);
    fs.utimesSync(file, atime, mtime);
    // Nobody but us can make it look unchanged like this: it shows that the pages were not looked at.
    const unchanged = { ...seen, writtenAtNs: fs.statSync(file, { bigint: true }).mtimeNs };
    JournalFile.open(file, unchanged).close();
    expect(faultOf(() => JournalFile.open(file))).toBe('damaged');
  });

  test('is looked over again as soon as it was written, or is another file', async () => {
    const { file } = journalOf(200);
    const seen = await lookOver(file);
    spoil(file);
    expect(faultOf(() => JournalFile.open(file, seen))).toBe('damaged');
    expect(await faultOfPromise(lookOver(file))).toBe('damaged');
  });

  test('is locked while it is looked over, and refused where somebody else has it', async () => {
    const vault = newVault();
    const file = vault.file;
    // The lock belongs to the process: another connection of it is refused by SQLite itself.
    expect(await faultOfPromise(lookOver(file))).toBe('in-use');
    vault.close();
    expect((await lookOver(file)).bytes).toBe(BigInt(fs.statSync(file).size));
  });
});

describe('a rollback journal left by a crash', () => {
  test('is taken back on opening: the journal is as it was before the save that was cut off', () => {
    const { file } = journalOf(20);
    const before = plain(recordsIn(file));
    const { vault, journal } = openWithFile(file);
    gatherAll(vault);
    // A save as it stands in the middle: pages written over, the old ones in the rollback journal.
    journal.database.pragma('cache_spill=1');
    journal.database.pragma('cache_size=1');
    journal.database.exec('BEGIN IMMEDIATE; UPDATE r SET b = zeroblob(3000); DELETE FROM m WHERE k = 1');
    const crashed = path.join(newFolder(), 'journal.ocv');
    fs.copyFileSync(file, crashed);
    fs.copyFileSync(`${file}-journal`, `${crashed}-journal`);
    journal.database.exec('ROLLBACK');
    vault.close();
    expect(fs.statSync(`${crashed}-journal`).size).toBeGreaterThan(512);
    expect(fs.readFileSync(crashed).equals(fs.readFileSync(file))).toBe(false);
    expect(plain(recordsIn(crashed))).toEqual(before);
  });
});

/** Makes a folder refuse writing, or says why it cannot. */
function makeReadOnly(folder: string): boolean {
  if (!isRoot) {
    fs.chmodSync(folder, 0o500);
    undo.push(() => fs.chmodSync(folder, 0o700));
    return true;
  }
  // Permissions do not bind root; an immutable folder does.
  if (spawnSync('chattr', ['+i', folder]).status === 0) {
    undo.push(() => spawnSync('chattr', ['-i', folder]));
    return true;
  }
  console.log('skipped: running as root, and this file system knows no immutable folders');
  return false;
}

/** A file system of one megabyte, or null where one cannot be had. */
function smallDisk(): string | null {
  const folder = newFolder();
  if (process.platform !== 'linux' || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status !== 0) {
    console.log('skipped: no small file system can be mounted here');
    return null;
  }
  undo.push(() => spawnSync('umount', ['-l', folder]));
  return folder;
}

describe('where nothing can be written', () => {
  test('a read-only folder gives a journal that can be read, and a save that fails as read-only', () => {
    const { file } = journalOf(3);
    if (!makeReadOnly(path.dirname(file))) return;
    const vault = reopen(file);
    expect(gatherAll(vault)).toHaveLength(3);
    expect(faultOf(() => vault.commit({ puts: [put('x')], removes: [] }))).toBe('read-only');
    expect([vault.sequence, vault.count]).toEqual([1, 3]);
    expect(faultOf(() => prepared().write(path.join(path.dirname(file), 'other.ocv')))).toBe('read-only');
    for (const each of undo.splice(0)) each();
    write(vault, 'now it can be');
    vault.close();
    expect(recordsIn(file)).toHaveLength(4);
  });

  test('a full disk gives disk-full, keeps what was confirmed, and the save succeeds once there is space', () => {
    const folder = smallDisk();
    if (folder === null) return;
    const file = path.join(folder, 'journal.ocv');
    const vault = newVault(file);
    write(vault, 'before');
    fs.writeFileSync(path.join(folder, 'ballast'), new Uint8Array(900_000));
    const big = put(crypto.randomBytes(200_000));
    for (let attempt = 0; attempt < 3; attempt += 1) expect(faultOf(() => vault.commit({ puts: [big], removes: [] }))).toBe('disk-full');
    expect([vault.sequence, vault.count, gatherAll(vault).length]).toEqual([1, 1, 1]);
    fs.rmSync(path.join(folder, 'ballast'));
    vault.commit({ puts: [big], removes: [] });
    vault.close();
    expect(recordsIn(file)).toHaveLength(2);
  });

  test('a full disk leaves nothing of a journal that could not be made', () => {
    const folder = smallDisk();
    if (folder === null) return;
    fs.writeFileSync(path.join(folder, 'ballast'), new Uint8Array(1_040_000));
    expect(faultOf(() => prepared().write(path.join(folder, 'journal.ocv')))).toBe('disk-full');
    expect(fs.readdirSync(folder)).toEqual(['ballast']);
  });

  test('a journal that is there is never written over, and what an earlier attempt left is', () => {
    const { file } = journalOf(2);
    const before = hashOf(file);
    expect(faultOf(() => prepared().write(file))).toBe('exists');
    expect(hashOf(file)).toBe(before);
    const other = newFile();
    fs.writeFileSync(`${other}.new`, 'left by a crash');
    fs.writeFileSync(`${other}-journal`, 'left by a crash');
    prepared().write(other).close();
    expect(fs.readdirSync(path.dirname(other))).toEqual(['journal.ocv']);
  });
});
