import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Forger } from './forge.ts';
import { Journals } from './journals.ts';

const K = 0x0123_4567_89ab_cdefn;
const HUGE = 16 * 1024 * 1024;
let journals: Journals;
let empty: string;
beforeAll(async () => {
  journals = await Journals.prepare();
  empty = journals.make([]);
});
afterAll(() => { journals.remove(); });

const slot = (type: number, flags: number, rest = 0) => (fields: Uint8Array) => Uint8Array.from([...fields, 0x12, 0, (2 + rest) & 255, (2 + rest) >> 8, type, flags, ...new Uint8Array(rest)]);
const at = (place: number, ...bytes: number[]) => (fields: Uint8Array) => {
  const changed = Uint8Array.from(fields);
  changed.set(bytes, place);
  return changed;
};

type Case = [name: string, forge: (forger: Forger) => void, outcome: string | number];

const cases: Case[] = [
  ['a journal written by another program', (forger) => { forger.record(K, {}); forger.finish(); }, 1],
  ['record number 0', (forger) => { forger.record(0n, {}); forger.finish(); }, 1],
  ['the largest revision', (forger) => { forger.record(K, { revision: 2n ** 53n - 1n }); forger.finish(); }, 1],
  ['the largest payload', (forger) => { forger.record(K, { payload: new Uint8Array(HUGE), size: HUGE + 524_288 }); forger.finish(); }, 1],
  ['the largest sequence', (forger) => { forger.finish({ sequence: 2n ** 53n - 1n }); }, 0],
  ['an unknown slot that need not be understood', (forger) => { forger.header(slot(9, 0, 1024)); forger.finish(); }, 0],

  ['a negative record number', (forger) => { forger.record(-5n, {}); forger.finish({ count: 1n }); }, 'damaged'],
  ['another format of a record', (forger) => { forger.record(K, {}, { format: 2 }); forger.finish(); }, 'damaged'],
  ['another epoch of a record', (forger) => { forger.record(K, {}, { epoch: 2 }); forger.finish(); }, 'damaged'],
  ['padding that is too long', (forger) => { forger.record(K, { size: 1024 }); forger.finish(); }, 'damaged'],
  ['padding that is too short', (forger) => { forger.record(K, { size: 21 }); forger.finish(); }, 'damaged'],
  ['padding that is not zero', (forger) => { forger.record(K, { stain: 511 }); forger.finish(); }, 'damaged'],
  ['a payload that claims to be longer', (forger) => { forger.record(K, { length: 600 }); forger.finish(); }, 'damaged'],
  ['a payload that claims to be shorter', (forger) => { forger.record(K, { length: 2 }); forger.finish(); }, 'damaged'],
  ['a payload beyond the limit', (forger) => { forger.record(K, { payload: new Uint8Array(HUGE + 1), size: HUGE + 524_288 }); forger.finish(); }, 'damaged'],
  ['revision 0', (forger) => { forger.record(K, { revision: 0n }); forger.finish(); }, 'damaged'],
  ['a revision too large to count with', (forger) => { forger.record(K, { revision: 2n ** 53n }); forger.finish(); }, 'damaged'],
  ['a row too short to be a record', (forger) => { forger.row(K, new Uint8Array(4)); forger.finish(); }, 'damaged'],
  ['a row of more than 20 MiB', (forger) => { forger.row(K, new Uint8Array(20 * 1024 * 1024 + 1)); forger.finish(); }, 'damaged'],
  ['fewer records than the head counts', (forger) => { forger.finish({ count: 1n }); }, 'damaged'],
  ['more records than a journal has', (forger) => { forger.finish({ count: 100_001n }); }, 'too-large'],
  ['a count too large to count with', (forger) => { forger.finish({ count: 2n ** 53n }); }, 'damaged'],
  ['a sequence too large to count with', (forger) => { forger.finish({ sequence: 2n ** 53n }); }, 'damaged'],
  ['a head that is too long', (forger) => { forger.finish({ longer: 1 }); }, 'damaged'],

  ['a newer format', (forger) => { forger.header(at(4, 2)); forger.finish(); }, 'newer-version'],
  ['format 0', (forger) => { forger.header(at(4, 0)); forger.finish(); }, 'damaged'],
  ['an unknown slot that must be understood', (forger) => { forger.header(slot(9, 1)); forger.finish(); }, 'newer-version'],
  ['an unknown slot with unknown flags', (forger) => { forger.header(slot(9, 2)); forger.finish(); }, 'damaged'],
  ['an unknown slot that is too long', (forger) => { forger.header(slot(9, 0, 1025)); forger.finish(); }, 'damaged'],
  ['a slot of type 0', (forger) => { forger.header(slot(0, 0)); forger.finish(); }, 'damaged'],
  ['a second slot for a passphrase', (forger) => { forger.header(slot(1, 0, 133)); forger.finish(); }, 'damaged'],
  ['a field that is not known', (forger) => { forger.header((fields) => Uint8Array.from([...fields, 0x14, 0, 0, 0])); forger.finish(); }, 'damaged'],
  ['fields in the wrong order', (forger) => { forger.header((fields) => Uint8Array.from([...fields.subarray(0, 6), ...fields.subarray(26, 34), ...fields.subarray(6, 26), ...fields.subarray(34)])); forger.finish(); }, 'damaged'],
  ['a field that comes twice', (forger) => { forger.header((fields) => Uint8Array.from([...fields.subarray(0, 26), ...fields.subarray(6)])); forger.finish(); }, 'damaged'],
  ['bytes after the last field', (forger) => { forger.header((fields) => Uint8Array.from([...fields, 0, 0, 0])); forger.finish(); }, 'damaged'],
  ['epoch 0', (forger) => { forger.header(at(30, 0, 0, 0, 0)); forger.finish(); }, 'damaged'],
  ['another epoch than the slot was sealed for', (forger) => { forger.header(at(30, 2)); forger.finish(); }, 'wrong-secret'],
];

test.each(cases)('%s: app and reader say the same', async (name, forge, outcome) => {
  const file = journals.place(`${cases.findIndex(([each]) => each === name)}.forged.ocv`);
  copyFileSync(empty, file);
  forge(new Forger(file, (kdf) => journals.derived(kdf)));
  const said = journals.asTheReaderReads(file);
  expect(typeof said === 'string' ? said : said.length).toBe(outcome);
  expect(await journals.asTheAppReads(file)).toEqual(said);
});
