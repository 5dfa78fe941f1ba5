/** FORMAT.md's example, computed from the code: where one changes, the other has to. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { RecordId } from '../../shared/record-id.ts';
import { ascii, joined, u32, u8 } from '../../electron/vault/bytes.ts';
import { derive, encodeKdf } from '../../electron/vault/derivation.ts';
import { sealFrontPage } from '../../electron/vault/front-page.ts';
import { hash, keyedHash } from '../../electron/vault/hash.ts';
import { NO_HEAD, sealHead } from '../../electron/vault/head.ts';
import { encodeHeader, headerMac, type Header } from '../../electron/vault/header.ts';
import { LeafSet, leafOf } from '../../electron/vault/integrity.ts';
import { keysOf } from '../../electron/vault/keys.ts';
import { passphraseBytes } from '../../electron/vault/passphrase.ts';
import { keyOf, sealRecord } from '../../electron/vault/record.ts';
import { recoveryBytes } from '../../electron/vault/recovery-words.ts';
import { seal, sodiumReady } from '../../electron/vault/seal.ts';
import { encodeSlot, wrapKey } from '../../electron/vault/slots.ts';

const FORMAT = path.join(import.meta.dirname, '../../electron/vault/FORMAT.md');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const counting = (from: number, length: number) => Uint8Array.from({ length }, (_, index) => from + index);

afterAll(() => void vi.restoreAllMocks());

async function example(): Promise<Record<string, string>> {
  await sodiumReady();
  // The operating system's randomness, replaced by bytes that can be printed.
  vi.spyOn(crypto, 'randomFillSync').mockImplementation(((bytes: Uint8Array) => {
    bytes.set(counting(0x40, bytes.length));
    return bytes;
  }) as typeof crypto.randomFillSync);

  const owner = { vaultId: counting(0x20, 16), epoch: 1 };
  const vaultKey = counting(0, 32);
  const cost = { passes: 3, memoryKiB: 65_536 };
  const kdf = { ...cost, salt: new Uint8Array(16).fill(0x33) };
  const kdfOfWords = { ...cost, salt: new Uint8Array(16).fill(0x44) };
  const passphrase = Buffer.from('43616665cc81', 'hex').toString();
  const derived = await derive(passphraseBytes(passphrase), kdf);
  const derivedByWords = await derive(recoveryBytes(`${'abandon '.repeat(11)}about`), kdfOfWords);
  const slots = [wrapKey(owner, 0, 'passphrase', kdf, derived, vaultKey), wrapKey(owner, 1, 'recovery', kdfOfWords, derivedByWords, vaultKey)] as const;
  const header: Header = { ...owner, slots };
  const headerBytes = encodeHeader(header);
  const keys = keysOf(vaultKey);
  const id = '0123456789abcdef' as RecordId;
  const row = sealRecord(keys.record, header, { id, type: 1, schema: 2, revision: 3, payload: ascii('Hello') });
  const leaf = leafOf(keys.leaf, keyOf(id), row);
  const root = LeafSet.of(keys.leaf, [{ key: keyOf(id), leaf }]).root(header, headerBytes, 1);
  const front = sealFrontPage(keys.front, header, 1, ascii('front'));

  return {
    'passphrase': hex(ascii(passphrase)),
    'passphrase, NFC': hex(passphraseBytes(passphrase)),
    'vault_id': hex(owner.vaultId),
    'VMK': hex(vaultKey),
    'epoch': '1',
    'seal': hex(seal(vaultKey, 'oc1/rec', ascii('place'), ascii('text'))),
    'P': hex(derived),
    'kdf': hex(encodeKdf(kdf)),
    'KEK': hex(keyedHash(derived, ascii('oc1/kek'), owner.vaultId, u8(0), u8(1), encodeKdf(kdf))),
    'slot 0': hex(encodeSlot(slots[0])),
    'recovery secret': '00'.repeat(16),
    "P'": hex(derivedByWords),
    'slot 1': hex(encodeSlot(slots[1])),
    'm[0]': hex(headerBytes),
    'H(m[0])': hex(hash(headerBytes)),
    'm[1]': hex(headerMac(keys.header, headerBytes)),
    'subkey 1': hex(keys.record),
    'subkey 2': hex(keys.head),
    'subkey 3': hex(keys.leaf),
    'subkey 4': hex(keys.header),
    'subkey 7': hex(keys.front),
    'b, bytes 0 to 60': hex(row.subarray(0, 61)),
    'b, the last 16': hex(row.subarray(-16)),
    '|b|': String(row.length),
    'leaf': hex(leaf),
    'bucket(0)': hex(keyedHash(keys.leaf, u8(1), u8(0), u32(0))),
    'bucket(2)': hex(keyedHash(keys.leaf, u8(1), u8(2), u32(1), joined(Buffer.from(id, 'hex').reverse(), leaf))),
    'root': hex(root),
    'm[2]': hex(sealHead(keys.head, header, { sequence: 1, count: 1, root, previous: NO_HEAD })),
    '|m[3]|': String(front.length),
    'H(m[3])': hex(hash(front)),
  };
}

test('the example of FORMAT.md is what the code computes', async () => {
  const block = /## 10[^]*?```\n([^]*?)```/.exec(fs.readFileSync(FORMAT, 'utf8'))![1]!;
  const written = Object.fromEntries([...block.matchAll(/^([^#\n]+?) *= ([0-9a-f]+)$/gm)].map(([, name, value]) => [name!, value!]));
  expect(written).toEqual(await example());
});
