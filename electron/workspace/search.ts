/** Full-text search over what was written (FTS5, words without their accents, every word also as a beginning). */
import type { Database, Statement } from 'better-sqlite3';
import { ABOUT } from '../../shared/about.ts';
import type { ParsedInputOf } from '../../shared/requests.ts';
import type { SearchHit } from '../../shared/search.ts';
import { LISTED, toSessionRow, type ListedSession } from './listed-session.ts';
import type { SessionText } from './session-text.ts';
import { CLOSE, OPEN, SNIPPET_WORDS, toSnippets, unmarked, type Written } from './snippets.ts';

const MERGE_PAGES = 64;

type Found = ListedSession & Written;

export class Search {
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #find: Statement<[FindParameters], Found>;
  readonly #merge: Statement<[number]>;
  readonly #changes: Statement<[], number>;
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
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
    this.#merge = db.prepare("INSERT INTO session_search (session_search, rank) VALUES ('merge', ?)");
    this.#changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  }

  put(place: number, { me, us, peer }: SessionText): void {
    this.#put.run(place, unmarked(me), unmarked(us), unmarked(peer));
  }

  remove(place: number): void {
    this.#remove.run(place);
  }

  /** Best first (bm25). All words must occur; a word also finds what begins with it; words in double quotes must stand together. */
  find({ text, pairing, chair, limit }: ParsedInputOf<'search'>): { hits: SearchHit[]; more: boolean } {
    const query = toQuery(text);
    if (query === null) return { hits: [], more: false };
    const found = this.#find.all({ query, pairing, chair, limit: limit + 1 });
    return { hits: found.slice(0, limit).map(toHit), more: found.length > limit };
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
  const asked = unmarked(text).replace(/\0/gu, ' ');
  const terms: string[] = [];
  for (const [, phrase, word] of asked.matchAll(/"([^"]*)"?|([^\s"]+)/gu)) {
    const term = phrase ?? word ?? '';
    if (!/[\p{L}\p{N}\p{Co}]/u.test(term)) continue;
    terms.push(phrase === undefined ? `"${term}"*` : `"${term}"`);
  }
  return terms.length === 0 ? null : terms.join(' AND ');
}

function toHit({ me, us, peer, ...row }: Found): SearchHit {
  return { row: toSessionRow(row), snippets: toSnippets({ me, us, peer }) };
}
