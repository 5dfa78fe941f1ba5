/**
 * The seal of the whole file: a number over every byte of it, kept beside it while it is at rest, so that the next opening can tell that
 * somebody touched it (FORMAT.md §13). It protects nothing the records do not protect themselves, and is never a reason to refuse them.
 */
import fs from 'node:fs';
import { setImmediate as pause } from 'node:timers/promises';
import sodium from 'libsodium-wrappers-sumo';
import { ascii, joined, sameBytes, u16, u64 } from './bytes.ts';
import type { JournalFile } from './file.ts';
import { HASH_BYTES, keyedHash } from './hash.ts';

const BEGINNING = joined(ascii('OCVS'), u16(1));
const MAC_AT = BEGINNING.length + 8;
export const FILE_SEAL_BYTES = MAC_AT + HASH_BYTES;
const SLICE_BYTES = 256 * 1024;
/** Slices read before others get their turn: about two milliseconds' worth. */
const SLICES_AT_ONCE = 4;

/** `none`: there is no seal, or one of another save, as after a crash. */
export type FileSealFound = 'unbroken' | 'none' | 'broken';

export function fileSealName(file: string): string {
  return `${file}.seal`;
}

/** @param digest of the whole file */
export function makeFileSeal(fileKey: Uint8Array, sequence: number, digest: Uint8Array): Uint8Array {
  return joined(BEGINNING, u64(sequence), macOf(fileKey, sequence, digest));
}

/** @param digest null where the file was written before all of it had been read */
export function judgeFileSeal(fileKey: Uint8Array, sequence: number, digest: Uint8Array | null, kept: Uint8Array | null): FileSealFound {
  if (digest === null || kept?.length !== FILE_SEAL_BYTES || !sameBytes(kept.subarray(0, MAC_AT), joined(BEGINNING, u64(sequence)))) return 'none';
  return sodium.memcmp(macOf(fileKey, sequence, digest), kept.subarray(MAC_AT)) ? 'unbroken' : 'broken';
}

/** The seal that stands beside a file; null when there is none that could be one. */
export function readFileSeal(file: string): Uint8Array | null {
  try {
    const seal = fileSealName(file);
    return fs.statSync(seal).size === FILE_SEAL_BYTES ? fs.readFileSync(seal) : null;
  } catch {
    return null;
  }
}

/** Best effort: one that stays is of an earlier save, and counts as none. */
export function removeFileSeal(file: string): void {
  try {
    fs.rmSync(fileSealName(file), { force: true });
  } catch {
    // See above.
  }
}

/** The digest of a whole open file, a slice at a time; waste as soon as the file is written meanwhile. */
export class FileDigest {
  readonly #journal: JournalFile;
  readonly #writes: number;
  readonly #slice = Buffer.allocUnsafe(SLICE_BYTES);
  readonly #state = sodium.crypto_generichash_init(null, HASH_BYTES);
  #at = 0;
  #digest: Uint8Array | null = null;

  constructor(journal: JournalFile) {
    this.#journal = journal;
    this.#writes = journal.writes;
  }

  /** False once the file has been written, or closed: then this leads nowhere. */
  get isCurrent(): boolean {
    return this.#journal.isOpen && this.#journal.writes === this.#writes;
  }

  get digest(): Uint8Array | null {
    return this.#digest;
  }

  /** Reads one slice, a quarter of a millisecond's work. True while there is more. */
  step(): boolean {
    if (this.#digest !== null || !this.isCurrent) return false;
    const read = this.#journal.readBytes(this.#slice, this.#at);
    if (read > 0) {
      sodium.crypto_generichash_update(this.#state, this.#slice.subarray(0, read));
      this.#at += read;
      return true;
    }
    this.#digest = sodium.crypto_generichash_final(this.#state, HASH_BYTES);
    return false;
  }
}

/** Null where the file was written or closed before the end, or could not be read to it. */
export async function digestOf(journal: JournalFile): Promise<Uint8Array | null> {
  try {
    const digest = new FileDigest(journal);
    for (let slices = 1; digest.step(); slices += 1) if (slices % SLICES_AT_ONCE === 0) await pause();
    return digest.digest;
  } catch {
    return null;
  }
}

function macOf(fileKey: Uint8Array, sequence: number, digest: Uint8Array): Uint8Array {
  return keyedHash(fileKey, u64(sequence), digest);
}
