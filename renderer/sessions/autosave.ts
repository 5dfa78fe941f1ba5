/**
 * Saves an entry a moment after the last change, one saving after the other. "Saved" is said only after the journal has confirmed
 * that it is on the disk; what was refused is kept and tried again.
 */
import type { RecordId } from '../../shared/record-id.ts';
import type { Reply } from '../../shared/requests.ts';
import type { Session } from '../../shared/session.ts';

export type SaveReply = Reply<'saveSession'>;
export type SaveRefusal = Extract<SaveReply, { ok: false }>['refusal'];
export type SaveSession = (id: RecordId | null, session: Session) => Promise<SaveReply>;

export type SaveState =
  | { is: 'untouched' }
  /** Something was written that cannot be a session yet. */
  | { is: 'incomplete' }
  | { is: 'unsaved' }
  | { is: 'saving' }
  | { is: 'saved'; atMs: number }
  | { is: 'refused'; refusal: SaveRefusal };

/** What the journal has confirmed. */
export interface Confirmed { id: RecordId; session: Session; savedAtMs: number }

const AFTER_LAST_CHANGE_MS = 600;
/** Somebody who types without a pause is saved all the same. */
const AFTER_FIRST_CHANGE_MS = 5000;

export class Autosave {
  readonly #save: SaveSession;
  readonly #shown: (state: SaveState) => void;
  #confirmed: Confirmed | null;
  #state: SaveState;
  #wanted: Session | null = null;
  #changed = false;
  #due = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitingSinceMs: number | null = null;
  #running: Promise<void> | null = null;

  /** @param shown is called with every new state */
  constructor(save: SaveSession, confirmed: Confirmed | null, shown: (state: SaveState) => void) {
    this.#save = save;
    this.#confirmed = confirmed;
    this.#shown = shown;
    this.#state = confirmed === null ? { is: 'untouched' } : { is: 'saved', atMs: confirmed.savedAtMs };
  }

  get state(): SaveState {
    return this.#state;
  }

  get confirmed(): Confirmed | null {
    return this.#confirmed;
  }

  /** True while something is here that the journal has not confirmed. */
  get hasUnsaved(): boolean {
    return this.#changed || this.#running !== null;
  }

  /** `null`: what is written cannot be a session yet. */
  change(session: Session | null): void {
    this.#wanted = session;
    this.#changed = true;
    clearTimeout(this.#timer);
    if (session === null) {
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
  async flush(): Promise<SaveState> {
    clearTimeout(this.#timer);
    if (this.#changed && this.#wanted !== null) {
      this.#due = true;
      this.#running ??= this.#saveWhatIsDue();
    }
    await this.#running;
    return this.#state;
  }

  /** The journal has confirmed this state by another way: an earlier version was brought back. */
  confirm(confirmed: Confirmed): void {
    clearTimeout(this.#timer);
    this.#changed = false;
    this.#confirmed = confirmed;
    this.#show({ is: 'saved', atMs: confirmed.savedAtMs });
  }

  async #saveWhatIsDue(): Promise<void> {
    try {
      while (this.#due && this.#changed && this.#wanted !== null) {
        const session = this.#wanted;
        this.#due = false;
        this.#changed = false;
        this.#waitingSinceMs = null;
        if (!(await this.#saveOne(session))) {
          this.#changed = true;
          break;
        }
      }
    } finally {
      this.#due = false;
      this.#running = null;
    }
  }

  async #saveOne(session: Session): Promise<boolean> {
    if (this.#confirmed !== null && isSame(this.#confirmed.session, session)) {
      this.#show({ is: 'saved', atMs: this.#confirmed.savedAtMs });
      return true;
    }
    this.#show({ is: 'saving' });
    const reply = await this.#save(this.#confirmed?.id ?? null, session);
    if (!reply.ok) {
      this.#show({ is: 'refused', refusal: reply.refusal });
      return false;
    }
    const { id, savedAtMs } = reply.value;
    this.#confirmed = { id, session, savedAtMs };
    this.#show(this.#afterSaving(savedAtMs));
    return true;
  }

  #afterSaving(savedAtMs: number): SaveState {
    if (!this.#changed) return { is: 'saved', atMs: savedAtMs };
    return this.#wanted === null ? { is: 'incomplete' } : { is: 'unsaved' };
  }

  #show(state: SaveState): void {
    this.#state = state;
    this.#shown(state);
  }
}

/** Sessions are plain data whose members always come in the same order. */
function isSame(one: Session, other: Session): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
