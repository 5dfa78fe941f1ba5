/**
 * Sealed records and workspace kept in step. Every change is sealed and durable in the file before the workspace knows of it; the
 * records are read in small batches, so that the window can be answered in between.
 */
import { setImmediate as pause } from 'node:timers/promises';
import type { CopyFound, Damage } from '../../shared/damage.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { FileSealFound } from '../vault/file-seal.ts';
import type { RescueOptions } from '../vault/salvage.ts';
import type { Snapshot } from '../vault/snapshot.ts';
import type { StoredRecord, Vault } from '../vault/vault.ts';
import type { Entry } from '../workspace/entry.ts';
import { Workspace } from '../workspace/workspace.ts';
import { JournalFault } from './fault.ts';
import { FRONT_PAGE_ROWS, fromBytes, toBytes, type FrontPage } from './front-page.ts';
import { checked, toEntry, toRecord } from './records.ts';
import { Traces } from './traces.ts';
import type { Turn } from './turn.ts';

/** Records read before the window gets its turn: a few milliseconds' worth. */
const BATCH = 32;

export interface Gathering {
  /** Records read so far, of all. */
  progress: (done: number, total: number) => void;
  /** The records are not what was sealed, or could not be read; those that verify stay readable. */
  damaged: (error: unknown) => void;
  /** Where anchors are kept; without it none are. */
  anchors?: string;
  /** An anchor or a seal that could not be written or was not ours: the journal is none the worse for it. */
  traces?: (doing: string, error: unknown) => void;
  /** Shared with what is done to the whole journal while it is not open, or being put into the place of another. */
  turn?: Turn;
}

export class Store {
  readonly workspace = new Workspace();
  /** Shown until the records have been read; `null` when there is none that is still valid. */
  readonly frontPage: FrontPage | null;
  /** Resolves when every record has been read and checked, or found damaged. Never rejects. */
  readonly gathered: Promise<void>;
  readonly #vault: Vault;
  readonly #traces: Traces;
  readonly #fileSeal: Promise<FileSealFound>;
  #state: 'gathering' | 'ready' | 'damaged' | 'closed' = 'gathering';
  #frontPageIsStale = false;
  #damage: Damage | null = null;

  constructor(vault: Vault, gathering: Gathering) {
    this.#vault = vault;
    this.#traces = new Traces(vault, { anchors: gathering.anchors ?? null, failed: gathering.traces ?? (() => undefined) });
    this.#fileSeal = vault.fileSeal();
    const bytes = vault.readFrontPage();
    this.frontPage = bytes && fromBytes(bytes);
    this.#frontPageIsStale = this.frontPage === null;
    this.gathered = this.#gather(gathering);
  }

  /** Saves since the journal was made. */
  get sequence(): number {
    return this.#vault.sequence;
  }

  get vaultId(): Uint8Array {
    return this.#vault.vaultId;
  }

  /** What can be read of a damaged journal; null as long as it is not known to be one. */
  get damage(): Damage | null {
    return this.#damage;
  }

  /** Whether this is the copy of the journal that was used last. */
  get copy(): CopyFound {
    return this.#traces.copy;
  }

  /** The person goes on with a copy that is another than expected. */
  takeCopy(): void {
    this.#traces.takeCopy();
  }

  /** Whether bytes of the file were changed while it was at rest, and no record. Known once all is gathered. */
  async wasTouched(): Promise<boolean> {
    await this.gathered;
    return this.#state === 'ready' && (await this.#fileSeal) === 'broken';
  }

  /**
   * The records of a damaged journal that verify, as a new journal; see the vault.
   * @throws VaultFault `cancelled`, `disk-full`, `read-only`, `disk-error`, `exists`
   */
  saveSalvaged(file: string, options: RescueOptions): Promise<number> {
    return this.#vault.saveSalvaged(file, this.#traces.savesKnown, options);
  }

  get file(): string {
    return this.#vault.file;
  }

  /** Where the journal file is. */
  get folder(): string {
    return this.#vault.folder;
  }

  /** @throws JournalFault `damaged` when the journal was found damaged: its backup would be, too */
  snapshot(): Snapshot {
    if (this.#state !== 'ready') throw new JournalFault('damaged');
    return this.#vault.snapshot();
  }

  get state(): 'gathering' | 'ready' | 'damaged' | 'closed' {
    return this.#state;
  }

  /**
   * Makes a change durable, then visible.
   * @throws JournalFault `damaged` when the journal was found damaged: nothing is written into such a file
   * @throws VaultFault when the file cannot be written; nothing has changed then
   */
  async put(entries: readonly Entry[], removes: readonly RecordId[] = []): Promise<void> {
    await this.gathered;
    if (this.#state !== 'ready') throw new JournalFault('damaged');
    this.#vault.commit({ puts: entries.map(toRecord), removes });
    this.#frontPageIsStale = true;
    this.workspace.apply(entries, removes);
  }

  /** The front page counts until the next save, and a change of the keys is one, too. */
  outdateFrontPage(): void {
    this.#frontPageIsStale = true;
  }

  /**
   * One record, opened and checked; `null` when there is none. Answers while the others are still being read.
   * @throws JournalFault or VaultFault `damaged`
   */
  read(id: RecordId): Entry | null {
    const record = this.#vault.read(id);
    const entry = record && toEntry(record);
    return entry && checked(entry);
  }

  /** Writes the front page and merges the index a little. Call when nothing has been asked for a while; true while there is more to do. */
  tidy(): boolean {
    if (this.#state !== 'ready' || this.copy.is !== 'expected') return false;
    if (this.#frontPageIsStale) {
      this.#vault.writeFrontPage(toBytes(this.#makeFrontPage()));
      this.#frontPageIsStale = false;
      return true;
    }
    return this.workspace.tidy() || this.#traces.leaveALittle();
  }

  close(): void {
    try {
      // Nothing is written into another copy of the journal before the person has taken it.
      if (this.#state === 'ready' && this.copy.is === 'expected') {
        if (this.#frontPageIsStale) this.#vault.writeFrontPage(toBytes(this.#makeFrontPage()));
        this.#traces.leave();
      }
    } catch {
      // Only quickness is lost: all that was confirmed is in the records.
    } finally {
      this.#state = 'closed';
      this.#vault.close();
      this.workspace.close();
    }
  }

  async #gather({ progress, damaged }: Gathering): Promise<void> {
    // The first page is asked for at once: it goes before the reading.
    await pause();
    if (this.#isClosed()) return;
    this.workspace.beginFilling();
    try {
      await this.#fillFrom(this.#vault.gather(BATCH), toEntry, progress);
    } catch (error) {
      if (this.#isClosed()) return;
      damaged(error);
      await this.#rescue(progress, damaged);
      return;
    }
    if (this.#isClosed()) return;
    this.workspace.endFilling();
    this.#state = 'ready';
  }

  /** Begins anew, and goes on past what does not verify. From here on nothing is written. */
  async #rescue(progress: Gathering['progress'], damaged: Gathering['damaged']): Promise<void> {
    try {
      await this.#fillFrom(this.#vault.salvage(BATCH), toReadableEntry, progress);
    } catch (error) {
      // What was read until then stays readable.
      if (!this.#isClosed()) damaged(error);
    }
    if (this.#isClosed()) return;
    this.workspace.endFilling();
    this.#damage = this.#vault.damage;
    this.#state = 'damaged';
  }

  async #fillFrom(batches: Iterable<StoredRecord[]>, read: (record: StoredRecord) => Entry | null, progress: Gathering['progress']): Promise<void> {
    let done = 0;
    for (const batch of batches) {
      this.workspace.fill(batch.map(read).filter((entry) => entry !== null));
      done += batch.length;
      progress(done, Math.max(done, this.#vault.count));
      await pause();
      if (this.#isClosed()) return;
    }
  }

  // A method, because the state may change while the gathering pauses.
  #isClosed(): boolean {
    return this.#state === 'closed';
  }

  #makeFrontPage(): FrontPage {
    return {
      sessions: this.workspace.sessions.list({ pairing: null, chair: null, trashed: false, after: null, limit: FRONT_PAGE_ROWS }),
      pairings: this.workspace.pairings.list(),
      count: this.workspace.sessions.count(),
    };
  }
}

/** Null also for a record that verifies and yet says nothing we understand. */
function toReadableEntry(record: StoredRecord): Entry | null {
  try {
    return toEntry(record);
  } catch {
    return null;
  }
}
