/** One reflection being written: its answers, and what of them is saved. Lives outside React so that a saving outlasts the page. */
import { stillRequired, withAnswer, type Answer, type AnswerValue, type Reflection } from '../../shared/reflection.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Prompt, TemplateText } from '../../shared/template.ts';
import type { Refusal } from '../locales/refusals.ts';
import { Autosave, type Save, type SaveState } from '../ui/autosave.ts';

export type SaveReflection = Save<Reflection, Refusal<'saveReflection'>>;

export interface ReflectingState {
  answers: readonly Answer[];
  done: boolean;
  saving: SaveState<Refusal<'saveReflection'>>;
}

export class Reflecting {
  readonly text: TemplateText;
  readonly #autosave: Autosave<Reflection, Refusal<'saveReflection'>>;
  readonly #listeners = new Set<() => void>();
  readonly #begun: Reflection;
  #state: ReflectingState;

  /** @param saved null for one that is not in the journal yet: it comes into being with the first answer */
  constructor(save: SaveReflection, { text, reflection }: { text: TemplateText; reflection: Reflection }, saved: { id: RecordId; savedAtMs: number } | null) {
    this.text = text;
    this.#begun = reflection;
    this.#autosave = new Autosave(save, saved && { ...saved, value: reflection }, (saving) => {
      this.#show({ saving });
    });
    this.#state = { answers: reflection.answers, done: reflection.done, saving: this.#autosave.state };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly now = (): ReflectingState => this.#state;

  /** Once the journal has it. */
  get id(): RecordId | null {
    return this.#autosave.confirmed?.id ?? null;
  }

  get hasUnsaved(): boolean {
    return this.#autosave.hasUnsaved;
  }

  /** What was called done stays so, as long as the required prompt is answered. */
  readonly answer = (prompt: Prompt, value: AnswerValue | null): void => {
    const answers = withAnswer(this.text, this.#state.answers, prompt, value);
    this.#change({ answers, done: this.#state.done && stillRequired(this.text, answers) === null });
  };

  /** @returns the prompt that is still asked for; null when it is done */
  readonly finish = (): Prompt | null => {
    const asked = stillRequired(this.text, this.#state.answers);
    if (asked === null && !this.#state.done) this.#change({ done: true });
    return asked;
  };

  readonly flush = (): Promise<ReflectingState['saving']> => this.#autosave.flush();

  #change(part: Pick<ReflectingState, 'done'> & Partial<Pick<ReflectingState, 'answers'>>): void {
    this.#state = { ...this.#state, ...part };
    const { answers, done } = this.#state;
    this.#autosave.change({ ...this.#begun, answers: [...answers], done });
    this.#tell();
  }

  #show(part: Partial<ReflectingState>): void {
    this.#state = { ...this.#state, ...part };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
