import type Database from 'better-sqlite3';
import type { RecordId } from '../../shared/record-id.ts';
import type { RecoverySheetEntry } from './entry.ts';

/** What the journal knows of its recovery sheet: one row, once it is known. */
export class RecoverySheets {
  readonly #put: Database.Statement<[RecordId, number, number | null]>;
  readonly #remove: Database.Statement<[RecordId]>;
  readonly #newest: Database.Statement<[], Omit<RecoverySheetEntry, 'kind'>>;

  constructor(db: Database.Database) {
    this.#put = db.prepare('INSERT INTO recovery_sheet (id, issued_at_ms, rehearsed_at_ms) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET issued_at_ms = excluded.issued_at_ms, rehearsed_at_ms = excluded.rehearsed_at_ms');
    this.#remove = db.prepare('DELETE FROM recovery_sheet WHERE id = ?');
    this.#newest = db.prepare('SELECT id, issued_at_ms AS issuedAtMs, rehearsed_at_ms AS rehearsedAtMs FROM recovery_sheet ORDER BY issued_at_ms DESC, id LIMIT 1');
  }

  put({ id, issuedAtMs, rehearsedAtMs }: RecoverySheetEntry): void {
    this.#put.run(id, issuedAtMs, rehearsedAtMs);
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
  }

  newest(): RecoverySheetEntry | null {
    const row = this.#newest.get();
    return row === undefined ? null : { kind: 'recovery-sheet', ...row };
  }
}
