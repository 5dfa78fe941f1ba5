/**
 * Texts made for Poly1305: such as bring its sum to a limit, and ciphertexts that XChaCha20-Poly1305 accepts under several keys. Those are made
 * as Len, Grubbs and Ristenpart make them ("Partitioning Oracle Attacks", 2021): Poly1305 is linear in the ciphertext, so its blocks solve a
 * system of equations, one per key.
 */
import sodium from 'libsodium-wrappers-sumo';
import crypto from 'node:crypto';

const P = 2n ** 130n - 5n;
const BLOCK = 2n ** 128n;
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn;

/**
 * ciphertext ‖ tag that opens under each of `keys` with this nonce and associated data.
 * @param blocks 16-byte blocks of ciphertext: at least one a key
 */
export function openingUnderAll(keys: readonly Uint8Array[], nonce: Uint8Array, associated: Uint8Array, blocks: number): Uint8Array {
  const unknowns = keys.length;
  const oneTime = keys.map((key) => oneTimeKey(key, nonce));
  const before = blocksOf(associated);
  const lengths = BigInt(associated.length) | (BigInt(blocks * 16) << 64n);
  const total = before.length + blocks + 1;
  // The unknown blocks are the last ones of the ciphertext; those before them are free.
  const power = (r: bigint, position: number) => modPow(r, BigInt(total - position));
  const firstUnknown = before.length + blocks - unknowns;
  const inverse = invert(oneTime.map(({ r }) => Array.from({ length: unknowns }, (_, j) => power(r, firstUnknown + j))));

  for (;;) {
    const tag = fromLittleEndian(crypto.randomBytes(16));
    const free = Array.from({ length: blocks - unknowns }, () => fromLittleEndian(crypto.randomBytes(16)));
    const known = [...before, ...free].map((value, position) => ({ value: value + BLOCK, position }));
    known.push({ value: lengths + BLOCK, position: total - 1 });
    const targets = oneTime.map(({ r, s }) => {
      const sum = known.reduce((all, { value, position }) => all + value * power(r, position), 0n);
      return polynomialsWith(tag, s).map((polynomial) => mod(polynomial - sum));
    });
    const solved = solve(inverse, targets);
    if (solved !== null) return Buffer.concat([...free, ...solved, tag].map((value) => littleEndian(value)));
  }
}

/**
 * A text of `blocks` blocks of 16 bytes, all but the last drawn at random, after which the sum of Poly1305 under `key` (r ‖ s, 32 bytes) is
 * `sum`, modulo 2^130 - 5, before s is added. `null` where none was found: a block stands for 2^128 to 2^129 only.
 */
export function textWithSum(key: Uint8Array, sum: bigint, blocks: number): Buffer | null {
  const r = fromLittleEndian(key.subarray(0, 16)) & CLAMP;
  const beforeLast = modPow(r, P - 2n) * sum;
  for (let attempt = 0; attempt < (blocks === 1 ? 1 : 100); attempt += 1) {
    const free = Array.from({ length: blocks - 1 }, () => fromLittleEndian(crypto.randomBytes(16)));
    const last = fitting(beforeLast - free.reduce((all, block) => mod((all + block + BLOCK) * r), 0n));
    if (last !== null) return Buffer.concat([...free, last].map((value) => littleEndian(value)));
  }
  return null;
}

/** The tag is the polynomial plus `s`, modulo 2^128: the polynomials, below 2^130 - 5, that make this tag. */
function polynomialsWith(tag: bigint, s: bigint): bigint[] {
  return [0n, 1n, 2n, 3n, 4n].map((carry) => tag - s + carry * BLOCK).filter((value) => value >= 0n && value < P);
}

/** Tries the targets of each key in every combination until all blocks fit into 128 bits: one in 4^n does. */
function solve(inverse: bigint[][], targets: bigint[][]): bigint[] | null {
  const terms = inverse.map((row) => row.map((entry, key) => targets[key]!.map((target) => mod(entry * target))));
  const chosen: number[] = [];
  const blockOf = (row: number) => fitting(chosen.reduce((sum, choice, key) => sum + terms[row]![key]![choice]!, 0n));
  const search = (key: number, sum: bigint): bigint[] | null => {
    if (key === targets.length) {
      if (fitting(sum) === null) return null;
      const blocks: bigint[] = [];
      for (let row = 0; row < targets.length; row += 1) {
        const value = blockOf(row);
        if (value === null) return null;
        blocks.push(value);
      }
      return blocks;
    }
    for (let choice = 0; choice < targets[key]!.length; choice += 1) {
      chosen[key] = choice;
      const found = search(key + 1, sum + terms[0]![key]![choice]!);
      if (found !== null) return found;
    }
    return null;
  };
  return search(0, 0n);
}

/** The 16 bytes a block of the polynomial stands for, or null: Poly1305 puts a one above them. */
function fitting(sum: bigint): bigint | null {
  const value = mod(sum) - BLOCK;
  return value >= 0n && value < BLOCK ? value : null;
}

function oneTimeKey(key: Uint8Array, nonce: Uint8Array): { r: bigint; s: bigint } {
  const stream = sodium.crypto_stream_xchacha20_xor(new Uint8Array(32), nonce, key);
  return { r: fromLittleEndian(stream.subarray(0, 16)) & CLAMP, s: fromLittleEndian(stream.subarray(16, 32)) };
}

function blocksOf(bytes: Uint8Array): bigint[] {
  const blocks: bigint[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const block = new Uint8Array(16);
    block.set(bytes.subarray(at, at + 16));
    blocks.push(fromLittleEndian(block));
  }
  return blocks;
}

/** Gauss and Jordan, modulo 2^130 - 5. */
function invert(matrix: bigint[][]): bigint[][] {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1n : 0n))]);
  for (let column = 0; column < n; column += 1) {
    const pivot = rows.findIndex((row, i) => i >= column && row[column] !== 0n);
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const scale = modPow(rows[column]![column]!, P - 2n);
    rows[column] = rows[column]!.map((value) => mod(value * scale));
    for (let i = 0; i < n; i += 1) {
      const factor = rows[i]![column]!;
      if (i !== column) rows[i] = rows[i]!.map((value, j) => mod(value - factor * rows[column]![j]!));
    }
  }
  return rows.map((row) => row.slice(n));
}

function modPow(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = mod(base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}

function mod(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function fromLittleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

function littleEndian(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(32, '0'), 'hex').reverse();
}
