import type { Database, Statement } from 'better-sqlite3';
import { reveal } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { SessionEntry } from './entry.ts';

/** Sessions with a note about the peer, and until when it was to be kept. */
export class PeerNotes {
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #days: Statement<[RecordId], IsoDate>;
  readonly #of: Statement<[RecordId, IsoDate], RecordId>;

  constructor(db: Database) {
    this.#put = db.prepare('INSERT OR REPLACE INTO peer_note (session, pairing, keep_until) VALUES (?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM peer_note WHERE session = ?');
    this.#days = db.prepare<[RecordId], IsoDate>('SELECT keep_until FROM peer_note WHERE pairing = ? ORDER BY keep_until').pluck();
    this.#of = db.prepare<[RecordId, IsoDate], RecordId>('SELECT session FROM peer_note WHERE pairing = ? AND keep_until <= ? ORDER BY keep_until, session').pluck();
  }

  put({ id, session }: SessionEntry): void {
    if (session.peerNote === null) this.remove(id);
    else this.#put.run(id, session.pairing, reveal(session.peerNote.keepUntil));
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
  }

  /** Until when each of a pairing's notes was to be kept, earliest first. */
  daysOf(pairing: RecordId): IsoDate[] {
    return this.#days.all(pairing);
  }

  /** Sessions, those in the trash too, whose note was to be kept until this day or an earlier one. */
  dueOf(pairing: RecordId, on: IsoDate): RecordId[] {
    return this.#of.all(pairing, on);
  }
}
