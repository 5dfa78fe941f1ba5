/** What the reader of a backup does at its limits, and with a backup that somebody with the right keys has made wrongly. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parsePreamble, preambleLength } from '../../electron/vault/backup-preamble.ts';
import { BackupReader } from '../../electron/vault/backup-reader.ts';
import { ascii, joined, u32, u64 } from '../../electron/vault/bytes.ts';
import { NO_HEAD, sealHead } from '../../electron/vault/head.ts';
import type { Header } from '../../electron/vault/header.ts';
import { LeafSet, leafOf } from '../../electron/vault/integrity.ts';
import type { VaultKeys } from '../../electron/vault/keys.ts';
import { paddedLength } from '../../electron/vault/padding.ts';
import { idOf, sealRecord } from '../../electron/vault/record.ts';
import { PASSPHRASE, reader } from '../reader/reader.ts';
import { inFrames, keysFor, newBackup, piecesOf, readBackup, resealed, type Pieces } from './backup-files.ts';
import { DERIVED, faultOf, faultOfPromise, newFolder, newVault, write } from './journals.ts';

interface Row { key: bigint; bytes: Uint8Array }

let pieces: Pieces;
let whole: Uint8Array;
let keys: VaultKeys;
let header: Header;
let headerBytes: Uint8Array;
let file: string;

beforeAll(async () => {
  const vault = newVault();
  write(vault, 'one', 'two');
  const made = await newBackup(vault);
  vault.close();
  whole = Uint8Array.from(fs.readFileSync(made));
  [pieces, keys] = [piecesOf(made), keysFor(made)];
  ({ header, headerBytes } = parsePreamble(pieces.preamble));
  file = path.join(newFolder(), 'made.ocb');
});

const row = (key: bigint, payload = 'text'): Row => ({ key, bytes: sealRecord(keys.record, header, { id: idOf(key), type: 1, schema: 1, revision: 1, payload: ascii(payload) }) });

/** The root over rows as they come, in their order and however often: no journal has such a one. */
function rootOf(rows: readonly Row[]): Uint8Array {
  return LeafSet.of(keys.leaf, rows.map(({ key, bytes }) => ({ key, leaf: leafOf(keys.leaf, key, bytes) }))).root(header, headerBytes, 1);
}

/** A backup whose head is of exactly these rows, however they are. */
function backupOf(rows: readonly Row[], { root = rootOf(rows), count = rows.length, madeAtMs = 0n } = {}): Uint8Array {
  const head = sealHead(keys.head, header, { sequence: 1, count, root, previous: NO_HEAD });
  const content = joined(u64(madeAtMs), head, ...rows.map(({ key, bytes }) => joined(u64(key), u32(bytes.length), bytes)));
  return resealed(pieces, inFrames(joined(content, new Uint8Array(paddedLength(content.length) - content.length))));
}

/** What the app says of it; the reader that shares no code with it has to say the same. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  fs.writeFileSync(file, bytes);
  const said = await faultOfPromise(readBackup(file, keys));
  const saidByReader = faultOfReader();
  expect(saidByReader).toBe(said);
  return said;
}

function faultOfReader(): string {
  try {
    reader.readWithDerived(file, PASSPHRASE, () => Uint8Array.from(DERIVED));
    return 'none';
  } catch (error) {
    return (error as { fault: string }).fault;
  }
}

describe('a backup sealed with the right keys, under a head that names its very rows', () => {
  test('is read when the rows are as they should be', async () => {
    expect(await outcomeOf(backupOf([]))).toBe('none');
    expect(await outcomeOf(backupOf([row(0n), row(5n), row(2n ** 63n - 1n)]))).toBe('none');
  });

  test('is refused with a row twice, or rows in another order', async () => {
    expect(await outcomeOf(backupOf([row(5n), row(5n)]))).toBe('damaged');
    expect(await outcomeOf(backupOf([row(6n), row(5n)]))).toBe('damaged');
  });

  test('is refused with a number beyond 63 bits', async () => {
    const [good, beyond] = [row(5n), row(2n ** 63n)];
    expect(await outcomeOf(backupOf([good, beyond], { root: rootOf([good]) }))).toBe('damaged');
  });

  test('may have been made in the last millisecond a number holds, and not after it', async () => {
    expect(await outcomeOf(backupOf([row(5n)], { madeAtMs: 2n ** 53n - 1n }))).toBe('none');
    expect(await outcomeOf(backupOf([row(5n)], { madeAtMs: 2n ** 53n }))).toBe('damaged');
  });

  test('may say that it has 100,000 rows, which it then has to have', async () => {
    const root = rootOf([]);
    expect(await outcomeOf(backupOf([], { root, count: 100_000 }))).toBe('damaged');
    expect(await outcomeOf(backupOf([], { root, count: 100_001 }))).toBe('too-large');
  });

  test('is read where its text fills the last frame, and refused with a frame more that has no text', async () => {
    const bytes = backupOf([1n, 2n, 3n].map((key) => row(key, 'x'.repeat(16_000))));
    expect(bytes.length).toBe(pieces.preamble.length + 65_553);
    expect(await outcomeOf(bytes)).toBe('none');
    fs.writeFileSync(file, bytes);
    const { text } = piecesOf(file);
    for (const tag of [0, 3]) expect(await outcomeOf(resealed(pieces, [{ text, tag: 0 }, { text: new Uint8Array(0), tag }]))).toBe('damaged');
  });

  test('hands its rows out 64 at a time', async () => {
    fs.writeFileSync(file, backupOf(Array.from({ length: 130 }, (_, index) => row(BigInt(index)))));
    const opened = await BackupReader.open(file);
    await opened.begin(keys);
    const lengths: number[] = [];
    for await (const rows of opened.rows()) lengths.push(rows.length);
    await opened.close();
    expect(lengths).toEqual([64, 64, 2]);
  });
});

describe('before any key is at hand', () => {
  test('a folder is no backup', async () => {
    expect(await faultOfPromise(BackupReader.open(path.dirname(file)))).toBe('not-a-backup');
  });

  test('a file that is not there, is unreadable', async () => {
    expect(await faultOfPromise(BackupReader.open(`${file}.not`))).toBe('unreadable');
  });

  test('there has to be room for a frame of one byte', async () => {
    const { length } = pieces.preamble;
    for (const [more, fault] of [[-1, 'damaged'], [0, 'damaged'], [17, 'damaged'], [18, 'none']] as const) {
      fs.writeFileSync(file, whole.subarray(0, length + more));
      expect([more, await faultOfPromise(BackupReader.open(file).then((opened) => opened.close()))]).toEqual([more, fault]);
    }
  });

  test('the header may be 4,096 bytes long and no longer', () => {
    const beginning = (length: number) => joined(ascii('OCBK0001'), u32(length));
    expect([faultOf(() => preambleLength(beginning(4096))), faultOf(() => preambleLength(beginning(4097)))]).toEqual(['none', 'damaged']);
    for (let length = 8; length < 12; length += 1) expect(faultOf(() => preambleLength(beginning(10).subarray(0, length)))).toBe('damaged');
  });

  test('a preamble is as long as it says', () => {
    expect(faultOf(() => parsePreamble(pieces.preamble))).toBe('none');
    expect(faultOf(() => parsePreamble(pieces.preamble.subarray(0, -1)))).toBe('damaged');
    expect(faultOf(() => parsePreamble(joined(pieces.preamble, Uint8Array.of(0))))).toBe('damaged');
  });
});

describe('while it is being read', () => {
  const opened = async (): Promise<BackupReader> => {
    fs.writeFileSync(file, whole);
    return BackupReader.open(file);
  };
  const rowsOf = async (from: BackupReader): Promise<number> => {
    let count = 0;
    for await (const rows of from.rows()) count += rows.length;
    return count;
  };

  test('a file that grows is refused', async () => {
    const backup = await opened();
    await backup.begin(keys);
    fs.appendFileSync(file, 'x');
    expect(await faultOfPromise(rowsOf(backup))).toBe('damaged');
    await backup.close();
  });

  test('rows are to be had only once it was begun', async () => {
    const backup = await opened();
    await expect(rowsOf(backup)).rejects.toThrow('The backup has not been begun.');
    await backup.begin(keys);
    expect(await rowsOf(backup)).toBe(2);
    await backup.close();
  });

  test('nothing more is read once it was closed', async () => {
    const backup = await opened();
    await backup.close();
    expect(await faultOfPromise(backup.begin(keys))).toBe('unreadable');
  });
});
