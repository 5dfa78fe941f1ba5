/** G11: ciphertexts that the bare AEAD opens under several keys; the seal opens none of them under a second one. */
import sodium from 'libsodium-wrappers-sumo';
import crypto from 'node:crypto';
import { ascii, joined, u32 } from '../../electron/vault/bytes.ts';
import { openSeal } from '../../electron/vault/seal.ts';
import { openingUnderAll } from '../vault/poly1305.ts';
import { Count, partOf, type Figure, type Line, type Order } from './figure.ts';

const GOAL = 1000;
const SAMPLE = 300;
const CONTEXTS = ['oc1/rec', 'oc1/slot', 'oc1/head', 'oc1/front'];

export const g11: Figure = { id: 'G11', shares: 2, run: (order) => Promise.resolve(run(order)) };

function run(order: Order): Line[] {
  const asked = order.full ? GOAL : SAMPLE;
  const bare = new Count('control: opened by the bare AEAD under all of 2 to 8 keys', { goal: GOAL, asked });
  const sealed = new Count('ciphertexts of several keys that the seal opens under one key only', { goal: GOAL, asked });
  for (let turn = 0; turn < partOf(asked, order); turn += 1) {
    // Eight keys cost 4^8 trials each: fewer of them.
    const keys = Array.from({ length: turn % 50 === 0 ? 8 : 2 + (turn % 6) }, () => Uint8Array.from(crypto.randomBytes(32)));
    const nonce = Uint8Array.from(crypto.randomBytes(24));
    const associated = Uint8Array.from(crypto.randomBytes(turn % 40));
    const context = CONTEXTS[turn % CONTEXTS.length]!;
    const commitments = keys.map((key) => commitTo(key, context, nonce, associated));
    const encrypted = openingUnderAll(commitments.map(({ messageKey }) => messageKey), nonce, associated, keys.length + 1);
    if (commitments.every(({ messageKey }) => isOpenedByTheBareAead(messageKey, nonce, associated, encrypted))) bare.held(`${keys.length} keys`);
    else bare.failed(`turn ${turn}: not opened under all keys`);
    // A forger can commit to one of the keys, whichever it is.
    const opened = keys.map((_, committed) => keys.filter((key) => openSeal(key, context, associated, joined(nonce, commitments[committed]!.commitment, encrypted)) !== null).length);
    if (opened.every((count) => count === 1)) sealed.held();
    else sealed.failed(`turn ${turn}: opened under ${Math.max(...opened)} keys`);
  }
  return [bare, sealed];
}

/** FORMAT.md §2, a second time. */
function commitTo(key: Uint8Array, context: string, nonce: Uint8Array, associated: Uint8Array) {
  const digest = sodium.crypto_generichash(64, joined(u32(context.length), ascii(context), nonce, u32(associated.length), associated), key);
  return { messageKey: digest.subarray(0, 32), commitment: digest.subarray(32) };
}

function isOpenedByTheBareAead(messageKey: Uint8Array, nonce: Uint8Array, associated: Uint8Array, encrypted: Uint8Array): boolean {
  try {
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, encrypted, associated, nonce, messageKey);
    return true;
  } catch {
    return false;
  }
}
