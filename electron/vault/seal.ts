/**
 * The one way anything is made unreadable here: XChaCha20-Poly1305 under a key of its own per message, with a commitment, so that
 * no sealed message opens under two keys, contexts or associated data (FORMAT.md §2).
 */
import sodium from 'libsodium-wrappers-sumo';
import { ascii, joined, u32 } from './bytes.ts';
import { randomBytes } from './random.ts';

export const KEY_BYTES = 32;
const NONCE_BYTES = 24;
const COMMITMENT_BYTES = 32;
const TAG_BYTES = 16;
/** Bytes a sealed message has beyond its text. */
export const SEAL_OVERHEAD = NONCE_BYTES + COMMITMENT_BYTES + TAG_BYTES;

/** Everything the format uses libsodium for is synchronous once this has resolved. */
export async function sodiumReady(): Promise<void> {
  await sodium.ready;
}

/**
 * nonce (24) ‖ commitment (32) ‖ ciphertext ‖ tag (16).
 * @throws when there is no randomness to be had
 */
export function seal(key: Uint8Array, context: string, associated: Uint8Array, text: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const { messageKey, commitment } = commit(key, context, nonce, associated);
  const encrypted = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(text, associated, null, nonce, messageKey);
  sodium.memzero(messageKey);
  return joined(nonce, commitment, encrypted);
}

/** The text, or null for a wrong key and for any change of any byte alike: which of the two it was cannot be known. */
export function openSeal(key: Uint8Array, context: string, associated: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < SEAL_OVERHEAD) return null;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const { messageKey, commitment } = commit(key, context, nonce, associated);
  try {
    // The commitment first: text that a second key could have opened is never decrypted at all.
    if (!sodium.memcmp(commitment, sealed.subarray(NONCE_BYTES, NONCE_BYTES + COMMITMENT_BYTES))) return null;
    return decrypt(sealed.subarray(NONCE_BYTES + COMMITMENT_BYTES), associated, nonce, messageKey);
  } finally {
    sodium.memzero(messageKey);
  }
}

/** Overwrites a secret as far as JavaScript allows: copies the engine made are out of reach. */
export function forget(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}

function commit(key: Uint8Array, context: string, nonce: Uint8Array, associated: Uint8Array) {
  const name = ascii(context);
  const bound = joined(u32(name.length), name, nonce, u32(associated.length), associated);
  const digest = sodium.crypto_generichash(64, bound, key);
  return { messageKey: digest.subarray(0, KEY_BYTES), commitment: digest.subarray(KEY_BYTES) };
}

function decrypt(encrypted: Uint8Array, associated: Uint8Array, nonce: Uint8Array, messageKey: Uint8Array): Uint8Array | null {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, encrypted, associated, nonce, messageKey);
  } catch {
    return null;
  }
}
