/**
 * Sealed records and workspace kept in step. Every change is sealed and durable in the file before the workspace knows of it; the
 * records are read in small batches, so that the window can be answered in between.
 */
import { setImmediate as pause } from 'node:timers/promises';
import type { RecordId } from '../../shared/record-id.ts';
import type { Snapshot } from '../vault/snapshot.ts';
import type { Vault } from '../vault/vault.ts';
import type { Entry } from '../workspace/entry.ts';
import { Workspace } from '../workspace/workspace.ts';
import { JournalFault } from './fault.ts';
import { FRONT_PAGE_ROWS, fromBytes, toBytes, type FrontPage } from './front-page.ts';
import { checked, toEntry, toRecord } from './records.ts';

/** Records read before the window gets its turn: a few milliseconds' worth. */
const BATCH = 32;

export interface Gathering {
  /** Records read so far, of all. */
  progress: (done: number, total: number) => void;
  /** The records are not what was sealed, or could not be read; what was gathered until then stays readable. */
  damaged: (error: unknown) => void;
}

export class Store {
  readonly workspace = new Workspace();
  /** Shown until the records have been read; `null` when there is none that is still valid. */
  readonly frontPage: FrontPage | null;
  /** Resolves when every record has been read and checked, or found damaged. Never rejects. */
  readonly gathered: Promise<void>;
  readonly #vault: Vault;
  #state: 'gathering' | 'ready' | 'damaged' | 'closed' = 'gathering';
  #frontPageIsStale = false;

  constructor(vault: Vault, gathering: Gathering) {
    this.#vault = vault;
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
    if (this.#state !== 'ready') return false;
    if (this.#frontPageIsStale) {
      this.#vault.writeFrontPage(toBytes(this.#makeFrontPage()));
      this.#frontPageIsStale = false;
      return true;
    }
    return this.workspace.tidy();
  }

  close(): void {
    try {
      if (this.#state === 'ready' && this.#frontPageIsStale) this.#vault.writeFrontPage(toBytes(this.#makeFrontPage()));
    } catch {
      // Only quickness is lost: all that was confirmed is in the records.
    } finally {
      this.#state = 'closed';
      this.#vault.close();
      this.workspace.close();
    }
  }

  async #gather({ progress, damaged }: Gathering): Promise<void> {
    let done = 0;
    try {
      // The first page is asked for at once: it goes before the reading.
      await pause();
      this.workspace.beginFilling();
      for (const batch of this.#vault.gather(BATCH)) {
        this.workspace.fill(batch.map(toEntry).filter((entry) => entry !== null));
        done += batch.length;
        progress(done, this.#vault.count);
        await pause();
        if (this.#isClosed()) return;
      }
      this.workspace.endFilling();
      this.#state = 'ready';
    } catch (error) {
      if (this.#isClosed()) return;
      this.#state = 'damaged';
      damaged(error);
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
