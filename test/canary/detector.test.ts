import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import zlib from 'node:zlib';
import { canariesOf, canariesOfWords, freshCanaries } from './canaries.ts';
import { Detector } from './detector.ts';
import { formsOf, type Canary } from './forms.ts';
import { Needles } from './needles.ts';
import { UNPACKED_MAX_BYTES } from './packed.ts';
import { cacheEntry, framedSnappy, levelDbTable, noise, packSnappy, zipEntry } from './plant.ts';
import { unpackSnappy } from './snappy.ts';

const words = ['abandon', 'zoo', 'legal', 'winner', 'thank', 'year', 'wave', 'sausage', 'worth', 'useful', 'letter', 'advice'];
const canaries: Canary[] = [...canariesOf(freshCanaries()), ...canariesOfWords(words), { name: 'a key', bytes: noise(32, 'key') }];
const detector = new Detector(canaries);

let folder: string;
beforeAll(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-detector-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** Bytes that hold something, as a program might leave them. */
const LEFT_BEHIND: Record<string, (held: Buffer) => Buffer> = {
  'as it is': (held) => Buffer.concat([noise(1000, 'before'), held, noise(100, 'after')]),
  'alone in a file': (held) => held,
  'across two chunks of reading': (held) => Buffer.concat([noise(1024 * 1024 - 5, 'long'), held]),
  'in gzip': (held) => Buffer.concat([noise(777, 'before'), zlib.gzipSync(around(held)), noise(50, 'after')]),
  'in zlib': (held) => Buffer.concat([noise(777, 'before'), zlib.deflateSync(around(held)), noise(50, 'after')]),
  'in zlib, packed quickly': (held) => Buffer.concat([noise(777, 'before'), zlib.deflateSync(around(held), { level: 1 })]),
  'in zlib, packed well': (held) => Buffer.concat([noise(777, 'before'), zlib.deflateSync(around(held), { level: 9 })]),
  'in zlib that was cut off': (held) => Buffer.concat([noise(777, 'before'), zlib.deflateSync(Buffer.concat([around(held), noise(5000, 'rest')])).subarray(0, -2000)]),
  'in raw deflate': (held) => zlib.deflateRawSync(around(held)),
  'in a zip': (held) => Buffer.concat([noise(33, 'before'), zipEntry('a/name', around(held))]),
  'in zstd': (held) => Buffer.concat([noise(777, 'before'), zlib.zstdCompressSync(around(held)), noise(50, 'after')]),
  'in brotli': (held) => zlib.brotliCompressSync(around(held)),
  'in brotli in the cache': (held) => cacheEntry('app://other-chair/index.html', zlib.brotliCompressSync(around(held))),
  'in raw deflate in the cache': (held) => cacheEntry('app://other-chair/', zlib.deflateRawSync(around(held))),
  'in snappy': (held) => packSnappy(around(held)),
  'in framed snappy': (held) => Buffer.concat([noise(777, 'before'), framedSnappy(around(held))]),
  'in a LevelDB table': (held) => levelDbTable('key', around(held), 'none'),
  'in a LevelDB table packed with snappy': (held) => levelDbTable('key', around(held), 'snappy'),
  'in a LevelDB table packed with zstd': (held) => levelDbTable('key', around(held), 'zstd'),
  'in gzip in zstd': (held) => zlib.zstdCompressSync(Buffer.concat([noise(99, 'before'), zlib.gzipSync(around(held))])),
};

/** Text that packs well, and the same once more, so that copies and codes are really used. */
function around(held: Buffer): Buffer {
  const text = Buffer.from('{"chair":"coach","date":"2026-11-22","chair":"coach"} '.repeat(20));
  return Buffer.concat([text, held, text, held]);
}

describe('the detector', () => {
  test('has at least 25 texts to look for, each in eight forms or more', () => {
    expect(Object.keys(freshCanaries()).length).toBeGreaterThanOrEqual(25);
    for (const canary of canariesOf(freshCanaries())) expect(formsOf(canary).length, canary.name).toBeGreaterThanOrEqual(8);
  });

  test.each(Object.entries(LEFT_BEHIND))('finds every canary in every form %s', async (name, leave) => {
    const planted = canaries.flatMap((canary) => formsOf(canary).map((form) => ({ said: `${canary.name} as ${form.name}`, bytes: form.bytes })));
    const file = path.join(folder, name);
    writeFileSync(file, leave(Buffer.concat(planted.flatMap(({ bytes }) => [Buffer.from('\n| '), bytes]))));
    const seen = new Set((await detector.file(file)).map(({ canary, form }) => `${canary} as ${form}`));
    expect(planted.length).toBeGreaterThan(25 * 8);
    expect(planted.filter(({ said }) => !seen.has(said)).map(({ said }) => said)).toEqual([]);
  });

  test.each(Object.entries(LEFT_BEHIND))('finds nothing where nothing was planted %s', async (_name, leave) => {
    const others = new Detector(canariesOf(freshCanaries()));
    expect(await others.bytes(leave(Buffer.from(freshCanaries().brought)), 'control')).toEqual([]);
    expect(await others.bytes(leave(noise(100_000, 'much')), 'control')).toEqual([]);
  });

  test('names the canary, its form and its place, and never the text', async () => {
    const text = 'a very secret sentence';
    const [seen] = await new Detector([{ name: 'secret', text }]).bytes(zlib.gzipSync(Buffer.from(`0123456789${text}`)), 'a file');
    expect(seen).toEqual({ canary: 'secret', form: 'UTF-8', place: 'a file > gzip at 0', at: 10 });
  });

  test('refuses a canary so short that finding it would be chance', () => {
    expect(() => new Detector([{ name: 'short', text: 'Mira' }])).toThrow(RangeError);
  });

  test('cuts a bomb off and still finds what stands at its beginning', async () => {
    const bomb = zlib.gzipSync(Buffer.concat([Buffer.from('a very secret sentence'), Buffer.alloc(2 * UNPACKED_MAX_BYTES)]));
    expect(await new Detector([{ name: 'secret', text: 'a very secret sentence' }]).bytes(bomb, 'bomb')).toHaveLength(1);
  });
});

describe('the search for many byte strings', () => {
  test('finds what a plain search finds, also where needles overlap', () => {
    const needles = ['abcab', 'bcabc', 'cabca', 'aaaaa', 'zzzzzz'].map((text) => Buffer.from(text));
    const hay = Buffer.from('xxabcabcabcaaaaaaazzzzzzz');
    const expected = needles.flatMap((needle, index) => [...hay.keys()].filter((at) => hay.subarray(at, at + needle.length).equals(needle)).map((at) => `${index}@${at}`));
    const found: string[] = [];
    new Needles(needles).search(hay, (needle, at) => found.push(`${needle}@${at}`));
    expect(found.sort()).toEqual(expected.sort());
  });

  test('finds the same, once each, however the stream is cut', () => {
    const needles = [Buffer.from('needle one'), Buffer.from('needle')];
    const hay = Buffer.concat([noise(50, 'a'), Buffer.from('needle one'), noise(30, 'b'), Buffer.from('needle')]);
    for (let cut = 1; cut < 40; cut += 1) {
      const found: string[] = [];
      const push = new Needles(needles).stream((needle, at) => found.push(`${needle}@${at}`));
      for (let at = 0; at < hay.length; at += cut) push(hay.subarray(at, at + cut));
      expect(found.sort(), `pieces of ${cut}`).toEqual(['0@50', '1@50', '1@90']);
    }
  });
});

describe('snappy', () => {
  test("unpacks what Google's own library makes of a hundred letters", () => {
    expect(Buffer.from(unpackSnappy(Buffer.from('640061fe01008a0100', 'hex'), 1000)!).toString()).toBe('a'.repeat(100));
  });

  test('unpacks what was packed', () => {
    for (const text of ['x', 'abcabcabcabcabc', 'The same again. '.repeat(300)]) expect(Buffer.from(unpackSnappy(packSnappy(Buffer.from(text)), 100_000)!).toString()).toBe(text);
  });

  test('gives nothing for what names an impossible length or copies from before its beginning', () => {
    expect(unpackSnappy(Buffer.from('ffffffff0f0061', 'hex'), 1000)).toBeNull();
    expect(unpackSnappy(Buffer.from('0afe0500', 'hex'), 1000)).toBeNull();
  });
});
