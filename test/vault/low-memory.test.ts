/** A computer without the memory for the full cost of a passphrase. The derivations are real; only those that would need more are refused as the system refuses them. */
import { beforeEach, expect, test, vi } from 'vitest';
import { PASSPHRASE_COST } from '../../electron/vault/derivation.ts';
import { VaultFault } from '../../electron/vault/fault.ts';
import { openVault, prepareVault, type Vault } from '../../electron/vault/vault.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import { parseHeader, slotOf } from '../../electron/vault/header.ts';
import { faultOfPromise, gatherAll, newFile } from './journals.ts';

const MIB = 1024;
const PASSPHRASE = 'six quiet words for a small computer';
const NEXT = 'six other words for the same computer';
const computer = vi.hoisted(() => ({ memoryKiB: 0, asked: [] as number[] }));

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('./remembered-derivations.ts');
  const derive = remembering(real.derive);
  return {
    ...real,
    derive: async (secret, kdf, signal) => {
      computer.asked.push(kdf.memoryKiB);
      if (kdf.memoryKiB <= computer.memoryKiB) return derive(secret, kdf, signal);
      secret.fill(0);
      throw new VaultFault('not-enough-memory');
    },
  };
});

beforeEach(() => {
  computer.memoryKiB = Infinity;
  computer.asked = [];
});

const by = (passphrase: string) => ({ kind: 'passphrase' as const, passphrase });

function costIn(file: string) {
  const journal = JournalFile.open(file);
  try {
    const { passes, memoryKiB } = slotOf(parseHeader(journal.preface().header), 'passphrase').kdf;
    return { passes, memoryKiB };
  } finally {
    journal.close();
  }
}

async function opened(file: string, passphrase: string): Promise<Vault> {
  const vault = await openVault(file, by(passphrase));
  gatherAll(vault);
  return vault;
}

async function made(file: string): Promise<string[]> {
  const prepared = await prepareVault(PASSPHRASE);
  const words = [...prepared.recoveryWords];
  prepared.write(file).close();
  prepared.forget();
  return words;
}

test.each([
  [Infinity, 256 * MIB],
  [200 * MIB, 128 * MIB],
  [64 * MIB, 64 * MIB],
])('with room for %d KiB a journal is made at the dearest cost it can have, and opens there', async (room, cost) => {
  computer.memoryKiB = room;
  const file = newFile();
  await made(file);
  expect(costIn(file).memoryKiB).toBe(cost);
  const vault = await opened(file, PASSPHRASE);
  expect(vault.isEased).toBe(cost < PASSPHRASE_COST.memoryKiB);
  vault.close();
});

test('below the floor none is made: a cost anybody can guess at is no cost', async () => {
  computer.memoryKiB = 63 * MIB;
  expect(await faultOfPromise(prepareVault(PASSPHRASE))).toBe('not-enough-memory');
  expect(Math.min(...computer.asked)).toBe(64 * MIB);
});

test('another passphrase and another vault key are taken there, too, at the cost that can be had', async () => {
  const file = newFile();
  computer.memoryKiB = 64 * MIB;
  const words = await made(file);
  const vault = await opened(file, PASSPHRASE);
  await vault.changePassphrase(by(PASSPHRASE), NEXT);
  await vault.rekey({ passphrase: NEXT, words: words.join(' ') });
  expect(vault.isEased).toBe(true);
  vault.close();
  (await opened(file, NEXT)).close();
});

test('unlocking where there is the memory raises it, and where there is not leaves it as it is', async () => {
  const file = newFile();
  computer.memoryKiB = 64 * MIB;
  await made(file);
  const before = costIn(file);
  const small = await opened(file, PASSPHRASE);
  expect(await faultOfPromise(small.raiseCost(by(PASSPHRASE)))).toBe('not-enough-memory');
  small.close();
  expect(costIn(file)).toEqual(before);

  computer.memoryKiB = Infinity;
  const large = await opened(file, PASSPHRASE);
  expect(await large.raiseCost(by(PASSPHRASE))).toBe(true);
  expect(large.isEased).toBe(false);
  large.close();
  expect(costIn(file)).toEqual(PASSPHRASE_COST);
});

test('a wrong passphrase is wrong there, too, and stopping stops', async () => {
  const file = newFile();
  computer.memoryKiB = 64 * MIB;
  await made(file);
  expect(await faultOfPromise(openVault(file, by('not this one')))).toBe('wrong-secret');
  const stop = new AbortController();
  stop.abort();
  computer.memoryKiB = Infinity;
  expect(await faultOfPromise(prepareVault('another passphrase altogether', { signal: stop.signal }))).toBe('cancelled');
});
