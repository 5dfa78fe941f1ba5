/** FORMAT.md §6: records. Root and head are right for the rows as they stand, unless a vector says otherwise. */
import { committedToOneSealedUnderAnother, type Draft, type RecordDraft } from './draft.ts';
import { ascii, join, paddedTo, recordAad, subkey, u32, u64, u8, type Bytes, type Sealing } from './ocv1.ts';
import { filled, flipped, hello, opens, refused, set, sound } from './sound.ts';
import type { Case } from './vector.ts';

const record = (change: Partial<RecordDraft>): Partial<Draft> => ({ records: [{ ...hello, ...change }] });
const sealing = (change: Partial<Sealing>) => record({ sealing: (right) => ({ ...right, ...change }) });
const bad = (name: string, changed: string, change: Partial<Draft>): Case => refused('damaged', name, changed, change);
const { vaultId, epoch, vaultKey } = sound;
const { k } = hello;
const withLength = (length: number): Bytes => filled(length, 0x41);

/** Where the sizes change: the last text that fits, and the first that does not. */
const sizes = [0, 1, 495, 496, 497, 1008, 1009, 2032, 2033, 4080, 4081].map((length) => opens(`payload of ${length} bytes`, 'its length', record({ payload: withLength(length) })));

const rightOnes: Case[] = [
  ...sizes,
  opens('payload of 65,520 bytes', 'the last that is padded to a power of two', record({ payload: new Uint8Array(65_520) })),
  opens('payload of 65,521 bytes', 'the first with Padmé: 67,584', record({ payload: new Uint8Array(65_521) })),
  opens('type 0, schema 0', 'both', record({ type: 0, schema: 0 })),
  opens('type 65,535, schema 65,535', 'both', record({ type: 0xffff, schema: 0xffff })),
  opens('revision 1', 'the lowest', record({ revision: 1n })),
  opens('revision 2^53 - 1', 'the highest', record({ revision: 2n ** 53n - 1n })),
  opens('k = 0', 'the lowest number', record({ k: 0n })),
  opens('k = 2^63 - 1', 'the highest number', record({ k: 2n ** 63n - 1n })),
  opens('a payload that ends with zeros', 'zeros that are no padding', record({ payload: join(ascii('Hello'), new Uint8Array(5)) })),
  opens('a payload that is no text', 'bytes that are no UTF-8', record({ payload: Uint8Array.of(0xff, 0xfe, 0x80, 0) })),
];

const parts: [string, number][] = [
  ['nonce, first byte', 5], ['nonce, last byte', 28], ['commitment, first byte', 29], ['commitment, last byte', 60], ['ciphertext, first byte', 61],
  ['ciphertext, in the padding', 400], ['ciphertext, last byte', -17], ['tag, first byte', -16], ['tag, last byte', -1],
];
const rows: Case[] = [
  ...parts.map(([name, at]) => bad(name, 'one bit', record({ b: flipped(at) }))),
  bad('format 0', 'the first byte of the row', record({ format: 0 })),
  bad('format 2', 'the first byte of the row', record({ format: 2 })),
  bad('format 255', 'the first byte of the row', record({ format: 255 })),
  bad('epoch 0', 'the epoch of the row', record({ epoch: 0 })),
  bad('epoch 2', 'the epoch of the row', record({ epoch: 2 })),
  bad('epoch big-endian', 'the epoch of the row', record({ epoch: 0x01000000 })),
  ...[0, 1, 4, 5, 76].map((length) => bad(`a row of ${length} bytes`, 'cut short', record({ b: (b) => b.slice(0, length) }))),
  bad('a row with a byte missing', 'the last byte', record({ b: (b) => b.slice(0, -1) })),
  bad('a row with a byte too many', 'a zero at its end', record({ b: (b) => join(b, u8(0)) })),
  bad('a row of more than 20 MiB', '20,971,521 zeros', record({ b: () => new Uint8Array(20 * 1024 * 1024 + 1) })),
];

const right = (): Sealing => ({ key: subkey(vaultKey, 1), context: 'oc1/rec', aad: recordAad(1, vaultId, k, epoch), text: paddedTo(512, innerOf()), nonce: filled(24, 0x40) });
const innerOf = (): Bytes => join(u32(5), Uint8Array.of(1, 0, 2, 0), u64(3), ascii('Hello'));

const seals: Case[] = [
  bad('sealed in the context of the head', 'context oc1/head', sealing({ context: 'oc1/head' })),
  bad('sealed in the context of the front page', 'context oc1/front', sealing({ context: 'oc1/front' })),
  bad('sealed in a context cut short', 'context oc1/re, the associated data begin with c', sealing({ context: 'oc1/re', aad: join(ascii('c'), recordAad(1, vaultId, k, epoch)) })),
  bad('sealed for another format', 'associated data', sealing({ aad: recordAad(2, vaultId, k, epoch) })),
  bad('sealed for another journal', 'associated data', sealing({ aad: recordAad(1, filled(16, 0x21), k, epoch) })),
  bad('sealed for another number', 'associated data', sealing({ aad: recordAad(1, vaultId, k + 1n, epoch) })),
  bad('sealed for a big-endian number', 'associated data', sealing({ aad: join(u8(1), vaultId, Uint8Array.from(u64(k)).reverse(), u32(epoch)) })),
  bad('sealed for another epoch', 'associated data', sealing({ aad: recordAad(1, vaultId, k, 2) })),
  bad('sealed without associated data', 'associated data', sealing({ aad: new Uint8Array(0) })),
  bad('sealed under subkey 2', 'the key', sealing({ key: subkey(vaultKey, 2) })),
  bad('sealed under subkey 7', 'the key', sealing({ key: subkey(vaultKey, 7) })),
  bad('sealed under the vault key itself', 'the key', sealing({ key: vaultKey })),
  bad('sealed under the key of another journal', 'the key', sealing({ key: subkey(filled(32, 9), 1) })),
  bad('committed to one key, sealed under another', 'ciphertext and tag are of another key', record({ sealed: () => committedToOneSealedUnderAnother(right(), filled(32, 3)) })),
  bad('sealed under one key, committed to another', 'the commitment is of another key', record({ sealed: () => committedToOneSealedUnderAnother({ ...right(), key: filled(32, 3) }, right().key) })),
];

const inners: Case[] = [
  bad('no padding', 'the sealed text ends with the payload', record({ padded: (inner) => inner })),
  bad('padded to 511', 'one zero too few', record({ padded: (inner) => paddedTo(511, inner) })),
  bad('padded to 513', 'one zero too many', record({ padded: (inner) => paddedTo(513, inner) })),
  bad('padded to the size after the right one', '1,024 bytes for a text of 21', record({ padded: (inner) => paddedTo(1024, inner) })),
  bad('padded to the size before the right one', 'a text of 513 bytes padded as if it were of 512: not at all', record({ payload: withLength(497), padded: (inner) => inner })),
  bad('Padmé taken below 65,536', 'a text of 30,016 bytes padded to 30,720', record({ payload: new Uint8Array(30_000), padded: (inner) => paddedTo(30_720, inner) })),
  bad('a power of two taken above 65,536', 'a text of 65,537 bytes padded to 131,072', record({ payload: new Uint8Array(65_521), padded: (inner) => paddedTo(131_072, inner) })),
  bad('first byte of the padding', 'it is 1', record({ padded: (inner) => set(inner.length, 1)(paddedTo(512, inner)) })),
  bad('last byte of the padding', 'it is 1', record({ padded: (inner) => set(511, 1)(paddedTo(512, inner)) })),
  bad('padding of 0x80 and zeros', 'ISO 7816', record({ padded: (inner) => set(inner.length, 0x80)(paddedTo(512, inner)) })),
  bad('an empty sealed text', 'nothing was sealed', record({ padded: () => new Uint8Array(0) })),
  bad('a sealed text of 15 bytes', 'less than the fields before the payload', record({ padded: (inner) => inner.slice(0, 15) })),
  bad('a sealed text of 16 bytes', 'length 0 and no padding', record({ payload: new Uint8Array(0), padded: (inner) => inner })),
  bad('length one more', 'there is no room for it in the sealed text', record({ payload: withLength(496), length: 497 })),
  bad('length one less', 'the last byte of the payload counts as padding', record({ length: 4 })),
  bad('length 0', 'all of the payload counts as padding', record({ length: 0 })),
  bad('length big-endian', '5 as 83,886,080', record({ length: 0x05000000 })),
  bad('length 16,777,217', 'beyond the limit', record({ length: 16_777_217 })),
  bad('length 2^32 - 1', 'beyond the limit', record({ length: 0xffffffff })),
  bad('length 2^32 - 16', 'with the 16 bytes before it the sum is 2^32', record({ length: 0xfffffff0 })),
  bad('revision 0', 'revision', record({ revision: 0n })),
  bad('revision 2^53', 'revision', record({ revision: 2n ** 53n })),
  bad('revision 2^63', 'revision', record({ revision: 2n ** 63n })),
  bad('revision 2^64 - 1', 'revision', record({ revision: 2n ** 64n - 1n })),
  bad('revision big-endian', '1 as 2^56', record({ revision: 2n ** 56n })),
];

const numbers: Case[] = [
  bad('k = -1', 'sealed for this number, as it stands in 64 bits', record({ k: -1n })),
  bad('k = -2^63', 'sealed for this number, as it stands in 64 bits', record({ k: -(2n ** 63n) })),
  bad('moved to another number', 'the row stands at k + 1; the root is right for it', { ...moved(k + 1n) }),
  bad('moved to k = 0', 'the row stands at 0; the root is right for it', { ...moved(0n) }),
];

function moved(to: bigint): Partial<Draft> {
  const elsewhere = (rows_: { k: bigint; b: Bytes }[]) => rows_.map(({ b }) => ({ k: to, b }));
  return { set: (all) => ({ ...all, rows: elsewhere([...all.rows]) }), r: elsewhere };
}

export const records: Case[] = [...rightOnes, ...rows, ...seals, ...inners, ...numbers];
