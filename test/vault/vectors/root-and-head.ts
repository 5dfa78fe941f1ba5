/** FORMAT.md §7: the set as a whole. Every record is sealed rightly. */
import { finish, type Draft, type RecordDraft } from './draft.ts';
import { ascii, H, join, keyedH, subkey, u32, u64, u8, type Bytes, type Row, type Sealing, type Set } from './ocv1.ts';
import { filled, flipped, opens, refused, sound } from './sound.ts';
import type { Case } from './vector.ts';

const { vaultId, vaultKey, epoch } = sound;
const entry = (k: bigint, text: string, revision = 1n): RecordDraft => ({ k, type: 1, schema: 1, revision, payload: ascii(text) });
const one = entry(5n, 'one');
const two = entry(6n, 'two');
const three = entry(2n ** 62n + 3n, 'three');
/** Two records in one bucket, one in another, after two saves. */
const trio: Partial<Draft> = { records: [one, two, three], sequence: 2n, previous: filled(32, 0x55) };
const oneBefore = entry(5n, 'ONE, before');
const four = entry(7n, 'four');

const late = (name: string, changed: string, change: Partial<Draft>, alsoHandedOut: RecordDraft[] = []): Case => refused('damaged', name, changed, { ...trio, ...change }, { isKnownLate: true, alsoHandedOut });
const early = (name: string, changed: string, change: Partial<Draft>): Case => refused('damaged', name, changed, { ...trio, ...change });
const set = (change: Partial<Set>): Partial<Draft> => ({ set: (right) => ({ ...right, ...change }) });
const sealing = (change: Partial<Sealing>): Partial<Draft> => ({ headSealing: (right) => ({ ...right, ...change }) });
const rowsOf = (draft: Partial<Draft>): Row[] => finish({ ...sound, ...draft }).records;
const headOf = (draft: Partial<Draft>): Bytes => finish({ ...sound, ...draft }).head;
const replacing = (rows: Row[], with_: Row): Row[] => [...rows.filter(({ k }) => k !== with_.k), with_];

const rightOnes: Case[] = [
  opens('three records', 'nothing', trio),
  opens('no records', 'a new journal', { records: [], sequence: 0n }),
  opens('no records after saves', 'everything was taken out', { records: [], sequence: 12n, previous: filled(32, 0x55) }),
  opens('a record in the first and one in the last bucket', 'k = 2^55 - 1 and k = 2^63 - 1', { records: [entry(2n ** 55n - 1n, 'a'), entry(2n ** 63n - 1n, 'b')] }),
  opens('two records on either side of a bucket’s edge', 'k = 2^55 - 1 and k = 2^55', { records: [entry(2n ** 55n - 1n, 'a'), entry(2n ** 55n, 'b')] }),
  opens('sequence 2^53 - 1', 'the highest', { ...trio, sequence: 2n ** 53n - 1n }),
  opens('previous of zeros after saves', 'nothing can be said of it by who reads one state only', { ...trio, previous: new Uint8Array(32) }),
  opens('two records of one content', 'but for their numbers', { records: [entry(5n, 'same'), entry(6n, 'same')] }),
];

const parts: [string, number][] = [['nonce', 0], ['commitment', 24], ['ciphertext of the sequence', 56], ['ciphertext of the count', 64], ['ciphertext of the root', 72], ['ciphertext of previous', 104], ['tag', 151]];
const heads: Case[] = [
  ...parts.map(([name, at]) => early(`head, ${name}`, 'one bit', { head: flipped(at) })),
  early('head sealed in the context of a record', 'context oc1/rec', sealing({ context: 'oc1/rec' })),
  early('head sealed for another journal', 'associated data', sealing({ aad: join(filled(16, 0x21), u32(epoch)) })),
  early('head sealed for another epoch', 'associated data', sealing({ aad: join(vaultId, u32(2)) })),
  early('head sealed without associated data', 'associated data', sealing({ aad: new Uint8Array(0) })),
  early('head sealed under subkey 1', 'the key', sealing({ key: subkey(vaultKey, 1) })),
  early('head sealed under the vault key itself', 'the key', sealing({ key: vaultKey })),
  early('head of zeros', '152 zeros', { head: () => new Uint8Array(152) }),
  refused('too-large', 'count 100,001', 'more records than a journal may have', { ...trio, count: 100_001n }),
];

const roots: Case[] = [
  late('root, one bit', 'its first byte', { root: flipped(0) }),
  late('root of zeros', 'the root', { root: () => new Uint8Array(32) }),
  late('root of an empty journal', 'the root', set({ rows: [], count: 0n })),
  late('root for another journal', 'vault_id in the root', set({ vaultId: filled(16, 0x21) })),
  late('root for another epoch', 'epoch in the root', set({ epoch: 2 })),
  late('root for the save before', 'sequence in the root', set({ sequence: 1n })),
  late('root for the save after', 'sequence in the root', set({ sequence: 3n })),
  late('root for another count', 'count in the root', set({ count: 2n })),
  late('root for another header', 'H(m[0]) in the root', set({ header: filled(40, 1) })),
  late('root over the header without its checksum', 'H(m[0]) in the root', { set: (right) => ({ ...right, header: right.header.slice(0, -32) }) }),
  late('root under subkey 2', 'the key', set({ key: subkey(vaultKey, 2) })),
  late('root with buckets by the upper byte of 64 bits', 'k >> 56', set({ bucketOf: (k) => Number(k >> 56n) })),
  late('root with buckets by the lowest byte', 'k & 255', set({ bucketOf: (k) => Number(k & 255n) })),
  late('root with leaves that do not name their number', 'u64(k) is missing in the leaf', set({ leaf: (key, { b }) => keyedH(key, u8(0), b) })),
  late('root with leaves without a label', 'u8(0) is missing in the leaf', set({ leaf: (key, { k, b }) => keyedH(key, u64(k), b) })),
  late('root with leaves without a key', 'H in place of H(L, …)', set({ leaf: (_key, { k, b }) => H(join(u8(0), u64(k), b)) })),
  late('root with entries in descending order', 'the entries of a bucket', { set: (right) => ({ ...right, rows: [...right.rows].reverse() }) }),
  late('root without one record', 'one of three is not in it, the count is right', { set: (right) => ({ ...right, rows: right.rows.slice(1) }) }),
];

const counts: Case[] = [
  early('count one less', 'count and root say 2, three records are there', { count: 2n }),
  late('count one more', 'count and root say 4, three records are there', { count: 4n }),
  early('count 0', 'count and root say 0, three records are there', { count: 0n }),
];

/** The head is right for other rows than there are. */
const others: Case[] = [
  late('a record is missing', 'the first row', { r: (rows) => rows.slice(1) }),
  late('the last record is missing', 'the last row', { r: (rows) => rows.slice(0, -1) }),
  late('all records are missing', 'no rows', { r: () => [] }),
  early('a record too many', 'a fourth, sealed rightly', { r: (rows) => [...rows, rowsOf({ records: [four] })[0]!] }),
  early('two records exchanged', 'each stands at the other’s number', { r: ([a, b, ...rest]) => [{ k: a!.k, b: b!.b }, { k: b!.k, b: a!.b }, ...rest] }),
  early('a record doubled', 'it stands at a free number, too', { r: (rows) => [...rows, { k: 7n, b: rows[0]!.b }] }),
  early('a record over another', 'the first stands in the place of the second', { r: ([a, b, ...rest]) => [a!, { k: b!.k, b: a!.b }, ...rest] }),
  late('a record as it was before', 'the row of the save before', { r: (rows) => replacing(rows, rowsOf({ records: [oneBefore] })[0]!) }, [oneBefore]),
  late('one record for another', 'sealed rightly for its own number, which is another', { r: (rows) => [...rows.slice(1), rowsOf({ records: [four] })[0]!] }, [four]),
  late('the head of the save before', 'the rows are of this save', { count: 3n, head: () => headOf({ ...trio, sequence: 1n, records: [oneBefore, two, three] }) }),
  late('the rows of the save before', 'the head is of this save', { r: () => rowsOf({ records: [oneBefore, two, three] }) }, [oneBefore]),
  early('a record of another journal with the same key', 'a row sealed for another vault_id', { r: (rows) => replacing(rows, rowsOf({ vaultId: filled(16, 0x21), records: [one] })[0]!) }),
  early('the head of another journal with the same key', 'a head sealed for another vault_id', { head: () => headOf({ ...trio, vaultId: filled(16, 0x21) }) }),
  early('a record of another epoch', 'a row sealed for epoch 2', { r: (rows) => replacing(rows, rowsOf({ epoch: 2, records: [one] })[0]!) }),
];

export const rootAndHead: Case[] = [...rightOnes, ...heads, ...roots, ...counts, ...others];
