/** An open journal: what the requests speak to. */
import type { ParsedInputOf, SearchAnswer } from '../../shared/requests.ts';
import type { Vault } from '../vault/vault.ts';
import { systemClock, type Clock } from './clock.ts';
import { Pairings } from './pairings.ts';
import { Sessions } from './sessions.ts';
import { Store, type Gathering } from './store.ts';

export class Journal {
  readonly pairings: Pairings;
  readonly sessions: Sessions;
  readonly #store: Store;

  constructor(vault: Vault, gathering: Gathering, clock: Clock = systemClock) {
    this.#store = new Store(vault, gathering);
    this.pairings = new Pairings(this.#store);
    this.sessions = new Sessions(this.#store, clock);
  }

  /** Resolves to whether all records were read and are whole. */
  async whole(): Promise<boolean> {
    await this.#store.gathered;
    return this.#store.state === 'ready';
  }

  search(asked: ParsedInputOf<'search'>): SearchAnswer {
    if (this.#store.state === 'gathering') return { ready: false };
    return { ready: true, ...this.#store.workspace.search.find(asked) };
  }

  /** Housekeeping for quiet moments; true while there is more to do. */
  tidy(): boolean {
    return this.#store.tidy();
  }

  /** Forgets the keys and everything that was read. */
  close(): void {
    this.#store.close();
  }
}
