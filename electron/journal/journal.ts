/** An open journal: what the requests speak to. */
import type { CopyFound } from '../../shared/damage.ts';
import type { ParsedInputOf, SearchAnswer } from '../../shared/requests.ts';
import { openToRescue, openVault, prepareVault, VaultFault, type PreparedVault, type Secret, type Vault } from '../vault/vault.ts';
import { copyJournal, removeMoved, type MoveOptions } from '../vault/moving.ts';
import { Agreements } from './agreements.ts';
import { Asymmetries } from './asymmetries.ts';
import { Backups } from './backups.ts';
import { systemClock, type Clock } from './clock.ts';
import { Events } from './events.ts';
import { Holdings } from './holdings.ts';
import { firstSheet, Keys } from './keys.ts';
import { Pairings } from './pairings.ts';
import { Readiness } from './readiness.ts';
import { toRecord } from './records.ts';
import { Reflections } from './reflections.ts';
import { Reminders } from './reminders.ts';
import { Rescue } from './rescue.ts';
import { Sessions } from './sessions.ts';
import { SharedFiles } from './shared-files.ts';
import { Store, type Gathering } from './store.ts';
import { TemplateAgreements } from './template-agreements.ts';
import { Templates } from './templates.ts';
import { Travelled } from './travelled.ts';
import { Turn } from './turn.ts';

export { isThere } from '../vault/vault.ts';
export type { BothSecrets, RekeyProgress, Secret } from '../vault/vault.ts';

/**
 * Derives the keys and opens a journal; its records are gathered afterwards. One that is damaged is opened as far as it can be read.
 * @throws VaultFault as `openVault`; `damaged` where nothing can be read
 */
export async function openJournal(file: string, secret: Secret, signal: AbortSignal, gathering: Gathering, clock?: Clock): Promise<Journal> {
  const vault = await openVault(file, secret, { signal }).catch((error: unknown) => {
    if (!(error instanceof VaultFault) || error.fault !== 'damaged') throw error;
    return openToRescue(file, secret, { signal });
  });
  const journal = new Journal(vault, gathering, clock);
  // Nothing is written into an older copy before the person has taken it.
  if (journal.copy.is === 'expected') void journal.keys.raiseCost(secret);
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
  readonly agreements: Agreements;
  readonly readiness: Readiness;
  readonly reminders: Reminders;
  readonly asymmetries: Asymmetries;
  readonly events: Events;
  readonly holdings: Holdings;
  readonly templates: Templates;
  readonly templateAgreements: TemplateAgreements;
  readonly reflections: Reflections;
  readonly keys: Keys;
  readonly backups: Backups;
  readonly travelled: Travelled;
  readonly sharedFiles: SharedFiles;
  readonly rescue: Rescue;
  readonly #store: Store;
  readonly #turn: Turn;

  constructor(vault: Vault, gathering: Gathering, clock: Clock = systemClock) {
    this.#store = new Store(vault, gathering);
    this.#turn = gathering.turn ?? new Turn();
    this.pairings = new Pairings(this.#store, clock);
    this.travelled = new Travelled(this.#store, clock);
    this.backups = new Backups(this.#store, clock, this.travelled, this.#turn);
    this.keys = new Keys(vault, this.#store, clock, this.#turn);
    this.sessions = new Sessions(this.#store, clock);
    this.templates = new Templates(this.#store, clock);
    this.templateAgreements = new TemplateAgreements(this.#store, clock, this.templates);
    this.reflections = new Reflections(this.#store, clock, { sessions: this.sessions, templates: this.templates });
    this.agreements = new Agreements(this.#store, clock);
    this.sharedFiles = new SharedFiles(this.#store, clock, { agreements: this.agreements, templates: this.templates, travelled: this.travelled });
    this.asymmetries = new Asymmetries(this.#store, clock);
    this.readiness = new Readiness(this.#store, clock, { asymmetries: this.asymmetries });
    this.reminders = new Reminders(this.#store, clock, { readiness: this.readiness });
    this.events = new Events(this.#store, clock);
    this.holdings = new Holdings(this.#store, clock);
    this.rescue = new Rescue(this.#store, clock, this.#turn);
  }

  /** Resolves to whether all records were read and are whole. */
  async whole(): Promise<boolean> {
    await this.#store.gathered;
    return this.#store.state === 'ready';
  }

  /** Whether this is the copy of the journal that was used last. */
  get copy(): CopyFound {
    return this.#store.copy;
  }

  /** The person goes on with a copy that is another than expected. */
  takeCopy(): void {
    this.#store.takeCopy();
  }

  /** Resolves to whether bytes of the file were changed while it was at rest, and no record. */
  wasTouched(): Promise<boolean> {
    return this.#store.wasTouched();
  }

  search(asked: ParsedInputOf<'search'>): SearchAnswer {
    if (this.#store.state === 'gathering') return { ready: false };
    const { search, notes, reflections } = this.#store.workspace;
    return { ready: true, ...search.find(asked), notes: notes.find(asked), reflections: reflections.find(asked) };
  }

  /** Housekeeping for quiet moments; true while there is more to do. */
  tidy(): boolean {
    return this.#store.tidy();
  }

  /** Saves since the journal was made. */
  get sequence(): number {
    return this.#store.sequence;
  }

  /**
   * A copy of this journal in another place, found whole and open. This one stays open, too, and as it is.
   * @returns with the save it holds: a journal that was written meanwhile has a later one
   * @throws JournalFault `damaged`, VaultFault as `copyJournal`
   */
  async copyTo(file: string, options: MoveOptions): Promise<{ vault: Vault; sequence: number }> {
    await this.#store.gathered;
    const snapshot = this.#store.snapshot();
    try {
      return { vault: await copyJournal(snapshot, file, options), sequence: snapshot.head.sequence };
    } finally {
      snapshot.release();
    }
  }

  /** Removes the file this journal was moved away from. @returns whether nothing is left of it */
  async removeMoved(old: string): Promise<boolean> {
    const snapshot = this.#store.snapshot();
    try {
      return await removeMoved(old, snapshot);
    } finally {
      snapshot.release();
    }
  }

  /** Forgets the keys and everything that was read. */
  close(): void {
    void this.#turn.stopAside();
    this.keys.close();
    this.backups.close();
    this.rescue.cancel();
    this.#store.close();
  }
}
