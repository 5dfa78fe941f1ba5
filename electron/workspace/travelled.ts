import type { Database, Statement } from 'better-sqlite3';
import type { RecordId } from '../../shared/record-id.ts';
import type { TravelledLine } from '../../shared/travelled.ts';
import type { TravelledEntry } from './entry.ts';

interface Row { line: string }

/** The ledger of what travelled, line by line. */
export class Travelled {
  readonly #put: Statement<[RecordId, number, string]>;
  readonly #remove: Statement<[RecordId]>;
  readonly #all: Statement<[], Row>;
  readonly #last: Statement<[], Row>;

  constructor(db: Database) {
    this.#put = db.prepare('INSERT OR REPLACE INTO travelled (id, number, line) VALUES (?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM travelled WHERE id = ?');
    this.#all = db.prepare('SELECT line FROM travelled ORDER BY number, id');
    this.#last = db.prepare('SELECT line FROM travelled ORDER BY number DESC, id DESC LIMIT 1');
  }

  put({ id, line }: TravelledEntry): void {
    this.#put.run(id, line.number, JSON.stringify(line));
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
  }

  /** By number, upwards. */
  all(): TravelledLine[] {
    return this.#all.all().map(({ line }) => JSON.parse(line) as TravelledLine);
  }

  last(): TravelledLine | null {
    const row = this.#last.get();
    return row === undefined ? null : (JSON.parse(row.line) as TravelledLine);
  }
}
