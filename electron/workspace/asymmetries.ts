import type { Database, Statement } from 'better-sqlite3';
import { keep, reveal } from '../../shared/about.ts';
import type { AsymmetryMap, AsymmetryVersion } from '../../shared/asymmetry.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { AsymmetryEntry } from './entry.ts';
import type { Notes } from './notes.ts';

interface Row { id: RecordId; day: IsoDate; savedAtMs: number; map: string }

/** The maps of differences, each with its earlier versions. */
export class Asymmetries {
  readonly #notes: Notes;
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #of: Statement<[RecordId], Row>;

  constructor(db: Database, notes: Notes) {
    this.#notes = notes;
    this.#put = db.prepare('INSERT OR REPLACE INTO asymmetry (id, pairing, day, saved_at_ms, map) VALUES (?, ?, ?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM asymmetry WHERE id = ?');
    this.#of = db.prepare('SELECT id, day, saved_at_ms AS savedAtMs, map FROM asymmetry WHERE pairing = ? ORDER BY day DESC, id DESC');
  }

  put({ id, pairing, on, savedAtMs, map }: AsymmetryEntry): void {
    const said = reveal(map);
    this.#put.run(id, pairing, on, savedAtMs, JSON.stringify(said));
    this.#notes.put({ id, kind: 'asymmetry', event: null, pairing, date: on }, { me: '', us: wordsOf(said), peer: '' });
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
    this.#notes.remove(id);
  }

  /** The versions of a pairing's map, newest first. */
  of(pairing: RecordId): AsymmetryVersion[] {
    return this.#of.all(pairing).map(({ id, day, savedAtMs, map }) => ({ id, on: day, savedAtMs, map: keep('us', JSON.parse(map) as AsymmetryMap) }));
  }
}

function wordsOf(map: AsymmetryMap): string {
  return Object.values(map).flatMap((said) => said?.note ?? []).join('\n');
}
