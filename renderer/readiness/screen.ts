/** The readiness screen while it is being answered, and what of it is saved. Lives outside React so that a saving outlasts the page. */
import { keep, reveal } from '../../shared/about.ts';
import { noAnswers, QUESTIONS, type AnsweringRow, type Answers, type QuestionId } from '../../shared/readiness.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { ask } from '../keeper.ts';
import type { Refusal } from '../locales/refusals.ts';
import { Autosave, type Save, type SaveState } from '../ui/autosave.ts';

type SaveRefusal = Refusal<'saveReadiness'>;

export interface ScreenState {
  answers: Answers;
  saving: SaveState<SaveRefusal>;
}

/** Where an answering begins. */
export interface Beginning {
  pairing: RecordId;
  /** The half-filled one that goes on; null: another one is begun. */
  row: AnsweringRow | null;
  answers: Answers;
  asked: QuestionId[] | null;
}

/** The questions that are asked are open again; the other answers stand as they were. */
export function beginAgain(pairing: RecordId, last: AnsweringRow | null, asked: readonly QuestionId[] | null): Beginning {
  const answers = last === null ? noAnswers : reveal(last.answers);
  const open = Object.fromEntries((asked ?? []).map((question) => [question, null]));
  return { pairing, row: null, answers: { ...answers, ...open }, asked: asked === null ? null : [...asked] };
}

export function goOn(row: AnsweringRow): Beginning {
  return { pairing: row.pairing, row, answers: reveal(row.answers), asked: row.asked };
}

export class Screen {
  readonly #autosave: Autosave<Answers, SaveRefusal>;
  readonly #listeners = new Set<() => void>();
  #state: ScreenState;

  constructor({ pairing, row, answers, asked }: Beginning) {
    const save: Save<Answers, SaveRefusal> = async (id, said) => {
      try {
        return await ask('saveReadiness', { id, pairing, asked, answers: keep('us', said) });
      } catch {
        return { ok: false, refusal: { why: 'fault', reference: 'no-answer' } };
      }
    };
    this.#autosave = new Autosave(save, row === null ? null : { id: row.id, savedAtMs: row.savedAtMs, value: answers }, (saving) => {
      this.#show({ saving });
    });
    this.#state = { answers, saving: this.#autosave.state };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly now = (): ScreenState => this.#state;

  get hasUnsaved(): boolean {
    return this.#autosave.hasUnsaved;
  }

  /** A choice is whole at once, so it is saved at once. */
  readonly answer = (question: QuestionId, option: string | null): void => {
    this.#show({ answers: inOrder({ ...this.#state.answers, [question]: option }) });
    this.#autosave.change(this.#state.answers);
    void this.flush();
  };

  readonly flush = (): Promise<SaveState<SaveRefusal>> => this.#autosave.flush();

  /** Saves what stands there even where nothing was changed. @returns its number, null where it was refused */
  async whole(): Promise<RecordId | null> {
    this.#autosave.change(this.#state.answers);
    const saving = await this.flush();
    return saving.is === 'saved' ? (this.#autosave.confirmed?.id ?? null) : null;
  }

  #show(part: Partial<ScreenState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

function inOrder(answers: Answers): Answers {
  return Object.fromEntries(QUESTIONS.map((question) => [question, answers[question]])) as Answers;
}
