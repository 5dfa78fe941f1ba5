/** The primitives of the WASM build that ships, against answers published elsewhere: known-answers/, where README.md says what there is and why. */
import { argon2id } from '@noble/hashes/argon2.js';
import sodium from 'libsodium-wrappers-sumo';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

interface Aead { section: string; key: string; nonce: string; associated: string; text: string; sealed: string }
interface Xchacha {
  hchacha20: { section: string; key: string; input: string; output: string }[];
  stream: { section: string; key: string; nonce: string; text: string; sealed: string }[];
  aead: Aead[];
}
interface Rfc8439 { poly1305: { section: string; key: string; text: string; tag: string }[]; aead: Aead[] }
interface Blake2b {
  unkeyed: { section: string; text: string; hash: string }[];
  keyed: { section: string; key: string; text: string; hash: string }[];
  selfTest: { hashLengths: number[]; textLengths: number[]; hash: string };
}
interface Argon2id {
  rfc9106: { password: string; salt: string; secret: string; associated: string; passes: number; memoryKiB: number; lanes: number; hash: string };
  oneLane: { section: string; password: string; salt: string; passes: number; memoryKiB: number; hash: string }[];
}

const xchacha = answers('xchacha20-poly1305') as Xchacha;
const rfc8439 = answers('rfc8439') as Rfc8439;
const blake = answers('blake2b') as Blake2b;
const argon = answers('argon2id') as Argon2id;
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

beforeAll(() => sodium.ready);

function answers(name: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'known-answers', `${name}.json`), 'utf8'));
}

describe('XChaCha20-Poly1305', () => {
  test.each(xchacha.hchacha20)('HChaCha20 gives $section of the draft', ({ key, input, output }) => {
    expect(hex(sodium.crypto_core_hchacha20(bytes(input), bytes(key), null))).toBe(output);
  });

  test.each(xchacha.stream)('XChaCha20 gives $section of the draft', ({ key, nonce, text, sealed }) => {
    expect(hex(sodium.crypto_stream_xchacha20_xor(bytes(text), bytes(nonce), bytes(key)))).toBe(sealed);
  });

  test.each(xchacha.aead)('gives $section of the draft, and opens it', ({ key, nonce, associated, text, sealed }) => {
    expect(hex(sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(text), bytes(associated), null, bytes(nonce), bytes(key)))).toBe(sealed);
    expect(hex(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, bytes(sealed), bytes(associated), bytes(nonce), bytes(key)))).toBe(text);
  });
});

describe('what it is made of', () => {
  test.each(rfc8439.poly1305)('Poly1305 gives RFC 8439, $section', ({ key, text, tag }) => {
    expect(hex(sodium.crypto_onetimeauth(bytes(text), bytes(key)))).toBe(tag);
    expect(sodium.crypto_onetimeauth_verify(bytes(tag), bytes(text), bytes(key))).toBe(true);
  });

  test.each(rfc8439.aead)('ChaCha20-Poly1305 gives RFC 8439, $section, and opens it', ({ key, nonce, associated, text, sealed }) => {
    expect(hex(sodium.crypto_aead_chacha20poly1305_ietf_encrypt(bytes(text), bytes(associated), null, bytes(nonce), bytes(key)))).toBe(sealed);
    expect(hex(sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, bytes(sealed), bytes(associated), bytes(nonce), bytes(key)))).toBe(text);
  });
});

describe('BLAKE2b', () => {
  test.each(blake.unkeyed)('gives $section', ({ text, hash }) => {
    expect(hex(sodium.crypto_generichash(64, bytes(text), null))).toBe(hash);
  });

  test.each(blake.keyed)('with a key gives $section', ({ key, text, hash }) => {
    expect(hex(sodium.crypto_generichash(64, bytes(text), bytes(key)))).toBe(hash);
  });

  test('passes the self-test of RFC 7693, appendix E: 48 hashes in one', () => {
    const { hashLengths, textLengths, hash } = blake.selfTest;
    const hashes = hashLengths.flatMap((length) =>
      textLengths.flatMap((textLength) => [null, selfTestSequence(length)].map((key) => sodium.crypto_generichash(length, selfTestSequence(textLength), key))),
    );
    expect(hashes).toHaveLength(48);
    expect(hex(sodium.crypto_generichash(32, Buffer.concat(hashes), null))).toBe(hash);
  });
});

/** The sequence of the self-test: each number the sum of the two before, and its upper eight bits. The seed is the length. */
function selfTestSequence(length: number): Uint8Array {
  let [one, other] = [Math.imul(0xdead4bad, length) >>> 0, 1];
  return Uint8Array.from({ length }, () => {
    [one, other] = [other, (one + other) >>> 0];
    return other >>> 24;
  });
}

describe('Argon2id', () => {
  test('of @noble/hashes, which libsodium is compared to, gives RFC 9106, 5.3', () => {
    const { password, salt, secret, associated, passes, memoryKiB, lanes, hash } = argon.rfc9106;
    const made = argon2id(bytes(password), bytes(salt), { t: passes, m: memoryKiB, p: lanes, dkLen: 32, version: 0x13, key: bytes(secret), personalization: bytes(associated) });
    expect(hex(made)).toBe(hash);
  });

  test.each(argon.oneLane)('at the lowest cost the format allows gives what $section gave', ({ password, salt, passes, memoryKiB, hash }) => {
    expect(hex(sodium.crypto_pwhash(32, bytes(password), bytes(salt), passes, memoryKiB * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13))).toBe(hash);
  });
});
