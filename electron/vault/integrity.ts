/**
 * One number for the whole set of records, so that none can be taken out, put in, doubled or put back to an older state unnoticed
 * (FORMAT.md §7). Two levels: a leaf per record, 256 buckets of leaves, and a root over the buckets; a save hashes again only
 * the buckets it touched.
 */
import { joined, u32, u64, u8, viewOf } from './bytes.ts';
import { hash, HASH_BYTES, keyedHash } from './hash.ts';
import type { Header } from './header.ts';
import type { RecordKey } from './record.ts';

const BUCKETS = 256;
const KEY_BYTES = 8;
const ENTRY_BYTES = KEY_BYTES + HASH_BYTES;
// A key has 63 bits; its upper eight choose the bucket.
const BUCKET_SHIFT = 55n;
const LEAF = u8(0);
const BUCKET = u8(1);
const ROOT = u8(2);

export interface Leaf {
  readonly key: RecordKey;
  readonly leaf: Uint8Array;
}

/** @param row the record as it stands in the file */
export function leafOf(leafKey: Uint8Array, key: RecordKey, row: Uint8Array): Uint8Array {
  return keyedHash(leafKey, LEAF, u64(key), row);
}

/** Leaves of one bucket, ascending by key, packed as they are hashed. */
interface Bucket {
  readonly packed: Uint8Array;
  readonly hash: Uint8Array;
}

/** The leaves of a set of records. Never changes: `with` answers another, so a save that fails leaves nothing to undo. */
export class LeafSet {
  readonly count: number;
  readonly #leafKey: Uint8Array;
  readonly #buckets: readonly Bucket[];

  private constructor(leafKey: Uint8Array, buckets: readonly Bucket[]) {
    this.#leafKey = leafKey;
    this.#buckets = buckets;
    this.count = buckets.reduce((sum, bucket) => sum + bucket.packed.length / ENTRY_BYTES, 0);
  }

  /** @param leaves ascending by key, none twice */
  static of(leafKey: Uint8Array, leaves: Iterable<Leaf>): LeafSet {
    const entries = Array.from({ length: BUCKETS }, (): Uint8Array[] => []);
    for (const { key, leaf } of leaves) entries[bucketOf(key)]!.push(u64(key), leaf);
    return new LeafSet(leafKey, entries.map((each, index) => bucket(leafKey, index, joined(...each))));
  }

  /** The leaf of a record, or null when it is not in the set. */
  leaf(key: RecordKey): Uint8Array | null {
    const { packed } = this.#buckets[bucketOf(key)]!;
    const at = positionOf(packed, key);
    return holds(packed, at, key) ? packed.subarray(at + KEY_BYTES, at + ENTRY_BYTES) : null;
  }

  has(key: RecordKey): boolean {
    return this.leaf(key) !== null;
  }

  /** The set after some records were written and some removed. */
  with(puts: readonly Leaf[], removes: readonly RecordKey[]): LeafSet {
    const packedByIndex = new Map<number, Uint8Array>();
    const change = (key: RecordKey, leaf: Uint8Array | null) => {
      const index = bucketOf(key);
      packedByIndex.set(index, replaced(packedByIndex.get(index) ?? this.#buckets[index]!.packed, key, leaf));
    };
    for (const { key, leaf } of puts) change(key, leaf);
    for (const key of removes) change(key, null);
    const buckets = [...this.#buckets];
    for (const [index, packed] of packedByIndex) buckets[index] = bucket(this.#leafKey, index, packed);
    return new LeafSet(this.#leafKey, buckets);
  }

  /** @param headerBytes the header as it stands in the file */
  root(header: Header, headerBytes: Uint8Array, sequence: number): Uint8Array {
    const parts = [header.vaultId, u32(header.epoch), u64(sequence), u64(this.count), hash(headerBytes)];
    return keyedHash(this.#leafKey, ROOT, ...parts, ...this.#buckets.map((each) => each.hash));
  }
}

function bucketOf(key: RecordKey): number {
  return Number(key >> BUCKET_SHIFT);
}

function bucket(leafKey: Uint8Array, index: number, packed: Uint8Array): Bucket {
  return { packed, hash: keyedHash(leafKey, BUCKET, u8(index), u32(packed.length / ENTRY_BYTES), packed) };
}

/** Where `key` stands, or would stand: an offset in bytes. */
function positionOf(packed: Uint8Array, key: RecordKey): number {
  const view = viewOf(packed);
  let low = 0;
  let high = packed.length / ENTRY_BYTES;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (view.getBigUint64(middle * ENTRY_BYTES, true) < key) low = middle + 1;
    else high = middle;
  }
  return low * ENTRY_BYTES;
}

function holds(packed: Uint8Array, at: number, key: RecordKey): boolean {
  return at < packed.length && viewOf(packed).getBigUint64(at, true) === key;
}

/** A copy with the leaf of `key` put there, or taken out for null. */
function replaced(packed: Uint8Array, key: RecordKey, leaf: Uint8Array | null): Uint8Array {
  const at = positionOf(packed, key);
  const after = holds(packed, at, key) ? at + ENTRY_BYTES : at;
  const entry = leaf === null ? [] : [u64(key), leaf];
  return joined(packed.subarray(0, at), ...entry, packed.subarray(after));
}
