/** Choices that come again with the same seed. Never for keys. */
import { createHash } from 'node:crypto';

export class Random {
  #state: Uint32Array;

  constructor(...seed: (string | number)[]) {
    const digest = createHash('sha256').update(seed.join('/')).digest();
    this.#state = Uint32Array.from({ length: 4 }, (_, at) => digest.readUInt32LE(at * 4) || 1);
  }

  /** A 32-bit number: xoshiro128** (Blackman and Vigna, 2018). */
  next(): number {
    const s = this.#state;
    const result = Math.imul(rotated(Math.imul(s[1]!, 5), 7), 9) >>> 0;
    const shifted = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= shifted;
    s[3] = rotated(s[3]!, 11);
    return result;
  }

  /** 0 ≤ … < `end`, a whole number. */
  below(end: number): number {
    return Math.floor((this.next() / 2 ** 32) * end);
  }

  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  isOneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  bytes(length: number): Uint8Array {
    const out = new Uint8Array(length);
    for (let at = 0; at < length; at += 1) out[at] = this.next() >>> 24;
    return out;
  }

  /** `count` different numbers below `end`, ascending. */
  some(count: number, end: number): number[] {
    if (count >= end) return Array.from({ length: end }, (_, at) => at);
    const chosen = new Set<number>();
    while (chosen.size < count) chosen.add(this.below(end));
    return [...chosen].sort((a, b) => a - b);
  }
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
