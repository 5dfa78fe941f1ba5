import { remindersOf, type Reminder, type ReminderKey } from '../../shared/reminder.ts';
import type { IsoDate } from '../../shared/date.ts';
import { isFinished } from '../../shared/readiness.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { PairingEntry } from '../workspace/entry.ts';
import type { Clock } from './clock.ts';
import { JournalFault } from './fault.ts';
import type { Readiness } from './readiness.ts';
import { reviewDay } from './review-day.ts';
import type { Store } from './store.ts';

/** The reminders of the pairings. Faults are those the requests promise. */
export class Reminders {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #readiness: Readiness;

  constructor(store: Store, clock: Clock, { readiness }: { readiness: Readiness }) {
    this.#store = store;
    this.#clock = clock;
    this.#readiness = readiness;
  }

  /** The lines to show today, in their order. */
  async of(pairing: RecordId): Promise<Reminder[]> {
    const { state, putAside } = await this.#pairing(pairing);
    const { sessions, agreements, peerNotes, asymmetries } = this.#store.workspace;
    const agreed = agreements.of(pairing).some(({ version }) => version.stage.is === 'agreed');
    const today = this.#clock.today();
    return remindersOf(
      {
        state,
        putAside,
        sessionDays: sessions.daysOf(pairing),
        agreement: agreed ? { reviewOn: reviewDay(this.#store.workspace, pairing) } : null,
        peerNotesUntil: peerNotes.daysOf(pairing),
        due: await this.#readiness.due(pairing),
        lastInvited: this.#lastInvited(pairing),
        mapOf: asymmetries.of(pairing)[0]?.on ?? null,
      },
      today,
    );
  }

  async putAside(pairing: RecordId, key: ReminderKey): Promise<void> {
    const entry = await this.#pairing(pairing);
    await this.#store.put([{ ...entry, putAside: { ...entry.putAside, [key]: this.#clock.today() } }]);
  }

  #lastInvited(pairing: RecordId): IsoDate | null {
    return this.#store.workspace.readiness.of(pairing).filter(isFinished).find(({ asked }) => asked !== null)?.answeredOn ?? null;
  }

  async #pairing(id: RecordId): Promise<PairingEntry> {
    await this.#store.gathered;
    const entry = this.#store.workspace.pairings.one(id);
    if (entry === null) throw new JournalFault('not-found');
    return entry;
  }
}
