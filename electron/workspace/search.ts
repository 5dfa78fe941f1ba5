/** Full-text search over what was written (FTS5, words without their accents, every word also as a beginning). */
import type { Database, Statement } from 'better-sqlite3';
import { ABOUT } from '../../shared/about.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { ParsedInputOf } from '../../shared/requests.ts';
import type { SearchHit } from '../../shared/search.ts';
import { LISTED, toSessionRow, type ListedSession } from './listed-session.ts';
import type { PairingNames } from './pairing-names.ts';
import type { SessionText } from './session-text.ts';
import { CLOSE, OPEN, SNIPPET_WORDS, toSnippets, unmarked, type Written } from './snippets.ts';

const MERGE_PAGES = 64;
const AND = ' AND ';

type Found = ListedSession & Written;

export class Search {
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #find: Statement<[FindParameters], Found>;
  readonly #ofPairing: Statement<[Omit<FindParameters, 'query'>], ListedSession>;
  readonly #merge: Statement<[number]>;
  readonly #changes: Statement<[], number>;
  readonly #db: Database;
  readonly #names: PairingNames;

  constructor(db: Database, names: PairingNames) {
    this.#db = db;
    this.#names = names;
    this.#put = db.prepare('INSERT OR REPLACE INTO session_search (rowid, me, us, peer) VALUES (?, ?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM session_search WHERE rowid = ?');
    // The index hands out its rows best first, so that a snippet is only made for those that are shown.
    this.#find = db.prepare(`
      SELECT ${LISTED}, ${ABOUT.map((about, column) => `snippet(session_search, ${column}, '${OPEN}', '${CLOSE}', '…', ${SNIPPET_WORDS}) AS ${about}`).join(', ')}
      FROM session_search CROSS JOIN session ON session.place = session_search.rowid LEFT JOIN pairing ON pairing.id = session.pairing
      WHERE session_search MATCH :query AND trashed_at_ms IS NULL
        AND (:pairing IS NULL OR session.pairing = :pairing)
        AND (:chair IS NULL OR EXISTS (SELECT 1 FROM sitting WHERE sitting.session = session.place AND chair = :chair))
      ORDER BY rank LIMIT :limit`);
    this.#ofPairing = db.prepare(`
      SELECT ${LISTED} FROM session LEFT JOIN pairing ON pairing.id = session.pairing
      WHERE session.pairing = :pairing AND trashed_at_ms IS NULL
        AND (:chair IS NULL OR EXISTS (SELECT 1 FROM sitting WHERE sitting.session = session.place AND chair = :chair))
      ORDER BY session.date DESC, session.id DESC LIMIT :limit`);
    this.#merge = db.prepare("INSERT INTO session_search (session_search, rank) VALUES ('merge', ?)");
    this.#changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  }

  put(place: number, { me, us, peer }: SessionText): void {
    this.#put.run(place, unmarked(me), unmarked(us), unmarked(peer));
  }

  remove(place: number): void {
    this.#remove.run(place);
  }

  /**
   * Best first (bm25), then those found by the name of their pairing. All words must occur, in what was written or in that name; a word also finds
   * what begins with it; words in double quotes must stand together.
   */
  find({ text, pairing, chair, limit }: ParsedInputOf<'search'>): { hits: SearchHit[]; more: boolean } {
    const terms = termsOf(text);
    if (terms.length === 0) return { hits: [], more: false };
    const hits = this.#find.all({ query: terms.join(AND), pairing, chair, limit: limit + 1 }).map(toHit);
    if (hits.length <= limit) hits.push(...this.#byName(terms, { pairing, chair, limit: limit + 1 }, new Set(hits.map(({ row }) => row.id))));
    return { hits: hits.slice(0, limit), more: hits.length > limit };
  }

  /** Sessions of pairings with some of the words in their name and the others in what was written, newest first. */
  #byName(terms: readonly string[], { pairing, chair, limit }: Omit<FindParameters, 'query'>, known: ReadonlySet<RecordId>): SearchHit[] {
    const found = [...this.#names.without(terms)].flatMap(([id, missing]): SearchHit[] => {
      if (pairing !== null && id !== pairing) return [];
      // Of one pairing as many as are known already may come again.
      const parameters = { pairing: id, chair, limit: limit + known.size };
      if (missing.length > 0) return this.#find.all({ ...parameters, query: missing.join(AND) }).map(toHit);
      return this.#ofPairing.all(parameters).map((row) => ({ row: toSessionRow(row), snippets: [] }));
    });
    return found.filter(({ row }) => !known.has(row.id)).sort(newestFirst);
  }

  /** True while there is more to merge. */
  mergeALittle(): boolean {
    const before = this.#changes.get() ?? 0;
    this.#merge.run(MERGE_PAGES);
    return (this.#changes.get() ?? 0) - before >= 2;
  }

  /** Every word of the index with where it stands: what a rebuilt index must equal. */
  words(): unknown[] {
    this.#db.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.session_words USING fts5vocab('main', 'session_search', 'instance')");
    return this.#db.prepare('SELECT term, id, col, offset FROM temp.session_words JOIN session ON place = doc ORDER BY term, id, col, offset').all();
  }
}

interface FindParameters { query: string; pairing: string | null; chair: string | null; limit: number }

/** FTS5's query language is not the person's: every word is quoted. `null` when there is nothing to look for. */
export function toQuery(text: string): string | null {
  const terms = termsOf(text);
  return terms.length === 0 ? null : terms.join(AND);
}

function termsOf(text: string): string[] {
  const asked = unmarked(text).replace(/\0/gu, ' ');
  const terms: string[] = [];
  for (const [, phrase, word] of asked.matchAll(/"([^"]*)"?|([^\s"]+)/gu)) {
    const term = phrase ?? word ?? '';
    if (!/[\p{L}\p{N}\p{Co}]/u.test(term)) continue;
    terms.push(phrase === undefined ? `"${term}"*` : `"${term}"`);
  }
  return terms;
}

function newestFirst({ row: a }: SearchHit, { row: b }: SearchHit): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

function toHit({ me, us, peer, ...row }: Found): SearchHit {
  return { row: toSessionRow(row), snippets: toSnippets({ me, us, peer }) };
}
