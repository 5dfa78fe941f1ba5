/** One entry being written: its draft, and what of it is saved. Lives outside React so that a saving outlasts the page. */
import { today } from '../../shared/date.ts';
import type { SavedSession } from '../../shared/requests.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Session } from '../../shared/session.ts';
import type { Refusal } from '../locales/refusals.ts';
import { Autosave, type Confirmed, type Save, type SaveState } from '../ui/autosave.ts';
import { draftOf, newDraft, toSession, type Draft, type Missing, type Unkept } from './draft.ts';

export type SaveSession = (...asked: Parameters<Save<Session, Refusal<'saveSession'>>>) => Promise<{ ok: true; value: SavedSession } | { ok: false; refusal: Refusal<'saveSession'> }>;
export type SavingSession = SaveState<Refusal<'saveSession'>>;

export interface WritingState {
  draft: Draft;
  saving: SavingSession;
  missing: readonly Missing[];
  unkept: readonly Unkept[];
  /** Of the agreement the two had on the day of the session, as far as it is saved. */
  agreementVersion: number | null;
  /** Goes up when the whole draft was replaced, so that fields which keep their own text begin anew. */
  round: number;
}

export class Writing {
  readonly #autosave: Autosave<Session, Refusal<'saveSession'>>;
  readonly #listeners = new Set<() => void>();
  #state: WritingState;

  constructor(save: SaveSession, from: (Confirmed<Session> & SavedSession) | { pairing: RecordId | null }) {
    const confirmed = 'value' in from ? from : null;
    this.#autosave = new Autosave<Session, Refusal<'saveSession'>>(this.#noting(save), confirmed, (saving) => {
      this.#show({ saving });
    });
    const draft = 'value' in from ? draftOf(from.value) : newDraft(from.pairing, today());
    this.#state = { draft, saving: this.#autosave.state, missing: [], unkept: [], agreementVersion: 'value' in from ? from.agreementVersion : null, round: 0 };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly now = (): WritingState => this.#state;

  /** The entry's id, once the journal has it. */
  get id(): RecordId | null {
    return this.#autosave.confirmed?.id ?? null;
  }

  /** What the journal holds of this entry. */
  get confirmed(): Session | null {
    return this.#autosave.confirmed?.value ?? null;
  }

  /** Something was typed that the journal has not confirmed. After `flush` it will not get there by waiting. */
  get hasUnsaved(): boolean {
    return this.#autosave.hasUnsaved;
  }

  readonly change = (update: (draft: Draft) => Draft): void => {
    const draft = update(this.#state.draft);
    if (draft === this.#state.draft) return;
    const saveable = toSession(draft, this.#autosave.confirmed?.value ?? null, today());
    this.#state = { ...this.#state, draft, missing: saveable.session === null ? saveable.missing : [], unkept: saveable.session === null ? [] : saveable.unkept };
    this.#autosave.change(saveable.session);
    this.#tell();
  };

  readonly flush = (): Promise<SavingSession> => this.#autosave.flush();

  /** The journal holds `session` now instead of what was here: an earlier version was brought back. */
  replace({ id, savedAtMs }: SavedSession, session: Session): void {
    this.#state = { ...this.#state, draft: draftOf(session), missing: [], unkept: [], round: this.#state.round + 1 };
    this.#autosave.confirm({ id, value: session, savedAtMs });
  }

  /** A change of what the fields already show: they begin anew. */
  readonly rewrite = (update: (draft: Draft) => Draft): void => {
    this.#state = { ...this.#state, round: this.#state.round + 1 };
    this.change(update);
  };

  /** Which agreement a session falls under is the keeper's to say. */
  #noting(save: SaveSession): SaveSession {
    return async (id, session) => {
      const reply = await save(id, session);
      if (reply.ok) this.#show({ agreementVersion: reply.value.agreementVersion });
      return reply;
    };
  }

  #show(part: Partial<WritingState>): void {
    this.#state = { ...this.#state, ...part };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
