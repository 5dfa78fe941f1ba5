import { blake2b } from '@noble/hashes/blake2.js';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openVault, type Change } from '../../electron/vault/vault.ts';
import { Journals, passphrase, faultOf, type Outcome } from './journals.ts';
import { PASSPHRASE, program, reader, WORDS } from './reader.ts';

let journals: Journals;
let file: string;
let whole: Uint8Array;
let tried: string;
beforeAll(async () => {
  journals = await Journals.prepare();
  file = journals.make([{ puts: [put('0123456789abcdef', 10), put('0123456789abcdee', 6000)], removes: [] }, { puts: [put('7000000000000000', 200)], removes: [] }]);
  whole = readFileSync(file);
  tried = journals.place('tried.ocv');
});
afterAll(() => { journals.remove(); });

function put(id: string, length: number): Change['puts'][number] {
  return { id: id as Change['puts'][number]['id'], type: 1, schema: 1, payload: new Uint8Array(length).fill(0x61) };
}

/** Both sides must say the same of it. */
async function outcomeOf(bytes: Uint8Array): Promise<Outcome> {
  writeFileSync(tried, bytes);
  const ofTheReader = journals.asTheReaderReads(tried);
  expect(ofTheReader).toEqual(await journals.asTheAppReads(tried));
  return ofTheReader;
}

async function outcomeOfEdited(edit: (database: DatabaseSync) => void): Promise<Outcome> {
  writeFileSync(tried, whole);
  const database = new DatabaseSync(tried);
  edit(database);
  database.close();
  return outcomeOf(readFileSync(tried));
}

const replaced = (bytes: Uint8Array, at: number, with_: readonly number[]) => {
  const copy = Uint8Array.from(bytes);
  copy.set(with_, at);
  return copy;
};

test('a flipped byte is refused with the class the app gives it, or changes nothing', { timeout: 120_000 }, async () => {
  const unchanged = await outcomeOf(whole);
  expect(unchanged).toHaveLength(3);
  const classes = new Set<string>();
  // All of SQLite's header; of the rest one byte in 31.
  for (let at = 0; at < whole.length; at += at < 100 ? 1 : 31) {
    const outcome = await outcomeOf(replaced(whole, at, [whole[at]! ^ 0x10]));
    if (typeof outcome === 'string') classes.add(outcome);
    else expect(outcome).toEqual(unchanged);
  }
  expect([...classes].sort()).toEqual(['damaged', 'newer-version', 'not-a-journal']);
});

test('a file that is cut off anywhere is refused with the class the app gives it', async () => {
  const unchanged = await outcomeOf(whole);
  for (let length = 0; length < whole.length; length += length < 101 ? 1 : 397) {
    const outcome = await outcomeOf(whole.subarray(0, length));
    // The unused end of the last page may be missing: nothing is read from it.
    if (whole.length - length < 4096 && typeof outcome !== 'string') expect(outcome).toEqual(unchanged);
    else expect([length, outcome]).toEqual([length, length < 16 ? 'not-a-journal' : 'damaged']);
  }
});

test('a newer version is told from damage, in the file and in its header', async () => {
  expect(await outcomeOf(replaced(whole, 63, [2]))).toBe('newer-version');
  expect(await outcomeOfEdited((database) => { setHeader(database, (header) => replaced(header, 4, [2])); })).toBe('newer-version');
  const withSlot = (flags: number) => (database: DatabaseSync) => { setHeader(database, (header) => Uint8Array.from([...header, 0x12, 0, 2, 0, 9, flags])); };
  expect(await outcomeOfEdited(withSlot(1))).toBe('newer-version');
  // Not required to be understood, but not what the header's MAC was made over either.
  expect(await outcomeOfEdited(withSlot(0))).toBe('damaged');
});

test('a cost beyond the limits is refused before a key is derived', () => {
  for (const [at, value] of [[3, 2], [3, 11], [9, 0], [10, 1], [11, 2]] as const) {
    copyFileSync(file, tried);
    const database = new DatabaseSync(tried);
    // The first slot begins after magic, format, the two fields before it and its own tag and length.
    setHeader(database, (header) => replaced(header, 6 + 20 + 8 + 4 + at, [value]));
    database.close();
    let derived = 0;
    const read = () => reader.readWithDerived(tried, PASSPHRASE, () => { derived += 1; return new Uint8Array(32); });
    expect([fault(read), derived], `${at}, ${value}`).toEqual(['damaged', 0]);
  }
});

test.each([
  ['an index', 'CREATE INDEX i ON r(b)'],
  ['a trigger', 'CREATE TRIGGER t AFTER INSERT ON r BEGIN SELECT 1; END'],
  ['a lost record', 'DELETE FROM r WHERE k = 0x7000000000000000'],
  ['an added record', 'INSERT INTO r SELECT k + 1, b FROM r WHERE k = 0x7000000000000000'],
  ['a record in the place of another', 'UPDATE r SET k = k + 1 WHERE k = 0x7000000000000000'],
  ['a negative number', 'UPDATE r SET k = -1 WHERE k = 0x7000000000000000'],
  ['a lost head', 'DELETE FROM m WHERE k = 2'],
  ['a row that is not ours', "INSERT INTO m VALUES (4, x'00')"],
])('%s is refused as damaged', async (_name, sql) => {
  expect(await outcomeOfEdited((database) => { database.exec(sql); })).toBe('damaged');
});

test('a record that was put back to what it said before is refused as damaged', async () => {
  const earlier = journals.make([{ puts: [put('0000000000000001', 10), put('0000000000000002', 10)], removes: [] }]);
  const rowOf = (database: DatabaseSync) => (database.prepare('SELECT b FROM r WHERE k = 1').get() as { b: Uint8Array }).b;
  const peek = new DatabaseSync(earlier);
  const before = rowOf(peek);
  peek.close();
  const vault = await openVault(earlier, { kind: 'passphrase', passphrase });
  expect([...vault.gather(32)].flat()).toHaveLength(2);
  vault.commit({ puts: [put('0000000000000001', 11)], removes: [] });
  vault.close();
  const database = new DatabaseSync(earlier);
  expect(rowOf(database)).not.toEqual(before);
  database.prepare('UPDATE r SET b = ? WHERE k = 1').run(before);
  database.close();
  expect(await outcomeOf(readFileSync(earlier))).toBe('damaged');
});

test('a front page of any kind is no fault', async () => {
  for (const page of ["x''", 'zeroblob(72)', 'zeroblob(3000000)']) expect(await outcomeOfEdited((database) => { database.exec(`INSERT OR REPLACE INTO m VALUES (3, ${page})`); })).toHaveLength(3);
});

test('wrong secrets and words that are none are told apart as the app tells them', async () => {
  const app = (secret: Parameters<typeof openVault>[1]) => openVault(file, secret).then(() => 'opened', faultOf);
  const ours = (type: 1 | 2, typed: string) => fault(() => reader.readJournal(file, type, reader.secretBytes(type, typed)));
  const others = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
  expect([ours(WORDS, others), await app({ kind: 'recovery', words: others })]).toEqual(['wrong-secret', 'wrong-secret']);
  expect([ours(PASSPHRASE, ''), await app({ kind: 'passphrase', passphrase: '' })]).toEqual(['wrong-secret', 'wrong-secret']);
  for (const words of ['', 'abandon '.repeat(12), `${'abandon '.repeat(11)}abouts`, others.replace('winner', 'winner winner'), journals.words.split(' ').slice(1).join(' ')]) {
    expect([ours(WORDS, words), await app({ kind: 'recovery', words })], words).toEqual(['not-words', 'not-words']);
  }
  const long = 'é'.repeat(513);
  expect([ours(PASSPHRASE, long), await app({ kind: 'passphrase', passphrase: long })]).toEqual(['too-large', 'too-large']);
});

test('a file of more than 2 GiB is refused before SQLite sees it', () => {
  copyFileSync(file, tried);
  truncateSync(tried, 2 ** 31 + 1);
  expect(journals.asTheReaderReads(tried)).toBe('too-large');
  truncateSync(tried, 0);
});

test('a journal that is open elsewhere is left alone', async () => {
  const vault = await openVault(file, { kind: 'passphrase', passphrase });
  // Two libraries in one process do not see each other's locks.
  const { status, stderr } = spawnSync(process.execPath, [program, file], { input: `${passphrase}\n`, encoding: 'utf8' });
  vault.close();
  expect([status, stderr.trimEnd()]).toEqual(reader.FAULTS['in-use']);
  expect(journals.asTheReaderReads(file)).toHaveLength(3);
});

test('a save that was cut off is taken back in a copy, and file and rollback journal stay as they are', async () => {
  const before = await outcomeOf(whole);
  const crashed = journals.place('crashed.ocv');
  cutOffASave(crashed);
  chmodSync(crashed, 0o400);
  const left = [readFileSync(crashed), readFileSync(`${crashed}-journal`)];
  expect(left[0]).not.toEqual(Buffer.from(whole));
  expect(journals.asTheReaderReads(crashed)).toEqual(before);
  expect([readFileSync(crashed), readFileSync(`${crashed}-journal`)]).toEqual(left);
  expect(readdirSync(path.dirname(crashed)).filter((name) => name.startsWith('crashed'))).toEqual(['crashed.ocv', 'crashed.ocv-journal']);
  chmodSync(crashed, 0o600);
  expect(await journals.asTheAppReads(crashed)).toEqual(before);
});

/** Leaves a file with pages of an unfinished transaction in it, and the rollback journal that takes them back. */
function cutOffASave(crashed: string): void {
  const saving = journals.place('saving.ocv');
  copyFileSync(file, saving);
  const database = new DatabaseSync(saving);
  // So small a cache that changed pages reach the file before the end.
  database.exec('PRAGMA journal_mode=TRUNCATE; PRAGMA cache_size=1; BEGIN; UPDATE r SET b = randomblob(length(b)); INSERT INTO r VALUES (5, zeroblob(200000))');
  for (const ending of ['', '-journal']) copyFileSync(saving + ending, crashed + ending);
  expect(existsSync(`${crashed}-journal`)).toBe(true);
  database.exec('ROLLBACK');
  database.close();
}

function setHeader(database: DatabaseSync, change: (header: Uint8Array) => Uint8Array): void {
  const { b } = database.prepare('SELECT b FROM m WHERE k = 0').get() as { b: Uint8Array };
  const changed = change(b.subarray(0, -32));
  database.prepare('UPDATE m SET b = ? WHERE k = 0').run(Uint8Array.from([...changed, ...blake2b(changed, { dkLen: 32 })]));
}

function fault(work: () => unknown): string {
  try {
    work();
    return 'read';
  } catch (error) {
    return faultOf(error);
  }
}
