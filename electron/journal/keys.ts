import { isRehearsalDue, type RecoverySheet } from '../../shared/recovery-sheet.ts';
import type { RecoverySheetStatus } from '../../shared/requests.ts';
import { newRecordId, type BothSecrets, type PreparedWords, type RekeyProgress, type Secret, type Vault } from '../vault/vault.ts';
import type { RecoverySheetEntry } from '../workspace/entry.ts';
import { areTypedBack, somePlaces } from './asked-words.ts';
import type { Clock } from './clock.ts';
import { JournalFault } from './fault.ts';
import { isTooLong, weighPassphrase } from './passphrase.ts';
import type { Store } from './store.ts';
import type { Turn } from './turn.ts';

/** What opens the journal, over time: passphrase, recovery words and vault key. Faults are those the requests promise. */
export class Keys {
  readonly #vault: Vault;
  readonly #store: Store;
  readonly #clock: Clock;
  #begun: { prepared: PreparedWords; ask: number[] } | null = null;
  /** Stops what a person asked for. */
  #asked: AbortController | null = null;
  readonly #turn: Turn;

  constructor(vault: Vault, store: Store, clock: Clock, turn: Turn) {
    this.#turn = turn;
    this.#vault = vault;
    this.#store = store;
    this.#clock = clock;
  }

  /** Whether guessing the passphrase is cheaper than it would be on a machine with more memory. */
  get isEased(): boolean {
    return this.#vault.isEased;
  }

  /** @param current the present passphrase, or the recovery words of somebody who has forgotten it */
  async changePassphrase(current: Secret, next: string): Promise<void> {
    if (!weighPassphrase(next).accepted) throw new JournalFault('weak-passphrase');
    if (current.kind === 'passphrase') expectPossible(current.passphrase);
    await this.#alone('keys', (signal) => this.#vault.changePassphrase(current, next, { signal }));
    this.#store.outdateFrontPage();
  }

  /** Draws other words. Until they are typed back the old ones open the journal. */
  async beginSheet(passphrase: string): Promise<{ recoveryWords: string[]; ask: number[] }> {
    expectPossible(passphrase);
    const prepared = await this.#alone('keys', (signal) => this.#vault.prepareWords({ kind: 'passphrase', passphrase }, { signal }));
    this.#forgetBegun();
    this.#begun = { prepared, ask: somePlaces() };
    return { recoveryWords: [...prepared.recoveryWords], ask: this.#begun.ask };
  }

  /** @param words three of them, typed back */
  async finishSheet(words: readonly string[]): Promise<void> {
    if (this.#begun === null) throw new JournalFault('not-begun');
    const { prepared, ask } = this.#begun;
    if (!areTypedBack(prepared.recoveryWords, ask, words)) throw new JournalFault('wrong-words');
    await this.#alone('keys', () => this.#vault.issueWords(prepared));
    this.#store.outdateFrontPage();
    this.#forgetBegun();
    await this.#note({ issuedAtMs: this.#clock.nowMs(), rehearsedAtMs: null });
  }

  /** Tries the words as unlocking would. The journal stays as it is, but for the day of the rehearsal. */
  async rehearse(words: string): Promise<{ rehearsedAtMs: number }> {
    await this.#alone('keys', (signal) => this.#vault.tryWords(words, { signal }));
    const rehearsedAtMs = this.#clock.nowMs();
    await this.#note({ issuedAtMs: (await this.#sheet()).issuedAtMs, rehearsedAtMs });
    return { rehearsedAtMs };
  }

  async sheetStatus(): Promise<RecoverySheetStatus> {
    const sheet = await this.#sheet();
    return { ...sheet, due: isRehearsalDue(sheet, this.#clock.nowMs()) };
  }

  /**
   * Another vault key for the whole journal; see `Vault.rekey`.
   * @param before done once the words are known to be right, and stopped by its signal; where it fails, nothing is re-keyed
   */
  async rekey({ passphrase, words }: BothSecrets, progress: RekeyProgress, before: (signal: AbortSignal) => Promise<void> = () => Promise.resolve()): Promise<void> {
    expectPossible(passphrase);
    await this.#alone('rekey', async (signal) => {
      await this.#vault.tryWords(words, { signal }).catch((error: unknown) => {
        // Which of the two it was is worth knowing.
        throw (error as { fault?: unknown }).fault === 'wrong-secret' ? new JournalFault('wrong-words') : error;
      });
      await before(signal);
      await this.#vault.rekey({ passphrase, words }, { signal, progress });
    });
    this.#forgetBegun();
    this.#store.outdateFrontPage();
  }

  /** Stops what is under way; it is refused as `cancelled` then. */
  cancel(): void {
    this.#asked?.abort();
  }

  /** Brings an older journal's secret to what guessing costs today. Not a word about it, also where it fails: it is tried again at the next unlocking. */
  async raiseCost(secret: Secret): Promise<void> {
    await this.#store.gathered;
    if (this.#store.state !== 'ready') return;
    await this.#turn.aside(async (signal) => {
      if (await this.#vault.raiseCost(secret, { signal })) this.#store.outdateFrontPage();
    });
  }

  close(): void {
    this.cancel();
    this.#forgetBegun();
  }

  async #alone<T>(whose: 'keys' | 'rekey', work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#turn.alone(whose, async () => {
      const asked = new AbortController();
      this.#asked = asked;
      try {
        await this.#store.gathered;
        return await work(asked.signal);
      } finally {
        this.#asked = null;
      }
    });
  }

  /** A journal from before this was noted counts from the day it is first looked at. */
  async #sheet(): Promise<RecoverySheet> {
    await this.#store.gathered;
    const known = this.#store.workspace.recoverySheets.newest();
    if (known !== null) return { issuedAtMs: known.issuedAtMs, rehearsedAtMs: known.rehearsedAtMs };
    const sheet = { issuedAtMs: this.#clock.nowMs(), rehearsedAtMs: null };
    await this.#note(sheet);
    return sheet;
  }

  /** Only a reminder hangs on it: what the person asked for is done, whether this can be written or not. */
  async #note(sheet: RecoverySheet): Promise<void> {
    const id = this.#store.workspace.recoverySheets.newest()?.id ?? newRecordId();
    try {
      await this.#store.put([{ kind: 'recovery-sheet', id, ...sheet }]);
    } catch {
      // The reminder comes too early, or too late by what it was put off.
    }
  }

  #forgetBegun(): void {
    this.#begun?.prepared.forget();
    this.#begun = null;
  }
}

/** What a journal made now knows of its sheet. */
export function firstSheet(clock: Clock): RecoverySheetEntry {
  return { kind: 'recovery-sheet', id: newRecordId(), issuedAtMs: clock.nowMs(), rehearsedAtMs: null };
}

/** No journal has a passphrase of that length, so it is simply not the one. */
function expectPossible(passphrase: string): void {
  if (isTooLong(passphrase)) throw new JournalFault('wrong-secret');
}
