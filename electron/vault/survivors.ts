/**
 * The rows of a damaged file, as far as SQLite still finds them. Where a page cannot be read, what lies behind it is reached by its number:
 * numbers are drawn at random, so they are spread evenly over the whole range, and asking for one here and there leads past the damage.
 */
import type Database from 'better-sqlite3';
import { KEY_MAX, ROW_MAX_BYTES, type RecordKey } from './record.ts';

/** Null bytes: the row is there, and what it held cannot be read. */
export interface Survivor {
  readonly key: RecordKey;
  readonly bytes: Uint8Array | null;
}

interface Found { k: bigint; b: Buffer | null }

/** Numbers asked for, at most, to get past damage: four for each page of a journal of as many small records as there can be. */
const PROBES = 1 << 16;
const STEP = 2n ** 63n / BigInt(PROBES);
/** Fruitless numbers asked for before the caller gets its turn. */
const PROBES_AT_ONCE = 256;

/** Ascending as far as the file is; none twice. May hand out nothing for a while, so that the caller can pause. */
export function* survivors(database: Database.Database, batch: number): Generator<Survivor[], void> {
  const rows = new Rows(database);
  let from: RecordKey = 0n;
  while (from <= KEY_MAX) {
    const whole = rows.from(from, batch) ?? rows.from(from, 1) ?? rows.numberFrom(from);
    if (whole !== null) {
      if (whole.length === 0) return;
      yield whole;
      from = whole.at(-1)!.key + 1n;
      continue;
    }
    const beyond = yield* rows.beyond(from);
    yield* rows.backTo(from, beyond);
    from = beyond;
  }
}

/** Reading that answers null where SQLite finds the file corrupt, or what it gives out of order. */
class Rows {
  readonly #whole: Database.Statement<[bigint, number], Found>;
  readonly #numbers: Database.Statement<[bigint], Found>;
  readonly #before: Database.Statement<[bigint, bigint], Found>;

  constructor(database: Database.Database) {
    const bytes = `iif(length(b) <= ${ROW_MAX_BYTES}, b, NULL) AS b`;
    this.#whole = database.prepare<[bigint, number], Found>(`SELECT k, ${bytes} FROM r WHERE k >= ? ORDER BY k LIMIT ?`).safeIntegers(true);
    this.#numbers = database.prepare<[bigint], Found>('SELECT k, NULL AS b FROM r WHERE k >= ? ORDER BY k LIMIT 1').safeIntegers(true);
    this.#before = database.prepare<[bigint, bigint], Found>(`SELECT k, ${bytes} FROM r WHERE k < ? AND k >= ? ORDER BY k DESC LIMIT 1`).safeIntegers(true);
  }

  from(from: RecordKey, limit: number): Survivor[] | null {
    return this.#ascending(from, () => this.#whole.all(from, limit));
  }

  /** The number of the next row, where its content lies on pages that cannot be read. */
  numberFrom(from: RecordKey): Survivor[] | null {
    return this.#ascending(from, () => this.#numbers.all(from));
  }

  /** The smallest number asked for from which on rows can be read again; one past the last where there is none. */
  *beyond(from: RecordKey): Generator<Survivor[], RecordKey> {
    let asked = 0;
    for (let at = (from / STEP + 1n) * STEP; at <= KEY_MAX; at += STEP) {
      if (this.numberFrom(at) !== null) return at;
      if (++asked % PROBES_AT_ONCE === 0) yield [];
    }
    return KEY_MAX + 1n;
  }

  /** Those between the damage and where reading goes on, from behind. */
  *backTo(from: RecordKey, beyond: RecordKey): Generator<Survivor[], void> {
    for (let before = beyond; ; ) {
      const [row] = this.#reading(() => this.#before.all(before > KEY_MAX ? KEY_MAX : before, from)) ?? [];
      if (row === undefined || row.k >= before || row.k < from) return;
      yield [{ key: row.k, bytes: row.b }];
      before = row.k;
    }
  }

  #ascending(from: RecordKey, read: () => Found[]): Survivor[] | null {
    const found = this.#reading(read);
    let least = from;
    for (const { k } of found ?? []) {
      if (k < least) return null;
      least = k + 1n;
    }
    return found?.map(({ k, b }) => ({ key: k, bytes: b })) ?? null;
  }

  #reading(read: () => Found[]): Found[] | null {
    try {
      return read();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (/^SQLITE_(CORRUPT|IOERR|NOTADB)/u.test(code)) return null;
      throw error;
    }
  }
}
