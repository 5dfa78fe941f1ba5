/** Sizes say something about what was written, so texts are sealed in a few sizes only (FORMAT.md §6). */
import { sameBytes } from './bytes.ts';

const SMALLEST = 512;
const LARGEST_BUCKET = 64 * 1024;

/**
 * The size a text of `length` bytes is sealed at: 512·2^i up to 64 KiB, above that Padmé (Nikitin et al. 2019), which adds at most 12 %.
 */
export function paddedLength(length: number): number {
  let bucket = SMALLEST;
  while (bucket < length && bucket < LARGEST_BUCKET) bucket *= 2;
  return length <= bucket ? bucket : padme(length);
}

export function padded(text: Uint8Array): Uint8Array {
  const out = new Uint8Array(paddedLength(text.length));
  out.set(text);
  return out;
}

/** True when `text` is its first `length` bytes and then zeros up to exactly the size `length` belongs to. */
export function isPadded(text: Uint8Array, length: number): boolean {
  if (length > text.length || text.length !== paddedLength(length)) return false;
  return sameBytes(text.subarray(length), new Uint8Array(text.length - length));
}

function padme(length: number): number {
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return Math.ceil(length / step) * step;
}
