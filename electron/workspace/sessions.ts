import type { Database, Statement } from 'better-sqlite3';
import { reveal } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import { MEASURES, type Chair } from '../../shared/measures.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { ParsedInputOf, SessionPage } from '../../shared/requests.ts';
import type { SessionEntry } from './entry.ts';
import { LISTED, toSessionRow, type ListedSession } from './listed-session.ts';
import type { Search } from './search.ts';
import { firstWords, sessionText, tagsOf } from './session-text.ts';

export class Sessions {
  readonly #search: Search;
  readonly #placeOf: Statement<[RecordId], number>;
  readonly #insert: Statement;
  readonly #update: Statement;
  readonly #delete: Statement;
  readonly #clearSittings: Statement;
  readonly #clearTags: Statement;
  readonly #insertSitting: Statement;
  readonly #insertTag: Statement;
  readonly #page: Statement<[PageParameters], ListedSession>;
  readonly #count: Statement<[], number>;
  readonly #countSince: Statement<[RecordId, IsoDate], number>;
  readonly #daysOf: Statement<[RecordId], IsoDate>;
  readonly #trashedAtMs: Statement<[RecordId], { trashedAtMs: number | null; savedAtMs: number }>;
  readonly #tags: Statement<[], string>;

  constructor(db: Database, search: Search) {
    this.#search = search;
    this.#placeOf = db.prepare<[RecordId], number>('SELECT place FROM session WHERE id = ?').pluck();
    this.#insert = db.prepare(`
      INSERT INTO session (id, pairing, date, setting, length, chairs, first_words, saved_at_ms, trashed_at_ms)
      VALUES (:id, :pairing, :date, :setting, :length, :chairs, :firstWords, :savedAtMs, :trashedAtMs)`);
    this.#update = db.prepare(`
      UPDATE session SET pairing = :pairing, date = :date, setting = :setting, length = :length, chairs = :chairs, first_words = :firstWords,
      saved_at_ms = :savedAtMs, trashed_at_ms = :trashedAtMs WHERE place = :place`);
    this.#delete = db.prepare('DELETE FROM session WHERE place = ?');
    this.#clearSittings = db.prepare('DELETE FROM sitting WHERE session = ?');
    this.#clearTags = db.prepare('DELETE FROM tag WHERE session = ?');
    this.#insertSitting = db.prepare(`INSERT INTO sitting (session, seat, chair, ${MEASURES.join(', ')}) VALUES (?, ?, ?${', ?'.repeat(MEASURES.length)})`);
    this.#insertTag = db.prepare('INSERT OR IGNORE INTO tag (session, seat, field, tag) VALUES (?, ?, ?, ?)');
    this.#page = db.prepare(`
      SELECT ${LISTED} FROM session LEFT JOIN pairing ON pairing.id = session.pairing
      WHERE (trashed_at_ms IS NOT NULL) = :trashed
        AND (:pairing IS NULL OR session.pairing = :pairing)
        AND (:chair IS NULL OR EXISTS (SELECT 1 FROM sitting WHERE sitting.session = place AND chair = :chair))
        AND (session.date, session.id) < (:afterDate, :afterId)
      ORDER BY session.date DESC, session.id DESC LIMIT :limit`);
    this.#count = db.prepare<[], number>('SELECT count(*) FROM session WHERE trashed_at_ms IS NULL').pluck();
    this.#countSince = db.prepare<[RecordId, IsoDate], number>('SELECT count(*) FROM session WHERE pairing = ? AND date >= ? AND trashed_at_ms IS NULL').pluck();
    this.#daysOf = db.prepare<[RecordId], IsoDate>('SELECT date FROM session WHERE pairing = ? AND trashed_at_ms IS NULL ORDER BY date').pluck();
    this.#trashedAtMs = db.prepare('SELECT trashed_at_ms AS trashedAtMs, saved_at_ms AS savedAtMs FROM session WHERE id = ?');
    this.#tags = db.prepare<[], string>('SELECT tag FROM tag GROUP BY tag ORDER BY count(*) DESC, tag').pluck();
  }

  put({ id, session, savedAtMs, trashedAtMs }: SessionEntry): void {
    const { pairing, date, setting, length } = session;
    const chairs = session.sittings.map(({ chair }) => chair).join(' ');
    const row = { id, pairing, date, setting, length, chairs, firstWords: firstWords(session), savedAtMs, trashedAtMs };
    const known = this.#placeOf.get(id);
    if (known !== undefined) this.#clear(known);
    if (known !== undefined) this.#update.run({ ...row, place: known });
    const place = known ?? Number(this.#insert.run(row).lastInsertRowid);
    session.sittings.forEach((sitting, seat) => {
      this.#insertSitting.run(place, seat, sitting.chair, ...MEASURES.map((measure) => sitting.ratings[measure] && reveal(sitting.ratings[measure])));
      for (const { field, tag } of tagsOf(sitting)) this.#insertTag.run(place, seat, field, tag);
    });
    this.#search.put(place, sessionText(session));
  }

  remove(id: RecordId): void {
    const place = this.#placeOf.get(id);
    if (place === undefined) return;
    this.#clear(place);
    this.#search.remove(place);
    this.#delete.run(place);
  }

  /** Newest first; `next` continues where this page ends. */
  list({ pairing, chair, trashed, after, limit }: ParsedInputOf<'listSessions'>): SessionPage {
    const rows = this.#page
      .all({ pairing, chair, trashed: trashed ? 1 : 0, afterDate: after?.date ?? '9999-99-99', afterId: after?.id ?? 'g', limit: limit + 1 })
      .map(toSessionRow);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { rows: page, next: rows.length > limit && last ? { date: last.date, id: last.id } : null };
  }

  /** Sessions outside the trash. */
  count(): number {
    return this.#count.get() ?? 0;
  }

  /** Sessions of a pairing on this day and later, outside the trash. */
  countSince(pairing: RecordId, date: IsoDate): number {
    return this.#countSince.get(pairing, date) ?? 0;
  }

  /** The days of a pairing's sessions outside the trash, earliest first. */
  daysOf(pairing: RecordId): IsoDate[] {
    return this.#daysOf.all(pairing);
  }

  /** When a session was last saved and trashed, or `null` when there is no such session. */
  stateOf(id: RecordId): { trashedAtMs: number | null; savedAtMs: number } | null {
    return this.#trashedAtMs.get(id) ?? null;
  }

  /** The private vocabulary, most used first. */
  tags(): string[] {
    return this.#tags.all();
  }

  #clear(place: number): void {
    this.#clearSittings.run(place);
    this.#clearTags.run(place);
  }
}

interface PageParameters { pairing: RecordId | null; chair: Chair | null; trashed: 0 | 1; afterDate: string; afterId: string; limit: number }
