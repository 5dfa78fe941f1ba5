/**
 * Reads a journal file, or a sealed backup of one, without the app. Written from electron/vault/FORMAT.md alone (the § below are its
 * sections), with other libraries than the app's: Node's own SQLite, @noble/ciphers, @noble/hashes and @scure/bip39. The app can be gone;
 * this and the file suffice.
 *
 *     node build/reader/read-journal.mjs FILE [--words] [--out DIR]
 *
 * Asks for the passphrase, or with --words for the twelve recovery words: hidden on a terminal, else the first line of standard input.
 * Checks all that FORMAT.md says to check. Prints what there is; with --out writes it, readable for anybody, into the new folder DIR.
 * Never writes into the file or beside it. Exit codes: FAULTS below; 0 when everything was read and is whole. Needs Node 22.13 or newer.
 */
import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20, hchacha, xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { createHash, timingSafeEqual } from 'node:crypto';
import { chmodSync, closeSync, copyFileSync, existsSync, fstatSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { DatabaseSync } from 'node:sqlite';
import holdReasons from '../../shared/content/en/hold-reasons.json' with { type: 'json' };
import measures from '../../shared/content/en/measures.json' with { type: 'json' };

/** What can be wrong: the application's own classes, an exit code for each, and one sentence. */
export const FAULTS = {
  usage: [2, 'Usage: node read-journal.mjs FILE [--words] [--out DIR]'],
  'not-a-journal': [3, 'This file is neither an Other Chair journal nor a backup of one.'],
  damaged: [4, 'This file is damaged: it is not as the app wrote it, so nothing of it is shown.'],
  'newer-version': [5, 'This file was written by a newer version of the app than this reader knows.'],
  'wrong-secret': [6, 'This passphrase, or these recovery words, do not open this file: a backup opens with those of the day it was made.'],
  'not-words': [7, 'These are not twelve recovery words that belong together: check the spelling and the order.'],
  'too-large': [8, 'This is larger than a journal or a passphrase can be.'],
  'in-use': [9, 'The journal is open in the app or another program: close it there first.'],
  unreadable: [10, 'The file cannot be read: check that the disk is there and that you may read it.'],
  exists: [11, 'The folder to write into exists already, and nothing is ever overwritten: name a new one.'],
  unwritable: [12, 'The folder cannot be written, or not all of it: check the place and the free space.'],
  'no-journal': [13, 'There is no file in this place.'],
  'not-enough-memory': [14, 'There is not enough free memory to work out the key: close other programs and try again.'],
  'not-a-backup': [15, 'This file is not a backup of an Other Chair journal.'],
};

/** `fault` is a key of FAULTS. The message never holds anything a person wrote. */
export class Refusal extends Error {
  constructor(fault) {
    super(FAULTS[fault][1]);
    this.name = 'Refusal';
    this.fault = fault;
  }
}

const PASSPHRASE = 1;
const WORDS = 2;
const KIB = 1024;
const MIB = 1024 * KIB;

/** @returns the exit code */
async function main(args) {
  try {
    const { file, type, out } = parseArguments(args);
    // What is wrong with the places is said before anybody types a secret.
    if (out !== null && existsSync(out)) throw new Refusal('exists');
    if (out !== null && !existsSync(path.dirname(path.resolve(out)))) throw new Refusal('unwritable');
    openFile(file).close();
    const journal = readJournal(file, type, secretBytes(type, await ask(type)));
    if (out !== null) writeOut(out, journal);
    process.stdout.write(`${summary(journal, out)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    return FAULTS[error.fault][0];
  }
}

function parseArguments(args) {
  const rest = [...args];
  let type = PASSPHRASE;
  let out = null;
  let file = null;
  while (rest.length > 0) {
    const each = rest.shift();
    if (each === '--words') type = WORDS;
    else if (each === '--out' && rest.length > 0 && out === null) out = rest.shift();
    else if (!each.startsWith('-') && file === null) file = each;
    else throw new Refusal('usage');
  }
  if (file === null || file === '' || out === '') throw new Refusal('usage');
  return { file, type, out };
}

/** One line, as typed: of the end of the line nothing is left, of everything else nothing is taken away. */
function ask(type) {
  const question = type === WORDS ? 'Twelve recovery words: ' : 'Passphrase: ';
  const isTyped = process.stdin.isTTY === true;
  if (isTyped) process.stderr.write(question);
  const hidden = new Writable({ write: (_piece, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: hidden, terminal: isTyped, historySize: 0 });
  return new Promise((resolve) => {
    let line = '';
    lines.once('line', (typed) => {
      line = typed;
      lines.close();
    });
    lines.once('SIGINT', () => {
      lines.removeAllListeners('close').close();
      process.exit(130);
    });
    lines.once('close', () => {
      if (isTyped) process.stderr.write('\nWorking out the key. This takes some seconds.\n');
      resolve(line);
    });
  });
}

/**
 * §3, the secret as bytes.
 * @throws Refusal `too-large`, `not-words`
 */
export function secretBytes(type, typed) {
  if (type === PASSPHRASE) {
    const bytes = new TextEncoder().encode(typed.normalize('NFC'));
    if (bytes.length > 1024) throw new Refusal('too-large');
    return bytes;
  }
  const words = typed.match(/[a-z]+/gi) ?? [];
  if (words.length !== 12) throw new Refusal('not-words');
  try {
    return mnemonicToEntropy(words.join(' ').toLowerCase(), wordlist);
  } catch {
    throw new Refusal('not-words');
  }
}

/**
 * Everything in a journal or in a backup, checked. `type` is 1 for a passphrase, 2 for recovery words; `secret` as `secretBytes` gives it.
 * `madeAtMs` is there for a backup: milliseconds since 1970, UTC.
 * @throws Refusal `no-journal`, `not-a-journal`, `not-a-backup`, `newer-version`, `damaged`, `wrong-secret`, `too-large`, `in-use`, `unreadable`, `not-enough-memory`
 */
export function readJournal(file, type, secret) {
  return readWithDerived(file, type, (kdf) => derive(secret, kdf));
}

/** As `readJournal`; `deriveFrom(kdf)` gives P, the 32 bytes of §3, and may remember it. */
export function readWithDerived(file, type, deriveFrom) {
  const opened = openFile(file);
  try {
    const { header } = opened;
    const slot = header.slots.find((each) => each.type === type);
    const vaultKey = openSlot(header, slot, deriveFrom(slot.kdf));
    const keys = subkeys(vaultKey);
    if (!isSame(hash(32, header.bytes, keys.header), opened.headerMac)) throw new Refusal('damaged');
    const { head, records, ...more } = opened.read(keys);
    return { ...more, vaultId: toHex(header.vaultId), epoch: header.epoch, sequence: head.sequence, records };
  } catch (error) {
    throw asRefusal(error);
  } finally {
    opened.close();
  }
}

/**
 * A journal or a backup, by what it begins with, as far as it can be checked without a key. `read(keys)` gives `{ head, records }` of either.
 * @throws Refusal as `readJournal`, but not `wrong-secret` and `not-enough-memory`
 */
function openFile(file) {
  const { bytes } = readBeginning(file, 4);
  return toText(bytes) === 'OCBK' ? openBackup(file) : openJournalFile(file);
}

/** §4 and §5. */
function openJournalFile(file) {
  checkBeginning(file);
  const connection = connect(file);
  const { database } = connection;
  try {
    if (all(database, 'PRAGMA quick_check').some((row) => row.quick_check !== 'ok')) throw new Refusal('damaged');
    const rows = all(database, 'SELECT k, typeof(b) AS type, length(b) AS length FROM m ORDER BY k');
    const isFit = ({ k, type, length }) => type === 'blob' && [length <= 4096n, length === 32n, length === 152n, true][Number(k)] === true;
    if (rows.length < 3 || rows.length > 4 || rows.some((row, at) => row.k !== BigInt(at) || !isFit(row))) throw new Refusal('damaged');
    const [headerBytes, headerMac, sealedHead] = [0, 1, 2].map((k) => all(database, `SELECT b FROM m WHERE k = ${k}`)[0].b);
    const header = parseHeader(headerBytes);
    const read = (keys) => {
      const head = openHead(sealedHead, header, keys);
      return { head, records: readRecords(rowsOf(database, head), header, head, keys) };
    };
    return { header, headerMac, read, close: connection.close };
  } catch (error) {
    connection.close();
    throw asRefusal(error);
  }
}

// ------------------------------------------------------------------------------------------------ §4 The file

function rowsOf(database, head) {
  const [found] = all(database, "SELECT count(*) AS count, coalesce(max(length(b)), 0) AS longest, coalesce(min(k), 0) AS least, total(typeof(b) <> 'blob') AS others FROM r");
  if (found.count !== head.count || found.longest > ROW_MAX || found.least < 0n || found.others !== 0) throw new Refusal('damaged');
  return prepare(database, 'SELECT k, b FROM r ORDER BY k').iterate();
}

function checkBeginning(file) {
  const { bytes, size } = readBeginning(file, 100);
  const magic = new TextEncoder().encode('SQLite format 3\0');
  if (!isSame(bytes.subarray(0, 16), magic)) throw new Refusal('not-a-journal');
  if (bytes.length < 100) throw new Refusal('damaged');
  const view = viewOf(bytes);
  if (view.getUint32(68) !== 0x4f435631) throw new Refusal('not-a-journal');
  const version = view.getUint32(60);
  if (version > 1) throw new Refusal('newer-version');
  if (version < 1 || view.getUint16(16) !== 4096 || bytes[18] !== 1 || bytes[19] !== 1 || bytes[20] !== 0) throw new Refusal('damaged');
  if (size > 2 * KIB * MIB) throw new Refusal('too-large');
}

function readBeginning(file, length) {
  const { descriptor, size } = openToRead(file);
  try {
    return { size, bytes: readAt(descriptor, length, 0) };
  } finally {
    closeSync(descriptor);
  }
}

/** What is no file, a folder, is neither a journal nor a backup. */
function openToRead(file) {
  try {
    const descriptor = openSync(file, 'r');
    const found = fstatSync(descriptor);
    if (found.isFile()) return { descriptor, size: found.size };
    closeSync(descriptor);
  } catch (error) {
    throw new Refusal(error.code === 'ENOENT' ? 'no-journal' : 'unreadable');
  }
  throw new Refusal('not-a-journal');
}

/** Fewer bytes than asked for only where the file ends. */
function readAt(descriptor, length, place) {
  const bytes = new Uint8Array(length);
  let filled = 0;
  try {
    for (let read = -1; read !== 0 && filled < length; filled += read) read = readSync(descriptor, bytes, filled, length - filled, place + filled);
  } catch {
    throw new Refusal('unreadable');
  }
  return bytes.subarray(0, filled);
}

const SCHEMA = ['m', 'r'].map((name) => ({ type: 'table', name, tbl_name: name, sql: `CREATE TABLE ${name}(k INTEGER PRIMARY KEY,b BLOB NOT NULL) STRICT` }));

/** A connection that cannot write, after the schema was found to be exactly ours. `close` leaves nothing behind. */
function connect(file) {
  try {
    return connectTo(file, { readOnly: true });
  } catch (error) {
    const READONLY_ROLLBACK = 776;
    if (error.errcode !== READONLY_ROLLBACK) throw asRefusal(error);
  }
  return connectToCopy(file);
}

/** A save was cut off. SQLite takes it back in a copy (sealed like the file itself), so that the file stays as it is. */
function connectToCopy(file) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'read-journal-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = path.join(folder, 'journal.ocv');
    for (const ending of ['', '-journal']) {
      copyFileSync(file + ending, copy + ending);
      chmodSync(copy + ending, 0o600);
    }
    const { database, close } = connectTo(copy, { readOnly: false });
    return { database, close: () => [close, remove].forEach((each) => each()) };
  } catch (error) {
    remove();
    throw asRefusal(error);
  }
}

function connectTo(file, { readOnly }) {
  const database = new DatabaseSync(file, { readOnly, allowExtension: false });
  try {
    for (const setting of ['trusted_schema=OFF', 'cell_size_check=ON', 'mmap_size=0', 'temp_store=MEMORY']) database.exec(`PRAGMA ${setting}`);
    // One transaction for all that follows: it is one state of the file that is read.
    database.exec('BEGIN');
    const schema = all(database, 'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid');
    if (JSON.stringify(schema) !== JSON.stringify(SCHEMA)) throw new Refusal('damaged');
    return { database, close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepare(database, sql) {
  const statement = database.prepare(sql);
  statement.setReadBigInts(true);
  return statement;
}

function all(database, sql) {
  return prepare(database, sql).all();
}

/** What SQLite says, in the application's classes. Anything that is no SQLite error is a mistake of this program and stays what it is. */
function asRefusal(error) {
  if (error.code !== 'ERR_SQLITE_ERROR') return error;
  const [BUSY, LOCKED, PERM, IOERR, CANTOPEN, SHORT_READ] = [5, 6, 3, 10, 14, 522];
  const primary = error.errcode & 0xff;
  if (primary === BUSY || primary === LOCKED) return new Refusal('in-use');
  if (error.errcode !== SHORT_READ && [PERM, IOERR, CANTOPEN].includes(primary)) return new Refusal('unreadable');
  return new Refusal('damaged');
}

// ------------------------------------------------------------------------------------------------ §5 Header

/** Everything in m[0] is checked here, the cost of the derivation included, before any key is derived. */
function parseHeader(bytes) {
  if (bytes.length < 6 + 32 || toText(bytes.subarray(0, 4)) !== 'OCV1') throw new Refusal('damaged');
  const end = bytes.length - 32;
  if (!isSame(hash(32, bytes.subarray(0, end)), bytes.subarray(end))) throw new Refusal('damaged');
  const format = viewOf(bytes).getUint16(4, true);
  if (format > 1) throw new Refusal('newer-version');
  if (format < 1) throw new Refusal('damaged');

  const header = { bytes, vaultId: null, epoch: 0, slots: [] };
  for (const { tag, value } of fields(bytes.subarray(6, end))) {
    if (tag === 0x0001 && value.length === 16) header.vaultId = value;
    else if (tag === 0x0002 && value.length === 4) header.epoch = viewOf(value).getUint32(0, true);
    else if (tag >= 0x0010 && tag <= 0x0013) header.slots.push(parseSlot(tag - 0x0010, value));
    else throw new Refusal('damaged');
  }
  const types = header.slots.map((slot) => slot.type);
  if (header.vaultId === null || header.epoch === 0 || new Set(types).size !== types.length) throw new Refusal('damaged');
  if (!types.includes(PASSPHRASE) || !types.includes(WORDS)) throw new Refusal('damaged');
  return header;
}

function fields(bytes) {
  const found = [];
  const view = viewOf(bytes);
  let last = -1;
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) throw new Refusal('damaged');
    const tag = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    if (tag <= last || at + 4 + length > bytes.length) throw new Refusal('damaged');
    found.push({ tag, value: bytes.subarray(at + 4, at + 4 + length) });
    last = tag;
    at += 4 + length;
  }
  return found;
}

function parseSlot(number, value) {
  if (value.length < 2 || value[0] === 0) throw new Refusal('damaged');
  const [type, flags] = value;
  if (type !== PASSPHRASE && type !== WORDS) {
    if (flags > 1 || value.length > 2 + 1024) throw new Refusal('damaged');
    if (flags === 1) throw new Refusal('newer-version');
    return { number, type };
  }
  if (value.length !== 135 || flags !== 0) throw new Refusal('damaged');
  const kdf = value.subarray(2, 31);
  const { passes, memoryKiB, lanes } = costOf(kdf);
  const isWithin = passes >= 3 && passes <= 10 && memoryKiB >= 65_536 && memoryKiB <= 1_048_576;
  if (kdf[0] !== 1 || lanes !== 1 || !isWithin) throw new Refusal('damaged');
  return { number, type, kdf, sealed: value.subarray(31) };
}

function costOf(kdf) {
  const view = viewOf(kdf);
  return { passes: view.getUint32(1, true), memoryKiB: view.getUint32(5, true), lanes: view.getUint32(9, true) };
}

// ------------------------------------------------------------------------------------------------ §2 and §3 Seal and keys

/** P of §3. `kdf` are the 29 bytes of a slot, within the limits of §5. */
export function derive(secret, kdf) {
  const { passes, memoryKiB, lanes } = costOf(kdf);
  try {
    return argon2id(secret, kdf.subarray(13), { version: 0x13, t: passes, m: memoryKiB, p: lanes, dkLen: 32, maxmem: (memoryKiB + 1) * KIB });
  } catch (error) {
    throw error instanceof RangeError ? new Refusal('not-enough-memory') : error;
  }
}

function openSlot(header, { number, type, kdf, sealed }, derived) {
  const place = concat(header.vaultId, u8(number), u8(type), kdf);
  const key = hash(32, concat(ascii('oc1/kek'), place), derived);
  const vaultKey = open(key, 'oc1/slot', concat(place, u32(header.epoch)), sealed);
  key.fill(0);
  if (vaultKey === null) throw new Refusal('wrong-secret');
  if (vaultKey.length !== 32) throw new Refusal('damaged');
  return vaultKey;
}

function subkeys(vaultKey) {
  const subkey = (number) => blake2b(new Uint8Array(0), { dkLen: 32, key: vaultKey, salt: concat(u64(number), u64(0)), personalization: concat(ascii('oc1_vmk_'), u64(0)) });
  const keys = { records: subkey(1), head: subkey(2), set: subkey(3), header: subkey(4), backup: subkey(8) };
  vaultKey.fill(0);
  return keys;
}

/** The text of a seal; `null` when it does not open. */
function open(key, context, place, sealed) {
  if (sealed.length < 72) return null;
  const nonce = sealed.subarray(0, 24);
  const derived = hash(64, concat(u32(context.length), ascii(context), nonce, u32(place.length), place), key);
  if (!isSame(derived.subarray(32), sealed.subarray(24, 56))) return null;
  try {
    return xchacha20poly1305(derived.subarray(0, 32), nonce, place).decrypt(sealed.subarray(56));
  } catch {
    return null;
  }
}

// ------------------------------------------------------------------------------------------------ §6 and §7 Records, root, head

function openHead(sealed, { vaultId, epoch }, keys) {
  const head = open(keys.head, 'oc1/head', concat(vaultId, u32(epoch)), sealed);
  if (head === null || head.length !== 80) throw new Refusal('damaged');
  const view = viewOf(head);
  const sequence = view.getBigUint64(0, true);
  const count = view.getBigUint64(8, true);
  if (sequence > NUMBER_MAX || count > NUMBER_MAX) throw new Refusal('damaged');
  if (count > RECORDS_MAX) throw new Refusal('too-large');
  return { sequence, count, root: head.subarray(16, 48) };
}

const NUMBER_MAX = 2n ** 53n - 1n;
const RECORDS_MAX = 100_000n;
const ROW_MAX = BigInt(20 * MIB);

/** Every record, and that they are exactly those of the head. `rows` are ascending by k. */
function readRecords(rows, header, head, keys) {
  const records = [];
  const leaves = Array.from({ length: 256 }, () => []);
  for (const { k, b } of rows) {
    leaves[Number(k >> 55n)].push(concat(u64(k), hash(32, concat(u8(0), u64(k), b), keys.set)));
    records.push({ id: k.toString(16).padStart(16, '0'), ...openRecord(k, b, header, keys) });
  }
  if (!isSame(rootOf(leaves, header, head, keys), head.root)) throw new Refusal('damaged');
  return records;
}

function rootOf(leaves, { vaultId, epoch, bytes }, { sequence, count }, keys) {
  const buckets = leaves.map((entries, j) => hash(32, concat(u8(1), u8(j), u32(entries.length), ...entries), keys.set));
  return hash(32, concat(u8(2), vaultId, u32(epoch), u64(sequence), u64(count), hash(32, bytes), ...buckets), keys.set);
}

/** `{ type, schema, revision, payload }`. */
function openRecord(k, b, { vaultId, epoch }, keys) {
  if (b.length < 5 || b[0] !== 1 || viewOf(b).getUint32(1, true) !== epoch) throw new Refusal('damaged');
  const inner = open(keys.records, 'oc1/rec', concat(u8(1), vaultId, u64(k), u32(epoch)), b.subarray(5));
  if (inner === null || inner.length < 16) throw new Refusal('damaged');
  const view = viewOf(inner);
  const length = view.getUint32(0, true);
  const revision = view.getBigUint64(8, true);
  if (length > 16 * MIB || inner.length !== paddedSize(16 + length)) throw new Refusal('damaged');
  if (inner.subarray(16 + length).some((byte) => byte !== 0)) throw new Refusal('damaged');
  if (revision < 1n || revision > NUMBER_MAX) throw new Refusal('damaged');
  return { type: view.getUint16(4, true), schema: view.getUint16(6, true), revision: Number(revision), payload: inner.subarray(16, 16 + length) };
}

export function paddedSize(length) {
  for (let size = 512; size <= 65_536; size *= 2) if (length <= size) return size;
  const log2 = (n) => 31 - Math.clz32(n);
  const exponent = log2(length);
  const step = 2 ** (exponent - (log2(exponent) + 1));
  return Math.ceil(length / step) * step;
}

// ------------------------------------------------------------------------------------------------ §12 Backups

const BACKUP_MAX = 2.25 * KIB * MIB;
const PIECE = 65_536;
/** How much longer a frame is than its piece. */
const FRAME_MORE = 17;
/** m[1], backup_id, commitment and the header of the stream. */
const AFTER_HEADER = 32 + 16 + 32 + 24;
const [TAG_MESSAGE, TAG_FINAL] = [0, 3];

function openBackup(file) {
  const { descriptor, size } = openToRead(file);
  const close = () => closeSync(descriptor);
  try {
    const preambleLength = 12 + headerLengthOf(readAt(descriptor, 12, 0)) + AFTER_HEADER;
    if (size > BACKUP_MAX) throw new Refusal('too-large');
    if (size < preambleLength + FRAME_MORE + 1) throw new Refusal('damaged');
    const preamble = readAt(descriptor, preambleLength, 0);
    if (preamble.length < preambleLength) throw new Refusal('damaged');
    const at = preambleLength - AFTER_HEADER;
    const header = parseHeader(preamble.subarray(12, at));
    const frames = { descriptor, size, preamble, identity: preamble.subarray(0, at + 48), commitment: preamble.subarray(at + 48, at + 80), streamHeader: preamble.subarray(at + 80) };
    return { header, headerMac: preamble.subarray(at, at + 32), read: (keys) => readBackup(frames, header, keys), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** From the first twelve bytes, of which some can be missing. */
function headerLengthOf(start) {
  const version = /^OCBK(\d{4})$/.exec(toText(start.subarray(0, 8)))?.[1];
  if (version === undefined) throw new Refusal('not-a-backup');
  if (Number(version) > 1) throw new Refusal('newer-version');
  if (Number(version) < 1 || start.length < 12) throw new Refusal('damaged');
  const length = viewOf(start).getUint32(8, true);
  if (length > 4096) throw new Refusal('damaged');
  return length;
}

function readBackup(frames, header, keys) {
  const derived = hash(64, concat(ascii('oc1/backup'), frames.identity), keys.backup);
  if (!isSame(derived.subarray(32), frames.commitment)) throw new Refusal('damaged');
  const text = new Text(frames, derived.subarray(0, 32));
  const madeAtMs = viewOf(text.take(8)).getBigUint64(0, true);
  if (madeAtMs > NUMBER_MAX) throw new Refusal('damaged');
  const head = openHead(text.take(152), header, keys);
  const SHORTEST_ROW = 601n;
  if (head.count * SHORTEST_ROW > BigInt(text.left)) throw new Refusal('damaged');
  return { madeAtMs: Number(madeAtMs), head, records: readRecords(rowsIn(text, head), header, head, keys) };
}

function* rowsIn(text, { count }) {
  let before = -1n;
  for (let done = 0n; done < count; done += 1n) {
    const lead = viewOf(text.take(12));
    const k = lead.getBigUint64(0, true);
    const length = lead.getUint32(8, true);
    if (k <= before || k >= 2n ** 63n || length > ROW_MAX) throw new Refusal('damaged');
    yield { k, b: text.take(length) };
    before = k;
  }
  text.end();
}

/** The text of all frames, taken from its beginning to its end. A frame is opened when something of it is asked for. */
class Text {
  #frames;
  #opener;
  #count;
  #length;
  #next = 0;
  #piece = new Uint8Array(0);
  #taken = 0;

  constructor(frames, streamKey) {
    const sealed = frames.size - frames.preamble.length;
    this.#frames = frames;
    this.#opener = new StreamOpener(streamKey, frames.streamHeader);
    this.#count = Math.ceil(sealed / (PIECE + FRAME_MORE));
    this.#length = sealed - this.#count * FRAME_MORE;
    const last = sealed - (this.#count - 1) * (PIECE + FRAME_MORE) - FRAME_MORE;
    // The text is padded, so that every piece is of a multiple of 512 bytes, and none is empty.
    if (last < 1 || last % 512 !== 0) throw new Refusal('damaged');
  }

  get left() {
    return this.#length - this.#taken;
  }

  take(length) {
    if (length > this.left) throw new Refusal('damaged');
    const parts = [];
    for (let missing = length; missing > 0; ) {
      if (this.#piece.length === 0) this.#piece = this.#openNext();
      const part = this.#piece.subarray(0, missing);
      this.#piece = this.#piece.subarray(part.length);
      missing -= part.length;
      parts.push(part);
    }
    this.#taken += length;
    return concat(...parts);
  }

  /** After the last row there are zeros, just as many as the padding asks for, and then the file ends. */
  end() {
    if (this.#length !== paddedSize(this.#taken)) throw new Refusal('damaged');
    while (this.left > 0) if (this.take(Math.min(this.left, PIECE)).some((byte) => byte !== 0)) throw new Refusal('damaged');
    if (readAt(this.#frames.descriptor, 1, this.#frames.size).length > 0) throw new Refusal('damaged');
  }

  #openNext() {
    const { descriptor, preamble, size } = this.#frames;
    const place = preamble.length + this.#next * (PIECE + FRAME_MORE);
    const frame = readAt(descriptor, Math.min(PIECE + FRAME_MORE, size - place), place);
    const opened = this.#opener.open(frame, concat(hash(32, preamble), u64(this.#next)));
    this.#next += 1;
    if (opened === null || opened.tag !== (this.#next === this.#count ? TAG_FINAL : TAG_MESSAGE)) throw new Refusal('damaged');
    return opened.piece;
  }
}

/** libsodium's secretstream, the side that opens, for messages of multiples of 16 bytes and the two tags above. */
class StreamOpener {
  #key;
  #inonce;
  #counter = 1;

  constructor(key, header) {
    const words = new Uint32Array(8);
    hchacha(wordsOf(ascii('expand 32-byte k')), wordsOf(key), wordsOf(header.subarray(0, 16)), words);
    this.#key = Uint8Array.from(new Uint8Array(words.buffer));
    this.#inonce = Uint8Array.from(header.subarray(16));
  }

  /** `{ tag, piece }`; `null` when it does not open. */
  open(frame, associated) {
    if (frame.length < FRAME_MORE || (frame.length - FRAME_MORE) % 16 !== 0) return null;
    const nonce = concat(u32(this.#counter), this.#inonce);
    const sealed = frame.subarray(1, -16);
    const start = chacha20(this.#key, nonce, new Uint8Array(128));
    const block = concat(frame.subarray(0, 1), start.subarray(65));
    const zeros = new Uint8Array((16 - (associated.length % 16)) % 16);
    const mac = poly1305(concat(associated, zeros, block, sealed, u64(associated.length), u64(64 + sealed.length)), start.subarray(0, 32));
    if (!isSame(mac, frame.subarray(-16))) return null;
    this.#inonce.forEach((byte, at) => { this.#inonce[at] = byte ^ mac[at]; });
    this.#counter += 1;
    return { tag: frame[0] ^ start[64], piece: chacha20(this.#key, nonce, sealed, undefined, 2) };
  }
}

function wordsOf(bytes) {
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}

// ------------------------------------------------------------------------------------------------ §1 Bytes

function hash(length, bytes, key) {
  return blake2b(bytes, key === undefined ? { dkLen: length } : { dkLen: length, key });
}

/** In constant time where the lengths are the same. */
function isSame(one, other) {
  return one.length === other.length && timingSafeEqual(one, other);
}

function concat(...parts) {
  return Uint8Array.from(Buffer.concat(parts));
}

function u8(value) {
  return Uint8Array.of(value);
}

function u32(value) {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setUint32(0, value, true);
  return bytes;
}

function u64(value) {
  const bytes = new Uint8Array(8);
  viewOf(bytes).setBigUint64(0, BigInt(value), true);
  return bytes;
}

function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function ascii(text) {
  return new TextEncoder().encode(text);
}

function toText(bytes) {
  return Buffer.from(bytes).toString('latin1');
}

function toHex(bytes) {
  return Buffer.from(bytes).toString('hex');
}

// ------------------------------------------------------------------------------------------------ What the records say

/** The kinds of record this reader knows, by the numbers they are sealed with. */
export const KINDS = new Map([
  ['1.1', 'pairing'],
  ['1.2', 'pairing'],
  ['2.1', 'session'],
  ['2.2', 'session'],
  ['3.1', 'session-version'],
  ['4.1', 'recovery-sheet'],
  ['5.1', 'backups'],
  ['6.1', 'readiness'],
  ['7.1', 'asymmetry'],
  ['8.1', 'agreement'],
  ['9.1', 'event'],
  ['10.1', 'travelled'],
  ['11.1', 'template'],
  ['12.1', 'reflection'],
  ['13.1', 'template-agreement'],
  ['14.1', 'template-choices'],
]);

/**
 * The records as objects: `kind` is `null` and `says` as it stands where a newer version of the app wrote something this reader does not
 * know; bytes that are no JSON then appear in base64.
 * @throws Refusal `damaged` where a kind that is known is not even JSON
 */
export function entriesOf({ records }) {
  return records.map(({ id, type, schema, revision, payload }) => {
    const kind = KINDS.get(`${type}.${schema}`) ?? null;
    const says = parseJson(payload);
    if (says === undefined && kind !== null) throw new Refusal('damaged');
    const content = says === undefined ? { bytes: Buffer.from(payload).toString('base64') } : { says };
    return { id, kind, type, schema, revision, ...content };
  });
}

/** `undefined` when it is not UTF-8 or not JSON. */
function parseJson(bytes) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function summary(journal, out) {
  const entries = entriesOf(journal);
  const of = (kind) => entries.filter((entry) => entry.kind === kind);
  const sessions = of('session');
  const dates = sessions.map(({ says }) => String(says?.session?.date)).sort();
  const inTrash = sessions.filter((entry) => isInTrash(entry)).length;
  return [
    `Everything was read and is whole: ${entries.length} records, last changed by save ${journal.sequence}.`,
    ...(journal.madeAtMs === undefined ? [] : [`It is a backup, made ${moment(journal.madeAtMs)}.`]),
    `Pairings: ${of('pairing').length}. Sessions: ${sessions.length}${dates.length > 0 ? `, ${dates[0]} to ${dates.at(-1)}` : ''}, ${inTrash} of them in the trash. Earlier versions: ${of('session-version').length}.`,
    ...unknownIn(entries),
    out === null ? 'Nothing was written. With --out DIR it is written as Markdown and JSON.' : `Written to ${out}. These files are not sealed: whoever gets them can read them.`,
  ].join('\n');
}

function unknownIn(entries) {
  const unknown = entries.filter(({ kind }) => kind === null);
  if (unknown.length === 0) return [];
  const counts = [...byNumber(unknown)].map(([number, each]) => `${each.length} of ${number}`).join(', ');
  return [`Records of a kind this reader does not know: ${unknown.length} (${counts}). They are written out as they stand, under their number.`];
}

/** Entries by `type 9, schema 1`, ascending. */
function byNumber(entries) {
  const inOrder = entries.toSorted((one, other) => one.type - other.type || one.schema - other.schema);
  return Map.groupBy(inOrder, ({ type, schema }) => `type ${type}, schema ${schema}`);
}

function isInTrash({ says }) {
  return typeof says?.trashedAtMs === 'number';
}

// ------------------------------------------------------------------------------------------------ Files

/**
 * Writes `journal.json`, `journal.md`, `pairings.md`, a Markdown file for each session, `agreements.md`, `reflections.md` and `travelled.md` where there is something to stand in them, and `other records.md` with
 * what has no text of its own, into a new folder, for nobody else on this machine to read.
 * @throws Refusal `exists`, `unwritable`, `damaged`
 */
export function writeOut(folder, journal) {
  const files = filesOf(journal);
  try {
    mkdirSync(folder, { mode: 0o700 });
    chmodSync(folder, 0o700);
    for (const name of new Set([...files.keys()].map((file) => path.dirname(file)))) if (name !== '.') mkdirSync(path.join(folder, name), { mode: 0o700 });
    for (const [name, text] of files) writeFileSync(path.join(folder, name), text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new Refusal(error.code === 'EEXIST' ? 'exists' : 'unwritable');
  }
}

/** The kinds that have a text of their own for a person to read. All others are written out as they stand, under their number. */
const LAID_OUT = ['pairing', 'session', 'session-version', 'recovery-sheet', 'backups', 'agreement', 'travelled', 'reflection'];

/** The text of each file by its path. */
export function filesOf(journal) {
  const { vaultId, epoch, sequence, madeAtMs } = journal;
  const entries = entriesOf(journal);
  const files = new Map([['journal.json', `${JSON.stringify({ format: 'OCV1', vaultId, epoch, sequence: Number(sequence), backupMadeAtMs: madeAtMs, records: entries }, null, 2)}\n`]]);
  const of = (kind) => entries.filter((entry) => entry.kind === kind);
  const pairings = new Map(of('pairing').map(({ id, says }) => [id, says && { ...says.pairing, state: says.state }]));
  files.set('journal.md', laidOut(() => journalText(journal, entries)));
  files.set('pairings.md', laidOut(() => pairingsText(pairings)));
  for (const entry of [...of('session'), ...of('session-version')]) {
    const name = `${fileSafe(entry.says?.session?.date)} ${entry.id}.md`;
    const folder = entry.kind === 'session-version' ? 'earlier versions' : isInTrash(entry) ? 'trash' : 'sessions';
    files.set(path.join(folder, name), laidOut(() => sessionText(entry, pairings)));
  }
  if (of('agreement').length > 0) files.set('agreements.md', laidOut(() => agreementsText(of('agreement'), pairings)));
  if (of('reflection').length > 0) files.set('reflections.md', laidOut(() => reflectionsText(of('reflection'), of('template'), sessionsOf(entries), pairings)));
  if (of('travelled').length > 0) files.set('travelled.md', laidOut(() => travelledText(of('travelled'), pairings)));
  const others = entries.filter(({ kind }) => !LAID_OUT.includes(kind));
  if (others.length > 0) files.set('other records.md', othersText(others));
  return files;
}

function fileSafe(date) {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? date : 'undated';
}

// ------------------------------------------------------------------------------------------------ Markdown

const CHAIRS = { coach: 'the coach’s chair', coachee: 'the coachee’s chair' };
const SETTINGS = { in_person: 'in person', video: 'video', phone: 'phone', walk: 'on a walk' };
const LENGTHS = { under_30: 'under 30 minutes', '30_60': '30 to 60 minutes', '60_90': '60 to 90 minutes', over_90: 'over 90 minutes' };

/** Even what no version of the app should have written loses nothing: journal.json has it whole. */
function laidOut(text) {
  try {
    return text();
  } catch {
    return 'This has a form this reader does not know. It is in journal.json as it stands.\n';
  }
}

/** What there is, and what the journal remembers of itself. */
function journalText({ sequence, madeAtMs }, entries) {
  const of = (kind) => entries.filter((entry) => entry.kind === kind);
  const orNone = (ms) => (ms === null ? undefined : moment(ms));
  const sheets = of('recovery-sheet').flatMap(({ says: { issuedAtMs, rehearsedAtMs } }) => [['Recovery words issued', moment(issuedAtMs)], ['Recovery words tried', orNone(rehearsedAtMs)]]);
  const backups = of('backups').flatMap(({ says: { memory } }) => [
    ['Backups go to', memory.folder === null ? undefined : escaped(memory.folder)],
    ['Last backup found whole', orNone(memory.lastVerifiedAtMs)],
    ['Save it holds', memory.lastSequence ?? undefined],
    ['Nothing else changed up to save', memory.coveredSequence ?? undefined],
    ['Restoring last tried', orNone(memory.lastDrillAtMs)],
  ]);
  const facts = [['Read from a backup made', madeAtMs === undefined ? undefined : moment(madeAtMs)], ['Records', entries.length], ['Last changed by save', sequence], ['Pairings', of('pairing').length], ['Sessions', of('session').length], ['Earlier versions', of('session-version').length]];
  return joined(['# The journal', listOf([...facts, ...sheets, ...backups])]);
}

/** Every version of every agreement. Answers stand as their keys, which are words. */
function agreementsText(entries, pairings) {
  const versions = entries.map(({ says }) => says.version).sort((one, other) => (one.pairing === other.pairing ? one.number - other.number : one.pairing < other.pairing ? -1 : 1));
  return joined(['# Agreements', ...versions.flatMap((version) => agreementText(version, pairings))]);
}

function agreementText({ pairing, number, stage, comparisons, savedAtMs }, pairings) {
  const said = stage.text ?? stage.draft ?? stage;
  const facts = [
    ['State', stage.is],
    ['Parties', said.parties && said.parties.map(escaped).join(', ')],
    ['Agreed on', said.agreedOn ?? undefined],
    ['To be reviewed on', said.reviewOn ?? undefined],
    ['In force until', stage.until ?? undefined],
    ['Nonce', (stage.text?.nonce ?? stage.nonce) || undefined],
    ['Digits', stage.fingerprint],
    ['Left out on purpose', stage.draft?.leftOut.join(', ') || undefined],
    ['Saved', moment(savedAtMs)],
  ];
  const compared = comparisons.map(({ on, outcome, fingerprint }) => ['Digits read out', `${on}, ${outcome}, ${fingerprint}`]);
  const clauses = (said.clauses ?? []).flatMap(({ id, ...settled }) => [`### ${id}`, ...Object.entries(settled).map(([name, value]) => `${name}: ${lineByLine(escaped(settledText(value)))}`)]);
  return [`## ${escaped(pairings.get(pairing)?.name ?? 'a pairing that is no longer in the journal')}, version ${number}`, listOf([...facts, ...compared]), ...clauses];
}

function settledText(value) {
  if (Array.isArray(value)) return value.map((each) => (typeof each === 'string' ? each : settledText(each))).join('; ');
  if (typeof value === 'object') return Object.entries(value).map(([name, each]) => `${name} ${settledText(each)}`).join(', ');
  return String(value);
}

/** What was answered, under the questions as they stood then. What rates a sitting is with its session. */
function reflectionsText(entries, templates, sessions, pairings) {
  const questions = new Map(templates.map(({ says }) => [`${says.text.id} ${says.fingerprint}`, says.text]));
  const inOrder = entries.toSorted((one, other) => other.says.savedAtMs - one.says.savedAtMs);
  const blocks = inOrder.flatMap((entry) => reflectionText(entry, questions, sessions, pairings));
  return joined(['# Reflections', ...blocks]);
}

function reflectionText({ id, says: { reflection, begunOn, savedAtMs, trashedAtMs } }, questions, sessions, pairings) {
  const { template, occasion, answers, done } = reflection;
  const asked = questions.get(`${template.id} ${template.fingerprint}`);
  const session = occasion.is === 'sitting' ? sessions.get(occasion.session) : undefined;
  const pairing = session?.pairing ?? occasion.pairing;
  const facts = [
    ['Begun', begunOn],
    ['Looking back at', session ? `the session of ${session.date}` : undefined],
    ['Chair', occasion.chair && CHAIRS[occasion.chair]],
    ['Pairing', pairing === undefined ? undefined : escaped(pairings.get(pairing)?.name ?? 'a pairing that is no longer in the journal')],
    ['Done', done ? 'yes' : 'half written'],
    ['Version of the questions', `${template.version}, ${template.fingerprint}`],
    ['Saved', moment(savedAtMs)],
    ['In the trash since', trashedAtMs === null ? undefined : moment(trashedAtMs)],
    ['Number', id],
  ];
  const given = answers.flatMap(({ prompt, about, value }) => {
    const question = asked?.prompts.find((each) => each.id === prompt);
    return [`### ${escaped(question?.text ?? prompt)} (${ABOUT[about] ?? about})`, answerText(value, question)];
  });
  return [`## ${escaped(asked?.title ?? template.id)}`, listOf(facts), ...given];
}

const ABOUT = { me: 'about me', us: 'between us', peer: 'about my peer' };

function answerText(value, question) {
  const labelOf = (option) => escaped(question?.options?.find(({ id }) => id === option)?.label ?? option);
  if (value.kind === 'long_text') return richText(value.text);
  if (value.kind === 'scale') return `${value.point}: ${escaped(question?.scale?.anchors[value.point - 1] ?? '')}`;
  return value.kind === 'choice' ? labelOf(value.option) : value.options.map((option) => `- ${labelOf(option)}`).join('\n');
}

function sessionsOf(entries) {
  return new Map(entries.filter(({ kind }) => kind === 'session').map(({ id, says }) => [id, says?.session]));
}

const TRAVELLERS = { agreement: 'an agreement', template: 'a template', backup: 'a backup', printout: 'a printout' };
const COUNTERPARTS = { self: 'the owner of the journal', peer: 'the peer', both: 'the two together', other: 'somebody else' };

/** The ledger, line by line. Whether one line follows from the other is said, too. */
function travelledText(entries, pairings) {
  const lines = entries.map(({ says }) => says.line).sort((one, other) => one.number - other.number);
  let before = '0'.repeat(64);
  const blocks = lines.map((line) => {
    const follows = line.before === before;
    before = digestOfLine(line);
    const facts = [
      ['When', moment(line.atMs)],
      ['What', TRAVELLERS[line.what] ?? escaped(line.what)],
      [line.direction === 'in' ? 'From' : 'To', COUNTERPARTS[line.counterpart] ?? escaped(line.counterpart)],
      ['Pairing', line.pairing === null ? undefined : escaped(pairings.get(line.pairing)?.name ?? 'a pairing that is no longer in the journal')],
      ['Bytes', line.bytes],
      ['SHA-256', line.sha256],
      ['Does it follow from the line before?', follows ? 'yes' : 'no: a line is missing or was changed'],
    ];
    return `## ${line.number}\n\n${listOf(facts)}`;
  });
  return joined(['# What travelled', ...blocks]);
}

/** A line is an object of texts, whole numbers and null, which JSON.stringify writes as RFC 8785 does once its members are in order. */
function digestOfLine(line) {
  const schema = 'other-chair/travelled/1';
  const inOrder = Object.fromEntries(Object.entries({ schema, ...line }).sort(([one], [other]) => (one < other ? -1 : 1)));
  return createHash('sha256').update(`${schema}\n${JSON.stringify(inOrder)}`).digest('hex');
}

/** As they stand: what a later version of the app wrote is no reader's to guess at. */
function othersText(others) {
  const titleOf = (number, { kind }) => (kind === null ? `Of ${number}` : `${kind}, of ${number}`);
  const blocks = [...byNumber(others)].flatMap(([number, each]) => [`## ${titleOf(number, each[0])}`, ...each.flatMap(({ id, revision, says, bytes }) => [`### Number ${id}, revision ${revision}`, asItStands(bytes ?? JSON.stringify(says, null, 2))])]);
  return joined(['# Records as they stand', ...blocks]);
}

function asItStands(text) {
  return text.replace(/^/gmu, '    ');
}

function sessionText({ id, kind, says: { session, agreementVersion, savedAtMs, trashedAtMs, of } }, pairings) {
  const name = pairings.get(session.pairing)?.name ?? 'a pairing that is no longer in the journal';
  const facts = [
    ['Pairing', escaped(name)],
    ['Date', session.date],
    ['Chairs', session.sittings.map(({ chair }) => CHAIRS[chair]).join(', then ')],
    ['Where', SETTINGS[session.setting]],
    ['How long', LENGTHS[session.length]],
    ['Agreement in force', agreementVersion ? `version ${agreementVersion}` : undefined],
    ['Saved', moment(savedAtMs)],
    ['In the trash since', kind === 'session' && trashedAtMs !== null ? moment(trashedAtMs) : undefined],
    ['Number', id],
    ['Earlier version of', of],
  ];
  return joined([
    `# ${session.date}, with ${escaped(name)}`,
    listOf(facts),
    ...session.sittings.flatMap(sittingText),
    ...betweenText(session),
    ...peerText(session.peerNote),
  ]);
}

function sittingText({ chair, ratings, intention, brought, broughtTags, takeaway, nextStep, heldBack }) {
  const aboutMe = [
    ...field('What I was trying to do', richText(intention)),
    ...field('What I brought', richText(brought)),
    ...field('My tags for it', tagsText(broughtTags)),
    ...field('What I take away', richText(takeaway)),
    ...field('My next small step', nextStep && `${escaped(nextStep.text)}${nextStep.by === null ? '' : ` (by ${nextStep.by})`}`),
    ...heldBackText(heldBack),
    ...field('Ratings about me', ratingsText(chair, ratings, (measure) => !isBetweenUs(measure, chair))),
  ];
  const betweenUs = field('Ratings about the two of us', ratingsText(chair, ratings, (measure) => isBetweenUs(measure, chair)));
  const said = [...(aboutMe.length > 0 ? ['### About me', ...aboutMe] : []), ...(betweenUs.length > 0 ? ['### Between us', ...betweenUs] : [])];
  return [`## In ${CHAIRS[chair]}`, ...(said.length > 0 ? said : ['Nothing was written.'])];
}

/** In the coachee's chair, challenge and support are what the other did. */
function isBetweenUs(measure, chair) {
  return ['statusFelt', 'safety', ...(chair === 'coachee' ? ['challenge', 'support'] : [])].includes(measure);
}

function ratingsText(chair, ratings, isShown) {
  const shown = Object.entries(measures).filter(([measure]) => isShown(measure) && ratings[measure] !== null);
  return listOf(shown.map(([measure, { question, points }]) => [question[chair], `${points[chair][ratings[measure] - 1]} (${ratings[measure]} of 5)`]));
}

function heldBackText({ answered, text, tags, reasons }) {
  const said = [richText(text), tagsText(tags), listOf(reasons.map((reason) => [null, holdReasons[reason]]))].filter((each) => each);
  if (said.length > 0) return field('Something I left out', said.join('\n\n'));
  return answered ? field('Something I left out', 'I looked, and there was nothing.') : [];
}

function betweenText({ between: { note, nicer, travelled } }) {
  const said = [...field('A moment, a turn, an atmosphere', richText(note)), ...field('Where we were nicer than useful', richText(nicer)), ...field('About confidentiality', richText(travelled))];
  return said.length > 0 ? ['## Between us', ...said] : [];
}

function peerText(peerNote) {
  if (peerNote === null) return [];
  const { keywords, theirStep, keepUntil } = peerNote;
  return ['## About my peer', ...field('The least I need to remember', keywords && escaped(keywords)), ...field('What my peer plans', theirStep && escaped(theirStep)), `To be cleared after ${keepUntil}.`];
}

function pairingsText(pairings) {
  const each = [...pairings].map(([id, { name, since, note, state }]) => joined([`## ${escaped(name)}`, listOf([['Since', since ?? undefined], ['State', state && `${state.is}${state.since === null ? '' : ` since ${state.since}`}`], ['Number', id]]), ...(note === null ? [] : [lineByLine(escaped(note))])]).trimEnd());
  return joined(['# Pairings', ...each]);
}

function field(title, text) {
  return text ? [`#### ${title}`, text] : [];
}

function listOf(facts) {
  return facts.filter(([, value]) => value !== undefined).map(([name, value]) => (name === null ? `- ${value}` : `- ${name}${name.endsWith('?') ? '' : ':'} ${value}`)).join('\n');
}

function tagsText(tags) {
  return (tags ?? []).map(escaped).join(', ');
}

function moment(ms) {
  return new Date(ms).toISOString().replace(/\.000Z$/, 'Z');
}

function joined(blocks) {
  return `${blocks.filter((block) => block).join('\n\n').trimEnd()}\n`;
}

/** A document of the editor; empty for `null` and for white space. */
function richText(doc) {
  const text = doc ? doc.content.map(blockText).filter((block) => block.trim() !== '').join('\n\n') : '';
  return text.trim() === '' ? '' : text;
}

function blockText({ type, attrs, content = [] }) {
  const blocks = () => content.map(blockText).join('\n\n');
  const items = (markerOf) => content.map((item, at) => indented(markerOf(at), item.content.map(blockText).join('\n\n'))).join('\n');
  switch (type) {
    case 'paragraph': return lineByLine(inlineText(content));
    case 'heading': return `${'#'.repeat(attrs.level + 3)} ${inlineText(content).replace(/\n/g, ' ')}`;
    case 'blockquote': return blocks().replace(/^.*$/gm, (line) => `> ${line}`.trimEnd());
    case 'bulletList': return items(() => '- ');
    case 'orderedList': return items((at) => `${at + 1}. `);
    default: throw new Error('a kind of block that is not known');
  }
}

function inlineText(content) {
  return content.map((each) => (each.type === 'hardBreak' ? '\n' : marked(each))).join('');
}

/** Marks go inside the white space: Markdown takes them for plain stars otherwise. */
function marked({ text, marks = [] }) {
  const [, before, words, after] = /^(\s*)(.*?)(\s*)$/su.exec(text);
  const stars = words === '' ? '' : marks.map(({ type }) => ({ bold: '**', italic: '*' })[type]).join('');
  return `${before}${stars}${escaped(words)}${stars}${after}`;
}

/** Lines stay lines, an empty one ends the paragraph, and none begins a list or a heading that nobody made. */
function lineByLine(text) {
  const lines = text.split('\n').map((line) => line.trim().replace(/^(\d*)([+\-=.)])/u, '$1\\$2'));
  return lines.join('\n').replace(/(?<=[^\n])\n(?=[^\n])/gu, '\\\n').replace(/\n{2,}/gu, '\n\n');
}

/** What was written appears as it was written, an address too: nothing in it becomes markup. */
function escaped(text) {
  return text.replace(/[\\`*_[\]<>&~|#]/gu, '\\$&').replace(/:\/\//gu, ':\\/\\/').replace(/\bwww(?=\.)/giu, '$&\\');
}

function indented(marker, text) {
  return marker + text.replace(/\n(?=.)/gu, `\n${' '.repeat(marker.length)}`);
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
