import { reveal, type Kept } from '../../shared/about.ts';
import { lastDayOf, type EventRow, type Pause, type PairingEvent } from '../../shared/event.ts';
import { stateAfterPause } from '../../shared/pausing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { newRecordId } from '../vault/vault.ts';
import type { EventEntry, PairingEntry } from '../workspace/entry.ts';
import type { Clock } from './clock.ts';
import { JournalFault } from './fault.ts';
import type { Store } from './store.ts';

/** What happens around the agreements. Faults are those the requests promise. */
export class Events {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Events of a pairing and those that concern all, newest first. */
  async list(pairing: RecordId): Promise<EventRow[]> {
    await this.#store.gathered;
    return this.#store.workspace.events.of(pairing);
  }

  /** A new event when `id` is `null`. A pause and the state of its pairing change in one. */
  async save(id: RecordId | null, event: Kept<'us', PairingEvent>): Promise<{ id: RecordId; savedAtMs: number }> {
    await this.#store.gathered;
    const said = reveal(event);
    const before = id === null ? null : this.#event(id);
    if (before !== null && before.kind !== said.kind) throw new JournalFault('not-found');
    if (lastDayOf(said) > this.#clock.today()) throw new JournalFault('date-in-future');
    if (said.pairing !== null && !this.#store.workspace.pairings.has(said.pairing)) throw new JournalFault('no-pairing');
    const entry: EventEntry = { kind: 'event', id: id ?? newRecordId(), event, savedAtMs: this.#clock.nowMs() };
    await this.#store.put([entry, ...this.#stateAfter(before, said)]);
    return { id: entry.id, savedAtMs: entry.savedAtMs };
  }

  /** For good. Removing a pause that is not over ends it as if it had never been. */
  async remove(id: RecordId): Promise<void> {
    await this.#store.gathered;
    const event = this.#event(id);
    await this.#store.put(this.#stateAfter(event, null), [id]);
  }

  #event(id: RecordId): PairingEvent {
    const row = this.#store.workspace.events.one(id);
    if (row === null) throw new JournalFault('not-found');
    return reveal(row.event);
  }

  /** The pairing as it is once a pause is written, changed or gone; nothing for other events. */
  #stateAfter(before: PairingEvent | null, after: PairingEvent | null): PairingEntry[] {
    const [was, is] = [asPause(before), asPause(after)];
    const pairing = this.#pairing((is ?? was)?.pairing);
    if (pairing === null) return [];
    if (was !== null && is !== null && was.pairing !== is.pairing) throw new JournalFault('not-found');
    const state = stateAfterPause(pairing.state, was, is);
    if (state === null) throw new JournalFault('cannot-pause');
    return JSON.stringify(state) === JSON.stringify(pairing.state) ? [] : [{ ...pairing, state }];
  }

  #pairing(id: RecordId | undefined): PairingEntry | null {
    return id === undefined ? null : this.#store.workspace.pairings.one(id);
  }
}

function asPause(event: PairingEvent | null): Pause | null {
  return event?.kind === 'pause' ? event : null;
}
