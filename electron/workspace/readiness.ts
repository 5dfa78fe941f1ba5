import type { Database, Statement } from 'better-sqlite3';
import { reveal } from '../../shared/about.ts';
import type { AnsweringRow } from '../../shared/readiness.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { ReadinessEntry } from './entry.ts';
import type { Notes } from './notes.ts';

interface Row { id: RecordId; answering: string }

/** The answerings of the readiness screen, the newest of which can be half-filled. */
export class Readiness {
  readonly #notes: Notes;
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #of: Statement<[RecordId], Row>;
  readonly #one: Statement<[RecordId], Row>;

  constructor(db: Database, notes: Notes) {
    this.#notes = notes;
    this.#put = db.prepare('INSERT OR REPLACE INTO readiness (id, pairing, begun_at_ms, answering) VALUES (?, ?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM readiness WHERE id = ?');
    this.#of = db.prepare('SELECT id, answering FROM readiness WHERE pairing = ? ORDER BY begun_at_ms DESC, id DESC');
    this.#one = db.prepare('SELECT id, answering FROM readiness WHERE id = ?');
  }

  put({ id, answering }: ReadinessEntry): void {
    this.#put.run(id, answering.pairing, answering.begunAtMs, JSON.stringify(answering));
    const { ahead } = answering;
    if (ahead?.note == null) this.#notes.remove(id);
    else this.#notes.put({ id, kind: 'readiness', event: null, pairing: answering.pairing, date: ahead.on }, { me: '', us: reveal(ahead.note), peer: '' });
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
    this.#notes.remove(id);
  }

  /** Newest first. */
  of(pairing: RecordId): AnsweringRow[] {
    return this.#of.all(pairing).map(toAnsweringRow);
  }

  one(id: RecordId): AnsweringRow | null {
    const row = this.#one.get(id);
    return row === undefined ? null : toAnsweringRow(row);
  }
}

function toAnsweringRow({ id, answering }: Row): AnsweringRow {
  return { id, ...(JSON.parse(answering) as Omit<AnsweringRow, 'id'>) };
}
