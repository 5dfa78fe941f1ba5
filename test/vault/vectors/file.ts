/** FORMAT.md §4: the SQLite file. Keys, records and root are right for the rows that are there, unless a vector says otherwise. */
import { altered, SCHEMA, type Layout } from './database.ts';
import { finish, type Draft } from './draft.ts';
import { ascii, join, u8, type Bytes, type Row } from './ocv1.ts';
import { flipped, hello, opens, refused, sound } from './sound.ts';
import type { Case, Outcome } from './vector.ts';

const whole = finish(sound).file;
const bytes = (change: (file: Buffer) => void): Partial<Draft> => ({
  file: (file) => {
    const other = Buffer.from(file);
    change(other);
    return other;
  },
});
const cut = (length: number): Partial<Draft> => ({ file: (file) => file.subarray(0, length) });
const sql = (...statements: string[]): Partial<Draft> => ({ file: (file) => altered(file, ...statements) });
const layout = (change: Partial<Layout>): Partial<Draft> => ({ layout: change });
const no = (outcome: Exclude<Outcome, 'opens'>) => (name: string, changed: string, change: Partial<Draft>, rest = {}): Case => refused(outcome, name, changed, change, rest);
const [damaged, alien, newer] = [no('damaged'), no('not-a-journal'), no('newer-version')];

const beginnings: Case[] = [
  alien('an empty file', 'no bytes', cut(0)),
  alien('one byte', 'S', cut(1)),
  alien('15 bytes', 'SQLite format 3 without its zero', cut(15)),
  damaged('16 bytes', 'what every SQLite file begins with, and no more', cut(16)),
  damaged('68 bytes', 'cut off before the application_id', cut(68)),
  damaged('99 bytes', 'cut off a byte before the end of the header', cut(99)),
  damaged('100 bytes', 'cut off after the header', cut(100)),
  damaged('a page', 'cut off after the first page', cut(4096)),
  damaged('a page less', 'the last page is missing', { file: (file) => file.subarray(0, file.length - 4096) }),
  damaged('a byte less', 'the last byte is missing', { file: (file) => file.subarray(0, file.length - 1) }),
  alien('another file', 'text', { file: () => Buffer.from('This is not a journal.\n'.repeat(400)) }),
  alien('magic, first byte', 'one bit', bytes((file) => (file[0]! ^= 1))),
  alien('magic, last byte', 'one bit', bytes((file) => (file[15]! ^= 1))),
  alien('application_id 0', 'an SQLite file of anybody', bytes((file) => file.writeUInt32BE(0, 68))),
  alien('application_id OCV2', 'application_id', bytes((file) => file.writeUInt32BE(0x4f435632, 68))),
  alien('application_id little-endian', '1VCO', bytes((file) => file.writeUInt32LE(0x4f435631, 68))),
  damaged('user_version 0', 'user_version', bytes((file) => file.writeUInt32BE(0, 60))),
  newer('user_version 2', 'user_version', bytes((file) => file.writeUInt32BE(2, 60))),
  newer('user_version little-endian', '2^24', bytes((file) => file.writeUInt32LE(1, 60))),
  newer('user_version 2^32 - 1', 'unsigned: not -1', bytes((file) => file.writeUInt32BE(0xffffffff, 60))),
  damaged('page size 512 in the header', 'bytes 16 and 17', bytes((file) => file.writeUInt16BE(512, 16))),
  damaged('page size 65,536 in the header', 'bytes 16 and 17', bytes((file) => file.writeUInt16BE(1, 16))),
  damaged('pages of 1,024 bytes', 'the file was made with them', layout({ pageSize: 1024 })),
  damaged('pages of 8,192 bytes', 'the file was made with them', layout({ pageSize: 8192 })),
  damaged('a write-ahead log to write', 'byte 18 is 2', bytes((file) => (file[18] = 2))),
  damaged('a write-ahead log to read', 'byte 19 is 2', bytes((file) => (file[19] = 2))),
  damaged('a file format of later', 'byte 19 is 3', bytes((file) => (file[19] = 3))),
  damaged('a file format of nobody', 'byte 18 is 0', bytes((file) => (file[18] = 0))),
  damaged('reserved space', 'byte 20 is 16', bytes((file) => (file[20] = 16))),
  refused('too-large', 'a byte more than 2 GiB', 'zeros after the journal', {}, { grownTo: 2 ** 31 + 1 }),
];

const extra: [string, string][] = [
  ['a table', 'CREATE TABLE t(k INTEGER PRIMARY KEY)'],
  ['a table that SQLite keeps statistics in', 'ANALYZE'],
  ['an index', 'CREATE INDEX i ON r(b)'],
  ['a partial index', 'CREATE INDEX i ON r(k) WHERE k > 0'],
  ['a view', 'CREATE VIEW v AS SELECT b FROM r'],
  ['a trigger on insert', 'CREATE TRIGGER t AFTER INSERT ON r BEGIN DELETE FROM r; END'],
  ['a trigger on update', 'CREATE TRIGGER t BEFORE UPDATE ON m BEGIN SELECT raise(ABORT, 1); END'],
  ['a full-text table', 'CREATE VIRTUAL TABLE v USING fts5(t)'],
  ['a table of key and value beside', 'CREATE TABLE "m "(k INTEGER PRIMARY KEY,b BLOB NOT NULL) STRICT'],
];
const [makesM, makesR] = SCHEMA as [string, string];
const schemas: Case[] = [
  ...extra.map(([name, statement]) => damaged(name, 'beside the two tables of the schema', sql(statement))),
  damaged('a table named in capitals', 'R in place of r', layout({ schema: [makesM, makesR.replace('r(', 'R(')] })),
  damaged('a statement with a space more', 'in the table of the records', layout({ schema: [makesM, makesR.replace(',', ', ')] })),
  damaged('a statement in lower case', 'blob in place of BLOB', layout({ schema: [makesM, makesR.replace('BLOB', 'blob')] })),
  damaged('a statement with a comment', 'in the table of the records', layout({ schema: [makesM, `${makesR} /* */`] })),
  damaged('a table that is not strict', 'STRICT is missing', layout({ schema: [makesM, makesR.replace(' STRICT', '')] })),
  damaged('a table without a rowid', 'WITHOUT ROWID', layout({ schema: [makesM, makesR.replace('STRICT', 'STRICT, WITHOUT ROWID')] })),
  damaged('a column that may be NULL', 'NOT NULL is missing', layout({ schema: [makesM, makesR.replace(' NOT NULL', '')] })),
  damaged('a column more', 'in the table of the records', layout({ schema: [makesM, makesR.replace('b BLOB NOT NULL', 'b BLOB NOT NULL,t TEXT')] })),
  damaged('a generated column', 'in the table of the records', layout({ schema: [makesM, makesR.replace('b BLOB NOT NULL', 'b BLOB NOT NULL,t INT AS (k + 1)')] })),
  damaged('a check', 'in the table of the records', layout({ schema: [makesM, makesR.replace('b BLOB NOT NULL', 'b BLOB NOT NULL CHECK(length(b) > 0)')] })),
  damaged('the tables in the other order', 'r before m', layout({ schema: [makesR, makesM] })),
  damaged('no table of records', 'r was dropped', { records: [], ...sql('DROP TABLE r') }),
  damaged('no table of the header', 'm was dropped', sql('DROP TABLE m')),
  damaged('no tables', 'both were dropped', sql('DROP TABLE m', 'DROP TABLE r')),
  damaged('a table by another name', 'r was renamed', sql('ALTER TABLE r RENAME TO s')),
];

const m = (change: (rows: Row[]) => Row[]): Partial<Draft> => ({ m: change });
const row = (k: bigint, change: (b: Bytes) => Bytes) => m((rows) => rows.map((each) => (each.k === k ? { k, b: change(each.b) } : each)));
const rows: Case[] = [
  damaged('no header', 'row 0 of m is missing', m((all) => all.slice(1))),
  damaged('no header MAC', 'row 1 of m is missing', m((all) => all.filter(({ k }) => k !== 1n))),
  damaged('no head', 'row 2 of m is missing', m((all) => all.slice(0, 2))),
  damaged('no rows in m', 'all are missing', m(() => [])),
  damaged('a row 4 in m', 'beside the three', m((all) => [...all, { k: 4n, b: u8(0) }])),
  damaged('a row -1 in m', 'beside the three', m((all) => [{ k: -1n, b: u8(0) }, ...all])),
  damaged('a row of the highest number in m', 'beside the three', m((all) => [...all, { k: 2n ** 63n - 1n, b: u8(0) }])),
  damaged('a row 4 in m in place of the front page', 'rows 0, 1, 2, 4', { frontPage: ascii('front'), ...m((all) => all.map(({ k, b }) => ({ k: k === 3n ? 4n : k, b }))) }),
  damaged('rows one too high', '1, 2, 3 in place of 0, 1, 2', m((all) => all.map(({ k, b }) => ({ k: k + 1n, b })))),
  damaged('a header of 4,097 bytes', 'zeros after it', row(0n, (b) => join(b, new Uint8Array(4097 - b.length)))),
  damaged('an empty header', 'no bytes', row(0n, () => new Uint8Array(0))),
  damaged('a header MAC of 31 bytes', 'the last byte is missing', row(1n, (b) => b.slice(0, 31))),
  damaged('a header MAC of 33 bytes', 'a zero more', row(1n, (b) => join(b, u8(0)))),
  damaged('an empty header MAC', 'no bytes', row(1n, () => new Uint8Array(0))),
  damaged('a head of 151 bytes', 'the last byte is missing', row(2n, (b) => b.slice(0, 151))),
  damaged('a head of 153 bytes', 'a zero more', row(2n, (b) => join(b, u8(0)))),
  damaged('an empty head', 'no bytes', row(2n, () => new Uint8Array(0))),
  damaged('header and head exchanged', 'rows 0 and 2 of m', m(([a, b, c]) => [{ k: 0n, b: c!.b }, b!, { k: 2n, b: a!.b }])),
];

/** Where things stand in the file: page 2 is m, page 3 is r. */
const [M, R] = [4096, 8192];
const cellsOf = (file: Buffer, page: number) => file.readUInt16BE(page + 3);
const cellAt = (file: Buffer, page: number, cell: number) => page + file.readUInt16BE(page + 8 + 2 * cell);
const structure: Case[] = [
  damaged('a page of no kind', 'the first byte of the page of r is 0', bytes((file) => (file[R] = 0))),
  damaged('a page of an index', 'the first byte of the page of r is 10', bytes((file) => (file[R] = 0x0a))),
  damaged('an inner page without children', 'the first byte of the page of r is 5', bytes((file) => (file[R] = 0x05))),
  damaged('more cells than there are', 'the page of r says 200', bytes((file) => file.writeUInt16BE(200, R + 3))),
  damaged('a cell beyond the page', 'its pointer, in the page of m', bytes((file) => file.writeUInt16BE(4095, M + 8))),
  damaged('two pointers to one cell', 'in the page of m', bytes((file) => file.writeUInt16BE(file.readUInt16BE(M + 8), M + 10))),
  damaged('cells in the wrong order', 'two pointers of m exchanged', bytes((file) => {
    const first = file.readUInt16BE(M + 8);
    file.writeUInt16BE(file.readUInt16BE(M + 10), M + 8);
    file.writeUInt16BE(first, M + 10);
  })),
  damaged('one cell less', 'the page of r says none', bytes((file) => file.writeUInt16BE(cellsOf(file, R) - 1, R + 3))),
  damaged('text in place of bytes', 'the type of the one record', bytes((file) => {
    // payload length (2) ‖ row number (9) ‖ header length (1) ‖ type of k (1) ‖ type of b (2): one more than for bytes is text
    const at = cellAt(file, R, 0) + 2;
    let end = at;
    while (file[end]! & 0x80) end += 1;
    file[end + 4]! ^= 1;
  })),
  damaged('r at the page of m', 'its root page in the schema', bytes((file) => rooted(file, 'r', 2))),
  damaged('r at the page of the schema', 'its root page in the schema', bytes((file) => rooted(file, 'r', 1))),
  damaged('r at a page that is not there', 'its root page in the schema', bytes((file) => rooted(file, 'r', 99))),
  damaged('a list of free pages that is none', 'its first page is that of m', bytes((file) => {
    file.writeUInt32BE(2, 32);
    file.writeUInt32BE(1, 36);
  })),
  damaged('a page nobody uses', 'a fourth page, and the header counts it', { file: (file) => {
    const longer = Buffer.concat([file, Buffer.alloc(4096)]);
    longer.writeUInt32BE(4, 28);
    return longer;
  } }),
  damaged('a chain of pages that ends too soon', 'the second page of a long record', { ...longRecord(), file: (file) => {
    const other = Buffer.from(file);
    other.writeUInt32BE(0, 3 * 4096);
    return other;
  } }),
  damaged('a chain of pages that is a circle', 'the second page of a long record names itself', { ...longRecord(), file: (file) => {
    const other = Buffer.from(file);
    other.writeUInt32BE(4, 3 * 4096);
    return other;
  } }),
];

function longRecord(): Partial<Draft> {
  return { records: [{ ...hello, payload: new Uint8Array(12_000) }] };
}

/** The root page of a table, in the row of the schema that holds its statement. */
function rooted(file: Buffer, table: string, page: number): void {
  const statement = file.indexOf(`CREATE TABLE ${table}`);
  file[statement - 1] = page;
}

const nothing: Case[] = [
  opens('statements in UTF-16', 'what the schema says is the same text', layout({ pragmas: ["PRAGMA encoding='UTF-16le'"] })),
  opens('the counter of changes', 'bytes 24 and 92: nothing is read from them', bytes((file) => {
    file.writeUInt32BE(77, 24);
    file.writeUInt32BE(77, 92);
  })),
  opens('the number of the SQLite that wrote it', 'byte 96', bytes((file) => file.writeUInt32BE(3_099_000, 96))),
  opens('the bytes SQLite keeps for later', '72 to 91', bytes((file) => file.fill(0xff, 72, 92))),
  opens('the unused part of a page', 'in the page of r', bytes((file) => file.fill(0xff, R + 100, R + 200))),
  opens('bytes after the last page', 'a page of zeros that the header does not count', { file: (file) => Buffer.concat([file, Buffer.alloc(4096)]) }),
  opens('a long record', 'over several pages', longRecord()),
  opens('free pages', 'records were there and are gone', { file: (file) => altered(file, 'INSERT INTO r SELECT 7, zeroblob(20000)', 'DELETE FROM r WHERE k = 7') }),
];

/** A rollback journal: what the pages were before a save that was cut off. */
const saved = finish({ ...sound, records: [{ ...hello, payload: ascii('Not saved'), revision: 4n }], sequence: 2n }).file;
const rollback = rollbackOf(whole, [2, 3]);
const cutOff: Case[] = [
  opens('a save cut off', 'its rollback journal takes it back', { file: () => saved }, { journal: rollback }),
  opens('an empty rollback journal', 'it says nothing', {}, { journal: new Uint8Array(0) }),
  opens('a rollback journal ended with zeros', 'the save it belonged to was finished', {}, { journal: join(new Uint8Array(512), rollback.slice(512)) }),
  damaged('a save cut off, with a byte changed in what it took back', 'the page of the record, its checksum made right', { file: () => saved }, { journal: rollbackOf(Buffer.from(flipped(cellAt(whole, R, 0) + 100)(whole)), [2, 3]) }),
  damaged('a save cut off, taken back by half', 'the rollback journal has the page of m only', { file: () => saved }, { journal: rollbackOf(whole, [2]), isKnownLate: true, alsoHandedOut: [{ ...hello, payload: ascii('Not saved'), revision: 4n }] }),
];

/** SQLite's file format, "The Rollback Journal": big-endian. */
function rollbackOf(before: Buffer, pages: number[]): Bytes {
  const header = Buffer.alloc(512);
  Buffer.from('d9d505f920a163d7', 'hex').copy(header);
  const nonce = 0x01020304;
  [pages.length, nonce, before.length / 4096, 512, 4096].forEach((value, at) => header.writeUInt32BE(value, 8 + at * 4));
  const records = pages.map((page) => {
    const content = before.subarray((page - 1) * 4096, page * 4096);
    let checksum = nonce;
    for (let at = 4096 - 200; at > 0; at -= 200) checksum += content[at]!;
    const record = Buffer.alloc(4 + 4096 + 4);
    record.writeUInt32BE(page, 0);
    content.copy(record, 4);
    record.writeUInt32BE(checksum >>> 0, 4100);
    return record;
  });
  return Uint8Array.from(Buffer.concat([header, ...records]));
}

export const file: Case[] = [opens('as it is', 'nothing', {}), ...beginnings, ...schemas, ...rows, ...structure, ...nothing, ...cutOff];
