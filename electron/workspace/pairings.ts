import type { Database, Statement } from 'better-sqlite3';
import { keep, reveal } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { Pairing, PairingRow, PairingState, PairingStateName } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { PutAside } from '../../shared/reminder.ts';
import type { PairingEntry } from './entry.ts';
import type { PairingNames } from './pairing-names.ts';

interface Row { id: RecordId; name: string; since: IsoDate | null; note: string | null; sessions: number; lastSession: IsoDate | null }
interface StateColumns { state: PairingStateName; state_since: IsoDate | null; state_before: PairingStateName | null; state_before_since: IsoDate | null }
type RecordColumns = Omit<Row, 'sessions' | 'lastSession'> & StateColumns & { put_aside: string };

export class Pairings {
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #all: Statement<[], Row & StateColumns>;
  readonly #one: Statement<[RecordId], RecordColumns>;
  readonly #named: Statement<[string, RecordId | null], 1>;
  readonly #sessions: Statement<[RecordId], number>;
  readonly #names: PairingNames;

  constructor(db: Database, names: PairingNames) {
    this.#names = names;
    this.#put = db.prepare('INSERT OR REPLACE INTO pairing (id, name, since, note, state, state_since, state_before, state_before_since, put_aside) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM pairing WHERE id = ?');
    this.#all = db.prepare(`
      SELECT pairing.*, count(session.place) AS sessions, max(session.date) AS lastSession
      FROM pairing LEFT JOIN session ON session.pairing = pairing.id AND trashed_at_ms IS NULL
      GROUP BY pairing.id ORDER BY lower(name), pairing.id`);
    this.#one = db.prepare('SELECT * FROM pairing WHERE id = ?');
    this.#named = db.prepare<[string, RecordId | null], 1>('SELECT 1 FROM pairing WHERE lower(trim(name)) = lower(trim(?)) AND id IS NOT ?').pluck();
    this.#sessions = db.prepare<[RecordId], number>('SELECT count(*) FROM session WHERE pairing = ?').pluck();
  }

  put({ id, pairing, state, putAside }: PairingEntry): void {
    this.#put.run(id, reveal(pairing.name), pairing.since, pairing.note && reveal(pairing.note), state.is, state.since, state.before?.is, state.before?.since, JSON.stringify(putAside));
    this.#names.put(id, reveal(pairing.name));
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
    this.#names.remove(id);
  }

  /** By name, with the number of their sessions outside the trash. */
  list(): PairingRow[] {
    return this.#all.all().map((row) => ({ ...writtenIn(row), id: row.id, state: stateIn(row), sessions: row.sessions, lastSession: row.lastSession }));
  }

  /** What its record says, or null. */
  one(id: RecordId): PairingEntry | null {
    const row = this.#one.get(id);
    return row === undefined ? null : { kind: 'pairing', id, pairing: writtenIn(row), state: stateIn(row), putAside: JSON.parse(row.put_aside) as PutAside };
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

function writtenIn({ name, since, note }: Pick<Row, 'name' | 'since' | 'note'>): Pairing {
  return { name: keep('peer', name), since, note: note === null ? null : keep('us', note) };
}

function stateIn({ state, state_since, state_before, state_before_since }: StateColumns): PairingState {
  return { is: state, since: state_since, before: state_before === null ? null : { is: state_before, since: state_before_since } };
}
