/** Keys are overwritten as soon as they have done their work. Real libsodium: what it handed out is looked at afterwards. */
import sodium from 'libsodium-wrappers-sumo';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { BackupReader } from '../../electron/vault/backup-reader.ts';
import { ascii } from '../../electron/vault/bytes.ts';
import { freshKdf, RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { copyKeys, forgetKeys, keysOf } from '../../electron/vault/keys.ts';
import { PreparedWords } from '../../electron/vault/prepared-words.ts';
import { forget, openSeal, seal, sodiumReady } from '../../electron/vault/seal.ts';
import { unwrapKey, wrapKey } from '../../electron/vault/slots.ts';

beforeAll(sodiumReady);
afterEach(() => void vi.restoreAllMocks());

const owner = { vaultId: Uint8Array.from(crypto.randomBytes(16)), epoch: 1 };
const key = Uint8Array.from(crypto.randomBytes(32));
const fixture = path.join(import.meta.dirname, '../fixtures/ocv1');
const isZero = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

/** Every digest `work` has made, as it is left behind. Of 64 bytes: the key of one message, and what commits to it. */
function digestsLeftBy(work: () => void): Uint8Array[] {
  const digest = vi.spyOn(sodium, 'crypto_generichash');
  work();
  const made = digest.mock.results.map(({ value }) => value as Uint8Array);
  digest.mockRestore();
  return made;
}

test('forgetting fills each of the secrets with zeros', () => {
  const secrets = [Uint8Array.of(1, 2, 3), Uint8Array.from(key)];
  forget(...secrets);
  expect(secrets.map(isZero)).toEqual([true, true]);
});

test('the key of a message is gone once it is sealed, and once it was opened or refused', () => {
  const sealed = seal(key, 'oc1/rec', ascii('place'), ascii('text'));
  const changed = sealed.map((byte, at) => (at === sealed.length - 1 ? byte ^ 1 : byte));
  for (const work of [
    () => seal(key, 'oc1/rec', ascii('place'), ascii('text')),
    () => openSeal(key, 'oc1/rec', ascii('place'), sealed),
    () => openSeal(key, 'oc1/rec', ascii('elsewhere'), sealed),
    () => openSeal(key, 'oc1/rec', ascii('place'), changed),
  ]) {
    const [made, ...others] = digestsLeftBy(work);
    expect([others.length, made!.length, isZero(made!.subarray(0, 32)), isZero(made!.subarray(32))]).toEqual([0, 64, true, false]);
  }
});

test('the key of a slot is gone once the slot was made, and once it was opened or refused', () => {
  const [derived, vaultKey] = [Uint8Array.from(crypto.randomBytes(32)), Uint8Array.from(crypto.randomBytes(32))];
  const slot = wrapKey(owner, 0, 'passphrase', freshKdf(RECOVERY_COST), derived, vaultKey);
  const keysOfSlots = (work: () => void) => digestsLeftBy(work).filter((made) => made.length === 32);
  for (const work of [() => wrapKey(owner, 0, 'passphrase', slot.kdf, derived, vaultKey), () => unwrapKey(owner, slot, derived), () => unwrapKey(owner, slot, key)]) {
    expect(keysOfSlots(work).map(isZero)).toEqual([true]);
  }
  // What it was given is not its own to forget.
  expect(unwrapKey(owner, slot, derived)).toEqual(vaultKey);
});

test('what a backup is opened with is gone once its keys are made, and the key of its stream once it was begun', async () => {
  const { passphrase } = JSON.parse(fs.readFileSync(path.join(fixture, 'expected.json'), 'utf8')) as { passphrase: string };
  const backup = await BackupReader.open(path.join(fixture, 'journal.ocb'));
  const [digest, decrypted] = [vi.spyOn(sodium, 'crypto_generichash'), vi.spyOn(sodium, 'crypto_aead_xchacha20poly1305_ietf_decrypt')];
  const keys = await backup.unlock({ kind: 'passphrase', passphrase });
  const [[, , derived]] = digest.mock.calls as unknown as [[number, Uint8Array, Uint8Array]];
  const vaultKey = decrypted.mock.results[0]!.value as unknown as Uint8Array;
  expect([derived, vaultKey].map((each) => [each.length, isZero(each)])).toEqual([[32, true], [32, true]]);
  digest.mockClear();
  await backup.begin(keys);
  const [streamKey] = digest.mock.results.map(({ value }) => value as Uint8Array).filter(({ length }) => length === 64);
  expect([isZero(streamKey!.subarray(0, 32)), isZero(streamKey!.subarray(32))]).toEqual([true, false]);
  await backup.close();
});

test('forgetting the keys of a journal leaves none of the eight, and a second user’s copy alone', () => {
  const keys = keysOf(key);
  const copy = copyKeys(keys);
  expect(copy).toEqual(keys);
  forgetKeys(keys);
  expect(Object.values(keys).map(isZero)).toEqual(Array(8).fill(true));
  expect(copy).toEqual(keysOf(key));
  expect(new Set(Object.values(copy).map((each) => Buffer.from(each).toString('hex'))).size).toBe(8);
});

test('words nobody took are forgotten', () => {
  const words = new PreparedWords(['abandon', 'about'], 1, wrapKey(owner, 1, 'recovery', freshKdf(RECOVERY_COST), key, key));
  expect([words.recoveryWords, words.epoch, words.slot.type]).toEqual([['abandon', 'about'], 1, 2]);
  words.forget();
  expect(words.recoveryWords).toEqual([]);
});
