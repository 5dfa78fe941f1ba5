/** BLAKE2b with a 256-bit result. */
import sodium from 'libsodium-wrappers-sumo';
import { joined } from './bytes.ts';

export const HASH_BYTES = 32;

export function hash(...parts: readonly Uint8Array[]): Uint8Array {
  return sodium.crypto_generichash(HASH_BYTES, joined(...parts), null);
}

export function keyedHash(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  return sodium.crypto_generichash(HASH_BYTES, joined(...parts), key);
}
