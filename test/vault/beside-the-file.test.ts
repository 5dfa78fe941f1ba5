/** What stands beside a journal for a while or for good: its seal, its unfinished name, and how a small file comes to be there as a whole. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { digestOf, FileDigest, type DigestedFile } from '../../electron/vault/file-digest.ts';
import { FILE_SEAL_BYTES, fileSealName, judgeFileSeal, makeFileSeal, readFileSeal, removeFileSeal } from '../../electron/vault/file-seal.ts';
import { hash } from '../../electron/vault/hash.ts';
import { sodiumReady } from '../../electron/vault/seal.ts';
import { writeWhole } from '../../electron/vault/small-file.ts';
import { removeUnfinished, unfinishedName } from '../../electron/vault/unfinished.ts';
import { newFolder } from './journals.ts';

beforeAll(sodiumReady);
afterEach(() => void vi.restoreAllMocks());

const SLICE = 256 * 1024;

/** Bytes in memory as an open file. */
class OpenBytes implements DigestedFile {
  isOpen = true;
  writes = 0;
  reads = 0;
  readonly bytes: Uint8Array;
  readonly #whileRead: () => void;

  constructor(bytes: Uint8Array, whileRead: () => void = () => undefined) {
    this.bytes = bytes;
    this.#whileRead = whileRead;
  }

  readBytes(into: Uint8Array, at: number): number {
    this.reads += 1;
    this.#whileRead();
    const part = this.bytes.subarray(at, at + into.length);
    into.set(part);
    return part.length;
  }
}

const counting = (length: number) => Uint8Array.from({ length }, (_, index) => index * 7);

describe('the digest of a whole file', () => {
  test.each([0, 1, SLICE - 1, SLICE, SLICE + 1, 3 * SLICE])('of %i bytes is that of its bytes', async (length) => {
    const bytes = counting(length);
    expect(await digestOf(new OpenBytes(bytes))).toEqual(hash(bytes));
  });

  test('is there once a step has found the end, and not read for again', () => {
    const file = new OpenBytes(counting(SLICE + 1));
    const digest = new FileDigest(file);
    expect([digest.step(), digest.digest, digest.step(), digest.digest]).toEqual([true, null, true, null]);
    expect(digest.step()).toBe(false);
    const found = digest.digest;
    expect(found).toEqual(hash(file.bytes));
    expect([file.reads, digest.step(), file.reads, digest.digest === found]).toEqual([3, false, 3, true]);
  });

  test('leads nowhere once the file is written, or closed', () => {
    for (const spoil of [(file: OpenBytes) => { file.writes += 1; }, (file: OpenBytes) => { file.isOpen = false; }]) {
      const file = new OpenBytes(counting(SLICE * 2));
      const digest = new FileDigest(file);
      expect([digest.step(), digest.isCurrent]).toEqual([true, true]);
      spoil(file);
      expect([digest.isCurrent, digest.step(), digest.digest, file.reads]).toEqual([false, false, null, 1]);
    }
  });

  test('is none of a file that is written meanwhile, or cannot be read to its end', async () => {
    const written: OpenBytes = new OpenBytes(counting(SLICE * 2), () => { written.writes += 1; });
    expect(await digestOf(written)).toBeNull();
    expect(await digestOf(new OpenBytes(counting(10), () => { throw new Error('EIO'); }))).toBeNull();
  });

  test('lets others have their turn after every fourth slice, and only then', async () => {
    const readsByTurn = async (slices: number): Promise<number[]> => {
      let turn = 0;
      let isOver = false;
      const next = () => {
        turn += 1;
        if (!isOver) setImmediate(next);
      };
      setImmediate(next);
      const turns: number[] = [];
      await digestOf(new OpenBytes(counting(slices * SLICE), () => turns.push(turn)));
      isOver = true;
      return [...new Set(turns)].map((each) => turns.filter((other) => other === each).length);
    };
    expect([await readsByTurn(3), await readsByTurn(4), await readsByTurn(9)]).toEqual([[4], [4, 1], [4, 4, 2]]);
  });
});

describe('the seal of a file', () => {
  const key = new Uint8Array(32).fill(4);
  const digest = hash(Uint8Array.of(1));
  const seal = makeFileSeal(key, 7, digest);

  test('is unbroken over the same bytes after the same save, and broken over others', () => {
    expect(judgeFileSeal(key, 7, digest, seal)).toBe('unbroken');
    expect(judgeFileSeal(key, 7, hash(Uint8Array.of(2)), seal)).toBe('broken');
    expect(judgeFileSeal(new Uint8Array(32), 7, digest, seal)).toBe('broken');
  });

  test('is none where the file was not read, where there is none, and where it is of another save or another length', () => {
    expect(judgeFileSeal(key, 7, null, seal)).toBe('none');
    expect(judgeFileSeal(key, 7, digest, null)).toBe('none');
    expect(judgeFileSeal(key, 7, null, null)).toBe('none');
    expect(judgeFileSeal(key, 8, digest, seal)).toBe('none');
    for (const other of [new Uint8Array(0), seal.subarray(0, 14), seal.subarray(0, -1), Uint8Array.from([...seal, 0])]) expect(judgeFileSeal(key, 7, digest, other)).toBe('none');
  });

  test('is read when it has the length of one, and can be taken off whether or not it is there', () => {
    const file = path.join(newFolder(), 'journal.ocv');
    expect(readFileSeal(file)).toBeNull();
    for (const length of [FILE_SEAL_BYTES - 1, FILE_SEAL_BYTES + 1]) {
      fs.writeFileSync(fileSealName(file), new Uint8Array(length));
      expect(readFileSeal(file)).toBeNull();
    }
    fs.writeFileSync(fileSealName(file), seal);
    expect(readFileSeal(file)).toEqual(Buffer.from(seal));
    removeFileSeal(file);
    expect(fs.existsSync(fileSealName(file))).toBe(false);
    removeFileSeal(file);
    fs.mkdirSync(path.join(fileSealName(file), 'a folder with something in it'), { recursive: true });
    removeFileSeal(file);
    expect(readFileSeal(file)).toBeNull();
  });
});

describe('a small file', () => {
  const filesIn = (folder: string) => fs.readdirSync(folder).sort();

  test('is written for its owner alone, in a folder for its owner alone, and takes the place of the one before', () => {
    const folder = path.join(newFolder(), 'one', 'two');
    const file = path.join(folder, 'small.bin');
    for (const bytes of [Uint8Array.of(1, 2, 3), Uint8Array.of(4)]) {
      writeWhole(file, bytes);
      expect([filesIn(folder), fs.readFileSync(file)]).toEqual([['small.bin'], Buffer.from(bytes)]);
    }
    expect([fs.statSync(file).mode & 0o777, fs.statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  test('is durable before it has its name, and closed', () => {
    const file = path.join(newFolder(), 'small.bin');
    const [opened, synced, closed, renamed] = [vi.spyOn(fs, 'openSync'), vi.spyOn(fs, 'fsyncSync'), vi.spyOn(fs, 'closeSync'), vi.spyOn(fs, 'renameSync')];
    writeWhole(file, Uint8Array.of(1));
    const descriptor = opened.mock.results[0]!.value as number;
    expect([synced.mock.calls, closed.mock.calls]).toEqual([[[descriptor]], [[descriptor]]]);
    const order = [opened, synced, closed, renamed].map((each) => each.mock.invocationCallOrder[0]!);
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });

  test('that was being written before a crash is in nobody’s way', () => {
    const file = path.join(newFolder(), 'small.bin');
    fs.writeFileSync(`${file}.part`, 'half of something');
    writeWhole(file, Uint8Array.of(1));
    expect([filesIn(path.dirname(file)), fs.readFileSync(file)]).toEqual([['small.bin'], Buffer.of(1)]);
  });

  test('that cannot be made leaves the one before and nothing else, and says what the system said', () => {
    const file = path.join(newFolder(), 'small.bin');
    fs.writeFileSync(file, 'before');
    for (const call of ['openSync', 'writeSync', 'fsyncSync', 'renameSync'] as const) {
      const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
      const spy = vi.spyOn(fs, call).mockImplementationOnce(() => { throw full; });
      const closed = vi.spyOn(fs, 'closeSync');
      expect(() => { writeWhole(file, Uint8Array.of(1)); }).toThrow(full);
      expect([filesIn(path.dirname(file)), fs.readFileSync(file, 'utf8')]).toEqual([['small.bin'], 'before']);
      expect(closed.mock.calls.length).toBeGreaterThanOrEqual(call === 'openSync' ? 0 : 1);
      spy.mockRestore();
      closed.mockRestore();
    }
  });
});

describe('an unfinished journal', () => {
  test('is removed with all that a crash may have left of it, and nothing else is', () => {
    const folder = newFolder();
    const file = path.join(folder, 'journal.ocv');
    const waste = ['journal.ocv.new', 'journal.ocv.new-journal', 'journal.ocv.new.new', 'journal.ocv.new.new-journal'];
    const others = ['journal.ocv', 'journal.ocv-journal', 'journal.ocv.seal', 'other.new'];
    for (const name of [...waste, ...others]) fs.writeFileSync(path.join(folder, name), name);
    expect(unfinishedName(file)).toBe(`${file}.new`);
    removeUnfinished(path.relative('.', file));
    expect(fs.readdirSync(folder).sort()).toEqual([...others].sort());
    removeUnfinished(file);
    expect(fs.readdirSync(folder).sort()).toEqual([...others].sort());
  });

  test('of which a part will not go keeps nothing else', () => {
    const folder = newFolder();
    const file = path.join(folder, 'journal.ocv');
    fs.mkdirSync(`${file}.new`);
    fs.writeFileSync(`${file}.new-journal`, '');
    removeUnfinished(file);
    expect(fs.readdirSync(folder)).toEqual(['journal.ocv.new']);
  });
});
