import type { Database, Statement } from 'better-sqlite3';
import { keep, reveal } from '../../shared/about.ts';
import type { EventRow, Pause, PairingEvent } from '../../shared/event.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { EventEntry } from './entry.ts';
import { eventText } from './event-text.ts';
import type { Notes } from './notes.ts';

interface Row { id: RecordId; savedAtMs: number; event: string }

/** What happened around the agreements, by day. */
export class Events {
  readonly #notes: Notes;
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #of: Statement<[RecordId], Row>;
  readonly #one: Statement<[RecordId], Row>;

  constructor(db: Database, notes: Notes) {
    this.#notes = notes;
    this.#put = db.prepare('INSERT OR REPLACE INTO event (id, pairing, kind, date, saved_at_ms, event) VALUES (?, ?, ?, ?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM event WHERE id = ?');
    this.#of = db.prepare('SELECT id, saved_at_ms AS savedAtMs, event FROM event WHERE pairing = ? OR pairing IS NULL ORDER BY date DESC, id DESC');
    this.#one = db.prepare('SELECT id, saved_at_ms AS savedAtMs, event FROM event WHERE id = ?');
  }

  put({ id, event, savedAtMs }: EventEntry): void {
    const said = reveal(event);
    this.#put.run(id, said.pairing, said.kind, said.date, savedAtMs, JSON.stringify(said));
    this.#notes.put({ id, kind: 'event', event: said.kind, pairing: said.pairing, date: said.date }, { me: '', us: eventText(said), peer: '' });
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
    this.#notes.remove(id);
  }

  /** Events of a pairing and those that concern all, newest first. */
  of(pairing: RecordId): EventRow[] {
    return this.#of.all(pairing).map(toEventRow);
  }

  one(id: RecordId): EventRow | null {
    const row = this.#one.get(id);
    return row === undefined ? null : toEventRow(row);
  }

  /** Newest first. */
  pausesOf(pairing: RecordId): { id: RecordId; pause: Pause }[] {
    return this.of(pairing).flatMap(({ id, event }) => {
      const said = reveal(event);
      return said.kind === 'pause' ? [{ id, pause: said }] : [];
    });
  }
}

function toEventRow({ id, savedAtMs, event }: Row): EventRow {
  return { id, savedAtMs, event: keep('us', JSON.parse(event) as PairingEvent) };
}
