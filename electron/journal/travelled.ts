/** The ledger of what travelled: lines are added, each bound to the one before, and none is ever changed or removed. */
import { checkChain, NO_LINE_BEFORE, textOfLine, type Travel, type TravelledPage } from '../../shared/travelled.ts';
import { newRecordId } from '../vault/vault.ts';
import type { Entry } from '../workspace/entry.ts';
import type { Clock } from './clock.ts';
import { sha256 } from './digest.ts';
import type { Store } from './store.ts';

const digestOf = (text: string) => sha256(Buffer.from(text, 'utf8'));

export class Travelled {
  readonly #store: Store;
  readonly #clock: Clock;
  /** The line that is being written: the next one waits for it, as it has to hold its digest. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Writes a line, and with it, all or nothing, what is to be remembered along with it; that is asked for when it is written.
   * @throws as every save; nothing is written then, and nothing may leave
   */
  add(travel: Omit<Travel, 'atMs'>, alongWith: () => readonly Entry[] = () => []): Promise<void> {
    const written = this.#writing.then(() => this.#add(travel, alongWith));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  /** @param before lines with a smaller number than this; `null`: from the newest */
  async list(before: number | null, limit: number): Promise<TravelledPage> {
    await this.#store.gathered;
    const lines = this.#store.workspace.travelled.all();
    const faults = checkChain(lines, digestOf);
    const older = lines.filter(({ number }) => before === null || number < before).reverse();
    const rows = older.slice(0, limit).map(({ before: _digest, ...line }) => ({ ...line, fault: faults.get(line.number) ?? null }));
    return { rows, earlier: older.length > limit, breaks: faults.size };
  }

  async #add(travel: Omit<Travel, 'atMs'>, alongWith: () => readonly Entry[]): Promise<void> {
    await this.#store.gathered;
    const last = this.#store.workspace.travelled.last();
    const line = { number: (last?.number ?? 0) + 1, atMs: this.#clock.nowMs(), ...travel, before: last === null ? NO_LINE_BEFORE : digestOf(textOfLine(last)) };
    await this.#store.put([{ kind: 'travelled', id: newRecordId(), line }, ...alongWith()]);
  }
}
