import { keep, reveal, type Kept } from '../../shared/about.ts';
import { changedBetween, tidied, touchesReadiness, type AsymmetryMap, type AsymmetryVersion } from '../../shared/asymmetry.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { newRecordId } from '../vault/vault.ts';
import type { Clock } from './clock.ts';
import { JournalFault } from './fault.ts';
import type { Store } from './store.ts';

/** The maps of differences. Faults are those the requests promise. */
export class Asymmetries {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Every version of a pairing's map, newest first. */
  async list(pairing: RecordId): Promise<AsymmetryVersion[]> {
    await this.#store.gathered;
    return this.#store.workspace.asymmetries.of(pairing);
  }

  /** Writing on one day goes on in one version; on a later day it begins another, and the one before stays as it was. */
  async save(pairing: RecordId, map: Kept<'us', AsymmetryMap>): Promise<{ id: RecordId; savedAtMs: number }> {
    await this.#store.gathered;
    if (!this.#store.workspace.pairings.has(pairing)) throw new JournalFault('no-pairing');
    const said = tidied(reveal(map));
    const [newest] = this.#store.workspace.asymmetries.of(pairing);
    if (newest && changedBetween(reveal(newest.map), said).length === 0) return { id: newest.id, savedAtMs: newest.savedAtMs };
    const today = this.#clock.today();
    const sameSitting = newest && newest.on >= today;
    const version = { id: sameSitting ? newest.id : newRecordId(), on: sameSitting ? newest.on : today, savedAtMs: this.#clock.nowMs() };
    await this.#store.put([{ kind: 'asymmetry', ...version, pairing, map: keep('us', said) }]);
    return { id: version.id, savedAtMs: version.savedAtMs };
  }

  /**
   * The versions that gave a reason to look at R04 and R07 again (domain §2.5), newest first. Compared is each version with the one before it.
   */
  async touchingReadiness(pairing: RecordId): Promise<{ on: IsoDate; savedAtMs: number }[]> {
    const versions = await this.list(pairing);
    return versions
      .filter(({ map }, place) => touchesReadiness(versions[place + 1] ? reveal(versions[place + 1]!.map) : null, reveal(map)))
      .map(({ on, savedAtMs }) => ({ on, savedAtMs }));
  }
}
