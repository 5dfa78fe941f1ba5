import { keep, reveal } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import { moved, movesFrom, type Beginning, type Pairing, type PairingRow, type PairingState, type PairingStateName } from '../../shared/pairing.ts';
import { pauseAfterStep } from '../../shared/pausing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { newRecordId } from '../vault/vault.ts';
import type { EventEntry, PairingEntry } from '../workspace/entry.ts';
import type { Clock } from './clock.ts';
import { JournalFault } from './fault.ts';
import type { Store } from './store.ts';

/** The pairings of a journal. Faults are those the requests promise. */
export class Pairings {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async list(): Promise<PairingRow[]> {
    const early = this.#store.state === 'gathering' && this.#store.frontPage;
    if (early) return early.pairings;
    await this.#store.gathered;
    return this.#store.workspace.pairings.list();
  }

  /** Whoever considers a pairing begins to today; since when two meet already is what they wrote, or nobody knows. */
  async add(pairing: Pairing, begins: Beginning): Promise<{ id: RecordId; pairing: Pairing }> {
    await this.#store.gathered;
    const state: PairingState = { is: begins, since: begins === 'considering' ? this.#clock.today() : pairing.since, before: null };
    return this.#put({ kind: 'pairing', id: newRecordId(), pairing, state, putAside: {} });
  }

  async save(id: RecordId, pairing: Pairing): Promise<{ id: RecordId; pairing: Pairing }> {
    return this.#put({ ...(await this.#one(id)), pairing });
  }

  /**
   * Two who begin coach each other since that day. Two who pause, and who go on, have that among their events.
   * @throws JournalFault `not-found`, `no-such-move` for a state it cannot be brought into today
   */
  async move(id: RecordId, to: PairingStateName): Promise<PairingState> {
    const entry = await this.#one(id);
    const today = this.#clock.today();
    if (!movesFrom(entry.state, today).includes(to)) throw new JournalFault('no-such-move');
    const state = moved(entry.state, to, today);
    const begins = entry.state.is === 'considering' && to === 'active';
    await this.#store.put([{ ...entry, state, pairing: begins ? { ...entry.pairing, since: today } : entry.pairing }, ...this.#pauseAfter(entry, state, today)]);
    return state;
  }

  async remove(id: RecordId): Promise<void> {
    await this.#one(id);
    if (this.#store.workspace.pairings.sessionsOf(id) > 0) throw new JournalFault('has-sessions');
    await this.#store.put([], [id, ...this.#store.workspace.belongings.of(id).map((each) => each.id)]);
  }

  #pauseAfter({ id, state: from }: PairingEntry, to: PairingState, today: IsoDate): EventEntry[] {
    const pauses = this.#store.workspace.events.pausesOf(id);
    const step = pauseAfterStep(id, from, to, pauses.map(({ pause }) => pause), today);
    if (step === null) return [];
    const known = pauses.find(({ pause }) => pause === step.was);
    return [{ kind: 'event', id: known?.id ?? newRecordId(), event: keep('us', step.is), savedAtMs: this.#clock.nowMs() }];
  }

  async #one(id: RecordId): Promise<PairingEntry> {
    await this.#store.gathered;
    const entry = this.#store.workspace.pairings.one(id);
    if (entry === null) throw new JournalFault('not-found');
    return entry;
  }

  async #put(entry: PairingEntry): Promise<{ id: RecordId; pairing: Pairing }> {
    const { id, pairing } = entry;
    expectFreeName(this.#store, pairing.name, id);
    await this.#store.put([entry]);
    return { id, pairing };
  }
}

/**
 * Two pairings never carry one name: a person could not tell them apart in a list.
 * @throws JournalFault `same-name`
 */
export function expectFreeName(store: Store, name: Pairing['name'], of: RecordId): void {
  if (store.workspace.pairings.isTaken(reveal(name), of)) throw new JournalFault('same-name');
}
