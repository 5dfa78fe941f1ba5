import type { Database, Statement } from 'better-sqlite3';
import type { AgreementVersion } from '../../shared/agreement-version.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { AgreementEntry } from './entry.ts';

interface Row { id: RecordId; version: string }

/** The agreements of the pairings, each with all its versions. */
export class Agreements {
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #of: Statement<[RecordId], Row>;

  constructor(db: Database) {
    this.#put = db.prepare('INSERT OR REPLACE INTO agreement (id, pairing, number, version) VALUES (?, ?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM agreement WHERE id = ?');
    this.#of = db.prepare('SELECT id, version FROM agreement WHERE pairing = ? ORDER BY number DESC, id DESC');
  }

  put({ id, version }: AgreementEntry): void {
    this.#put.run(id, version.pairing, version.number, JSON.stringify(version));
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
  }

  /** The versions of a pairing's agreement, newest first. */
  of(pairing: RecordId): AgreementEntry[] {
    return this.#of.all(pairing).map(({ id, version }) => ({ kind: 'agreement', id, version: JSON.parse(version) as AgreementVersion }));
  }
}
