/** One record: something a person wrote, sealed to its place in its journal (FORMAT.md §6). */
import type { RecordId } from '../../shared/record-id.ts';
import { joined, u16, u32, u64, u8, viewOf } from './bytes.ts';
import { VaultFault } from './fault.ts';
import { FORMAT, type Header } from './header.ts';
import { isPadded, padded } from './padding.ts';
import { randomBytes } from './random.ts';
import { openSeal, seal } from './seal.ts';

/** The number of a row, 0 to 2^63 - 1: a `RecordId` as SQLite has it. */
export type RecordKey = bigint;

export interface StoredRecord {
  readonly id: RecordId;
  /** What kind of thing, 0 to 65,535. Sealed: the file does not show it. */
  readonly type: number;
  /** Version of the payload's shape, 0 to 65,535. */
  readonly schema: number;
  /** 1 for a record's first writing, one more for each later one. */
  readonly revision: number;
  readonly payload: Uint8Array;
}

/** Bytes of one payload. */
export const PAYLOAD_MAX_BYTES = 16 * 1024 * 1024;
export const KEY_MAX: RecordKey = 2n ** 63n - 1n;
const CONTEXT = 'oc1/rec';
const PREFIX_BYTES = 5;
const INNER_HEADER_BYTES = 16;
/** The longest a row's bytes can be; anything longer is refused before it is read. */
export const ROW_MAX_BYTES = 20 * 1024 * 1024;

/** A random id: says nothing of order, number or time. */
export function newRecordId(): RecordId {
  const bytes = randomBytes(8);
  bytes[0]! &= 0x7f;
  return Buffer.from(bytes).toString('hex') as RecordId;
}

export function keyOf(id: RecordId): RecordKey {
  return BigInt(`0x${id}`);
}

export function idOf(key: RecordKey): RecordId {
  return key.toString(16).padStart(16, '0') as RecordId;
}

/** format 1 ‖ epoch 4 ‖ sealed text */
export function sealRecord(recordKey: Uint8Array, header: Header, record: StoredRecord): Uint8Array {
  const inner = joined(u32(record.payload.length), u16(record.type), u16(record.schema), u64(record.revision), record.payload);
  return joined(u8(FORMAT), u32(header.epoch), seal(recordKey, CONTEXT, associatedWith(header, keyOf(record.id)), padded(inner)));
}

/** @throws VaultFault `damaged` for anything that is not exactly what `sealRecord` writes for this key in this journal */
export function openRecord(recordKey: Uint8Array, header: Header, key: RecordKey, bytes: Uint8Array): StoredRecord {
  if (key < 0n || bytes.length < PREFIX_BYTES || bytes[0] !== FORMAT || viewOf(bytes).getUint32(1, true) !== header.epoch) throw new VaultFault('damaged');
  const inner = openSeal(recordKey, CONTEXT, associatedWith(header, key), bytes.subarray(PREFIX_BYTES));
  if (inner === null || inner.length < INNER_HEADER_BYTES) throw new VaultFault('damaged');
  const view = viewOf(inner);
  const length = view.getUint32(0, true);
  const revision = view.getBigUint64(8, true);
  if (length > PAYLOAD_MAX_BYTES || !isPadded(inner, INNER_HEADER_BYTES + length)) throw new VaultFault('damaged');
  if (revision < 1n || revision > BigInt(Number.MAX_SAFE_INTEGER)) throw new VaultFault('damaged');
  return {
    id: idOf(key),
    type: view.getUint16(4, true),
    schema: view.getUint16(6, true),
    revision: Number(revision),
    payload: inner.subarray(INNER_HEADER_BYTES, INNER_HEADER_BYTES + length),
  };
}

function associatedWith(header: Header, key: RecordKey): Uint8Array {
  return joined(u8(FORMAT), header.vaultId, u64(key), u32(header.epoch));
}
