/**
 * A journal in the making, of which any single part can be made wrong while everything made of it afterwards is right again: so a
 * vector has one cause. Same draft, same bytes.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { layOut, type Layout } from './database.ts';
import {
  ascii, bucketOf, commitTo, encodeField, encodeKdf, H, join, kekInput, keyedH, leaf, padded, recordAad, root, seal, slotAad, subkey, u16, u32, u64, u8,
  type Bytes, type Field, type Kdf, type Row, type Sealing, type Set,
} from './ocv1.ts';

type Change<T> = (right: T) => T;

export interface SlotDraft {
  number: number;
  type: number;
  flags?: number;
  kdf: Kdf;
  /** P of the secret that is to open it. */
  derived: Bytes;
  kek?: Change<Bytes>;
  sealing?: Change<Sealing>;
  sealed?: Change<Bytes>;
  /** The whole slot. */
  bytes?: Change<Bytes>;
}

export interface RecordDraft {
  k: bigint;
  type: number;
  schema: number;
  revision: bigint;
  payload: Bytes;
  /** Another length than the payload has. */
  length?: number;
  format?: number;
  epoch?: number;
  inner?: Change<Bytes>;
  padded?: (inner: Bytes) => Bytes;
  sealing?: Change<Sealing>;
  sealed?: Change<Bytes>;
  b?: Change<Bytes>;
}

export interface Draft {
  vaultId: Bytes;
  epoch: number;
  vaultKey: Bytes;
  slots: SlotDraft[];
  records: RecordDraft[];
  sequence: bigint;
  previous: Bytes;
  frontPage: Bytes | null;

  /** The fields, their checksum still to come. */
  fields?: Change<Field[]>;
  /** The header without its checksum. */
  body?: Change<Bytes>;
  /** The header with its checksum, its MAC still to come. */
  header?: Change<Bytes>;
  headerMac?: Change<Bytes>;
  /** What the root is made of. */
  set?: Change<Set>;
  root?: Change<Bytes>;
  count?: bigint;
  /** The text of the head. */
  headText?: Change<Bytes>;
  headSealing?: Change<Sealing>;
  head?: Change<Bytes>;
  frontText?: Change<Bytes>;
  frontPadded?: (text: Bytes) => Bytes;
  frontSealing?: Change<Sealing>;
  front?: Change<Bytes>;
  /** Rows as they go into the file, whatever the root says. */
  m?: Change<Row[]>;
  r?: Change<Row[]>;
  layout?: Partial<Layout>;
  file?: Change<Buffer>;
}

export interface Finished {
  file: Buffer;
  header: Bytes;
  headerMac: Bytes;
  head: Bytes;
  frontPage: Bytes | null;
  records: Row[];
}

export function finish(draft: Draft): Finished {
  const header = headerOf(draft);
  const headerMac = changed(keyedH(subkey(draft.vaultKey, 4), header), draft.headerMac);
  const records = draft.records.map((record) => rowOf(draft, record));
  const head = headOf(draft, header, records);
  const frontPage = frontPageOf(draft);
  const m: Row[] = [{ k: 0n, b: header }, { k: 1n, b: headerMac }, { k: 2n, b: head }, ...(frontPage === null ? [] : [{ k: 3n, b: frontPage }])];
  const file = layOut({ m: changed(m, draft.m), r: changed(ascending(records), draft.r), ...draft.layout });
  return { file: changed(file, draft.file), header, headerMac, head, frontPage, records };
}

function headerOf(draft: Draft): Bytes {
  const fields: Field[] = [
    { tag: 1, value: draft.vaultId },
    { tag: 2, value: u32(draft.epoch) },
    ...draft.slots.map((slot) => ({ tag: 0x10 + slot.number, value: slotBytes(draft, slot) })),
  ];
  const body = changed(join(ascii('OCV1'), u16(1), ...changed(fields, draft.fields).map(encodeField)), draft.body);
  return changed(join(body, H(body)), draft.header);
}

export function slotBytes({ vaultId, epoch, vaultKey }: Pick<Draft, 'vaultId' | 'epoch' | 'vaultKey'>, slot: SlotDraft): Bytes {
  const kdf = encodeKdf(slot.kdf);
  const key = keyedH(slot.derived, changed(kekInput(vaultId, slot.number, slot.type, kdf), slot.kek));
  const right: Sealing = { key, context: 'oc1/slot', aad: slotAad(vaultId, slot.number, slot.type, kdf, epoch), text: vaultKey, nonce: nonceFor('slot', u8(slot.number), slot.derived) };
  const sealed = changed(seal(changed(right, slot.sealing)), slot.sealed);
  return changed(join(u8(slot.type), u8(slot.flags ?? 0), kdf, sealed), slot.bytes);
}

function rowOf({ vaultId, epoch, vaultKey }: Draft, record: RecordDraft): Row {
  const inner = changed(join(u32(record.length ?? record.payload.length), u16(record.type), u16(record.schema), u64(record.revision), record.payload), record.inner);
  const right: Sealing = {
    key: subkey(vaultKey, 1),
    context: 'oc1/rec',
    aad: recordAad(1, vaultId, record.k, epoch),
    text: (record.padded ?? padded)(inner),
    nonce: nonceFor('record', u64(record.k), record.payload, u64(record.revision)),
  };
  const sealed = changed(seal(changed(right, record.sealing)), record.sealed);
  return { k: record.k, b: changed(join(u8(record.format ?? 1), u32(record.epoch ?? epoch), sealed), record.b) };
}

function headOf(draft: Draft, header: Bytes, records: Row[]): Bytes {
  const { vaultId, epoch, vaultKey, sequence } = draft;
  const count = draft.count ?? BigInt(records.length);
  const set: Set = { key: subkey(vaultKey, 3), vaultId, epoch, sequence, count, header, rows: ascending(records), bucketOf, leaf };
  const text = changed(join(u64(sequence), u64(count), changed(root(changed(set, draft.set)), draft.root), draft.previous), draft.headText);
  const right: Sealing = { key: subkey(vaultKey, 2), context: 'oc1/head', aad: join(vaultId, u32(epoch)), text, nonce: nonceFor('head', u64(sequence)) };
  return changed(seal(changed(right, draft.headSealing)), draft.head);
}

function frontPageOf(draft: Draft): Bytes | null {
  if (draft.frontPage === null) return null;
  const { vaultId, epoch, vaultKey, sequence, frontPage } = draft;
  const text = changed(join(u32(frontPage.length), frontPage), draft.frontText);
  const right: Sealing = { key: subkey(vaultKey, 7), context: 'oc1/front', aad: join(vaultId, u32(epoch), u64(sequence)), text: (draft.frontPadded ?? padded)(text), nonce: nonceFor('front', frontPage) };
  return changed(seal(changed(right, draft.frontSealing)), draft.front);
}

/** A seal whose commitment is one key's and whose ciphertext is another's. */
export function committedToOneSealedUnderAnother(sealing: Sealing, otherKey: Bytes): Bytes {
  const { commitment } = commitTo(sealing);
  const other = seal({ ...sealing, key: otherKey });
  return join(other.slice(0, 24), commitment, other.slice(56));
}

/** Nonces of vectors are made of what they are for, so that a vector can be made again. A journal never does this. */
function nonceFor(...parts: (string | Bytes)[]): Bytes {
  return blake2b(join(...parts.map((part) => (typeof part === 'string' ? ascii(part) : part))), { dkLen: 24 });
}

function ascending(rows: Row[]): Row[] {
  return [...rows].sort((a, b) => (a.k < b.k ? -1 : a.k > b.k ? 1 : 0));
}

function changed<T>(right: T, change: Change<T> | undefined): T {
  return change === undefined ? right : change(right);
}
