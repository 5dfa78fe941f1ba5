/** Backups as a person relies on them: they hold the whole journal, or they are refused. */
import fc from 'fast-check';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { BackupReader } from '../../electron/vault/backup-reader.ts';
import { writeBackup } from '../../electron/vault/backup-writer.ts';
import { paddedLength } from '../../electron/vault/padding.ts';
import { drillBackup } from '../../electron/vault/restoring.ts';
import { prepareVault, type Vault } from '../../electron/vault/vault.ts';
import { newBackup, piecesOf, restored } from './backup-files.ts';
import { faultOfPromise, gatherAll, newFolder, newVault, plain, put, write } from './journals.ts';

const MADE_AT_MS = Date.UTC(2026, 10, 22, 9, 15);

describe('a backup', () => {
  test('gives back every record, revision and byte, whatever was written, changed and removed', async () => {
    const change = fc.record({ text: fc.uint8Array({ maxLength: 3000 }), over: fc.nat(20), remove: fc.boolean(), type: fc.integer({ min: 0, max: 0xffff }) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 20 }), async (changes) => {
        const vault = newVault();
        const ids: ReturnType<typeof write> = [];
        for (const { text, over, remove, type } of changes) {
          const id = ids[over];
          if (id !== undefined && remove) vault.commit({ puts: [], removes: ids.splice(over, 1) });
          else if (id !== undefined) vault.commit({ puts: [put(text, id, type)], removes: [] });
          else ids.push(...write(vault, text));
        }
        const backup = await newBackup(vault);
        const again = await restored(backup);
        expect(plain(gatherAll(again))).toEqual(plain(gatherAll(vault)));
        expect([again.sequence, again.count, again.vaultId, again.epoch]).toEqual([vault.sequence, vault.count, vault.vaultId, vault.epoch]);
        again.close();
        vault.close();
      }),
      { numRuns: 40 },
    );
  });

  test('can be written into as the journal it was made of, which goes on counting its saves', async () => {
    const vault = newVault();
    write(vault, 'one', 'two');
    const again = await restored(await newBackup(vault));
    gatherAll(again);
    write(again, 'three');
    expect([again.sequence, again.count]).toEqual([2, 3]);
    again.close();
    vault.close();
  });

  test.each([1, 65_000, 65_520 * 3, 300_000])('holds a record of %i bytes, over as many frames as it takes', async (length) => {
    const vault = newVault();
    const text = Uint8Array.from({ length }, (_, index) => index % 251);
    write(vault, text);
    const again = await restored(await newBackup(vault));
    expect(Buffer.compare(gatherAll(again)[0]!.payload, text)).toBe(0);
    again.close();
    vault.close();
  });

  test('holds the journal as it was when it began, while the journal goes on being written', async () => {
    const vault = newVault();
    const ids = write(vault, ...Array.from({ length: 300 }, (_, index) => `before ${index}`));
    const then = plain(gatherAll(vault));
    const { sequence } = vault;
    let saves = 0;
    const backup = await newBackup(vault, {
      progress: (step) => {
        if (step !== 'writing' || saves > 6) return;
        saves += 1;
        // Over records that were passed and that were not, new ones, and one taken out, at each turn.
        const puts = [put('after', ids[saves * 3]), put('after', ids[299 - saves * 3]), put('new')];
        vault.commit({ puts, removes: [ids[150 + saves]!] });
      },
    });
    expect(saves).toBeGreaterThan(5);
    const again = await restored(backup);
    expect(plain(gatherAll(again))).toEqual(then);
    expect(again.sequence).toBe(sequence);
    again.close();
    vault.close();
  });

  test('is readable by its owner only, shows nothing written, and is of a size that many journals share', async () => {
    const sizes = new Set<number>();
    for (const words of ['kite', 'a kite and a lantern']) {
      const vault = newVault();
      write(vault, words);
      const backup = await newBackup(vault);
      expect(fs.statSync(backup).mode & 0o777).toBe(0o600);
      expect(fs.readFileSync(backup).includes(words)).toBe(false);
      sizes.add(fs.statSync(backup).size);
      vault.close();
    }
    expect(sizes.size).toBe(1);
  });

  test('has text of a size of the format and never the same bytes twice', async () => {
    const vault = newVault();
    write(vault, ...Array.from({ length: 200 }, (_, index) => `entry ${index}`));
    const [one, other] = [await newBackup(vault), await newBackup(vault)];
    const { text, frames } = piecesOf(one);
    expect(paddedLength(text.length)).toBe(text.length);
    expect(frames.slice(0, -1).every(({ bytes }) => bytes.length === 65_553)).toBe(true);
    const probes = new Set(probesOf(fs.readFileSync(one).subarray(frames[0]!.at)));
    expect(probesOf(fs.readFileSync(other).subarray(frames[0]!.at)).filter((probe) => probes.has(probe))).toEqual([]);
    vault.close();
  });

  test('is not made from a journal that has not been read, nor over a file that is there', async () => {
    const vault = newVault();
    write(vault, 'one');
    const backup = await newBackup(vault);
    const before = fs.readFileSync(backup);
    expect(await faultOfPromise(writeBackup(vault.snapshot(), backup, { madeAtMs: MADE_AT_MS }))).toBe('exists');
    expect(fs.readFileSync(backup).equals(before)).toBe(true);
    vault.close();
  });
});

describe('a backup that cannot be made', () => {
  test('leaves nothing behind when it is cancelled, at whatever point', async () => {
    const vault = newVault();
    write(vault, ...Array.from({ length: 200 }, (_, index) => `entry ${index}`));
    for (const [step, from] of [['writing', 0], ['writing', 190], ['checking', 0], ['checking', 199]] as const) {
      const folder = newFolder();
      const stop = new AbortController();
      const progress = (at: string, done: number) => {
        if (at === step && done > from) stop.abort();
      };
      expect(await faultOfPromise(newBackup(vault, { signal: stop.signal, progress }, path.join(folder, 'a.ocb')))).toBe('cancelled');
      expect(fs.readdirSync(folder)).toEqual([]);
    }
    vault.close();
  });

  test('says that the folder is gone', async () => {
    const vault = newVault();
    expect(await faultOfPromise(newBackup(vault, {}, path.join(newFolder(), 'unplugged', 'a.ocb')))).toBe('folder-gone');
    vault.close();
  });

  test('stops when the journal is closed', async () => {
    const vault = newVault();
    write(vault, ...Array.from({ length: 200 }, (_, index) => `entry ${index}`));
    const folder = newFolder();
    const making = newBackup(vault, { progress: () => vault.close() }, path.join(folder, 'a.ocb'));
    expect(await faultOfPromise(making)).toBe('cancelled');
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('is noticed when what was written cannot be read back', async () => {
    const vault = newVault();
    write(vault, ...Array.from({ length: 200 }, (_, index) => `entry ${index}`));
    const folder = newFolder();
    const file = path.join(folder, 'a.ocb');
    const progress = (step: string, done: number, total: number) => {
      if (step !== 'writing' || done !== total) return;
      // A disk that keeps something else than it was given.
      const handle = fs.openSync(`${file}.part`, 'r+');
      fs.writeSync(handle, Uint8Array.of(1, 2, 3), 0, 3, 40_000);
      fs.closeSync(handle);
    };
    expect(await faultOfPromise(newBackup(vault, { progress }, file))).toBe('not-verified');
    expect(fs.readdirSync(folder)).toEqual([]);
    vault.close();
  });
});

describe('a drill', () => {
  test('restores, compares and leaves nothing', async () => {
    const vault = newVault();
    write(vault, 'one', 'two');
    const backup = await newBackup(vault);
    write(vault, 'three');
    const folder = newFolder();
    expect(await drill(backup, vault, folder)).toEqual({ madeAtMs: MADE_AT_MS, records: 2, sequence: 1 });
    expect(fs.readdirSync(folder)).toEqual([]);
    vault.close();
  });

  test('begins anew where one was cut off', async () => {
    const vault = newVault();
    write(vault, 'one');
    const folder = newFolder();
    const scratch = path.join(folder, 'restore drill');
    fs.mkdirSync(scratch);
    for (const name of ['journal.ocv', 'journal.ocv.new', 'journal.ocv-journal']) fs.writeFileSync(path.join(scratch, name), 'half of something');
    expect(await drill(await newBackup(vault), vault, folder)).toMatchObject({ records: 1 });
    expect(fs.readdirSync(folder)).toEqual([]);
    vault.close();
  });

  test('refuses a backup of another journal', async () => {
    const [vault, other] = [newVault(), newVault()];
    expect(await faultOfPromise(drill(await newBackup(other), vault, newFolder()))).toBe('other-journal');
    vault.close();
    other.close();
  });
});

/** Every 16 bytes. */
function probesOf(bytes: Uint8Array): string[] {
  return Array.from({ length: Math.floor(bytes.length / 16) }, (_, index) => Buffer.from(bytes.subarray(index * 16, index * 16 + 16)).toString('hex'));
}

async function drill(backup: string, vault: Vault, folder: string) {
  const snapshot = vault.snapshot();
  try {
    return await drillBackup(backup, snapshot, folder);
  } finally {
    snapshot.release();
  }
}

test('a backup is opened by the passphrase and by the recovery words, and by nothing else', { timeout: 60_000 }, async () => {
  const prepared = await prepareVault('quiet water under the bridge', { cost: { passes: 3, memoryKiB: 65_536 } });
  const words = prepared.recoveryWords.join(' ');
  const vault = prepared.write(path.join(newFolder(), 'journal.ocv'));
  write(vault, 'one');
  const reader = await BackupReader.open(await newBackup(vault));
  for (const secret of [{ kind: 'passphrase' as const, passphrase: 'quiet water under the bridge' }, { kind: 'recovery' as const, words }]) {
    expect((await reader.begin(await reader.unlock(secret))).head.count).toBe(1);
  }
  expect(await faultOfPromise(reader.unlock({ kind: 'passphrase', passphrase: 'quiet water under the bridge ' }))).toBe('wrong-secret');
  expect(await faultOfPromise(reader.unlock({ kind: 'recovery', words: 'abandon '.repeat(11) + 'about' }))).toBe('wrong-secret');
  expect(await faultOfPromise(reader.unlock({ kind: 'recovery', words: 'abandon '.repeat(12) }))).toBe('not-words');
  await reader.close();
  vault.close();
});
