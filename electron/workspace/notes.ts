/** What is written beside the sessions, and searched with them: events, and the notes of maps of differences and of the readiness screen. */
import type { Database, Statement } from 'better-sqlite3';
import { ABOUT, keep } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { EventKind } from '../../shared/event.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { ParsedInputOf } from '../../shared/requests.ts';
import type { NoteHit } from '../../shared/search.ts';
import { toQuery } from './search.ts';
import { CLOSE, OPEN, SNIPPET_WORDS, toSnippets, unmarked, type Written } from './snippets.ts';

/** A record with words of its own. `pairing` is `null` where it concerns all of them; `event` says what happened. */
export type Note = { id: RecordId; pairing: RecordId | null; date: IsoDate } & ({ kind: 'event'; event: EventKind } | { kind: 'asymmetry' | 'readiness'; event: null });

type Found = Note & { pairingName: string | null } & Written;

export class Notes {
  readonly #placeOf: Statement<[RecordId], number>;
  readonly #insert: Statement;
  readonly #update: Statement;
  readonly #delete: Statement;
  readonly #putText: Statement;
  readonly #removeText: Statement;
  readonly #find: Statement<[{ query: string; pairing: RecordId | null; limit: number }], Found>;
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    this.#placeOf = db.prepare<[RecordId], number>('SELECT place FROM note WHERE id = ?').pluck();
    this.#insert = db.prepare('INSERT INTO note (id, kind, event, pairing, date) VALUES (:id, :kind, :event, :pairing, :date)');
    this.#update = db.prepare('UPDATE note SET kind = :kind, event = :event, pairing = :pairing, date = :date WHERE place = :place');
    this.#delete = db.prepare('DELETE FROM note WHERE place = ?');
    this.#putText = db.prepare('INSERT OR REPLACE INTO note_search (rowid, me, us, peer) VALUES (?, ?, ?, ?)');
    this.#removeText = db.prepare('DELETE FROM note_search WHERE rowid = ?');
    this.#find = db.prepare(`
      SELECT note.id, note.kind, note.event, note.pairing, note.date, pairing.name AS pairingName,
        ${ABOUT.map((about, column) => `snippet(note_search, ${column}, '${OPEN}', '${CLOSE}', '…', ${SNIPPET_WORDS}) AS ${about}`).join(', ')}
      FROM note_search CROSS JOIN note ON note.place = note_search.rowid LEFT JOIN pairing ON pairing.id = note.pairing
      WHERE note_search MATCH :query AND (:pairing IS NULL OR note.pairing IS NULL OR note.pairing = :pairing)
      ORDER BY note.date DESC, note.id DESC LIMIT :limit`);
  }

  put(note: Note, { me, us, peer }: Written): void {
    const known = this.#placeOf.get(note.id);
    if (known !== undefined) this.#update.run({ ...note, place: known });
    const place = known ?? Number(this.#insert.run(note).lastInsertRowid);
    this.#putText.run(place, unmarked(me), unmarked(us), unmarked(peer));
  }

  remove(id: RecordId): void {
    const place = this.#placeOf.get(id);
    if (place === undefined) return;
    this.#removeText.run(place);
    this.#delete.run(place);
  }

  /**
   * Newest first, and none where a chair is asked for: they belong to no sitting. Of a map of differences only the newest version that holds
   * the words: its earlier ones mostly say the same.
   */
  find({ text, pairing, chair, limit }: ParsedInputOf<'search'>): NoteHit[] {
    const query = toQuery(text);
    if (query === null || chair !== null) return [];
    const found = this.#find.all({ query, pairing, limit });
    const maps = new Set<RecordId | null>();
    const isFirst = (hit: Found) => hit.kind !== 'asymmetry' || (!maps.has(hit.pairing) && maps.add(hit.pairing));
    return found.filter(isFirst).map(toHit);
  }

  /** Every word of the index with where it stands: what a rebuilt index must equal. */
  words(): unknown[] {
    this.#db.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.note_words USING fts5vocab('main', 'note_search', 'instance')");
    return this.#db.prepare('SELECT term, id, col, offset FROM temp.note_words JOIN note ON place = doc ORDER BY term, id, col, offset').all();
  }
}

function toHit({ me, us, peer, pairingName, ...note }: Found): NoteHit {
  return { ...note, pairingName: pairingName === null ? null : keep('peer', pairingName), snippets: toSnippets({ me, us, peer }) };
}
