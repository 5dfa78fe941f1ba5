/** An open journal: what the requests speak to. */
import type { ParsedInputOf, SearchAnswer } from '../../shared/requests.ts';
import { openVault, prepareVault, type PreparedVault, type Secret, type Vault } from '../vault/vault.ts';
import { Backups } from './backups.ts';
import { systemClock, type Clock } from './clock.ts';
import { firstSheet, Keys } from './keys.ts';
import { Pairings } from './pairings.ts';
import { toRecord } from './records.ts';
import { Sessions } from './sessions.ts';
import { Store, type Gathering } from './store.ts';

export { isThere } from '../vault/vault.ts';
export type { BothSecrets, Secret } from '../vault/vault.ts';

/**
 * Derives the keys and opens a journal; its records are gathered afterwards.
 * @throws VaultFault as `openVault`
 */
export async function openJournal(file: string, secret: Secret, signal: AbortSignal, gathering: Gathering, clock?: Clock): Promise<Journal> {
  const journal = new Journal(await openVault(file, secret, { signal }), gathering, clock);
  void journal.keys.raiseCost(secret);
  return journal;
}

/**
 * Derives the keys of a new journal. Nothing is on disk until it is written.
 * @throws VaultFault as `prepareVault`
 */
export async function prepareJournal(passphrase: string, signal: AbortSignal): Promise<PreparedJournal> {
  return new PreparedJournal(await prepareVault(passphrase, { signal }));
}

export class PreparedJournal {
  readonly #prepared: PreparedVault;

  constructor(prepared: PreparedVault) {
    this.#prepared = prepared;
  }

  /** Twelve words. */
  get recoveryWords(): readonly string[] {
    return this.#prepared.recoveryWords;
  }

  /** @throws VaultFault `exists`, `disk-full`, `read-only`, `disk-error`; it can be tried again then */
  write(file: string, gathering: Gathering, clock: Clock = systemClock): Journal {
    const vault = this.#prepared.write(file);
    noteSheet(vault, clock);
    const journal = new Journal(vault, gathering, clock);
    this.forget();
    return journal;
  }

  forget(): void {
    this.#prepared.forget();
  }
}

/** The journal is made, whether this can be written or not: only the reminder of the sheet hangs on it. */
function noteSheet(vault: Vault, clock: Clock): void {
  try {
    vault.commit({ puts: [toRecord(firstSheet(clock))], removes: [] });
  } catch {
    // Then the sheet counts from the day somebody first looks.
  }
}

export class Journal {
  readonly pairings: Pairings;
  readonly sessions: Sessions;
  readonly keys: Keys;
  readonly backups: Backups;
  readonly #store: Store;

  constructor(vault: Vault, gathering: Gathering, clock: Clock = systemClock) {
    this.#store = new Store(vault, gathering);
    this.pairings = new Pairings(this.#store);
    this.backups = new Backups(this.#store, clock);
    this.keys = new Keys(vault, this.#store, clock);
    this.sessions = new Sessions(this.#store, clock);
  }

  /** Resolves to whether all records were read and are whole. */
  async whole(): Promise<boolean> {
    await this.#store.gathered;
    return this.#store.state === 'ready';
  }

  search(asked: ParsedInputOf<'search'>): SearchAnswer {
    if (this.#store.state === 'gathering') return { ready: false };
    return { ready: true, ...this.#store.workspace.search.find(asked) };
  }

  /** Housekeeping for quiet moments; true while there is more to do. */
  tidy(): boolean {
    return this.#store.tidy();
  }

  /** Forgets the keys and everything that was read. */
  close(): void {
    this.keys.close();
    this.backups.close();
    this.#store.close();
  }
}
