/** A draft of an agreement while it is being written: what was typed, and what of it is saved. Lives outside React so that a saving outlasts the page. */
import { agreementDraft, clause, type AgreementDraft, type Clause, type ClauseId } from '../../shared/agreement.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Refusal } from '../locales/refusals.ts';
import { Autosave, type Save, type SaveState } from '../ui/autosave.ts';

export type SaveDraft = Save<AgreementDraft, Refusal<'saveAgreementDraft'>>;

export interface DraftState {
  draft: AgreementDraft;
  saving: SaveState<Refusal<'saveAgreementDraft'>>;
  /** Everything on the page can be saved as it stands. */
  allKept: boolean;
}

export class DraftWriting {
  readonly #autosave: Autosave<AgreementDraft, Refusal<'saveAgreementDraft'>>;
  readonly #listeners = new Set<() => void>();
  #state: DraftState;

  constructor(save: SaveDraft, confirmed: { id: RecordId; savedAtMs: number; value: AgreementDraft }) {
    this.#autosave = new Autosave(save, confirmed, (saving) => {
      this.#show({ saving });
    });
    this.#state = { draft: confirmed.value, saving: this.#autosave.state, allKept: true };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly now = (): DraftState => this.#state;

  /** After `flush` it will not be saved by waiting. */
  get hasUnsaved(): boolean {
    return this.#autosave.hasUnsaved || !this.#state.allKept;
  }

  readonly change = (update: (draft: AgreementDraft) => AgreementDraft): void => {
    const draft = update(this.#state.draft);
    const kept = keepable(draft, this.#autosave.confirmed!.value);
    this.#state = { ...this.#state, draft, allKept: kept === draft };
    this.#autosave.change(kept);
    this.#tell();
  };

  readonly flush = (): Promise<DraftState['saving']> => this.#autosave.flush();

  #show(part: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...part };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What can be saved of a draft: a name or a clause that is too long stays as it last was. The draft itself when all of it can. */
export function keepable(draft: AgreementDraft, before: AgreementDraft): AgreementDraft {
  if (agreementDraft.safeParse(draft).success) return draft;
  const party = (index: 0 | 1) => (agreementDraft.shape.parties.safeParse([draft.parties[index], '']).success ? draft.parties[index] : before.parties[index]);
  const clauses = draft.clauses.flatMap((each) => {
    if (clause.safeParse(each).success) return [each];
    return before.clauses.filter(({ id }) => id === each.id);
  });
  return { ...draft, parties: [party(0), party(1)], clauses };
}

/** To write in a clause is to look at it: it is no longer left out. */
export function withClause(draft: AgreementDraft, changed: Clause): AgreementDraft {
  const isThere = draft.clauses.some(({ id }) => id === changed.id);
  const clauses = isThere ? draft.clauses.map((each) => (each.id === changed.id ? changed : each)) : [...draft.clauses, changed];
  return { ...draft, clauses, leftOut: draft.leftOut.filter((id) => id !== changed.id) };
}

export function withoutClause(draft: AgreementDraft, id: ClauseId): AgreementDraft {
  return { ...draft, clauses: draft.clauses.filter((each) => each.id !== id), leftOut: [...draft.leftOut.filter((each) => each !== id), id] };
}

/** As if nobody had looked at it yet. */
export function takenUp(draft: AgreementDraft, id: ClauseId): AgreementDraft {
  return { ...draft, leftOut: draft.leftOut.filter((each) => each !== id) };
}
