import type { Database, Statement } from 'better-sqlite3';
import { ABOUT, keep } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { Chair, Measure } from '../../shared/measures.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Occasion, ReflectionHit, ReflectionRow } from '../../shared/reflection.ts';
import type { ParsedInputOf, ReflectionPage } from '../../shared/requests.ts';
import type { TemplateVersion } from '../../shared/template.ts';
import type { ReflectionEntry } from './entry.ts';
import { firstWordsOf, reflectionText } from './reflection-text.ts';
import { toQuery } from './search.ts';
import { CLOSE, OPEN, SNIPPET_WORDS, toSnippets, unmarked, type Written } from './snippets.ts';

interface Listed {
  id: RecordId;
  template: string;
  version: number;
  fingerprint: string;
  title: string;
  measures: string | null;
  session: RecordId | null;
  chair: Chair | null;
  ownPairing: RecordId | null;
  pairing: RecordId | null;
  pairingName: string | null;
  date: IsoDate;
  done: 0 | 1;
  firstWords: string | null;
  trashedAtMs: number | null;
}

/** Of a sitting the pairing and the date are its session's. A title is that of the version the answers were written under. */
const LISTED = `
  reflection.id, reflection.template, reflection.version, reflection.fingerprint,
  coalesce((SELECT text ->> 'title' FROM template WHERE template.template = reflection.template AND template.fingerprint = reflection.fingerprint LIMIT 1), '') AS title,
  (SELECT group_concat(DISTINCT prompt.value ->> '$.scale.measure') FROM template, json_each(template.text, '$.prompts') AS prompt
    WHERE template.template = reflection.template AND template.fingerprint = reflection.fingerprint) AS measures,
  reflection.session, reflection.chair, reflection.pairing AS ownPairing,
  coalesce(session.pairing, reflection.pairing) AS pairing, pairing.name AS pairingName,
  coalesce(session.date, reflection.begun_on) AS date, reflection.done, reflection.first_words AS firstWords, reflection.trashed_at_ms AS trashedAtMs`;
const JOINED = `
  LEFT JOIN session ON session.id = reflection.session
  LEFT JOIN pairing ON pairing.id = coalesce(session.pairing, reflection.pairing)`;

export class Reflections {
  readonly #placeOf: Statement<[RecordId], number>;
  readonly #insert: Statement;
  readonly #update: Statement;
  readonly #delete: Statement;
  readonly #putText: Statement;
  readonly #removeText: Statement;
  readonly #page: Statement<[PageParameters], Listed>;
  readonly #find: Statement<[{ query: string; pairing: RecordId | null; chair: Chair | null; limit: number }], Listed & Written>;
  readonly #ofSession: Statement<[RecordId], RecordId>;
  readonly #one: Statement<[RecordId], Listed>;
  readonly #answered: Statement<[string], 1>;
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    this.#placeOf = db.prepare<[RecordId], number>('SELECT place FROM reflection WHERE id = ?').pluck();
    this.#insert = db.prepare(`
      INSERT INTO reflection (id, template, version, fingerprint, session, chair, pairing, begun_on, done, first_words, saved_at_ms, trashed_at_ms)
      VALUES (:id, :template, :version, :fingerprint, :session, :chair, :pairing, :begunOn, :done, :firstWords, :savedAtMs, :trashedAtMs)`);
    this.#update = db.prepare(`
      UPDATE reflection SET template = :template, version = :version, fingerprint = :fingerprint, session = :session, chair = :chair, pairing = :pairing,
      begun_on = :begunOn, done = :done, first_words = :firstWords, saved_at_ms = :savedAtMs, trashed_at_ms = :trashedAtMs WHERE place = :place`);
    this.#delete = db.prepare('DELETE FROM reflection WHERE place = ?');
    this.#putText = db.prepare('INSERT OR REPLACE INTO reflection_search (rowid, me, us, peer) VALUES (?, ?, ?, ?)');
    this.#removeText = db.prepare('DELETE FROM reflection_search WHERE rowid = ?');
    // A reflection on a sitting goes into the trash, and comes back, with its session.
    this.#page = db.prepare(`
      SELECT ${LISTED} FROM reflection ${JOINED}
      WHERE (reflection.trashed_at_ms IS NOT NULL) = :trashed AND session.trashed_at_ms IS NULL
        AND (:pairing IS NULL OR coalesce(session.pairing, reflection.pairing) = :pairing)
        AND (:session IS NULL OR reflection.session = :session)
        AND (coalesce(session.date, reflection.begun_on), reflection.id) < (:afterDate, :afterId)
      ORDER BY date DESC, reflection.id DESC LIMIT :limit`);
    this.#find = db.prepare(`
      SELECT ${LISTED}, ${ABOUT.map((about, column) => `snippet(reflection_search, ${column}, '${OPEN}', '${CLOSE}', '…', ${SNIPPET_WORDS}) AS ${about}`).join(', ')}
      FROM reflection_search CROSS JOIN reflection ON reflection.place = reflection_search.rowid ${JOINED}
      WHERE reflection_search MATCH :query AND reflection.trashed_at_ms IS NULL AND session.trashed_at_ms IS NULL
        AND (:pairing IS NULL OR coalesce(session.pairing, reflection.pairing) = :pairing)
        AND (:chair IS NULL OR reflection.chair = :chair)
      ORDER BY rank LIMIT :limit`);
    this.#ofSession = db.prepare<[RecordId], RecordId>('SELECT id FROM reflection WHERE session = ? ORDER BY id').pluck();
    this.#answered = db.prepare<[string], 1>('SELECT 1 FROM reflection WHERE fingerprint = ? LIMIT 1').pluck();
    this.#one = db.prepare(`SELECT ${LISTED} FROM reflection ${JOINED} WHERE reflection.id = ?`);
  }

  put({ id, reflection, begunOn, savedAtMs, trashedAtMs }: ReflectionEntry): void {
    const { template, occasion, done } = reflection;
    const row = {
      id,
      template: template.id,
      version: template.version,
      fingerprint: template.fingerprint,
      session: occasion.is === 'sitting' ? occasion.session : null,
      chair: occasion.is === 'sitting' ? occasion.chair : null,
      pairing: occasion.is === 'pairing' ? occasion.pairing : null,
      begunOn,
      done: done ? 1 : 0,
      firstWords: firstWordsOf(reflection),
      savedAtMs,
      trashedAtMs,
    };
    const known = this.#placeOf.get(id);
    if (known !== undefined) this.#update.run({ ...row, place: known });
    const place = known ?? Number(this.#insert.run(row).lastInsertRowid);
    const { me, us, peer } = reflectionText(reflection);
    this.#putText.run(place, unmarked(me), unmarked(us), unmarked(peer));
  }

  remove(id: RecordId): void {
    const place = this.#placeOf.get(id);
    if (place === undefined) return;
    this.#removeText.run(place);
    this.#delete.run(place);
  }

  one(id: RecordId): ReflectionRow | null {
    const row = this.#one.get(id);
    return row === undefined ? null : toRow(row);
  }

  /** Newest first; `next` continues where this page ends. Those of sessions in the trash are not listed. */
  list({ pairing, session, trashed, after, limit }: ParsedInputOf<'listReflections'>): ReflectionPage {
    const found = this.#page.all({ pairing, session, trashed: trashed ? 1 : 0, afterDate: after?.date ?? '9999-99-99', afterId: after?.id ?? 'g', limit: limit + 1 }).map(toRow);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return { rows, next: found.length > limit && last ? { date: last.date, id: last.id } : null };
  }

  /** Best first (bm25). */
  find({ text, pairing, chair, limit }: ParsedInputOf<'search'>): ReflectionHit[] {
    const query = toQuery(text);
    if (query === null) return [];
    return this.#find.all({ query, pairing, chair, limit }).map(({ me, us, peer, ...row }) => ({ row: toRow(row), snippets: toSnippets({ me, us, peer }) }));
  }

  /** Of both its sittings, in the list or in the trash. */
  ofSession(session: RecordId): RecordId[] {
    return this.#ofSession.all(session);
  }

  /** Whether somebody answered this very text. */
  isAnswered(fingerprint: string): boolean {
    return this.#answered.get(fingerprint) !== undefined;
  }

  /** Every word of the index with where it stands: what a rebuilt index must equal. */
  words(): unknown[] {
    this.#db.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.reflection_words USING fts5vocab('main', 'reflection_search', 'instance')");
    return this.#db.prepare('SELECT term, id, col, offset FROM temp.reflection_words JOIN reflection ON place = doc ORDER BY term, id, col, offset').all();
  }
}

interface PageParameters { pairing: RecordId | null; session: RecordId | null; trashed: 0 | 1; afterDate: string; afterId: string; limit: number }

function toRow({ template, measures, version, fingerprint, session, chair, ownPairing, pairingName, done, firstWords, ...rest }: Listed): ReflectionRow {
  const { id, title, pairing, date, trashedAtMs } = rest;
  return {
    id,
    title,
    measures: measures === null ? [] : (measures.split(',') as Measure[]),
    pairing,
    date,
    trashedAtMs,
    template: { id: template, version, fingerprint: fingerprint as TemplateVersion['fingerprint'] },
    occasion: occasionOf(session, chair, ownPairing),
    pairingName: pairingName === null ? null : keep('peer', pairingName),
    done: done === 1,
    firstWords: firstWords === null ? null : keep('me', firstWords),
  };
}

function occasionOf(session: RecordId | null, chair: Chair | null, pairing: RecordId | null): Occasion {
  if (session !== null && chair !== null) return { is: 'sitting', session, chair };
  return pairing === null ? { is: 'alone' } : { is: 'pairing', pairing };
}
