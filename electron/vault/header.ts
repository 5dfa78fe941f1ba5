/** The header: which journal this is, and the slots that open it. The only part that is readable without a key (FORMAT.md §5). */
import sodium from 'libsodium-wrappers-sumo';
import { ascii, joined, sameBytes, u16, u32, viewOf } from './bytes.ts';
import { VaultFault } from './fault.ts';
import { hash, HASH_BYTES, keyedHash } from './hash.ts';
import { encodeSlot, parseSlot, SLOT_TYPE, SLOTS_MAX, type KnownSlot, type Slot, type SlotName } from './slots.ts';

export interface Header {
  readonly vaultId: Uint8Array;
  readonly epoch: number;
  /** By number, ascending; a passphrase slot and a recovery slot are always among them. */
  readonly slots: readonly Slot[];
}

/** The one number that stands for the whole suite: there is nothing to negotiate. */
export const FORMAT = 1;
export const VAULT_ID_BYTES = 16;
export const HEADER_MAX_BYTES = 4096;

const MAGIC = ascii('OCV1');
const TAG = { vaultId: 1, epoch: 2, slot: 0x10 } as const;
const FIELDS_AT = MAGIC.length + 2;

export function encodeHeader(header: Header): Uint8Array {
  const fields = [field(TAG.vaultId, header.vaultId), field(TAG.epoch, u32(header.epoch)), ...header.slots.map((slot) => field(TAG.slot + slot.number, encodeSlot(slot)))];
  const body = joined(MAGIC, u16(FORMAT), ...fields);
  return joined(body, hash(body));
}

/**
 * The header as the file alleges it: the checksum at its end only tells an accident from a wrong passphrase, anyone can make one.
 * `headerMac` is what makes it true.
 * @throws VaultFault `damaged` or `newer-version`
 */
export function parseHeader(bytes: Uint8Array): Header {
  if (bytes.length > HEADER_MAX_BYTES || bytes.length < FIELDS_AT + HASH_BYTES) throw new VaultFault('damaged');
  const body = bytes.subarray(0, -HASH_BYTES);
  if (!sameBytes(hash(body), bytes.subarray(-HASH_BYTES))) throw new VaultFault('damaged');
  if (!sameBytes(body.subarray(0, MAGIC.length), MAGIC)) throw new VaultFault('damaged');
  const format = viewOf(body).getUint16(MAGIC.length, true);
  if (format !== FORMAT) throw new VaultFault(format > FORMAT ? 'newer-version' : 'damaged');
  const header = headerOf(parseFields(body.subarray(FIELDS_AT)));
  if (!isComplete(header)) throw new VaultFault('damaged');
  return header;
}

export function headerMac(headerKey: Uint8Array, header: Uint8Array): Uint8Array {
  return keyedHash(headerKey, header);
}

export function isHeaderMac(headerKey: Uint8Array, header: Uint8Array, allegedMac: Uint8Array): boolean {
  return allegedMac.length === HASH_BYTES && sodium.memcmp(headerMac(headerKey, header), allegedMac);
}

export function slotOf(header: Header, name: SlotName): KnownSlot {
  const slot = header.slots.find((each): each is KnownSlot => each.known && each.type === SLOT_TYPE[name]);
  if (slot === undefined) throw new VaultFault('damaged');
  return slot;
}

function field(tag: number, value: Uint8Array): Uint8Array {
  return joined(u16(tag), u16(value.length), value);
}

/** Value by tag. Tags only ever rise, so none comes twice and there is one way to write each header. */
function parseFields(bytes: Uint8Array): Map<number, Uint8Array> {
  const view = viewOf(bytes);
  const valueByTag = new Map<number, Uint8Array>();
  let last = 0;
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) throw new VaultFault('damaged');
    const tag = view.getUint16(at, true);
    const end = at + 4 + view.getUint16(at + 2, true);
    if (tag <= last || end > bytes.length) throw new VaultFault('damaged');
    valueByTag.set(tag, bytes.slice(at + 4, end));
    last = tag;
    at = end;
  }
  return valueByTag;
}

function headerOf(valueByTag: Map<number, Uint8Array>): Header {
  const vaultId = valueByTag.get(TAG.vaultId);
  const epoch = valueByTag.get(TAG.epoch);
  if (vaultId?.length !== VAULT_ID_BYTES || epoch?.length !== 4) throw new VaultFault('damaged');
  const slots: Slot[] = [];
  for (const [tag, value] of valueByTag) {
    if (tag === TAG.vaultId || tag === TAG.epoch) continue;
    if (tag < TAG.slot || tag >= TAG.slot + SLOTS_MAX) throw new VaultFault('damaged');
    slots.push(parseSlot(tag - TAG.slot, value));
  }
  return { vaultId, epoch: viewOf(epoch).getUint32(0, true), slots };
}

function isComplete(header: Header): boolean {
  const types = header.slots.map((slot) => slot.type);
  return header.epoch >= 1 && new Set(types).size === types.length && types.includes(SLOT_TYPE.passphrase) && types.includes(SLOT_TYPE.recovery);
}
