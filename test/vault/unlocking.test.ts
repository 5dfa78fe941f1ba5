/** Creating and unlocking as a person does it, the slow derivation included. */
import fc from 'fast-check';
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { beforeAll, describe, expect, test } from 'vitest';
import { ascii, joined, u16, u32, u8 } from '../../electron/vault/bytes.ts';
import { derive } from '../../electron/vault/derivation.ts';
import { hash } from '../../electron/vault/hash.ts';
import { passphraseBytes } from '../../electron/vault/passphrase.ts';
import { recoveryBytes, wordsOf } from '../../electron/vault/recovery-words.ts';
import { openVault, prepareVault, type PreparedVault, type Secret } from '../../electron/vault/vault.ts';
import Database from 'better-sqlite3';
import { faultOf, faultOfPromise, gatherAll, journalOf, newFile, newFolder, put } from './journals.ts';

const FLOOR = { passes: 3, memoryKiB: 65_536 };
const PASSPHRASE = 'eine lange Nacht im Café 🪑';

let prepared: PreparedVault;
let words: string[];
let file: string;

beforeAll(async () => {
  file = newFile();
  prepared = await prepareVault(PASSPHRASE.normalize('NFC'), { cost: FLOOR });
  words = [...prepared.recoveryWords];
  const vault = prepared.write(file);
  vault.commit({ puts: [put('the first entry')], removes: [] });
  vault.close();
  prepared.forget();
});

async function opensWith(secret: Secret): Promise<string> {
  const vault = await openVault(file, secret);
  const [record] = gatherAll(vault);
  vault.close();
  return Buffer.from(record!.payload).toString();
}

describe('a journal opens', () => {
  test('with its passphrase, however the keyboard composes é', async () => {
    expect(PASSPHRASE.normalize('NFD')).not.toBe(PASSPHRASE.normalize('NFC'));
    expect(await opensWith({ kind: 'passphrase', passphrase: PASSPHRASE.normalize('NFD') })).toBe('the first entry');
  });

  test('with its recovery words, however they were written down', async () => {
    const asWritten = words.map((word, index) => `${index + 1}. ${word.toUpperCase()},`).join('\n  ');
    expect(await opensWith({ kind: 'recovery', words: asWritten })).toBe('the first entry');
  });

  test('not with another passphrase, nor with its own and a space, nor with none', async () => {
    for (const passphrase of ['another passphrase', `${PASSPHRASE} `, '']) {
      expect(await faultOfPromise(openVault(file, { kind: 'passphrase', passphrase }))).toBe('wrong-secret');
    }
  });

  test('not with the words of another journal', async () => {
    const others = wordsOf(Uint8Array.from({ length: 16 }, (_, index) => index));
    expect(await faultOfPromise(openVault(file, { kind: 'recovery', words: others.join(' ') }))).toBe('wrong-secret');
  });

  test('after a wrong passphrase and after a cancelled one: neither keeps the file', async () => {
    const abort = new AbortController();
    const opening = openVault(file, { kind: 'passphrase', passphrase: PASSPHRASE }, { signal: abort.signal });
    setTimeout(() => abort.abort(), 60);
    expect(await faultOfPromise(opening)).toBe('cancelled');
    expect(await faultOfPromise(openVault(file, { kind: 'passphrase', passphrase: PASSPHRASE }, { signal: AbortSignal.abort() }))).toBe('cancelled');
    expect(await opensWith({ kind: 'passphrase', passphrase: PASSPHRASE })).toBe('the first entry');
  });

  test('while the process goes on answering', async () => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await opensWith({ kind: 'passphrase', passphrase: PASSPHRASE });
    clearInterval(timer);
    console.log(`longest stall while deriving: ${longest.toFixed(0)} ms`);
  });
});

test('a derivation that needs more memory than there is says so, and the secret is gone all the same', async () => {
  const secret = new Uint8Array(10).fill(1);
  expect(await faultOfPromise(derive(secret, { passes: 3, memoryKiB: 3 * 1024 * 1024, salt: new Uint8Array(16) }))).toBe('not-enough-memory');
  expect([...secret].every((byte) => byte === 0)).toBe(true);
});

describe('a passphrase', () => {
  test('may have 1,024 bytes and not one more', async () => {
    expect(passphraseBytes('x'.repeat(1024)).length).toBe(1024);
    expect(faultOf(() => passphraseBytes('x'.repeat(1025)))).toBe('too-large');
    expect(faultOf(() => passphraseBytes('🪑'.repeat(256) + 'x'))).toBe('too-large');
    expect(await faultOfPromise(prepareVault('é'.repeat(513)))).toBe('too-large');
    expect(await faultOfPromise(openVault(file, { kind: 'passphrase', passphrase: 'x'.repeat(1025) }))).toBe('too-large');
  });

  test('is not trimmed, nor changed in its case', () => {
    expect(Buffer.from(passphraseBytes(' Ab\u00a0')).toString()).toBe(' Ab\u00a0');
  });

  test('of 1,024 bytes of emoji opens what it made', async () => {
    const long = '🪑'.repeat(256);
    const other = newFile();
    (await prepareVault(long, { cost: FLOOR })).write(other).close();
    const vault = await openVault(other, { kind: 'passphrase', passphrase: long });
    expect(gatherAll(vault)).toEqual([]);
    vault.close();
  });
});

describe('recovery words', () => {
  test('come back as the bits they stand for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bits) => {
        expect(wordsOf(bits)).toHaveLength(12);
        expect(Buffer.from(recoveryBytes(wordsOf(bits).join(' ')))).toEqual(Buffer.from(bits));
      }),
    );
  });

  test('are the first test vector of BIP-39', () => {
    expect(wordsOf(new Uint8Array(16)).join(' ')).toBe('abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about');
  });

  test.each([
    ['a word that is on no list', () => [...words.slice(0, 11), 'coachee'].join(' ')],
    ['two words changed over', () => ['abandon '.repeat(10), 'about abandon'].join(' ')],
    ['eleven words', () => words.slice(0, 11).join(' ')],
    ['thirteen words', () => [...words, 'about'].join(' ')],
    ['nothing', () => ''],
  ])('with %s are not words, and nothing is derived', async (_, wrong) => {
    let workers = 0;
    const count = () => (workers += 1);
    process.on('worker', count);
    expect(await faultOfPromise(openVault(file, { kind: 'recovery', words: wrong() }))).toBe('not-words');
    process.off('worker', count);
    expect(workers).toBe(0);
  });
});

describe('a prepared journal', () => {
  test('is on disk only once it is written, and then whole, for its owner alone', async () => {
    const folder = newFolder();
    const deep = path.join(folder, 'Other Chair', 'journal.ocv');
    const fresh = await prepareVault('a passphrase of some length', { cost: FLOOR });
    expect(fs.readdirSync(folder)).toEqual([]);
    const vault = fresh.write(deep);
    expect([vault.gathered, vault.count, vault.sequence, vault.epoch, vault.vaultId.length]).toEqual([true, 0, 0, 1, 16]);
    if (process.platform !== 'win32') {
      expect(fs.statSync(deep).mode & 0o777).toBe(0o600);
      expect(fs.statSync(path.dirname(deep)).mode & 0o777).toBe(0o700);
    }
    vault.close();
    expect(fs.readdirSync(path.dirname(deep))).toEqual(['journal.ocv']);
    expect(faultOf(() => fresh.write(deep))).toBe('exists');
    fresh.forget();
    expect(() => fresh.write(path.join(folder, 'other.ocv'))).toThrow('forgotten');
  });

  test('refuses a cost outside the limits, and can be cancelled', async () => {
    await expect(prepareVault('x', { cost: { passes: 2, memoryKiB: 65_536 } })).rejects.toThrow(RangeError);
    await expect(prepareVault('x', { cost: { passes: 3, memoryKiB: 1024 } })).rejects.toThrow(RangeError);
    expect(await faultOfPromise(prepareVault('x', { signal: AbortSignal.timeout(50) }))).toBe('cancelled');
  });
});

test.each([
  ['below the floor', 3, 1024, 1],
  ['above the ceiling', 3, 2_000_000, 1],
  ['of too many passes', 4_000_000_000, 65_536, 1],
  ['of several lanes', 3, 65_536, 4],
])('a file that asks for a derivation %s is refused before any work is spent on it', async (_, passes, memoryKiB, lanes) => {
  const { file: hostile } = journalOf(0);
  const slot = joined(u8(1), u8(0), u8(1), u32(passes), u32(memoryKiB), u32(lanes), new Uint8Array(16 + 104));
  const other = joined(u8(2), u8(0), u8(1), u32(3), u32(65_536), u32(1), new Uint8Array(16 + 104));
  const field = (tag: number, value: Uint8Array) => joined(u16(tag), u16(value.length), value);
  const body = joined(ascii('OCV1'), u16(1), field(1, new Uint8Array(16)), field(2, u32(1)), field(0x10, slot), field(0x11, other));
  const database = new Database(hostile);
  database.prepare('UPDATE m SET b = ? WHERE k = 0').run(joined(body, hash(body)));
  database.close();
  let workers = 0;
  const count = () => (workers += 1);
  process.on('worker', count);
  expect(await faultOfPromise(openVault(hostile, { kind: 'passphrase', passphrase: 'x' }))).toBe('damaged');
  process.off('worker', count);
  expect(workers).toBe(0);
});
