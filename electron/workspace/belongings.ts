import type { Database, Statement } from 'better-sqlite3';
import { reveal } from '../../shared/about.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Entry } from './entry.ts';

/** A record that tells of one pairing. */
export interface Belonging { id: RecordId; kind: Entry['kind'] }

/** Which records tell of which pairing, whatever their kind: what is held of it is shown, cleared and deleted by this one list. */
export class Belongings {
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #of: Statement<[{ pairing: RecordId }], Belonging>;

  constructor(db: Database) {
    this.#put = db.prepare('INSERT OR REPLACE INTO belonging (id, kind, pairing, session) VALUES (?, ?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM belonging WHERE id = ?');
    // What hangs on a session goes with it, and so does a state the session had while it was another pairing's.
    this.#of = db.prepare(`
      SELECT id, kind FROM belonging WHERE pairing = :pairing
      UNION SELECT id, kind FROM belonging WHERE session IN (SELECT id FROM session WHERE pairing = :pairing)
      ORDER BY id`);
  }

  put(entry: Entry): void {
    const { pairing, session } = ownersOf(entry);
    if (pairing === null && session === null) this.remove(entry.id);
    else this.#put.run(entry.id, entry.kind, pairing, session);
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
  }

  /** Everything that tells of a pairing, but not its own record. */
  of(pairing: RecordId): Belonging[] {
    return this.#of.all({ pairing });
  }
}

/** A kind of record that is not here does not compile. */
function ownersOf(entry: Entry): { pairing: RecordId | null; session: RecordId | null } {
  switch (entry.kind) {
    case 'session':
      return { pairing: entry.session.pairing, session: null };
    case 'session-version':
      return { pairing: entry.session.pairing, session: entry.of };
    case 'reflection':
      return { pairing: entry.reflection.occasion.is === 'pairing' ? entry.reflection.occasion.pairing : null, session: entry.reflection.occasion.is === 'sitting' ? entry.reflection.occasion.session : null };
    case 'readiness':
      return { pairing: entry.answering.pairing, session: null };
    case 'template-agreement':
    case 'asymmetry':
      return { pairing: entry.pairing, session: null };
    case 'agreement':
      return { pairing: entry.version.pairing, session: null };
    case 'event':
      return { pairing: reveal(entry.event).pairing, session: null };
    case 'pairing':
    case 'recovery-sheet':
    case 'backups':
    case 'travelled':
    case 'template':
    case 'template-choices':
      return { pairing: null, session: null };
  }
}
