/** Looks every few seconds how long nobody has touched the computer, while the journal is open. */

/** Short enough that a journal set to one minute is not open much longer than that. */
export const IDLE_LOOK_MS = 3000;

export interface IdleOutside {
  /** Seconds since the last key or movement, anywhere on this computer. */
  idleSeconds(): number;
  /** Whether the screen is locked, where the system says so. On Linux no event tells. */
  screenLocked(): boolean;
  nowMs(): number;
  /** Returns what calls it off. */
  every(ms: number, run: () => void): () => void;
  idle(): void;
  screenLock(): void;
  /** This process has not run for a while: the computer slept, and no event told. */
  slept(): void;
}

export class IdleWatch {
  readonly #outside: IdleOutside;
  #lockAfterMs: number;
  #lookedAtMs = 0;
  #stop: (() => void) | null = null;

  constructor(outside: IdleOutside, lockAfterMinutes: number) {
    this.#outside = outside;
    this.#lockAfterMs = lockAfterMinutes * 60_000;
  }

  set lockAfterMinutes(minutes: number) {
    this.#lockAfterMs = minutes * 60_000;
  }

  /** Does nothing when it is watching already. */
  start(): void {
    if (this.#stop) return;
    this.#lookedAtMs = this.#outside.nowMs();
    this.#stop = this.#outside.every(IDLE_LOOK_MS, () => this.#look());
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
  }

  #look(): void {
    const sinceMs = this.#outside.nowMs() - this.#lookedAtMs;
    this.#lookedAtMs += sinceMs;
    if (sinceMs >= this.#lockAfterMs) this.#outside.slept();
    else if (this.#outside.screenLocked()) this.#outside.screenLock();
    else if (this.#outside.idleSeconds() * 1000 >= this.#lockAfterMs) this.#outside.idle();
  }
}
