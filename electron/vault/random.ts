/** Randomness of the operating system. */
import crypto from 'node:crypto';

/**
 * Node's generator, because the one in libsodium's WASM build takes some thirty times as long per nonce.
 * @throws whatever the operating system says: a save without randomness must fail, never go on.
 */
export function randomBytes(length: number): Uint8Array {
  return crypto.randomFillSync(new Uint8Array(length));
}
