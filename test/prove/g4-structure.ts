/** G4: whole parts of a journal exchanged, taken out, doubled, put back to what they were, or added: refused, each of them. */
import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { ascii, joined, u16, u32 } from '../../electron/vault/bytes.ts';
import { VaultFault } from '../../electron/vault/fault.ts';
import { hash } from '../../electron/vault/hash.ts';
import { encodeHeader, parseHeader, type Header } from '../../electron/vault/header.ts';
import { encodeSlot, type KnownSlot } from '../../electron/vault/slots.ts';
import { Count, inWords, type Figure, type Line, type Order } from './figure.ts';
import { newVault, put, readAll, reopen } from './laid-journal.ts';
import { Random } from './random.ts';

const RECORDS = 200;
const GOAL = 40_000;
const SAMPLE = 3000;
/** Of a kind with fewer cases than this, all are in the sample. */
const ALWAYS_ALL = 30;

export const g4: Figure = { id: 'G4', shares: 2, run: (order) => Promise.resolve(run(order)) };

interface Row { k: bigint; b: Buffer }
interface Journals {
  /** The file as it was after the first save, and as it is. */
  before: Row[];
  now: Row[];
  mBefore: Row[];
  m: Row[];
  /** Of another journal with the same keys and numbers. */
  others: Row[];
  mOfOther: Row[];
  header: Header;
  whole: Buffer;
}
type Alter = (database: Database.Database) => void;
interface Kind { name: string; cases: number; alter: (at: number) => Alter }

function run(order: Order): Line[] {
  const journals = lay(order.folder);
  const kinds = kindsOf(journals, order.random);
  const cases = kinds.reduce((sum, kind) => sum + kind.cases, 0);
  // Both shares choose alike, and each does its part of that.
  const choice = new Random(order.seed, 'G4');
  const chosen = kinds.map((kind) => ({ kind, places: order.full ? all(kind.cases) : choice.some(sampleOf(kind, cases), kind.cases) }));
  const count = new Count('structural changes to a journal of 200 records: refused', { goal: GOAL, asked: chosen.reduce((sum, { places }) => sum + places.length, 0) });
  const file = path.join(order.folder, 'altered.ocv');
  for (const { kind, places } of chosen) {
    for (const at of places.filter((place) => place % order.shares === order.share)) {
      const outcome = outcomeOf(file, journals.whole, kind.alter(at));
      if (outcome === 'refused') count.held(kind.name);
      else count.failed(`${kind.name}, case ${at}: ${outcome}`);
    }
  }
  return [count];
}

function all(cases: number): number[] {
  return Array.from({ length: cases }, (_, at) => at);
}

function sampleOf(kind: Kind, cases: number): number {
  return kind.cases <= ALWAYS_ALL ? kind.cases : Math.max(ALWAYS_ALL, Math.round((kind.cases / cases) * SAMPLE));
}

function outcomeOf(file: string, whole: Buffer, alter: Alter): string {
  fs.writeFileSync(file, whole);
  altered(file, alter);
  try {
    readAll(file);
    return 'it was read';
  } catch (error) {
    return error instanceof VaultFault ? 'refused' : `crashed, ${inWords(error)}`;
  }
}

function altered<T>(file: string, alter: (database: Database.Database) => T): T {
  const database = new Database(file).defaultSafeIntegers(true).unsafeMode(true);
  try {
    database.pragma('synchronous=OFF');
    database.pragma('journal_mode=MEMORY');
    return alter(database);
  } finally {
    database.close();
  }
}

function lay(folder: string): Journals {
  const [mine, theirs] = [path.join(folder, 'mine.ocv'), path.join(folder, 'theirs.ocv')];
  const vaultKey = new Uint8Array(32).fill(9);
  const entries = Array.from({ length: RECORDS }, (_, at) => put(`entry ${at} `.repeat(1 + (at % 20))));
  let before: Row[] = [];
  let mBefore: Row[] = [];
  for (const [file, id] of [[mine, 1], [theirs, 2]] as const) {
    const vault = newVault(file, Uint8Array.from(vaultKey), new Uint8Array(16).fill(id));
    for (const _ of vault.gather(1));
    vault.commit({ puts: entries, removes: [] });
    vault.close();
    if (file === mine) [before, mBefore] = [rowsOf(file, 'r'), rowsOf(file, 'm')];
  }
  rewrite(mine, entries);
  const m = rowsOf(mine, 'm');
  return { before, mBefore, now: rowsOf(mine, 'r'), m, others: rowsOf(theirs, 'r'), mOfOther: rowsOf(theirs, 'm'), header: parseHeader(m[0]!.b), whole: fs.readFileSync(mine) };
}

/** A second save of every record. */
function rewrite(file: string, entries: ReturnType<typeof put>[]): void {
  const vault = reopenGathered(file);
  vault.commit({ puts: entries.map(({ id }, at) => put(`entry ${at}, changed `.repeat(1 + (at % 20)), id)), removes: [] });
  vault.close();
}

function rowsOf(file: string, table: 'm' | 'r'): Row[] {
  return altered(file, (database) => database.prepare<[], Row>(`SELECT k, b FROM ${table} ORDER BY k`).all());
}

function kindsOf({ before, now, mBefore, m, others, mOfOther, header }: Journals, random: Random): Kind[] {
  const n = now.length;
  const row = (k: bigint, b: Uint8Array): Alter => (database) => void database.prepare('INSERT OR REPLACE INTO r VALUES(?, ?)').run(k, b);
  const preface = (k: bigint, b: Uint8Array): Alter => (database) => void database.prepare('INSERT OR REPLACE INTO m VALUES(?, ?)').run(k, b);
  const gone = (k: bigint): Alter => (database) => void database.prepare('DELETE FROM r WHERE k = ?').run(k);
  const each = (...alters: Alter[]): Alter => (database) => { for (const alter of alters) alter(database); };
  const free = () => BigInt(random.next()) << 30n;
  const pairs = pairsOf(n);
  return [
    { name: 'two records exchanged', cases: pairs.length, alter: (at) => { const [a, b] = pairs[at]!; return each(row(now[a]!.k, now[b]!.b), row(now[b]!.k, now[a]!.b)); } },
    { name: 'a record over another', cases: pairs.length * 2, alter: (at) => { const [a, b] = at % 2 === 0 ? pairs[at >> 1]! : [...pairs[at >> 1]!].reverse() as [number, number]; return row(now[a]!.k, now[b]!.b); } },
    { name: 'a record taken out', cases: n, alter: (at) => gone(now[at]!.k) },
    { name: 'a record doubled', cases: n, alter: (at) => row(free(), now[at]!.b) },
    { name: 'a record moved', cases: n, alter: (at) => each(gone(now[at]!.k), row(free(), now[at]!.b)) },
    { name: 'a record moved by one', cases: n, alter: (at) => each(gone(now[at]!.k), row(now[at]!.k ^ 1n, now[at]!.b)) },
    { name: 'a record as it was before', cases: n, alter: (at) => row(before[at]!.k, before[at]!.b) },
    { name: 'an old state beside the new one', cases: n, alter: (at) => row(free(), before[at]!.b) },
    { name: 'a record of another journal', cases: n, alter: (at) => row(now[at]!.k, others[at]!.b) },
    { name: 'a record of another journal added', cases: n, alter: (at) => row(free(), others[at]!.b) },
    { name: 'a record of random bytes', cases: n, alter: (at) => row(now[at]!.k, random.bytes(now[at]!.b.length)) },
    { name: 'a record cut short', cases: n, alter: (at) => row(now[at]!.k, now[at]!.b.subarray(0, -1 - random.below(now[at]!.b.length - 1))) },
    { name: 'a record made longer', cases: n, alter: (at) => row(now[at]!.k, joined(now[at]!.b, random.bytes(1 + random.below(600)))) },
    { name: 'the first records as they were before', cases: n - 1, alter: (at) => each(...before.slice(0, at + 1).map(({ k, b }) => row(k, b))) },
    { name: 'the first records of another journal', cases: n, alter: (at) => each(...others.slice(0, at + 1).map(({ k, b }) => row(k, b))) },
    { name: 'all records as they were before', cases: 1, alter: () => each(...before.map(({ k, b }) => row(k, b))) },
    { name: 'no records', cases: 1, alter: () => (database) => database.exec('DELETE FROM r') },
    { name: 'the head of before', cases: 1, alter: () => preface(2n, mBefore[2]!.b) },
    // Everything of another journal would be that journal: at least one part has to stay.
    { name: 'parts of another journal', cases: 6, alter: (at) => each(...[0, 1, 2].filter((k) => ((at + 1) >> k) & 1).map((k) => preface(BigInt(k), mOfOther[k]!.b))) },
    { name: 'records of another journal under this header', cases: 1, alter: () => each(preface(2n, mOfOther[2]!.b), ...others.map(({ k, b }) => row(k, b))) },
    { name: 'a row of the header missing', cases: 3, alter: (at) => (database) => void database.prepare('DELETE FROM m WHERE k = ?').run(at) },
    { name: 'a row of the header too many', cases: 20, alter: (at) => preface(BigInt(at + 4), m[at % 3]!.b) },
    { name: 'a row of the header of another length', cases: 40, alter: (at) => preface(BigInt(at % 3), m[at % 3]!.b.subarray(0, random.below(m[at % 3]!.b.length))) },
    { name: 'a slot added, removed or changed', cases: 400, alter: (at) => preface(0n, forgedHeader(header, at, random)) },
    { name: 'an object of a schema', cases: OBJECTS.length, alter: (at) => (database) => { database.exec('PRAGMA writable_schema=OFF'); database.exec(OBJECTS[at]!); } },
    { name: 'a statement of the schema rewritten', cases: REWRITTEN.length, alter: (at) => (database) => {
      database.exec('PRAGMA writable_schema=ON');
      database.prepare(`UPDATE sqlite_schema SET sql = ? WHERE name = 'r'`).run(REWRITTEN[at]!);
      database.exec('PRAGMA writable_schema=RESET');
    } },
  ];
}

function pairsOf(n: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let a = 0; a < n; a += 1) for (let b = a + 1; b < n; b += 1) pairs.push([a, b]);
  return pairs;
}

/** A header with its checksum right, in which one slot is not what it was. */
function forgedHeader(header: Header, at: number, random: Random): Uint8Array {
  const [one, two] = header.slots as [KnownSlot, KnownSlot];
  const slot = random.of([one, two]);
  const put_ = (other: KnownSlot) => encodeHeader({ ...header, slots: header.slots.map((each) => (each === slot ? other : each)) });
  switch (at % 8) {
    case 0: return encodeHeader({ ...header, slots: [...header.slots, { known: false, number: 2 + (at % 2), type: 3 + random.below(250), body: random.bytes(random.below(200)) }] });
    case 1: return withFields(header, [slot]);
    case 2: return put_({ ...slot, kdf: { ...slot.kdf, passes: random.between(4, 10) } });
    case 3: return put_({ ...slot, kdf: { ...slot.kdf, memoryKiB: random.between(65_537, 1_048_576) } });
    case 4: return put_({ ...slot, kdf: { ...slot.kdf, salt: random.bytes(16) } });
    case 5: return put_({ ...slot, sealedKey: random.bytes(slot.sealedKey.length) });
    case 6: return encodeHeader({ ...header, slots: [{ ...one, kdf: two.kdf, sealedKey: two.sealedKey }, { ...two, kdf: one.kdf, sealedKey: one.sealedKey }] });
    default: return encodeHeader({ ...header, slots: [one, { ...two, number: 2 + random.below(2) }] });
  }
}

function withFields(header: Header, slots: readonly KnownSlot[]): Uint8Array {
  const field = (tag: number, value: Uint8Array) => joined(u16(tag), u16(value.length), value);
  const body = joined(ascii('OCV1'), u16(1), field(1, header.vaultId), field(2, u32(header.epoch)), ...slots.map((slot) => field(0x10 + slot.number, encodeSlot(slot))));
  return joined(body, hash(body));
}

const OBJECTS = [
  ...Array.from({ length: 10 }, (_, at) => `CREATE TABLE t${at}(k INTEGER PRIMARY KEY${at % 2 === 0 ? '' : ',b BLOB'})`),
  ...['r(b)', 'm(b)', 'r(k)', 'r(b, k)', 'r(length(b))', 'r(k) WHERE k > 0', 'm(k) WHERE b IS NOT NULL', 'r(substr(b, 1, 1))', 'r(k DESC)', 'm(hex(b))'].map((on, at) => `CREATE INDEX i${at} ON ${on}`),
  ...['SELECT 1', 'SELECT * FROM r', 'SELECT * FROM m', 'SELECT k FROM r WHERE k > 0', 'SELECT * FROM r, m', 'SELECT * FROM sqlite_schema', 'VALUES(1)', 'SELECT * FROM pragma_table_info(\'r\')', 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c', 'SELECT load_extension(1)'].map((as, at) => `CREATE VIEW v${at} AS ${as}`),
  ...['AFTER INSERT ON r', 'BEFORE INSERT ON r', 'AFTER UPDATE ON r', 'BEFORE UPDATE ON r', 'AFTER DELETE ON r', 'BEFORE DELETE ON r', 'AFTER INSERT ON m', 'AFTER UPDATE ON m', 'AFTER DELETE ON m', 'BEFORE UPDATE ON m'].map((on, at) => `CREATE TRIGGER t${at} ${on} BEGIN DELETE FROM r; END`),
  ...['fts5(a)', 'fts4(a)', 'rtree(a, b, c)', 'fts5(b, content=\'r\')'].map((using, at) => `CREATE VIRTUAL TABLE x${at} USING ${using}`),
  'ANALYZE',
  'ALTER TABLE r RENAME TO s',
  'ALTER TABLE r RENAME COLUMN b TO c',
  'ALTER TABLE r ADD COLUMN c BLOB',
  'DROP TABLE r',
  'DROP TABLE m',
];
const RIGHT = 'CREATE TABLE r(k INTEGER PRIMARY KEY,b BLOB NOT NULL) STRICT';
const REWRITTEN = [
  RIGHT.toLowerCase(), `${RIGHT} `, `${RIGHT};`, RIGHT.replace(',', ', '), RIGHT.replace(' STRICT', ''), RIGHT.replace(' NOT NULL', ''), RIGHT.replace('INTEGER PRIMARY KEY', 'INTEGER PRIMARY KEY AUTOINCREMENT'),
  RIGHT.replace('NOT NULL', "NOT NULL DEFAULT x''"), RIGHT.replace('NOT NULL', 'NOT NULL CHECK(1)'), RIGHT.replace('r(', '"r"('), RIGHT.replace('r(', 'r ('), `${RIGHT} -- r`,
];

function reopenGathered(file: string) {
  const vault = reopen(file);
  for (const _ of vault.gather(256));
  return vault;
}
