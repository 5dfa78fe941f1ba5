/** G1: the primitives of the WASM that ships give the published answers, and those of other libraries. */
import { hchacha, xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { blake2b } from '@noble/hashes/blake2.js';
import sodium from 'libsodium-wrappers-sumo';
import crypto from 'node:crypto';
import { Count, partOf, type Figure, type Line, type Order } from './figure.ts';
import type { Random } from './random.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const counting = (length: number) => Uint8Array.from({ length }, (_, at) => at);
const isSame = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
const SUNSCREEN = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";

/** What was published, and what libsodium says here. */
const KNOWN: [source: string, published: string, here: () => Uint8Array][] = [
  [
    'RFC 7693, appendix A: BLAKE2b-512 of "abc"',
    'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
    () => sodium.crypto_generichash(64, 'abc', null),
  ],
  [
    'BLAKE2 reference vectors: keyed BLAKE2b-512 of nothing',
    '10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568',
    () => sodium.crypto_generichash(64, new Uint8Array(0), counting(64)),
  ],
  [
    'BLAKE2 reference vectors: keyed BLAKE2b-512 of one byte',
    '961f6dd1e4dd30f63901690c512e78e4b45e4742ed197c3c5e45c549fd25f2e4187b0bc9fe30492b16b0d0bc4ef9b0f34c7003fac09a5ef1532e69430234cebd',
    () => sodium.crypto_generichash(64, counting(1), counting(64)),
  ],
  [
    'draft-irtf-cfrg-xchacha-03, 2.2.1: HChaCha20',
    '82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc',
    () => sodium.crypto_core_hchacha20(bytes('000000090000004a0000000031415927'), counting(32), null),
  ],
  [
    'draft-irtf-cfrg-xchacha-03, A.3.1: the beginning and the tag',
    'bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbbc0875924c1c7987947deafd8780acf49',
    () => {
      const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
        SUNSCREEN, bytes('50515253c0c1c2c3c4c5c6c7'), null, bytes('404142434445464748494a4b4c4d4e4f5051525354555657'), bytes('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f'),
      );
      return Uint8Array.from([...sealed.subarray(0, 32), ...sealed.subarray(-16)]);
    },
  ],
  [
    'Argon2id of another implementation (Python’s cryptography): t = 3, m = 64 MiB',
    '546b74c705111461412224204164aa4d03739825f3d0b90a9061bbcc3af04ff9',
    () => sodium.crypto_pwhash(32, 'password', 'somesalt12345678' as unknown as Uint8Array, 3, 64 * 1024 * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13),
  ],
];

export const g1: Figure = { id: 'G1', shares: 1, run: (order) => Promise.resolve(run(order)) };

function run(order: Order): Line[] {
  const checks = order.full ? 10_000 : 3000;
  return [
    knownAnswers(),
    crossCheck('BLAKE2b, keyed and not, 32 and 64 bytes, against @noble/hashes', { goal: 10_000, asked: checks }, order, isSameHash),
    crossCheck('subkeys (BLAKE2b with salt and personalisation) against @noble/hashes', { goal: 10_000, asked: checks }, order, isSameSubkey),
    crossCheck('HChaCha20 against @noble/ciphers', { goal: 10_000, asked: checks }, order, isSameHChaCha),
    crossCheck('XChaCha20-Poly1305, and its refusal of one bit, against @noble/ciphers', { goal: 10_000, asked: checks }, order, isSameAead),
    crossCheck('Argon2id with one lane against @noble/hashes and OpenSSL', { goal: 100, asked: order.full ? 100 : 20 }, order, isSameDerivation),
  ];
}

function knownAnswers(): Line {
  const count = new Count('published answers', { goal: KNOWN.length, asked: KNOWN.length });
  for (const [source, published, here] of KNOWN) {
    if (Buffer.from(here()).toString('hex') === published) count.held();
    else count.failed(source);
  }
  count.note('Wycheproof and libsodium’s own vectors are in no package of the npm registry that could be found: cross-checks stand in for them.');
  return count;
}

function crossCheck(what: string, size: { goal: number; asked: number }, order: Order, agrees: (random: Random, turn: number) => boolean): Line {
  const count = new Count(what, size);
  for (let turn = 0; turn < partOf(size.asked, order); turn += 1) {
    if (agrees(order.random, turn)) count.held();
    else count.failed(`turn ${turn}`);
  }
  return count;
}

function isSameHash(random: Random, turn: number): boolean {
  const message = random.bytes(random.below(turn % 10 === 0 ? 5000 : 300));
  const key = random.isOneIn(3) ? null : random.bytes(random.between(16, 64));
  const length = random.of([32, 64]);
  return isSame(sodium.crypto_generichash(length, message, key), blake2b(message, key === null ? { dkLen: length } : { dkLen: length, key }));
}

function isSameSubkey(random: Random): boolean {
  const key = random.bytes(32);
  const number = random.below(256);
  const salt = new Uint8Array(16);
  salt[0] = number;
  const personalization = new Uint8Array(16);
  personalization.set(Buffer.from('oc1_vmk_'));
  return isSame(sodium.crypto_kdf_derive_from_key(32, number, 'oc1_vmk_', key), blake2b(new Uint8Array(0), { dkLen: 32, key, salt, personalization }));
}

function isSameHChaCha(random: Random): boolean {
  const [key, input] = [random.bytes(32), random.bytes(16)];
  const words = (from: Uint8Array) => new Uint32Array(Uint8Array.from(from).buffer);
  const out = new Uint32Array(8);
  hchacha(words(Uint8Array.from(Buffer.from('expand 32-byte k'))), words(key), words(input), out);
  return isSame(sodium.crypto_core_hchacha20(input, key, null), new Uint8Array(out.buffer));
}

function isSameAead(random: Random, turn: number): boolean {
  const [key, nonce, aad, text] = [random.bytes(32), random.bytes(24), random.bytes(random.below(100)), random.bytes(random.below(turn % 10 === 0 ? 5000 : 300))];
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(text, aad, null, nonce, key);
  if (!isSame(sealed, xchacha20poly1305(key, nonce, aad).encrypt(text))) return false;
  if (!isSame(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, aad, nonce, key), text)) return false;
  sealed[random.below(sealed.length)]! ^= 1 << random.below(8);
  try {
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, aad, nonce, key);
    return false;
  } catch {
    return true;
  }
}

function isSameDerivation(random: Random): boolean {
  const [password, salt, passes, memoryKiB] = [random.bytes(random.below(64)), random.bytes(16), random.between(1, 4), random.between(64, 512)];
  const here = sodium.crypto_pwhash(32, password, salt, passes, memoryKiB * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);
  const byNoble = argon2id(password, salt, { t: passes, m: memoryKiB, p: 1, dkLen: 32, version: 0x13 });
  const byOpenSsl = crypto.argon2Sync('argon2id', { message: password, nonce: salt, parallelism: 1, tagLength: 32, memory: memoryKiB, passes });
  return isSame(here, byNoble) && isSame(here, byOpenSsl);
}
