/** The primitives of the WASM build that ships, against answers published elsewhere. */
import sodium from 'libsodium-wrappers-sumo';
import crypto from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const count = (length: number) => Uint8Array.from({ length }, (_, index) => index);

beforeAll(() => sodium.ready);

test('BLAKE2b-512 of "abc" is the answer of RFC 7693, appendix A', () => {
  expect(hex(sodium.crypto_generichash(64, 'abc', null))).toBe(
    'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
  );
});

test('BLAKE2b-512 gives what OpenSSL gives, for 1,000 messages drawn at random', () => {
  for (let trial = 0; trial < 1000; trial += 1) {
    const message = crypto.randomBytes(trial);
    expect(hex(sodium.crypto_generichash(64, message, null))).toBe(crypto.createHash('blake2b512').update(message).digest('hex'));
  }
});

test('keyed BLAKE2b-512 gives the first answers of the BLAKE2 reference vectors', () => {
  const key = count(64);
  expect(hex(sodium.crypto_generichash(64, new Uint8Array(0), key))).toBe(
    '10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568',
  );
  expect(hex(sodium.crypto_generichash(64, count(1), key))).toBe(
    '961f6dd1e4dd30f63901690c512e78e4b45e4742ed197c3c5e45c549fd25f2e4187b0bc9fe30492b16b0d0bc4ef9b0f34c7003fac09a5ef1532e69430234cebd',
  );
});

test('XChaCha20-Poly1305 gives the answer of draft-irtf-cfrg-xchacha-03, A.3.1', () => {
  const text = new TextEncoder().encode("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.");
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    text,
    bytes('50515253c0c1c2c3c4c5c6c7'),
    null,
    bytes('404142434445464748494a4b4c4d4e4f5051525354555657'),
    bytes('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f'),
  );
  expect(hex(sealed.subarray(0, 32))).toBe('bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb');
  expect(hex(sealed.subarray(-16))).toBe('c0875924c1c7987947deafd8780acf49');
});

test('Argon2id gives what OpenSSL gives, for passwords, salts and costs drawn at random', () => {
  for (let trial = 0; trial < 20; trial += 1) {
    const password = crypto.randomBytes(trial * 7);
    const salt = crypto.randomBytes(16);
    const passes = 1 + (trial % 4);
    const memoryKiB = 64 + trial * 100;
    const theirs = crypto.argon2Sync('argon2id', { message: password, nonce: salt, parallelism: 1, tagLength: 32, memory: memoryKiB, passes });
    expect(hex(sodium.crypto_pwhash(32, password, salt, passes, memoryKiB * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13))).toBe(hex(theirs));
  }
});

test('Argon2id at the lowest cost the format allows gives the answer OpenSSL and Python’s cryptography gave', () => {
  const salt = new TextEncoder().encode('somesalt12345678');
  expect(hex(sodium.crypto_pwhash(32, 'password', salt, 3, 64 * 1024 * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13))).toBe(
    '546b74c705111461412224204164aa4d03739825f3d0b90a9061bbcc3af04ff9',
  );
});
