/** What a person can do with a damaged journal: save what can be read as a new one, and go on with that. */
import fs from 'node:fs';
import path from 'node:path';
import type { Damage, Rescued } from '../../shared/damage.ts';
import { putInPlace } from '../vault/restoring.ts';
import { damagedNameAt, rescuedNameAt } from './backup-names.ts';
import type { Clock } from './clock.ts';
import { JournalFault } from './fault.ts';
import type { Store } from './store.ts';
import type { Turn } from './turn.ts';

export class Rescue {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #turn: Turn;
  #saved: Rescued | null = null;

  constructor(store: Store, clock: Clock, turn: Turn) {
    this.#turn = turn;
    this.#store = store;
    this.#clock = clock;
  }

  /** Null as long as the journal is not known to be damaged, and where not even its numbers can be told. */
  get damage(): Damage | null {
    return this.#store.damage;
  }

  /**
   * Writes the records that verify into a new journal beside the damaged one, which is only read.
   * @throws JournalFault `busy-…`, VaultFault `disk-full`, `read-only`, `disk-error`
   */
  save(): Promise<Rescued> {
    if (this.damage === null) throw new Error('There is nothing to rescue.');
    return this.#turn.alone('rescue', async () => {
      const name = rescuedNameAt(this.#clock.nowMs(), (each) => fs.existsSync(this.#beside(each)));
      const saved = await this.#store.saveSalvaged(this.#beside(name));
      this.#saved = { saved, name };
      return this.#saved;
    });
  }

  /** @throws JournalFault `no-file` when nothing was saved, or it is gone */
  expectSaved(): void {
    if (this.#saved === null || !fs.existsSync(this.#beside(this.#saved.name))) throw new JournalFault('no-file');
  }

  /**
   * Gives what was saved the place of the damaged file, which stays beside it under another name. The journal is closed by then.
   * @throws VaultFault `in-use`, `disk-full`, `read-only`, `disk-error`: then the damaged one is where it was
   */
  putInPlace(): void {
    const keepAs = damagedNameAt(this.#clock.nowMs(), (name) => fs.existsSync(this.#beside(name)));
    putInPlace(this.#beside(this.#saved!.name), this.#store.file, this.#beside(keepAs));
  }

  #beside(name: string): string {
    return path.join(this.#store.folder, name);
  }
}
