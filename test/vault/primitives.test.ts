/**
 * The primitives of the WASM build that ships, against other libraries' and against what Wycheproof looks for: special keys, nonces and
 * lengths, tags changed in every bit, and ciphertexts that drive the sums of Poly1305 over their limits. Drawn anew in each run; a failing
 * run names the case.
 */
import { chacha20poly1305, hchacha, xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { blake2b } from '@noble/hashes/blake2.js';
import sodium from 'libsodium-wrappers-sumo';
import crypto from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { textWithSum } from './poly1305.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const random = (length: number) => Uint8Array.from(crypto.randomBytes(length));
const filled = (length: number, byte: number) => new Uint8Array(length).fill(byte);
const isSame = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

interface Message { key: Uint8Array; nonce: Uint8Array; associated: Uint8Array; text: Uint8Array }

beforeAll(() => sodium.ready);

function sealed({ key, nonce, associated, text }: Message): Uint8Array {
  return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(text, associated, null, nonce, key);
}

function opened({ key, nonce, associated }: Omit<Message, 'text'>, ciphertext: Uint8Array): Uint8Array | null {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, associated, nonce, key);
  } catch {
    return null;
  }
}

/** Sealed by both alike, opened by each from the other; what is wrong, or null. */
function wrongWith(message: Message): string | null {
  const here = sealed(message);
  const there = xchacha20poly1305(message.key, message.nonce, message.associated);
  if (!isSame(here, there.encrypt(message.text))) return 'sealed otherwise';
  if (!isSame(there.decrypt(here), message.text)) return 'not opened there';
  const back = opened(message, here);
  return back !== null && isSame(back, message.text) ? null : 'not opened here';
}

function drawn(textLength: number, associatedLength: number): Message {
  return { key: random(32), nonce: random(24), associated: random(associatedLength), text: random(textLength) };
}

describe('XChaCha20-Poly1305', () => {
  test('agrees with another library for every length of text and of associated data from 0 to 300', () => {
    const wrong: string[] = [];
    for (let length = 0; length <= 300; length += 1) {
      const pairs = [[length, crypto.randomInt(301)], [crypto.randomInt(301), length], [length, length], [length, 0], [0, length]] as const;
      for (const [text, associated] of pairs) wrong.push(...[wrongWith(drawn(text, associated))].filter((each) => each !== null).map((each) => `${text}, ${associated}: ${each}`));
    }
    expect(wrong).toEqual([]);
  });

  test('agrees with it around every power of two up to a frame of a backup, and for a mebibyte', () => {
    const lengths = Array.from({ length: 17 }, (_, power) => 2 ** power).flatMap((length) => [length - 1, length, length + 1]);
    for (const length of [...lengths, 2 ** 20 + 3]) expect([length, wrongWith(drawn(length, 36))]).toEqual([length, null]);
  });

  test('agrees with it for keys, nonces and texts that are all of one bit or one byte', () => {
    const patterns = (length: number) => [0, 1, 0x7f, 0x80, 0xff].map((byte) => filled(length, byte));
    const oneBit = (length: number) => Array.from({ length: length * 8 }, (_, bit) => Uint8Array.from({ length }, (_byte, at) => (at === bit >> 3 ? 1 << (bit & 7) : 0)));
    for (const key of [...patterns(32), ...oneBit(32)]) for (const text of patterns(64)) expect(wrongWith({ key, nonce: filled(24, 0), associated: filled(16, 0), text })).toBeNull();
    for (const nonce of [...patterns(24), ...oneBit(24)]) for (const key of patterns(32)) expect(wrongWith({ key, nonce, associated: filled(0, 0), text: filled(17, 0xff) })).toBeNull();
  });

  test('uses every byte of the nonce: one bit more gives another ciphertext and another tag', () => {
    const message = drawn(64, 8);
    const made = new Set<string>();
    for (let bit = -1; bit < 192; bit += 1) made.add(hex(sealed({ ...message, nonce: message.nonce.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)) })));
    expect([made.size, new Set([...made].map((each) => each.slice(0, 128))).size, new Set([...made].map((each) => each.slice(128))).size]).toEqual([193, 193, 193]);
  });

  test('opens none of the tags Wycheproof tries in place of the right one', () => {
    for (const [text, associated] of [[0, 0], [16, 0], [15, 9], [64, 36], [513, 300]] as const) {
      const message = drawn(text, associated);
      const whole = sealed(message);
      const tag = whole.slice(-16);
      const tags = [
        ...Array.from({ length: 128 }, (_, bit) => tag.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))),
        filled(16, 0), filled(16, 0xff), tag.map((byte) => byte ^ 0xff), tag.map((byte) => byte ^ 0x80), tag.map((byte) => byte ^ 1), tag.toReversed(),
        Uint8Array.from([...tag.subarray(0, 8), ...filled(8, 0)]), Uint8Array.from([...filled(8, 0), ...tag.subarray(8)]), Uint8Array.from([...tag.subarray(4), ...tag.subarray(0, 4)]),
      ];
      for (const other of tags) expect([hex(other), opened(message, Uint8Array.from([...whole.subarray(0, -16), ...other]))]).toEqual([hex(other), null]);
      expect(opened(message, whole)).toEqual(message.text);
    }
  });

  test('opens nothing of which a bit was changed, that was cut short or made longer, or whose key, nonce or associated data is another', () => {
    const message = drawn(40, 20);
    const whole = sealed(message);
    const flips = (bytes: Uint8Array) => Array.from({ length: bytes.length * 8 }, (_, bit) => bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)));
    const accepted = [
      ...flips(whole).map((each) => opened(message, each)),
      ...Array.from({ length: whole.length }, (_, length) => opened(message, whole.subarray(0, length))),
      ...[1, 15, 16].map((more) => opened(message, Uint8Array.from([...whole, ...filled(more, 0)]))),
      ...flips(message.key).map((key) => opened({ ...message, key }, whole)),
      ...flips(message.nonce).map((nonce) => opened({ ...message, nonce }, whole)),
      ...flips(message.associated).map((associated) => opened({ ...message, associated }, whole)),
      ...[0, 16, 19].map((length) => opened({ ...message, associated: message.associated.subarray(0, length) }, whole)),
      opened({ ...message, associated: Uint8Array.from([...message.associated, 0]) }, whole),
      // A byte that moves from the associated data into the ciphertext.
      opened({ ...message, associated: message.associated.subarray(0, -1) }, Uint8Array.from([message.associated.at(-1)!, ...whole])),
    ].filter((each) => each !== null);
    expect(accepted).toEqual([]);
  });

  test('takes no key and no nonce of another length', () => {
    const { text, associated, key, nonce } = drawn(10, 10);
    for (const length of [0, 16, 31, 33, 64]) expect(() => sealed({ text, associated, nonce, key: random(length) })).toThrow(TypeError);
    for (const length of [0, 8, 12, 16, 23, 25, 32]) expect(() => sealed({ text, associated, key, nonce: random(length) })).toThrow(TypeError);
  });
});

describe('its authenticator', () => {
  /** Where the limbs of one implementation or another carry, and what is not below 2^130 - 5. */
  const P = 2n ** 130n - 5n;
  const SUMS = [0n, 1n, 2n, 3n, 4n, 5n, P - 1n, P - 2n, P - 5n, P - 6n, ...[26n, 32n, 44n, 52n, 64n, 78n, 88n, 96n, 104n, 128n, 129n].flatMap((bits) => [2n ** bits - 1n, 2n ** bits, 2n ** bits + 1n])];

  test('gives the right tag where its sum, just before the end, is at a limit', () => {
    let tried = 0;
    for (const sum of SUMS) {
      for (let each = 0; each < 10; each += 1) {
        const key = random(32);
        const text = textWithSum(key, sum, 1 + each);
        if (text === null) continue;
        tried += 1;
        expect([hex(key), hex(sodium.crypto_onetimeauth(text, key))]).toEqual([hex(key), hex(poly1305(text, key))]);
      }
    }
    expect(tried).toBeGreaterThan(SUMS.length * 5);
  });

  test('agrees with another library for special keys, and for every length from 0 to 300', () => {
    const special = [filled(16, 0), filled(16, 0xff), Uint8Array.from([2, ...filled(15, 0)]), Uint8Array.from([...filled(15, 0), 0x0f]), Uint8Array.from([0xfc, ...filled(15, 0xff)])];
    for (const r of special) for (const s of special) for (const byte of [0, 1, 0x80, 0xff]) {
      const key = Uint8Array.from([...r, ...s]);
      for (const length of [0, 1, 15, 16, 17, 31, 32, 33, 64, 255, 256]) expect(hex(sodium.crypto_onetimeauth(filled(length, byte), key))).toBe(hex(poly1305(filled(length, byte), key)));
    }
    for (let length = 0; length <= 300; length += 1) {
      const [key, text] = [random(32), random(length)];
      expect(hex(sodium.crypto_onetimeauth(text, key))).toBe(hex(poly1305(text, key)));
    }
  });
});

test('ChaCha20-Poly1305 and HChaCha20 agree with another library for 1,000 inputs drawn at random', () => {
  const words = (bytes: Uint8Array) => new Uint32Array(Uint8Array.from(bytes).buffer);
  for (let trial = 0; trial < 1000; trial += 1) {
    const [key, nonce, input, associated, text] = [random(32), random(12), random(16), random(trial % 61), random(trial % 257)];
    expect(hex(sodium.crypto_aead_chacha20poly1305_ietf_encrypt(text, associated, null, nonce, key))).toBe(hex(chacha20poly1305(key, nonce, associated).encrypt(text)));
    const derived = new Uint32Array(8);
    hchacha(words(Buffer.from('expand 32-byte k')), words(key), words(input), derived);
    expect(hex(sodium.crypto_core_hchacha20(input, key, null))).toBe(hex(new Uint8Array(derived.buffer)));
  }
});

describe('BLAKE2b', () => {
  test('agrees with another library for every length of text from 0 to 300, with keys of 16 to 64 bytes and without', () => {
    for (let length = 0; length <= 300; length += 1) {
      for (const keyLength of [0, 16, 32, 64, 16 + (length % 49)]) {
        const [text, key, dkLen] = [random(length), random(keyLength), 16 + (length % 49)];
        expect([length, keyLength, hex(sodium.crypto_generichash(dkLen, text, keyLength === 0 ? null : key))]).toEqual([length, keyLength, hex(blake2b(text, keyLength === 0 ? { dkLen } : { dkLen, key }))]);
      }
    }
  });

  test('agrees with OpenSSL for 1,000 messages drawn at random', () => {
    for (let trial = 0; trial < 1000; trial += 1) {
      const message = random(trial);
      expect(hex(sodium.crypto_generichash(64, message, null))).toBe(crypto.createHash('blake2b512').update(message).digest('hex'));
    }
  });

  test('with salt and personalisation, as it makes subkeys, agrees with another library for 1,000 keys and numbers', () => {
    for (let trial = 0; trial < 1000; trial += 1) {
      const [key, number] = [random(32), trial < 300 ? trial : crypto.randomInt(2 ** 31)];
      const salt = new Uint8Array(16);
      new DataView(salt.buffer).setBigUint64(0, BigInt(number), true);
      const personalization = Uint8Array.from([...Buffer.from('oc1_vmk_'), ...filled(8, 0)]);
      expect([number, hex(sodium.crypto_kdf_derive_from_key(32, number, 'oc1_vmk_', key))]).toEqual([number, hex(blake2b(new Uint8Array(0), { dkLen: 32, key, salt, personalization }))]);
    }
  });
});

test('Argon2id agrees with OpenSSL and with another library, for passwords, salts and costs drawn at random', () => {
  for (let trial = 0; trial < 20; trial += 1) {
    const [password, salt, passes, memoryKiB] = [random(trial * 7), random(16), 1 + (trial % 4), 64 + trial * 50];
    const here = sodium.crypto_pwhash(32, password, salt, passes, memoryKiB * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);
    expect(hex(here)).toBe(hex(crypto.argon2Sync('argon2id', { message: password, nonce: salt, parallelism: 1, tagLength: 32, memory: memoryKiB, passes })));
    expect(hex(here)).toBe(hex(argon2id(password, salt, { t: passes, m: memoryKiB, p: 1, dkLen: 32, version: 0x13 })));
  }
});
