/** G15: what a journal file shows to who has no key: sizes in steps, and nothing else that could be read. */
import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { paddedSize } from '../vault/vectors/ocv1.ts';
import { Count, type Figure, type Line, type Order } from './figure.ts';
import { newVault, put } from './laid-journal.ts';

/** format 1 ‖ epoch 4 ‖ seal 72 */
const ROW_OVERHEAD = 77;
const INNER_HEADER = 16;
const WINDOW = 16;
/** Runs of printable characters that chance makes are shorter, but for one in some ten million bytes. */
const READABLE = 20;
const ALLOWED = ['SQLite format 3', 'CREATE TABLE m(k INTEGER PRIMARY KEY,b BLOB NOT NULL) STRICT', 'CREATE TABLE r(k INTEGER PRIMARY KEY,b BLOB NOT NULL) STRICT'];

export const g15: Figure = { id: 'G15', shares: 1, run: (order) => Promise.resolve([lengths(order), readable(order), shared(order), evenness(order)]) };

function lengths(order: Order): Line {
  const goal = 10_000;
  const asked = order.full ? goal : 3000;
  const count = new Count('records of random sizes: their length is one of the steps', { goal, asked });
  for (let done = 0; done < asked; ) {
    const sizes = Array.from({ length: Math.min(500, asked - done) }, () => (order.random.isOneIn(40) ? order.random.below(300_000) : order.random.below(order.random.of([40, 600, 5000, 20_000]))));
    const file = path.join(order.folder, 'sizes.ocv');
    const puts = sizes.map((size) => put(new Uint8Array(size)));
    write(file, puts);
    const lengthById = new Map(rowsOf(file).map(({ k, length }) => [k.toString(16).padStart(16, '0'), Number(length)]));
    for (const [at, { id }] of puts.entries()) {
      const length = lengthById.get(id);
      if (length === paddedSize(INNER_HEADER + sizes[at]!) + ROW_OVERHEAD) count.held();
      else count.failed(`${sizes[at]!} bytes in a row of ${length}`);
    }
    fs.rmSync(file);
    done += sizes.length;
  }
  return count;
}

function readable(order: Order): Line {
  const goal = 200;
  const asked = order.full ? goal : 40;
  const count = new Count('journals of readable texts: nothing readable in the file but SQLite’s own', { goal, asked });
  for (let turn = 0; turn < asked; turn += 1) {
    const file = path.join(order.folder, 'readable.ocv');
    const texts = Array.from({ length: 30 }, (_, at) => `held back number ${turn} ${at} `.repeat(1 + order.random.below(60)));
    write(file, texts.map((each) => put(each)), 'the newest rows, held back');
    const bytes = fs.readFileSync(file).toString('latin1');
    const strange = [...bytes.matchAll(/[\x20-\x7e]{20,}/gu)].map(([run]) => ALLOWED.reduce((rest, each) => rest.replace(each, ''), run)).filter((rest) => rest.length >= READABLE);
    const words = ['held back', 'newest rows'].filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le').toString('latin1')));
    if (strange.length === 0 && words.length === 0) count.held();
    else count.failed(`journal ${turn}: ${strange.length} readable runs of ${READABLE} characters or more, ${words.length} of the words`);
    fs.rmSync(file);
  }
  return count;
}

/** Two journals of the same records, under the same numbers: they have nothing of what is sealed in common. */
function shared(order: Order): Line {
  const goal = 100;
  const asked = order.full ? goal : 20;
  const count = new Count('pairs of journals with equal content and keys: no 16 bytes in common', { goal, asked });
  for (let turn = 0; turn < asked; turn += 1) {
    const [one, other] = [path.join(order.folder, 'one.ocv'), path.join(order.folder, 'other.ocv')];
    const puts = Array.from({ length: 20 }, (_, at) => put('the same entry '.repeat(1 + at)));
    const vaultKey = order.random.bytes(32);
    for (const file of [one, other]) write(file, puts, 'the same page', Uint8Array.from(vaultKey));
    const windows = new Set<string>();
    for (const bytes of sealedParts(one)) for (let at = 0; at + WINDOW <= bytes.length; at += 1) windows.add(bytes.toString('latin1', at, at + WINDOW));
    let common = 0;
    for (const bytes of sealedParts(other)) for (let at = 0; at + WINDOW <= bytes.length; at += 1) if (windows.has(bytes.toString('latin1', at, at + WINDOW))) common += 1;
    if (common === 0) count.held();
    else count.failed(`pair ${turn}: ${common} places`);
    for (const file of [one, other]) fs.rmSync(file);
  }
  return count;
}

/** Of sealed bytes each value comes as often as any other. */
function evenness(order: Order): Line {
  const goal = 100;
  const asked = order.full ? goal : 20;
  const count = new Count('journals whose sealed bytes are even: chi-square within 6 deviations', { goal, asked });
  let worst = 0;
  for (let turn = 0; turn < asked; turn += 1) {
    const file = path.join(order.folder, 'even.ocv');
    write(file, Array.from({ length: 60 }, () => put('aaaaaaaaaaaaaaaaaaaa'.repeat(100))));
    const many = new Float64Array(256);
    let all = 0;
    for (const bytes of sealedParts(file)) for (const byte of bytes) { many[byte]! += 1; all += 1; }
    const chiSquare = many.reduce((sum, each) => sum + (each - all / 256) ** 2 / (all / 256), 0);
    const deviations = Math.abs(chiSquare - 255) / Math.sqrt(2 * 255);
    worst = Math.max(worst, deviations);
    if (deviations < 6) count.held();
    else count.failed(`journal ${turn}: ${deviations.toFixed(1)} deviations`);
    fs.rmSync(file);
  }
  count.note(`at most ${worst.toFixed(1)} deviations`);
  return count;
}

function write(file: string, puts: ReturnType<typeof put>[], frontPage: string | null = null, vaultKey?: Uint8Array): void {
  const vault = vaultKey === undefined ? newVault(file) : newVault(file, vaultKey, new Uint8Array(16).fill(3));
  for (const _ of vault.gather(1));
  vault.commit({ puts, removes: [] });
  if (frontPage !== null) vault.writeFrontPage(Buffer.from(frontPage));
  vault.close();
}

function rowsOf(file: string): { k: bigint; length: bigint }[] {
  const database = new Database(file, { readonly: true }).defaultSafeIntegers(true);
  try {
    return database.prepare<[], { k: bigint; length: bigint }>('SELECT k, length(b) AS length FROM r').all();
  } finally {
    database.close();
  }
}

/** What is sealed: of a record without its format and epoch, of the header the keys in the slots. */
function sealedParts(file: string): Buffer[] {
  const database = new Database(file, { readonly: true });
  try {
    const m = database.prepare<[], Buffer>('SELECT b FROM m ORDER BY k').pluck().all();
    const slot = (at: number) => m[0]!.subarray(at, at + 104);
    return [...database.prepare<[], Buffer>('SELECT substr(b, 6) FROM r').pluck().all(), ...m.slice(1), slot(34 + 4 + 31), slot(34 + 4 + 135 + 4 + 31)];
  } finally {
    database.close();
  }
}
