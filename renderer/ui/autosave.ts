/**
 * Saves what is being written a moment after the last change, one saving after the other. "Saved" is said only after the journal has confirmed
 * that it is on the disk; what was refused is kept and tried again.
 */
import type { RecordId } from '../../shared/record-id.ts';

export interface SavedRecord { id: RecordId; savedAtMs: number }
export type SaveReply<Refusal> = { ok: true; value: SavedRecord } | { ok: false; refusal: Refusal };
/** @param id null for what is not in the journal yet */
export type Save<T, Refusal> = (id: RecordId | null, value: T) => Promise<SaveReply<Refusal>>;

export type SaveState<Refusal> =
  | { is: 'untouched' }
  /** Something was written that cannot be a record yet. */
  | { is: 'incomplete' }
  | { is: 'unsaved' }
  | { is: 'saving' }
  | { is: 'saved'; atMs: number }
  | { is: 'refused'; refusal: Refusal };

/** What the journal has confirmed. */
export interface Confirmed<T> extends SavedRecord { value: T }

const AFTER_LAST_CHANGE_MS = 600;
/** Somebody who types without a pause is saved all the same. */
const AFTER_FIRST_CHANGE_MS = 5000;

/** @typeParam T plain data whose members always come in the same order */
export class Autosave<T, Refusal> {
  readonly #save: Save<T, Refusal>;
  readonly #shown: (state: SaveState<Refusal>) => void;
  #confirmed: Confirmed<T> | null;
  #state: SaveState<Refusal>;
  #wanted: T | null = null;
  #changed = false;
  #due = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitingSinceMs: number | null = null;
  #running: Promise<void> | null = null;

  /** @param shown is called with every new state */
  constructor(save: Save<T, Refusal>, confirmed: Confirmed<T> | null, shown: (state: SaveState<Refusal>) => void) {
    this.#save = save;
    this.#confirmed = confirmed;
    this.#shown = shown;
    this.#state = confirmed === null ? { is: 'untouched' } : { is: 'saved', atMs: confirmed.savedAtMs };
  }

  get state(): SaveState<Refusal> {
    return this.#state;
  }

  get confirmed(): Confirmed<T> | null {
    return this.#confirmed;
  }

  /** True while something is here that the journal has not confirmed. */
  get hasUnsaved(): boolean {
    return this.#changed || this.#running !== null;
  }

  /** `null`: what is written cannot be a record yet. */
  change(value: T | null): void {
    this.#wanted = value;
    this.#changed = true;
    clearTimeout(this.#timer);
    if (value === null) {
      this.#show({ is: 'incomplete' });
      return;
    }
    if (this.#running === null && this.#state.is !== 'refused') this.#show({ is: 'unsaved' });
    const now = performance.now();
    this.#waitingSinceMs ??= now;
    const latest = this.#waitingSinceMs + AFTER_FIRST_CHANGE_MS - now;
    this.#timer = setTimeout(() => void this.flush(), Math.max(0, Math.min(AFTER_LAST_CHANGE_MS, latest)));
  }

  /** Saves now what is not saved. Answers when everything there was at this moment is confirmed or refused. */
  async flush(): Promise<SaveState<Refusal>> {
    clearTimeout(this.#timer);
    if (this.#changed && this.#wanted !== null) {
      this.#due = true;
      this.#running ??= this.#saveWhatIsDue();
    }
    await this.#running;
    return this.#state;
  }

  /** The journal has confirmed this state by another way: an earlier version was brought back. */
  confirm(confirmed: Confirmed<T>): void {
    clearTimeout(this.#timer);
    this.#changed = false;
    this.#confirmed = confirmed;
    this.#show({ is: 'saved', atMs: confirmed.savedAtMs });
  }

  async #saveWhatIsDue(): Promise<void> {
    try {
      while (this.#due && this.#changed && this.#wanted !== null) {
        const value = this.#wanted;
        this.#due = false;
        this.#changed = false;
        this.#waitingSinceMs = null;
        if (!(await this.#saveOne(value))) {
          this.#changed = true;
          break;
        }
      }
    } finally {
      this.#due = false;
      this.#running = null;
    }
  }

  async #saveOne(value: T): Promise<boolean> {
    if (this.#confirmed !== null && isSame(this.#confirmed.value, value)) {
      this.#show({ is: 'saved', atMs: this.#confirmed.savedAtMs });
      return true;
    }
    this.#show({ is: 'saving' });
    const reply = await this.#save(this.#confirmed?.id ?? null, value);
    if (!reply.ok) {
      this.#show({ is: 'refused', refusal: reply.refusal });
      return false;
    }
    const { id, savedAtMs } = reply.value;
    this.#confirmed = { id, value, savedAtMs };
    this.#show(this.#afterSaving(savedAtMs));
    return true;
  }

  #afterSaving(savedAtMs: number): SaveState<Refusal> {
    if (!this.#changed) return { is: 'saved', atMs: savedAtMs };
    return this.#wanted === null ? { is: 'incomplete' } : { is: 'unsaved' };
  }

  #show(state: SaveState<Refusal>): void {
    this.#state = state;
    this.#shown(state);
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
