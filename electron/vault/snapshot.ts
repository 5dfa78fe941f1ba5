/**
 * A journal held still for a backup while it goes on being written: before a save changes a row the backup has not come to, the row
 * is put by.
 */
import { VaultFault } from './fault.ts';
import type { JournalFile, Preface, Row } from './file.ts';
import type { Head } from './head.ts';
import type { Header } from './header.ts';
import { copyKeys, forgetKeys, type VaultKeys } from './keys.ts';
import { KEY_MAX, type RecordKey } from './record.ts';

export class Snapshot {
  readonly header: Header;
  readonly preface: Preface;
  readonly head: Head;
  readonly #keys: VaultKeys;
  readonly #journal: JournalFile;
  readonly #released: () => void;
  /** As they were; null for a row that was not there. */
  readonly #keptByKey = new Map<RecordKey, Uint8Array | null>();
  #passed: RecordKey = -1n;
  #held = true;

  /** Use `Vault.snapshot`. */
  constructor(journal: JournalFile, header: Header, preface: Preface, head: Head, keys: VaultKeys, released: () => void) {
    this.#journal = journal;
    this.header = header;
    this.preface = preface;
    this.head = head;
    this.#keys = copyKeys(keys);
    this.#released = released;
  }

  /** @throws VaultFault `cancelled` when it has been released: nothing must be sealed with forgotten keys */
  get keys(): VaultKeys {
    if (!this.#held) throw new VaultFault('cancelled');
    return this.#keys;
  }

  get isHeld(): boolean {
    return this.#held;
  }

  /** Called by the vault before it changes these rows. */
  keep(keys: readonly RecordKey[]): void {
    for (const key of keys) {
      if (key > this.#passed && !this.#keptByKey.has(key)) this.#keptByKey.set(key, this.#journal.row(key));
    }
  }

  /**
   * Every record's row, ascending by key, some `limit` at a time; once.
   * @throws VaultFault `cancelled` when it has been released, `damaged`, `unreadable`
   */
  *rows(limit: number): Generator<Row[], void> {
    for (;;) {
      if (!this.#held) throw new VaultFault('cancelled');
      const now = this.#journal.rowsAfter(this.#passed, limit);
      const last = now.length < limit ? KEY_MAX : now.at(-1)!.key;
      const rows = this.#asTheyWere(now, last);
      this.#passed = last;
      yield rows;
      if (last === KEY_MAX) return;
    }
  }

  /** From here on it gives nothing any more. */
  release(): void {
    if (!this.#held) return;
    this.#held = false;
    this.#keptByKey.clear();
    forgetKeys(this.#keys);
    this.#released();
  }

  #asTheyWere(now: readonly Row[], last: RecordKey): Row[] {
    const bytesByKey = new Map(now.map(({ key, bytes }): [RecordKey, Uint8Array | null] => [key, bytes]));
    for (const [key, bytes] of this.#keptByKey) {
      if (key > last) continue;
      bytesByKey.set(key, bytes);
      this.#keptByKey.delete(key);
    }
    return [...bytesByKey].flatMap(([key, bytes]) => (bytes === null ? [] : [{ key, bytes }])).sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}
