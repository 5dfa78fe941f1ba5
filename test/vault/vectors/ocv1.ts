/**
 * The format OCV1 a second time, written from FORMAT.md (the § below are its sections) with other libraries than the app's, for the
 * vectors to be made with. Nothing here is checked: a vector has to be able to break every rule.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { blake2b } from '@noble/hashes/blake2.js';
import crypto from 'node:crypto';

export type Bytes = Uint8Array;

// ------------------------------------------------------------------------------------------------ §1

export function littleEndian(length: number, value: number | bigint): Bytes {
  let rest = BigInt.asUintN(length * 8, BigInt(value));
  return Uint8Array.from({ length }, () => {
    const byte = Number(rest & 0xffn);
    rest >>= 8n;
    return byte;
  });
}

export const u8 = (value: number) => littleEndian(1, value);
export const u16 = (value: number) => littleEndian(2, value);
export const u32 = (value: number) => littleEndian(4, value);
export const u64 = (value: number | bigint) => littleEndian(8, value);

export function join(...parts: Bytes[]): Bytes {
  return Uint8Array.from(Buffer.concat(parts));
}

export function ascii(text: string): Bytes {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

export function H(text: Bytes): Bytes {
  return blake2b(text, { dkLen: 32 });
}

export function keyedH(key: Bytes, ...parts: Bytes[]): Bytes {
  return blake2b(join(...parts), { dkLen: 32, key });
}

// ------------------------------------------------------------------------------------------------ §2

export interface Sealing {
  key: Bytes;
  context: string;
  aad: Bytes;
  text: Bytes;
  nonce: Bytes;
}

export function commitTo({ key, context, aad, nonce }: Omit<Sealing, 'text'>): { messageKey: Bytes; commitment: Bytes } {
  const h = blake2b(join(u32(context.length), ascii(context), nonce, u32(aad.length), aad), { dkLen: 64, key });
  return { messageKey: h.slice(0, 32), commitment: h.slice(32) };
}

export function seal(sealing: Sealing): Bytes {
  const { messageKey, commitment } = commitTo(sealing);
  return join(sealing.nonce, commitment, xchacha20poly1305(messageKey, sealing.nonce, sealing.aad).encrypt(sealing.text));
}

// ------------------------------------------------------------------------------------------------ §3

export function passphraseSecret(typed: string): Bytes {
  return new TextEncoder().encode(typed.normalize('NFC'));
}

/** P, by OpenSSL. */
export function derive(secret: Bytes, kdf: Kdf): Bytes {
  return Uint8Array.from(crypto.argon2Sync('argon2id', { message: secret, nonce: kdf.salt, parallelism: kdf.lanes, tagLength: 32, memory: kdf.memoryKiB, passes: kdf.passes }));
}

export function subkey(vaultKey: Bytes, number: number): Bytes {
  return blake2b(new Uint8Array(0), { dkLen: 32, key: vaultKey, salt: join(u64(number), u64(0)), personalization: join(ascii('oc1_vmk_'), u64(0)) });
}

// ------------------------------------------------------------------------------------------------ §5

export interface Kdf {
  algorithm: number;
  passes: number;
  memoryKiB: number;
  lanes: number;
  salt: Bytes;
}

export function encodeKdf({ algorithm, passes, memoryKiB, lanes, salt }: Kdf): Bytes {
  return join(u8(algorithm), u32(passes), u32(memoryKiB), u32(lanes), salt);
}

export function kekInput(vaultId: Bytes, number: number, type: number, kdf: Bytes): Bytes {
  return join(ascii('oc1/kek'), vaultId, u8(number), u8(type), kdf);
}

export function slotAad(vaultId: Bytes, number: number, type: number, kdf: Bytes, epoch: number): Bytes {
  return join(vaultId, u8(number), u8(type), kdf, u32(epoch));
}

export interface Field {
  tag: number;
  value: Bytes;
  /** Another length than the value has. */
  length?: number;
}

export function encodeField({ tag, value, length = value.length }: Field): Bytes {
  return join(u16(tag), u16(length), value);
}

// ------------------------------------------------------------------------------------------------ §6

export function paddedSize(length: number): number {
  for (let size = 512; size <= 65_536; size *= 2) if (size >= length) return size;
  const log2 = (n: number) => n.toString(2).length - 1;
  const exponent = log2(length);
  const multiple = 2 ** (exponent - (log2(exponent) + 1));
  return Math.ceil(length / multiple) * multiple;
}

export function paddedTo(size: number, text: Bytes): Bytes {
  return join(text, new Uint8Array(Math.max(0, size - text.length)));
}

export function padded(text: Bytes): Bytes {
  return paddedTo(paddedSize(text.length), text);
}

export function recordAad(format: number, vaultId: Bytes, k: bigint, epoch: number): Bytes {
  return join(u8(format), vaultId, u64(k), u32(epoch));
}

// ------------------------------------------------------------------------------------------------ §7

export interface Row {
  k: bigint;
  b: Bytes;
}

/** What a root is made of, each part to be had wrong. */
export interface Set {
  key: Bytes;
  vaultId: Bytes;
  epoch: number;
  sequence: bigint;
  count: bigint;
  header: Bytes;
  rows: readonly Row[];
  bucketOf: (k: bigint) => number;
  leaf: (key: Bytes, row: Row) => Bytes;
}

export function bucketOf(k: bigint): number {
  return Number(BigInt.asUintN(64, k) >> 55n) & 0xff;
}

export function leaf(key: Bytes, { k, b }: Row): Bytes {
  return keyedH(key, u8(0), u64(k), b);
}

export function root(set: Set): Bytes {
  const entries = Array.from({ length: 256 }, (): Bytes[] => []);
  for (const row of set.rows) entries[set.bucketOf(row.k)]!.push(join(u64(row.k), set.leaf(set.key, row)));
  const buckets = entries.map((each, j) => keyedH(set.key, u8(1), u8(j), u32(each.length), ...each));
  return keyedH(set.key, u8(2), set.vaultId, u32(set.epoch), u64(set.sequence), u64(set.count), H(set.header), ...buckets);
}
