import type { Database, Statement } from 'better-sqlite3';
import type { RecordId } from '../../shared/record-id.ts';
import type { SessionVersionRow } from '../../shared/requests.ts';
import type { SessionVersionEntry } from './entry.ts';

/** Where the earlier states of the entries are. Their words stay sealed until one is asked for. */
export class SessionVersions {
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #of: Statement<[RecordId], SessionVersionRow>;

  constructor(db: Database) {
    this.#put = db.prepare('INSERT OR REPLACE INTO session_version (id, session, saved_at_ms) VALUES (?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM session_version WHERE id = ?');
    this.#of = db.prepare('SELECT id, saved_at_ms AS savedAtMs FROM session_version WHERE session = ? ORDER BY saved_at_ms DESC, id');
  }

  put({ id, of, savedAtMs }: SessionVersionEntry): void {
    this.#put.run(id, of, savedAtMs);
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
  }

  /** Newest first. */
  of(session: RecordId): SessionVersionRow[] {
    return this.#of.all(session);
  }
}
