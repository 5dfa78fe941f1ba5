/**
 * A backup that is not to the last byte what was written is refused, whatever was done to it, by the app and by the reader that shares no code
 * with it. `OTHER_CHAIR_ALL_BITS` turns every bit of the
 * small one, not two patterns for each byte.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RecordId } from '../../shared/record-id.ts';
import { encodePreamble, parsePreamble, streamKeyOf } from '../../electron/vault/backup-preamble.ts';
import { joined, u32, u64 } from '../../electron/vault/bytes.ts';
import { NO_HEAD, sealHead } from '../../electron/vault/head.ts';
import { LeafSet, leafOf } from '../../electron/vault/integrity.ts';
import { paddedLength } from '../../electron/vault/padding.ts';
import type { VaultKeys } from '../../electron/vault/keys.ts';
import { PASSPHRASE, reader } from '../reader/reader.ts';
import { inFrames, keysFor, newBackup, piecesOf, readBackup, resealed, type Pieces } from './backup-files.ts';
import { DERIVED, faultOfPromise, newFolder, newVault, put, write } from './journals.ts';

const FRAME = 65_553;
const ALL_BITS = process.env['OTHER_CHAIR_ALL_BITS'] !== undefined;
let small: Uint8Array;
let large: Uint8Array;
let smallPieces: Pieces;
let largePieces: Pieces;
/** Of the journal both were made of, before and after it grew. */
let keys: VaultKeys;
let file: string;

beforeAll(async () => {
  const vault = newVault();
  write(vault, 'one', 'two');
  const made = await newBackup(vault);
  small = Uint8Array.from(fs.readFileSync(made));
  smallPieces = piecesOf(made);
  keys = keysFor(made);
  write(vault, ...Array.from({ length: 400 }, (_, index) => `entry ${index} `.repeat(5)));
  const grown = await newBackup(vault);
  large = Uint8Array.from(fs.readFileSync(grown));
  largePieces = piecesOf(grown);
  vault.close();
  file = path.join(newFolder(), 'tampered.ocb');
});

/** Read with the right keys, as after the right passphrase, by the app and by the reader, which have to agree. */
async function faultOf(bytes: Uint8Array): Promise<string> {
  const fault = await faultOfApp(bytes);
  expect(faultsOfReader(fault)).toContain(faultOfReader());
  return fault;
}

/** For thousands: the reader takes its time. */
async function faultOfApp(bytes: Uint8Array): Promise<string> {
  fs.writeFileSync(file, bytes);
  return faultOfPromise(readBackup(file, keys));
}

function faultOfReader(): string {
  try {
    reader.readWithDerived(file, PASSPHRASE, () => Uint8Array.from(DERIVED));
    return 'none';
  } catch (error) {
    return (error as { fault: string }).fault;
  }
}

/** It opens the slot first, which the test has behind it, and what does not begin as a backup can be a journal to it. */
function faultsOfReader(fault: string): string[] {
  const others: Record<string, string[]> = { damaged: ['wrong-secret'], 'not-a-backup': ['not-a-journal'] };
  return [fault, ...(others[fault] ?? [])];
}

test('both samples are whole, one of a single frame and one of several', async () => {
  expect(await faultOf(small)).toBe('none');
  expect(await faultOf(large)).toBe('none');
  expect([smallPieces.frames.length, largePieces.frames.length > 3]).toEqual([1, true]);
});

test('every byte of a small backup, turned into others: refused each time', { timeout: 120_000 }, async () => {
  const faults: Record<string, number> = {};
  let mutants = 0;
  for (let at = 0; at < small.length; at += 1) {
    for (const bits of ALL_BITS ? [1, 2, 4, 8, 16, 32, 64, 128] : [1 << (at % 8), 0xff]) {
      const bytes = Uint8Array.from(small);
      bytes[at]! ^= bits;
      const fault = await (mutants % 7 === 0 ? faultOf : faultOfApp)(bytes);
      if (fault === 'none') throw new Error(`byte ${at} changed by ${bits} was not noticed`);
      faults[fault] = (faults[fault] ?? 0) + 1;
      mutants += 1;
    }
  }
  console.log(`backup of ${small.length} bytes, ${mutants} mutants, 0 read as whole: ${JSON.stringify(faults)}`);
  expect(Object.keys(faults).sort()).toEqual(expect.arrayContaining(['damaged', 'not-a-backup']));
});

test('bytes anywhere in a backup of several frames, drawn at random', { timeout: 60_000 }, async () => {
  for (let each = 0; each < 300; each += 1) {
    const at = crypto.randomInt(large.length);
    const bytes = Uint8Array.from(large);
    bytes[at]! ^= 1 << crypto.randomInt(8);
    expect(await (each % 20 === 0 ? faultOf : faultOfApp)(bytes), `byte ${at}`).not.toBe('none');
  }
});

describe('the end of a backup', () => {
  test('cut off at each frame, and a little before and behind each', async () => {
    for (const { at } of largePieces.frames) for (const by of [-17, -1, 0, 1, 17, 18, 1000]) expect(await faultOf(large.slice(0, at + by)), `at ${at}${by}`).toBe('damaged');
  });

  test('cut off anywhere in a small one', async () => {
    for (let length = 0; length < small.length; length += length < 40 ? 1 : 7) expect(await faultOf(small.slice(0, length))).toMatch(length < 8 ? 'not-a-backup' : 'damaged');
  });

  test.each([1, 16, 17, 18, 512, FRAME, FRAME + 1])('with %i bytes behind it', async (length) => {
    for (const more of [new Uint8Array(length), crypto.randomBytes(length), large.slice(-length)]) expect(await faultOf(joined(large, more))).toBe('damaged');
  });
});

describe('frames', () => {
  const rebuilt = (frames: readonly Uint8Array[]) => joined(largePieces.preamble, ...frames);

  test('exchanged, left out, doubled, put in front', async () => {
    const frames = largePieces.frames.map(({ bytes }) => bytes);
    expect(await faultOf(rebuilt(frames))).toBe('none');
    for (let one = 0; one < frames.length; one += 1) {
      expect(await faultOf(rebuilt(frames.toSpliced(one, 1)))).toBe('damaged');
      expect(await faultOf(rebuilt(frames.toSpliced(one, 0, frames[one]!)))).toBe('damaged');
      for (let other = 0; other < one; other += 1) expect(await faultOf(rebuilt(frames.with(one, frames[other]!).with(other, frames[one]!)))).toBe('damaged');
    }
  });

  test('of another backup of the very same journal', async () => {
    const frames = largePieces.frames.map(({ bytes }) => bytes);
    const vault = newVault();
    const other = piecesOf(await newBackup(vault));
    vault.close();
    expect(await faultOf(rebuilt([...frames.slice(0, -1), other.frames[0]!.bytes]))).toBe('damaged');
    expect(await faultOf(joined(smallPieces.preamble, ...frames))).toBe('damaged');
    expect(await faultOf(joined(largePieces.preamble, smallPieces.frames[0]!.bytes))).toBe('damaged');
  });
});

describe('the header', () => {
  test('of another journal in front of this one’s frames', async () => {
    const vault = newVault();
    write(vault, 'one', 'two');
    const other = piecesOf(await newBackup(vault));
    vault.close();
    const spliced = joined(other.preamble, smallPieces.frames[0]!.bytes);
    expect(await faultOf(spliced)).toBe('damaged');
    fs.writeFileSync(file, spliced);
    expect(await faultOfPromise(readBackup(file))).toBe('damaged');
  });

  test('of a length that would need more than there may be is refused before anything is read', async () => {
    for (const length of [0, 1, 37, 4097, 0xffff_ffff]) expect(await faultOf(joined(small.slice(0, 8), u32(length), small.slice(12)))).toBe('damaged');
  });

  test.each([
    ['OCBK0000', 'damaged'],
    ['OCBK0002', 'newer-version'],
    ['OCBK9999', 'newer-version'],
    ['OCBK000x', 'not-a-backup'],
    ['ocbk0001', 'not-a-backup'],
    ['SQLite f', 'not-a-backup'],
  ])('that begins with %s is %s', async (magic, fault) => {
    expect(await faultOf(joined(Buffer.from(magic), small.slice(8)))).toBe(fault);
  });
});

test('a file as large as no backup is, is refused by its size', async () => {
  fs.writeFileSync(file, small);
  fs.truncateSync(file, 2.25 * 1024 ** 3);
  expect(await faultOfPromise(readBackup(file, keys))).toBe('damaged');
  fs.truncateSync(file, 2.25 * 1024 ** 3 + 1);
  expect(await faultOfPromise(readBackup(file, keys))).toBe('too-large');
  fs.truncateSync(file, small.length);
});

describe('sealed with the right key, but not as the format has it', () => {
  const CONTENT_AT = 8 + 152;
  const rowLength = 12 + 589;
  const rows = () => {
    const at = (index: number) => smallPieces.text.slice(CONTENT_AT + index * rowLength, CONTENT_AT + (index + 1) * rowLength);
    return [at(0), at(1)] as const;
  };
  const head = () => smallPieces.text.slice(0, CONTENT_AT);
  const padded = (...parts: Uint8Array[]) => {
    const content = joined(...parts);
    return joined(content, new Uint8Array(paddedLength(content.length) - content.length));
  };
  const sealed = (text: Uint8Array) => resealed(smallPieces, inFrames(text));

  test('the helpers of this test seal what the reader takes', async () => {
    expect(await faultOf(sealed(smallPieces.text))).toBe('none');
    expect(await faultOf(sealed(padded(head(), ...rows())))).toBe('none');
  });

  const wrong: Record<string, () => Uint8Array> = {
    'rows the other way round': () => sealed(padded(head(), rows()[1], rows()[0])),
    'a row twice': () => sealed(padded(head(), rows()[0], rows()[0])),
    'a row less': () => sealed(padded(head(), rows()[0])),
    'a row more than the head says': () => sealed(padded(head(), ...rows(), rows()[1])),
    'a row under another number': () => sealed(padded(head(), rows()[0], u64(2n ** 63n - 1n), rows()[1].slice(8))),
    'a number of 64 bits': () => sealed(padded(head(), rows()[0], u64(2n ** 63n), rows()[1].slice(8))),
    'a row said to be longer than all there is': () => sealed(padded(head(), rows()[0], rows()[1].slice(0, 8), u32(0xffff_ffff), rows()[1].slice(12))),
    'a row said to be a byte shorter': () => sealed(padded(head(), rows()[0], rows()[1].slice(0, 8), u32(588), rows()[1].slice(12))),
    'a row that is not sealed': () => sealed(padded(head(), rows()[0], rows()[1].slice(0, 12), new Uint8Array(589))),
    'another state’s head': () => sealed(padded(largePieces.text.slice(0, CONTENT_AT), ...rows())),
    'a head that is not sealed': () => sealed(padded(head().slice(0, 8), new Uint8Array(152), ...rows())),
    'a time beyond all times': () => sealed(padded(u64(2n ** 60n), head().slice(8), ...rows())),
    'a byte of padding that is not zero': () => sealed(smallPieces.text.with(smallPieces.text.length - 1, 1)),
    'padding to the next size': () => sealed(joined(smallPieces.text, new Uint8Array(smallPieces.text.length))),
    'no padding': () => sealed(joined(head(), ...rows())),
    'no text': () => resealed(smallPieces, [{ text: new Uint8Array(0), tag: 3 }]),
    'no end': () => resealed(smallPieces, [{ text: smallPieces.text, tag: 0 }]),
    'the mark of a pushed message': () => resealed(smallPieces, [{ text: smallPieces.text, tag: 1 }]),
    'the mark of a change of keys': () => resealed(smallPieces, [{ text: smallPieces.text, tag: 2 }]),
    'an end before the end': () => resealed(largePieces, inFrames(largePieces.text).map((frame, index) => (index === 1 ? { ...frame, tag: 3 } : frame))),
    'frames of another length': () => resealed(smallPieces, [{ text: smallPieces.text.slice(0, 512), tag: 0 }, { text: smallPieces.text.slice(512), tag: 3 }]),
    'an empty frame at the end': () => resealed(smallPieces, [{ text: smallPieces.text, tag: 0 }, { text: new Uint8Array(0), tag: 3 }]),
  };
  test('an older state of one row, which opens like any other', async () => {
    const vault = newVault();
    const [id] = write(vault, 'as it was', 'another') as [RecordId, RecordId];
    const old = piecesOf(await newBackup(vault));
    vault.commit({ puts: [put('as it is', id)], removes: [] });
    const made = await newBackup(vault);
    vault.close();
    const now = piecesOf(made);
    const first = (text: Uint8Array) => text.slice(CONTENT_AT, CONTENT_AT + rowLength);
    const second = (text: Uint8Array) => text.slice(CONTENT_AT + rowLength, CONTENT_AT + 2 * rowLength);
    const read = async (...rowsOfIt: Uint8Array[]) => {
      fs.writeFileSync(file, resealed(now, inFrames(padded(now.text.slice(0, CONTENT_AT), ...rowsOfIt))));
      return faultOfPromise(readBackup(file, keysFor(made)));
    };
    expect(await read(first(now.text), second(now.text))).toBe('none');
    expect(await read(first(old.text), second(old.text))).toBe('damaged');
  });

  test('a row that is not sealed, under a head that names it', async () => {
    const row = new Uint8Array(589);
    const preamble = parsePreamble(smallPieces.preamble);
    const leaves = LeafSet.of(keys.leaf, [{ key: 1n, leaf: leafOf(keys.leaf, 1n, row) }]);
    const root = leaves.root(preamble.header, preamble.headerBytes, 1);
    const sealedHead = sealHead(keys.head, preamble.header, { sequence: 1, count: 1, root, previous: NO_HEAD });
    expect(await faultOf(sealed(padded(u64(0), sealedHead, u64(1), u32(row.length), row)))).toBe('damaged');
  });

  test('a commitment to another key', async () => {
    const commitmentAt = smallPieces.preamble.length - 24 - 32;
    const preamble = smallPieces.preamble.with(commitmentAt, smallPieces.preamble[commitmentAt]! ^ 1);
    expect(await faultOf(resealed({ ...smallPieces, preamble }, inFrames(smallPieces.text)))).toBe('damaged');
  });

  test('a header whose m[1] is of another header', async () => {
    const preamble = parsePreamble(smallPieces.preamble);
    const identity = { ...preamble, headerMac: preamble.headerMac.map((byte) => byte ^ 1) };
    const { commitment } = streamKeyOf(keys.backup, identity);
    expect(await faultOf(resealed({ ...smallPieces, preamble: encodePreamble({ ...identity, commitment }) }, inFrames(smallPieces.text)))).toBe('damaged');
  });

  test.each(Object.keys(wrong))('%s', async (name) => {
    expect(await faultOf(wrong[name]!())).toBe('damaged');
  });
});
