/**
 * Looks for canaries in files and in bytes: in every form of `forms.ts`, plain and inside packed streams (`packed.ts`).
 *
 * It does not find what was encrypted, drawn as a picture, split by something else than a chunk of reading, or folded into lines.
 */
import { formsOf, type Canary } from './forms.ts';
import { Needles } from './needles.ts';
import { packedStreamsIn, unpack, unpackTable } from './packed.ts';
import { sourceOf, withFile, type Source } from './source.ts';

export interface Sighting {
  canary: string;
  form: string;
  /** The file, or what the caller named the bytes; with the packings it lay in. */
  place: string;
  /** Bytes from the beginning of the file, or of what was unpacked. */
  at: number;
}

const STEP = 1024 * 1024;
/** A packed stream in a packed stream is looked into, one in that is not. */
const DEEPEST = 2;

export class Detector {
  readonly needles: Needles;
  readonly #meaning: { canary: string; form: string }[];

  /** @throws RangeError for a canary too short to be told from chance */
  constructor(canaries: readonly Canary[]) {
    const all = canaries.flatMap((canary) => formsOf(canary).map((form) => ({ canary: canary.name, form: form.name, bytes: form.bytes })));
    this.#meaning = all;
    this.needles = new Needles(all.map(({ bytes }) => bytes));
  }

  /** One sighting for each canary, form and place. @throws the error of the file system when the file cannot be read */
  file(file: string): Promise<Sighting[]> {
    return withFile(file, (source) => this.#source(source, file, 1));
  }

  bytes(bytes: Uint8Array, place: string): Promise<Sighting[]> {
    return this.#source(sourceOf(bytes), place, 1);
  }

  /** For what comes in chunks and is not packed, such as memory. */
  stream(place: string): { push: (chunk: Uint8Array) => void; sightings: () => Sighting[] } {
    const sightings = new Map<string, Sighting>();
    const push = this.needles.stream((needle, at) => {
      const sighting = this.sighting(needle, place, at);
      const key = `${sighting.canary} ${sighting.form}`;
      if (!sightings.has(key)) sightings.set(key, sighting);
    });
    return { push, sightings: () => [...sightings.values()] };
  }

  sighting(needle: number, place: string, at: number): Sighting {
    const { canary, form } = this.#meaning[needle]!;
    return { canary, form, place, at };
  }

  async #source(source: Source, place: string, depth: number): Promise<Sighting[]> {
    const plain = this.stream(place);
    for (let at = 0; at < source.size; at += STEP) plain.push(source.read(at, STEP));
    const sightings = plain.sightings();
    if (depth > DEEPEST) return sightings;
    for (const packed of packedStreamsIn(source)) {
      const unpacked = await unpack(source, packed);
      if (unpacked.length > 0) sightings.push(...(await this.#source(sourceOf(unpacked), `${place} > ${packed.packing} at ${packed.at}`, depth + 1)));
    }
    const table = unpackTable(source);
    if (table.length > 0) sightings.push(...(await this.#source(sourceOf(table), `${place} > LevelDB table`, depth + 1)));
    return sightings;
  }
}

/** For a message: what was seen where, without the text itself. */
export function inWords(sightings: readonly Sighting[]): string[] {
  return sightings.map(({ canary, form, place, at }) => `${canary} as ${form} in ${place} at ${at}`);
}
