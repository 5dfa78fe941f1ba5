/**
 * How long nobody has used the window. It counts by itself: where the system cannot say how long the computer has been idle (on
 * Wayland, for one), this still locks the journal.
 */

export const WINDOW_IDLE_LOOK_MS = 2000;

export interface WindowIdleOutside {
  /** Of a clock that nobody can set. */
  nowMs(): number;
  /** Returns what calls it off. */
  every(ms: number, run: () => void): () => void;
  /** Nobody has used the window for as long as was set. Said again at every look until it is stopped. */
  idle(): void;
}

export class WindowIdle {
  readonly #outside: WindowIdleOutside;
  #lockAfterMs: number;
  #touchedAtMs = 0;
  #stop: (() => void) | null = null;

  constructor(outside: WindowIdleOutside, lockAfterMinutes: number) {
    this.#outside = outside;
    this.#lockAfterMs = lockAfterMinutes * 60_000;
  }

  set lockAfterMinutes(minutes: number) {
    this.#lockAfterMs = minutes * 60_000;
  }

  /** The journal was opened: somebody is there. */
  start(): void {
    this.stop();
    this.touched();
    this.#stop = this.#outside.every(WINDOW_IDLE_LOOK_MS, () => this.#look());
  }

  touched(): void {
    this.#touchedAtMs = this.#outside.nowMs();
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
  }

  #look(): void {
    if (this.#outside.nowMs() - this.#touchedAtMs >= this.#lockAfterMs) this.#outside.idle();
  }
}
