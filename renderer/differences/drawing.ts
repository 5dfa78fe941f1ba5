/** The map while it is being drawn: everything that was typed, and what of it is saved. Lives outside React so that a saving outlasts the page. */
import { reveal } from '../../shared/about.ts';
import { DIFFERENCE_NOTE_MAX, nothingSaid, tidied, type AsymmetryMap, type AsymmetryVersion, type Difference } from '../../shared/asymmetry.ts';
import { ASYMMETRY_DIMENSIONS, type AsymmetryDimension } from '../../shared/asymmetry-moves.ts';
import { lengthOf } from '../../shared/text.ts';
import type { Refusal } from '../locales/refusals.ts';
import { Autosave, type Save, type SaveState } from '../ui/autosave.ts';

export type SaveMap = Save<AsymmetryMap, Refusal<'saveAsymmetryMap'>>;

export interface DrawingState {
  map: AsymmetryMap;
  saving: SaveState<Refusal<'saveAsymmetryMap'>>;
  /** Everything on the page can be saved as it stands. */
  allKept: boolean;
}

export class Drawing {
  readonly #autosave: Autosave<AsymmetryMap, Refusal<'saveAsymmetryMap'>>;
  readonly #listeners = new Set<() => void>();
  #state: DrawingState;

  constructor(save: SaveMap, newest: AsymmetryVersion | null) {
    const map = newest === null ? {} : reveal(newest.map);
    const confirmed = newest === null ? null : { id: newest.id, savedAtMs: newest.savedAtMs, value: map };
    this.#autosave = new Autosave(save, confirmed, (saving) => {
      this.#show({ saving });
    });
    this.#state = { map, saving: this.#autosave.state, allKept: true };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly now = (): DrawingState => this.#state;

  get hasUnsaved(): boolean {
    return this.#autosave.hasUnsaved;
  }

  readonly say = (dimension: AsymmetryDimension, part: Partial<Difference>): void => {
    this.#change({ ...this.#state.map, [dimension]: { ...saidOf(this.#state.map, dimension), ...part } });
  };

  readonly flush = (): Promise<DrawingState['saving']> => this.#autosave.flush();

  #change(map: AsymmetryMap): void {
    const kept = keepable(map, this.#autosave.confirmed?.value ?? {});
    this.#state = { ...this.#state, map, allKept: kept.allKept };
    this.#autosave.change(kept.map);
    this.#tell();
  }

  #show(part: Partial<DrawingState>): void {
    this.#state = { ...this.#state, ...part };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export function saidOf(map: AsymmetryMap, dimension: AsymmetryDimension): Difference {
  return map[dimension] ?? nothingSaid;
}

/** The map as it can be saved: a note that is too long stays as it last was, and everything else is kept. */
export function keepable(map: AsymmetryMap, before: AsymmetryMap): { map: AsymmetryMap; allKept: boolean } {
  const tooLong = ASYMMETRY_DIMENSIONS.filter((dimension) => lengthOf(map[dimension]?.note ?? '') > DIFFERENCE_NOTE_MAX);
  const kept = Object.fromEntries(tooLong.map((dimension) => [dimension, { ...saidOf(map, dimension), note: saidOf(before, dimension).note }]));
  return { map: tidied({ ...map, ...kept }), allKept: tooLong.length === 0 };
}
