/**
 * The seal of the whole file: a number over every byte of it, kept beside it while it is at rest, so that the next opening can tell that
 * somebody touched it (FORMAT.md §13). It protects nothing the records do not protect themselves, and is never a reason to refuse them.
 */
import fs from 'node:fs';
import sodium from 'libsodium-wrappers-sumo';
import { ascii, joined, sameBytes, u16, u64 } from './bytes.ts';
import { HASH_BYTES, keyedHash } from './hash.ts';

const BEGINNING = joined(ascii('OCVS'), u16(1));
const MAC_AT = BEGINNING.length + 8;
export const FILE_SEAL_BYTES = MAC_AT + HASH_BYTES;

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

function macOf(fileKey: Uint8Array, sequence: number, digest: Uint8Array): Uint8Array {
  return keyedHash(fileKey, u64(sequence), digest);
}
