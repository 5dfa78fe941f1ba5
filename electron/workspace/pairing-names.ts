/** The words of pairings' names. Kept apart from those of the sessions: a name that changes is one row here, and holds for all its sessions at once. */
import type { Database, Statement } from 'better-sqlite3';
import type { RecordId } from '../../shared/record-id.ts';
import { unmarked } from './snippets.ts';

export class PairingNames {
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #having: Statement<[string], RecordId>;
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    this.#put = db.prepare('INSERT INTO pairing_search (id, name) VALUES (?, ?)');
    this.#remove = db.prepare('DELETE FROM pairing_search WHERE id = ?');
    this.#having = db.prepare<[string], RecordId>('SELECT id FROM pairing_search WHERE pairing_search MATCH ?').pluck();
  }

  put(id: RecordId, name: string): void {
    this.#remove.run(id);
    this.#put.run(id, unmarked(name));
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
  }

  /** @param terms in the index's query language @returns for each pairing with one of them in its name those that are not in it */
  without(terms: readonly string[]): Map<RecordId, string[]> {
    const missingById = new Map<RecordId, string[]>();
    const having = terms.map((term) => new Set(this.#having.all(term)));
    for (const id of new Set(having.flatMap((ids) => [...ids]))) missingById.set(id, terms.filter((_, place) => !having[place]!.has(id)));
    return missingById;
  }

  /** What a rebuilt index must equal. */
  words(): unknown[] {
    return this.#db.prepare('SELECT id, name FROM pairing_search ORDER BY id').all();
  }
}
