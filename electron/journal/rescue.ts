/** What a person can do with a damaged journal: save what can be read as a new one, and go on with that. */
import fs from 'node:fs';
import path from 'node:path';
import type { Damage, Rescued } from '../../shared/damage.ts';
import { sync } from '../vault/file.ts';
import { putInPlace } from '../vault/restoring.ts';
import type { RescueProgress } from '../vault/salvage.ts';
import { damagedNameAt, rescuedNameAt } from './backup-names.ts';
import type { Clock } from './clock.ts';
import { JournalFault } from './fault.ts';
import { faultOfNewFolder } from './moving.ts';
import type { Store } from './store.ts';
import type { Turn } from './turn.ts';

export type { RescueProgress } from '../vault/salvage.ts';

export class Rescue {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #turn: Turn;
  #saving: AbortController | null = null;
  /** The file that was saved last. */
  #saved: string | null = null;

  constructor(store: Store, clock: Clock, turn: Turn) {
    this.#store = store;
    this.#clock = clock;
    this.#turn = turn;
  }

  /** Null as long as the journal is not known to be damaged, and where not even its numbers can be told. */
  get damage(): Damage | null {
    return this.#store.damage;
  }

  /**
   * Writes the records that verify into a new journal, beside the damaged one or in a folder that was chosen. The damaged one is only read.
   * @throws JournalFault `not-damaged`, `busy-…`, `cancelled`, `folder-gone`, `folder-full`, `folder-read-only`, `folder-error`, VaultFault `disk-full`, `read-only`, `disk-error`
   */
  save(chosen: string | null, progress: RescueProgress): Promise<Rescued> {
    if (this.damage === null) return Promise.reject(new JournalFault('not-damaged'));
    return this.#turn.alone('rescue', async () => {
      const saving = new AbortController();
      this.#saving = saving;
      const folder = chosen ?? this.#store.folder;
      if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new JournalFault('folder-gone');
      const name = rescuedNameAt(this.#clock.nowMs(), (each) => fs.existsSync(path.join(folder, each)));
      try {
        const saved = await this.#store.saveSalvaged(path.join(folder, name), { signal: saving.signal, progress });
        this.#saved = path.join(folder, name);
        return { saved, name, folder: chosen };
      } catch (error) {
        throw chosen === null ? error : faultOfNewFolder(error);
      } finally {
        this.#saving = null;
      }
    });
  }

  cancel(): void {
    this.#saving?.abort();
  }

  /** @throws JournalFault `no-file` when nothing was saved, or it is gone */
  expectSaved(): void {
    if (this.#saved === null || !fs.existsSync(this.#saved)) throw new JournalFault('no-file');
  }

  /**
   * Gives what was saved the place of the damaged file, which stays beside it under another name. The journal is closed by then.
   * @throws VaultFault `in-use`, `disk-full`, `read-only`, `disk-error`, or an error of the system: then the damaged one is where it was, and so is what was saved
   */
  putInPlace(): void {
    const keepAs = damagedNameAt(this.#clock.nowMs(), (name) => fs.existsSync(this.#beside(name)));
    putInPlace(this.#besideTheDamaged(), this.#store.file, this.#beside(keepAs));
  }

  /** What was saved elsewhere stays there, and a copy of it is taken. */
  #besideTheDamaged(): string {
    const saved = this.#saved!;
    if (path.dirname(saved) === this.#store.folder) return saved;
    const name = rescuedNameAt(this.#clock.nowMs(), (each) => fs.existsSync(this.#beside(each)));
    const copy = this.#beside(name);
    try {
      fs.copyFileSync(saved, copy, fs.constants.COPYFILE_EXCL);
      fs.chmodSync(copy, 0o600);
      sync(copy);
    } catch (error) {
      fs.rmSync(copy, { force: true });
      throw error;
    }
    return copy;
  }

  #beside(name: string): string {
    return path.join(this.#store.folder, name);
  }
}
