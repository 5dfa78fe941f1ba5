import type { Database, Statement } from 'better-sqlite3';
import { keep, reveal } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { PairingEntry } from './entry.ts';

interface Row { id: RecordId; name: string; since: IsoDate | null; note: string | null; sessions: number; lastSession: IsoDate | null }

export class Pairings {
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #all: Statement<[], Row>;
  readonly #one: Statement<[RecordId], 1>;
  readonly #named: Statement<[string, RecordId | null], 1>;
  readonly #sessions: Statement<[RecordId], number>;

  constructor(db: Database) {
    this.#put = db.prepare('INSERT OR REPLACE INTO pairing (id, name, since, note) VALUES (?, ?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM pairing WHERE id = ?');
    this.#all = db.prepare(`
      SELECT pairing.*, count(session.place) AS sessions, max(session.date) AS lastSession
      FROM pairing LEFT JOIN session ON session.pairing = pairing.id AND trashed_at_ms IS NULL
      GROUP BY pairing.id ORDER BY lower(name), pairing.id`);
    this.#one = db.prepare<[RecordId], 1>('SELECT 1 FROM pairing WHERE id = ?').pluck();
    this.#named = db.prepare<[string, RecordId | null], 1>('SELECT 1 FROM pairing WHERE lower(trim(name)) = lower(trim(?)) AND id IS NOT ?').pluck();
    this.#sessions = db.prepare<[RecordId], number>('SELECT count(*) FROM session WHERE pairing = ?').pluck();
  }

  put({ id, pairing }: PairingEntry): void {
    this.#put.run(id, reveal(pairing.name), pairing.since, pairing.note && reveal(pairing.note));
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
  }

  /** By name, with the number of their sessions outside the trash. */
  list(): PairingRow[] {
    return this.#all.all().map(({ name, note, ...rest }) => ({ ...rest, name: keep('peer', name), note: note === null ? null : keep('us', note) }));
  }

  has(id: RecordId): boolean {
    return this.#one.get(id) !== undefined;
  }

  /** True when a pairing other than `except` carries this name, whatever its capitals. */
  isTaken(name: string, except: RecordId | null): boolean {
    return this.#named.get(name, except) !== undefined;
  }

  /** Sessions of a pairing, in the list or in the trash. */
  sessionsOf(id: RecordId): number {
    return this.#sessions.get(id) ?? 0;
  }
}
