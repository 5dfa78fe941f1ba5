/** The digest of every byte of a file, read a slice at a time between other work. */
import sodium from 'libsodium-wrappers-sumo';
import { setImmediate as pause } from 'node:timers/promises';
import { HASH_BYTES } from './hash.ts';

const SLICE_BYTES = 256 * 1024;
/** Slices read before others get their turn: about two milliseconds' worth. */
const SLICES_AT_ONCE = 4;

/** An open file that counts what is written into it. */
export interface DigestedFile {
  readonly isOpen: boolean;
  readonly writes: number;
  /** How many bytes there were, 0 at the end. */
  readBytes(into: Uint8Array, at: number): number;
}

/** A file of which what nothing is read from can be overwritten. */
export interface EmptiedFile {
  /** In the file, and in what was read of it. */
  emptyUnused(pages: Uint8Array, at: number): void;
  /** It was overwritten to the end. */
  unusedIsEmpty(): void;
}

/** The digest of a whole open file, a slice at a time; waste as soon as the file is written meanwhile. */
export class FileDigest {
  readonly #file: DigestedFile;
  readonly #writes: number;
  readonly #emptied: EmptiedFile | null;
  readonly #slice = Buffer.allocUnsafe(SLICE_BYTES);
  readonly #state = sodium.crypto_generichash_init(null, HASH_BYTES);
  #at = 0;
  #digest: Uint8Array | null = null;

  /** @param emptied the same file, where what nothing is read from is to be overwritten on the way: before it is sealed, and not while a seal is looked at */
  constructor(file: DigestedFile, emptied: EmptiedFile | null = null) {
    this.#file = file;
    this.#emptied = emptied;
    this.#writes = file.writes;
  }

  /** False once the file has been written, or closed: then this leads nowhere. */
  get isCurrent(): boolean {
    return this.#file.isOpen && this.#file.writes === this.#writes;
  }

  get digest(): Uint8Array | null {
    return this.#digest;
  }

  /** Reads one slice, a quarter of a millisecond's work. True while there is more. */
  step(): boolean {
    if (this.#digest !== null || !this.isCurrent) return false;
    const read = this.#file.readBytes(this.#slice, this.#at);
    if (read > 0) {
      this.#emptied?.emptyUnused(this.#slice.subarray(0, read), this.#at);
      sodium.crypto_generichash_update(this.#state, this.#slice.subarray(0, read));
      this.#at += read;
      return true;
    }
    this.#digest = sodium.crypto_generichash_final(this.#state, HASH_BYTES);
    this.#emptied?.unusedIsEmpty();
    return false;
  }
}

/** Null where the file was written or closed before the end, or could not be read to it. */
export async function digestOf(file: DigestedFile): Promise<Uint8Array | null> {
  try {
    const digest = new FileDigest(file);
    for (let slices = 1; digest.step(); slices += 1) if (slices % SLICES_AT_ONCE === 0) await pause();
    return digest.digest;
  } catch {
    return null;
  }
}
