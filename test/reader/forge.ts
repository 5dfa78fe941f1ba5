/** Somebody with the right keys and another program writes into a journal: what each rule of FORMAT.md has to stop by itself. */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

export interface Inner { length: number; revision: bigint; size: number; payload: Uint8Array; stain: number }
export interface Head { sequence: bigint; count: bigint; longer: number }

const EPOCH = 1;
const ascii = (text: string) => new TextEncoder().encode(text);
const u8 = (value: number) => Uint8Array.of(value);
const u16 = (value: number) => Uint8Array.of(value & 255, value >> 8);
const u32 = (value: number) => Uint8Array.from(new Uint8Array(Uint32Array.of(value).buffer));
const u64 = (value: bigint) => Uint8Array.from(new Uint8Array(BigUint64Array.of(value).buffer));
const concat = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
const hash = (dkLen: number, bytes: Uint8Array, key?: Uint8Array) => blake2b(bytes, key ? { dkLen, key } : { dkLen });

export class Forger {
  readonly #database: DatabaseSync;
  readonly #vaultId: Uint8Array;
  readonly #subkey: (number: number) => Uint8Array;

  /** @param derived from the 29 bytes of derivation in the first slot */
  constructor(file: string, derived: (kdf: Uint8Array) => Uint8Array) {
    this.#database = new DatabaseSync(file);
    const header = this.#meta(0);
    this.#vaultId = header.subarray(10, 26);
    // Magic, format, two fields, and the tag and length of slot 0.
    const slot = header.subarray(6 + 20 + 8 + 4);
    const place = concat(this.#vaultId, u8(0), u8(1), slot.subarray(2, 31));
    const kek = hash(32, concat(ascii('oc1/kek'), place), derived(slot.subarray(2, 31)));
    const vaultKey = openSeal(kek, 'oc1/slot', concat(place, u32(EPOCH)), slot.subarray(31, 135));
    this.#subkey = (number) => blake2b(new Uint8Array(0), { dkLen: 32, key: vaultKey, salt: concat(u64(BigInt(number)), new Uint8Array(8)), personalization: concat(ascii('oc1_vmk_'), new Uint8Array(8)) });
  }

  /** Writes a record; what is not given is as it should be. */
  record(k: bigint, inner: Partial<Inner>, { format = 1, epoch = EPOCH } = {}): void {
    const payload = inner.payload ?? ascii('hello');
    const text = new Uint8Array(inner.size ?? 512);
    text.set(concat(u32(inner.length ?? payload.length), u16(1), u16(1), u64(inner.revision ?? 1n), payload));
    if (inner.stain !== undefined) text[inner.stain] = 1;
    const place = concat(u8(format), this.#vaultId, u64(BigInt.asUintN(64, k)), u32(epoch));
    this.row(k, concat(u8(format), u32(epoch), seal(this.#subkey(1), 'oc1/rec', place, text)));
  }

  row(k: bigint, bytes: Uint8Array): void {
    this.#database.prepare('INSERT OR REPLACE INTO r VALUES (?, ?)').run(k, bytes);
  }

  /** Changes the header and makes its checksum and its MAC right again. */
  header(change: (fields: Uint8Array) => Uint8Array): void {
    const changed = change(this.#meta(0).subarray(0, -32));
    const bytes = concat(changed, hash(32, changed));
    this.#write(0, bytes);
    this.#write(1, hash(32, bytes, this.#subkey(4)));
  }

  /** Makes the head right for what the file holds now, but for what is given, and closes the file. */
  finish(head: Partial<Head> = {}): void {
    const key = this.#subkey(3);
    const select = this.#database.prepare('SELECT k, b FROM r WHERE k >= 0 ORDER BY k');
    select.setReadBigInts(true);
    const rows = select.all() as { k: bigint; b: Uint8Array }[];
    const buckets = Array.from({ length: 256 }, (_, j) => {
      const entries = rows.filter(({ k }) => k >> 55n === BigInt(j)).map(({ k, b }) => concat(u64(k), hash(32, concat(u8(0), u64(k), b), key)));
      return hash(32, concat(u8(1), u8(j), u32(entries.length), ...entries), key);
    });
    const sequence = head.sequence ?? 1n;
    const count = head.count ?? BigInt(rows.length);
    const place = concat(this.#vaultId, u32(EPOCH));
    const root = hash(32, concat(u8(2), place, u64(sequence), u64(count), hash(32, this.#meta(0)), ...buckets), key);
    this.#write(2, seal(this.#subkey(2), 'oc1/head', place, concat(u64(sequence), u64(count), root, new Uint8Array(32 + (head.longer ?? 0)))));
    this.#database.close();
  }

  #meta(k: number): Uint8Array {
    return (this.#database.prepare('SELECT b FROM m WHERE k = ?').get(k) as { b: Uint8Array }).b;
  }

  #write(k: number, bytes: Uint8Array): void {
    this.#database.prepare('UPDATE m SET b = ? WHERE k = ?').run(bytes, k);
  }
}

function seal(key: Uint8Array, context: string, place: Uint8Array, text: Uint8Array): Uint8Array {
  const nonce = Uint8Array.from(randomBytes(24));
  const derived = keysOf(key, context, place, nonce);
  return concat(nonce, derived.subarray(32), xchacha20poly1305(derived.subarray(0, 32), nonce, place).encrypt(text));
}

function openSeal(key: Uint8Array, context: string, place: Uint8Array, sealed: Uint8Array): Uint8Array {
  const nonce = sealed.subarray(0, 24);
  return xchacha20poly1305(keysOf(key, context, place, nonce).subarray(0, 32), nonce, place).decrypt(sealed.subarray(56));
}

function keysOf(key: Uint8Array, context: string, place: Uint8Array, nonce: Uint8Array): Uint8Array {
  return hash(64, concat(u32(context.length), ascii(context), nonce, u32(place.length), place), key);
}
