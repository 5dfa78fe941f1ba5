import type { Database, Statement } from 'better-sqlite3';
import { backupMemory, type BackupMemory } from '../../shared/backups.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { BackupsEntry } from './entry.ts';

interface Row { id: RecordId; memory: string }

/** What the journal remembers of its backups: one record, or none yet. */
export class Backups {
  readonly #put: Statement<[RecordId, string]>;
  readonly #remove: Statement<[RecordId]>;
  readonly #get: Statement<[], Row>;

  constructor(db: Database) {
    this.#put = db.prepare('INSERT OR REPLACE INTO backups (id, memory) VALUES (?, ?)');
    this.#remove = db.prepare('DELETE FROM backups WHERE id = ?');
    this.#get = db.prepare('SELECT id, memory FROM backups ORDER BY id LIMIT 1');
  }

  put({ id, memory }: BackupsEntry): void {
    this.#put.run(id, JSON.stringify(memory));
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
  }

  get id(): RecordId | null {
    return this.#get.get()?.id ?? null;
  }

  /** `null` when there is none, or it is not of the form this version knows. */
  get memory(): BackupMemory | null {
    const row = this.#get.get();
    return row === undefined ? null : (backupMemory.safeParse(JSON.parse(row.memory)).data ?? null);
  }
}
