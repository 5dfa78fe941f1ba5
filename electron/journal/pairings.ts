import { reveal } from '../../shared/about.ts';
import type { Pairing, PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { newRecordId } from '../vault/vault.ts';
import { JournalFault } from './fault.ts';
import type { Store } from './store.ts';

/** The pairings of a journal. Faults are those the requests promise. */
export class Pairings {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async list(): Promise<PairingRow[]> {
    const early = this.#store.state === 'gathering' && this.#store.frontPage;
    if (early) return early.pairings;
    await this.#store.gathered;
    return this.#store.workspace.pairings.list();
  }

  /** A new pairing when `id` is `null`. Two pairings never carry one name: a person could not tell them apart in a list. */
  async save(id: RecordId | null, pairing: Pairing): Promise<{ id: RecordId; pairing: Pairing }> {
    await this.#store.gathered;
    const { pairings } = this.#store.workspace;
    if (id !== null && !pairings.has(id)) throw new JournalFault('not-found');
    if (pairings.isTaken(reveal(pairing.name), id)) throw new JournalFault('same-name');
    const entry = { kind: 'pairing' as const, id: id ?? newRecordId(), pairing };
    await this.#store.put([entry]);
    return { id: entry.id, pairing };
  }

  async remove(id: RecordId): Promise<void> {
    await this.#store.gathered;
    const { pairings } = this.#store.workspace;
    if (!pairings.has(id)) throw new JournalFault('not-found');
    if (pairings.sessionsOf(id) > 0) throw new JournalFault('has-sessions');
    await this.#store.put([], [id]);
  }
}
