import type { WholeWork } from '../../shared/whole-work.ts';
import { JournalFault } from './fault.ts';

/** Whose turn it is to do something with the whole journal: backup, drill, move, re-keying, other keys, restore, rescue. Never two at a time. */
export class Turn {
  #whose: WholeWork | null = null;
  readonly #aside = new Map<AbortController, Promise<unknown>>();
  #over = false;

  /** @throws JournalFault `busy-…`, named for what is under way */
  expectFree(): void {
    if (this.#whose !== null) throw new JournalFault(`busy-${this.#whose}`);
  }

  /**
   * Does what a person asked for. What goes on by itself is stopped first.
   * @throws JournalFault `busy-…` while something else is under way, `cancelled` for whatever fails once it is over
   */
  async alone<T>(whose: WholeWork, work: () => Promise<T>): Promise<T> {
    this.expectFree();
    this.#whose = whose;
    try {
      // Begun at once where it can be: who asks for it to be stopped in the same breath must find it.
      if (this.#aside.size > 0) await this.stopAside();
      return await work();
    } catch (error) {
      throw this.#over ? new JournalFault('cancelled') : error;
    } finally {
      this.#whose = null;
    }
  }

  /**
   * Does what nobody asked for, after whatever else of that kind is going on: not while something is under way that somebody asked for, and stopped by its signal as soon as
   * somebody asks for something.
   * @returns whether it was begun. A failure is the work's own affair
   */
  async aside(work: (signal: AbortSignal) => Promise<unknown>): Promise<boolean> {
    while (this.#aside.size > 0) await Promise.all(this.#aside.values());
    if (this.#whose !== null || this.#over) return false;
    const stop = new AbortController();
    const running = work(stop.signal)
      .catch(() => undefined)
      .finally(() => this.#aside.delete(stop));
    this.#aside.set(stop, running);
    await running;
    return true;
  }

  /** The journal is being locked: what is under way may fail in any way now. */
  end(): void {
    this.#over = true;
    void this.stopAside();
  }

  /** Resolves when what went on by itself has ended. */
  async stopAside(): Promise<void> {
    for (const stop of this.#aside.keys()) stop.abort();
    await Promise.all(this.#aside.values());
  }
}
