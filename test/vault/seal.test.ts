import fc from 'fast-check';
import sodium from 'libsodium-wrappers-sumo';
import crypto from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ascii, joined, u32 } from '../../electron/vault/bytes.ts';
import { encodeKdf, freshKdf, RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { keyedHash } from '../../electron/vault/hash.ts';
import { openSeal, seal, SEAL_OVERHEAD, sodiumReady } from '../../electron/vault/seal.ts';
import { unwrapKey, type KnownSlot } from '../../electron/vault/slots.ts';
import { openingUnderAll } from './poly1305.ts';

beforeAll(sodiumReady);
afterEach(() => void vi.restoreAllMocks());

const key32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const some = fc.uint8Array({ maxLength: 3000 });
const context = fc.stringMatching(/^oc1\/[a-z]{1,12}$/);

describe('a seal', () => {
  test('opens to what was sealed, with 72 bytes more', () => {
    fc.assert(
      fc.property(key32, context, some, some, (key, name, associated, text) => {
        const sealed = seal(key, name, associated, text);
        expect(sealed.length).toBe(text.length + SEAL_OVERHEAD);
        expect(openSeal(key, name, associated, sealed)).toEqual(text);
      }),
    );
  });

  test('does not open under another key, context or associated data', () => {
    fc.assert(
      fc.property(key32, context, some, some, key32, context, some, (key, name, associated, text, otherKey, otherName, otherAssociated) => {
        const sealed = seal(key, name, associated, text);
        if (Buffer.compare(key, otherKey) !== 0) expect(openSeal(otherKey, name, associated, sealed)).toBeNull();
        if (name !== otherName) expect(openSeal(key, otherName, associated, sealed)).toBeNull();
        if (Buffer.compare(associated, otherAssociated) !== 0) expect(openSeal(key, name, otherAssociated, sealed)).toBeNull();
      }),
    );
  });

  test('does not let bytes move between context and associated data', () => {
    const key = crypto.randomBytes(32);
    const sealed = seal(key, 'oc1/rec', ascii('abc'), ascii('text'));
    expect(openSeal(key, 'oc1/reca', ascii('bc'), sealed)).toBeNull();
    expect(openSeal(key, 'oc1/re', ascii('cabc'), sealed)).toBeNull();
  });

  test('does not open with any single bit changed, nor cut short, nor made longer', () => {
    const key = crypto.randomBytes(32);
    const sealed = seal(key, 'oc1/rec', ascii('place'), ascii('what I held back'));
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(openSeal(key, 'oc1/rec', ascii('place'), changed)).toBeNull();
    }
    for (let length = 0; length < sealed.length; length += 1) expect(openSeal(key, 'oc1/rec', ascii('place'), sealed.subarray(0, length))).toBeNull();
    expect(openSeal(key, 'oc1/rec', ascii('place'), joined(sealed, Uint8Array.of(0)))).toBeNull();
  });

  test('never uses a nonce twice in 100,000 seals of one text', () => {
    const key = crypto.randomBytes(32);
    const nonces = new Set<string>();
    for (let count = 0; count < 100_000; count += 1) nonces.add(Buffer.from(seal(key, 'oc1/rec', ascii(''), ascii('')).subarray(0, 24)).toString('latin1'));
    expect(nonces.size).toBe(100_000);
  });

  test('is not made when there is no randomness to be had', () => {
    vi.spyOn(crypto, 'randomFillSync').mockImplementation(() => {
      throw new Error('no entropy');
    });
    expect(() => seal(new Uint8Array(32), 'oc1/rec', ascii(''), ascii(''))).toThrow('no entropy');
  });
});

/** The construction, written a second time. */
function commitTo(key: Uint8Array, name: string, nonce: Uint8Array, associated: Uint8Array) {
  const digest = sodium.crypto_generichash(64, joined(u32(name.length), ascii(name), nonce, u32(associated.length), associated), key);
  return { messageKey: digest.subarray(0, 32), commitment: digest.subarray(32) };
}

function rawOpens(messageKey: Uint8Array, nonce: Uint8Array, associated: Uint8Array, encrypted: Uint8Array): boolean {
  try {
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, encrypted, associated, nonce, messageKey);
    return true;
  } catch {
    return false;
  }
}

describe('key commitment', () => {
  test('1,000 ciphertexts that bare XChaCha20-Poly1305 opens under 2 to 8 keys never open under two keys as a seal', { timeout: 120_000 }, () => {
    let rawAccepted = 0;
    let sealedUnderAnother = 0;
    let keysInAll = 0;
    for (let trial = 0; trial < 1000; trial += 1) {
      // Eight keys cost 4^8 trials each: fewer of them.
      const count = trial % 50 === 0 ? 8 : 2 + (trial % 6);
      const keys = Array.from({ length: count }, () => crypto.randomBytes(32));
      const nonce = crypto.randomBytes(24);
      const associated = crypto.randomBytes(trial % 40);
      const commitments = keys.map((key) => commitTo(key, 'oc1/rec', nonce, associated));
      const encrypted = openingUnderAll(commitments.map(({ messageKey }) => messageKey), nonce, associated, count + 1);
      keysInAll += count;
      rawAccepted += commitments.filter(({ messageKey }) => rawOpens(messageKey, nonce, associated, encrypted)).length;
      // The best a forger can do is to commit to one of the keys: only that one opens.
      const sealed = joined(nonce, commitments[0]!.commitment, encrypted);
      expect(openSeal(keys[0]!, 'oc1/rec', associated, sealed)).not.toBeNull();
      sealedUnderAnother += keys.slice(1).filter((key) => openSeal(key, 'oc1/rec', associated, sealed) !== null).length;
    }
    console.log(`key commitment: 1,000 ciphertexts, ${keysInAll} keys; bare AEAD accepted ${rawAccepted}, the seal under a second key ${sealedUnderAnother}`);
    expect(rawAccepted).toBe(keysInAll);
    expect(sealedUnderAnother).toBe(0);
  });

  test('100 slots made to open with two passphrases open with one', () => {
    const owner = { vaultId: crypto.randomBytes(16), epoch: 1 };
    for (let trial = 0; trial < 100; trial += 1) {
      const kdf = freshKdf(RECOVERY_COST);
      const derived = [crypto.randomBytes(32), crypto.randomBytes(32)];
      const nonce = crypto.randomBytes(24);
      const associated = joined(owner.vaultId, Uint8Array.of(0, 1), encodeKdf(kdf), u32(1));
      const keys = derived.map((each) => keyedHash(each, ascii('oc1/kek'), owner.vaultId, Uint8Array.of(0, 1), encodeKdf(kdf)));
      const commitments = keys.map((key) => commitTo(key, 'oc1/slot', nonce, associated));
      const encrypted = openingUnderAll(commitments.map(({ messageKey }) => messageKey), nonce, associated, 2);
      expect(commitments.every(({ messageKey }) => rawOpens(messageKey, nonce, associated, encrypted))).toBe(true);
      const slot: KnownSlot = { known: true, number: 0, type: 1, kdf, sealedKey: joined(nonce, commitments[0]!.commitment, encrypted) };
      expect(derived.map((each) => unwrapKey(owner, slot, each) !== null)).toEqual([true, false]);
    }
  });
});
