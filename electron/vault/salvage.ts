/** What of a damaged journal verifies, record by record, and a new journal made of that. */
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import type { Damage } from '../../shared/damage.ts';
import { sameBytes } from './bytes.ts';
import { BATCH, WRITTEN_AT_ONCE } from './copying.ts';
import { VaultFault, writingFault } from './fault.ts';
import { isWritable, JournalFile, makeDurable, sync, type Preface, type Row } from './file.ts';
import type { Head } from './head.ts';
import type { Header } from './header.ts';
import { LeafSet, leafOf, type Leaf } from './integrity.ts';
import type { VaultKeys } from './keys.ts';
import { openRecord, type RecordKey, type StoredRecord } from './record.ts';
import { survivors } from './survivors.ts';
import { removeUnfinished } from './unfinished.ts';

/** A journal as far as it is known: `head` is null where it cannot be opened, `headerHolds` false where the header is not as it was written. */
export interface Salvaged {
  readonly journal: JournalFile;
  readonly header: Header;
  readonly headerBytes: Uint8Array;
  readonly headerHolds: boolean;
  readonly head: Head | null;
  readonly keys: VaultKeys;
}

export class Salvage {
  readonly #from: Salvaged;
  readonly #leafByKey = new Map<RecordKey, Uint8Array>();
  #altered = 0;
  #set: LeafSet | null = null;

  constructor(from: Salvaged) {
    this.#from = from;
  }

  /** Those that verify. May hand out none for a while, so that the caller can pause. */
  *records(batch: number): Generator<StoredRecord[], void> {
    const { journal, keys } = this.#from;
    const seen = new Set<RecordKey>();
    for (const rows of survivors(journal.database, batch)) {
      const records: StoredRecord[] = [];
      for (const { key, bytes } of rows) {
        if (seen.has(key)) continue;
        seen.add(key);
        const record = bytes === null ? null : this.#opened({ key, bytes });
        if (record === null) this.#altered += 1;
        else {
          this.#leafByKey.set(key, leafOf(keys.leaf, key, bytes!));
          records.push(record);
        }
      }
      yield records;
    }
    const leaves = [...this.#leafByKey].map(([key, leaf]): Leaf => ({ key, leaf })).sort((a, b) => (a.key < b.key ? -1 : 1));
    this.#set = LeafSet.of(keys.leaf, leaves);
  }

  /** Null until all records were asked for. */
  get damage(): Damage | null {
    if (this.#set === null) return null;
    const { head } = this.#from;
    const readable = this.#leafByKey.size;
    return { readable, altered: this.#altered, missing: head === null ? null : Math.max(0, head.count - readable - this.#altered), whole: this.#isWhole(this.#set) };
  }

  /**
   * Writes what verifies into a new journal that opens with the same passphrase and words, reads it back, and gives it its name.
   * @param sequence of the new journal's only save: more than the damaged one can have had
   * @returns how many records it holds
   * @throws VaultFault `cancelled`, `disk-full`, `read-only`, `disk-error`, `exists`, `too-large`. Nothing is left of it then
   */
  async writeTo(file: string, { sequence, previous, seal, check, signal, progress }: NewSave): Promise<number> {
    if (this.#set === null) throw new VaultFault('not-gathered');
    const { header, headerBytes } = this.#from;
    const preface = seal({ sequence, count: this.#set.count, root: this.#set.root(header, headerBytes, sequence), previous });
    const part = `${file}.part`;
    try {
      removeWith(part);
      JournalFile.create(part, preface);
      await this.#fill(part, preface.head, { signal, progress });
      await check(part);
      if (fs.existsSync(file)) throw new VaultFault('exists');
      fs.renameSync(part, file);
      if (process.platform !== 'win32') sync(path.dirname(file));
      return this.#set.count;
    } catch (error) {
      removeWith(part);
      throw error instanceof VaultFault && error.fault === 'damaged' ? new VaultFault('disk-error') : writingFault(error, () => isWritable(file));
    }
  }

  async #fill(part: string, head: Uint8Array, { signal, progress }: RescueOptions): Promise<void> {
    const { journal } = this.#from;
    const copy = JournalFile.openDraft(part);
    try {
      let waiting: Row[] = [];
      let read = 0;
      for (const [key, leaf] of this.#leafByKey) {
        const bytes = journal.row(key);
        // Between the two readings the disk may have got worse.
        if (bytes === null || !sameBytes(leafOf(this.#from.keys.leaf, key, bytes), leaf)) throw new VaultFault('disk-error');
        waiting.push({ key, bytes });
        if (waiting.reduce((sum, row) => sum + row.bytes.length, 0) >= WRITTEN_AT_ONCE) {
          copy.write(waiting, [], head);
          waiting = [];
        }
        if (++read % BATCH > 0) continue;
        progress?.('saving', read, this.#leafByKey.size);
        await pause();
        if (signal?.aborted === true) throw new VaultFault('cancelled');
      }
      copy.write(waiting, [], head);
    } finally {
      copy.close();
    }
    await makeDurable(part);
  }

  #opened({ key, bytes }: Row): StoredRecord | null {
    try {
      return openRecord(this.#from.keys.record, this.#from.header, key, bytes);
    } catch (error) {
      if (error instanceof VaultFault && error.fault === 'damaged') return null;
      throw error;
    }
  }

  #isWhole(set: LeafSet): boolean {
    const { head, header, headerBytes, headerHolds } = this.#from;
    return head !== null && headerHolds && this.#altered === 0 && set.count === head.count && sameBytes(set.root(header, headerBytes, head.sequence), head.root);
  }
}

/** Records written into the new journal, then those of them read back; of all that verify. Each step begins at 0. */
export type RescueProgress = (step: 'saving' | 'checking', done: number, total: number) => void;

export interface RescueOptions {
  signal?: AbortSignal | undefined;
  progress?: RescueProgress | undefined;
}

export interface NewSave extends RescueOptions {
  sequence: number;
  /** Of the head before. */
  previous: Uint8Array;
  seal: (head: Head) => Preface;
  /** Opens the new file as any journal and reads all of it. */
  check: (file: string) => Promise<void>;
}

function removeWith(file: string): void {
  removeUnfinished(file);
  for (const each of [file, `${file}-journal`]) fs.rmSync(each, { force: true });
}
