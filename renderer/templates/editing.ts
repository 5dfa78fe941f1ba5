/** One template being written: its draft with every step back, and what of it is saved. Lives outside React so that a saving outlasts the page. */
import type { RecordId } from '../../shared/record-id.ts';
import type { TemplateText } from '../../shared/template.ts';
import type { Refusal } from '../locales/refusals.ts';
import { Autosave, type Save, type SaveState } from '../ui/autosave.ts';
import { draftOf, emptyTemplate, toText, type DraftTemplate, type Written } from './draft.ts';

export type SaveTemplate = Save<TemplateText, Refusal<'saveTemplate'>>;

export interface EditingState {
  draft: DraftTemplate;
  written: Written;
  saving: SaveState<Refusal<'saveTemplate'>>;
  canUndo: boolean;
  canRedo: boolean;
}

/** Stands for the id until the journal gives one. */
const NO_ID = 'new';
const STEPS_MAX = 200;

export class Editing {
  readonly #autosave: Autosave<TemplateText, Refusal<'saveTemplate'>>;
  readonly #listeners = new Set<() => void>();
  readonly #id: string;
  #past: DraftTemplate[] = [];
  #future: DraftTemplate[] = [];
  #lastStep: string | null = null;
  #state: EditingState;

  constructor(save: SaveTemplate, from: { id: RecordId; text: TemplateText; savedAtMs: number } | null) {
    this.#id = from?.id ?? NO_ID;
    this.#autosave = new Autosave(save, from && { id: from.id, savedAtMs: from.savedAtMs, value: from.text }, (saving) => {
      this.#show({ saving });
    });
    const draft = from === null ? emptyTemplate() : draftOf(from.text);
    this.#state = { draft, written: toText(draft, this.#id), saving: this.#autosave.state, canUndo: false, canRedo: false };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly now = (): EditingState => this.#state;

  get id(): RecordId | null {
    return this.#autosave.confirmed?.id ?? null;
  }

  /** What was typed and is no template yet is nowhere else. */
  get hasUnsaved(): boolean {
    return this.#autosave.hasUnsaved;
  }

  /** @param step what is being changed: typing on in one field is one step back */
  readonly change = (step: string, update: (draft: DraftTemplate) => DraftTemplate): void => {
    const { draft } = this.#state;
    if (step !== this.#lastStep) this.#past = [...this.#past, draft].slice(-STEPS_MAX);
    this.#lastStep = step;
    this.#future = [];
    this.#put(update(draft));
  };

  readonly undo = (): void => {
    const before = this.#past.at(-1);
    if (before === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [this.#state.draft, ...this.#future];
    this.#lastStep = null;
    this.#put(before);
  };

  readonly redo = (): void => {
    const [next, ...later] = this.#future;
    if (next === undefined) return;
    this.#future = later;
    this.#past = [...this.#past, this.#state.draft];
    this.#lastStep = null;
    this.#put(next);
  };

  readonly flush = (): Promise<EditingState['saving']> => this.#autosave.flush();

  #put(draft: DraftTemplate): void {
    const written = toText(draft, this.#id);
    this.#state = { ...this.#state, draft, written, canUndo: this.#past.length > 0, canRedo: this.#future.length > 0 };
    this.#autosave.change(written.text);
    this.#tell();
  }

  #show(part: Partial<EditingState>): void {
    this.#state = { ...this.#state, ...part };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
