/** Looks for many byte strings at once, in a stream of any length. */

export interface Found {
  /** Place in the list of needles. */
  needle: number;
  /** Bytes from the beginning of the stream. */
  at: number;
}

const BLOCK = 3;
const HASH_BITS = 18;

/**
 * Wu and Manber, "A fast algorithm for multi-pattern searching" (1994): three bytes tell how far the window can be moved without missing
 * anything, so most bytes are never looked at.
 */
export class Needles {
  readonly longest: number;
  readonly #needles: readonly Uint8Array[];
  /** Bytes of each needle that take part in the moving. */
  readonly #window: number;
  readonly #shiftByHash: Uint8Array;
  readonly #endingByHash = new Map<number, number[]>();

  /** @param needles none shorter than three bytes */
  constructor(needles: readonly Uint8Array[]) {
    this.#needles = needles;
    this.#window = Math.min(255, ...needles.map(({ length }) => length));
    this.longest = Math.max(0, ...needles.map(({ length }) => length));
    if (this.#window < BLOCK) throw new RangeError(`A needle needs at least ${BLOCK} bytes.`);
    const last = this.#window - BLOCK;
    this.#shiftByHash = new Uint8Array(1 << HASH_BITS).fill(last + 1);
    for (const [index, needle] of needles.entries()) {
      for (let at = 0; at <= last; at += 1) {
        const hash = hashAt(needle, at);
        this.#shiftByHash[hash] = Math.min(this.#shiftByHash[hash]!, last - at);
      }
      const ending = hashAt(needle, last);
      this.#endingByHash.set(ending, [...(this.#endingByHash.get(ending) ?? []), index]);
    }
  }

  search(bytes: Uint8Array, found: (needle: number, at: number) => void): void {
    const last = this.#window - BLOCK;
    const end = bytes.length - this.#window;
    for (let at = 0; at <= end; ) {
      const hash = hashAt(bytes, at + last);
      const shift = this.#shiftByHash[hash]!;
      if (shift === 0) {
        for (const needle of this.#endingByHash.get(hash)!) if (isAt(bytes, at, this.#needles[needle]!)) found(needle, at);
        at += 1;
      } else at += shift;
    }
  }

  /** Takes a stream chunk by chunk; what lies across two chunks is found as well. */
  stream(found: (needle: number, at: number) => void): (chunk: Uint8Array) => void {
    let tail = new Uint8Array(0);
    let tailAt = 0;
    return (chunk) => {
      const joined = Buffer.concat([tail, chunk]);
      this.search(joined, (needle, at) => {
        // What lies wholly in the tail was found with the chunk before.
        if (at + this.#needles[needle]!.length > tail.length) found(needle, tailAt + at);
      });
      const kept = Math.min(joined.length, this.longest - 1);
      tailAt += joined.length - kept;
      tail = Uint8Array.from(joined.subarray(joined.length - kept));
    };
  }
}

function hashAt(bytes: Uint8Array, at: number): number {
  return Math.imul(bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16), 0x9e3779b1) >>> (32 - HASH_BITS);
}

function isAt(bytes: Uint8Array, at: number, needle: Uint8Array): boolean {
  if (at + needle.length > bytes.length) return false;
  for (let index = 0; index < needle.length; index += 1) if (bytes[at + index] !== needle[index]) return false;
  return true;
}
