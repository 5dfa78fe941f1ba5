/** A slot holds the vault key, sealed under what one secret derives to. */
import { ascii, joined, u32, u8 } from './bytes.ts';
import { encodeKdf, KDF_BYTES, parseKdf, type Kdf } from './derivation.ts';
import { VaultFault } from './fault.ts';
import { keyedHash } from './hash.ts';
import { forget, KEY_BYTES, openSeal, seal, SEAL_OVERHEAD } from './seal.ts';

export const SLOT_TYPE = { passphrase: 1, recovery: 2 } as const;
export type SlotName = keyof typeof SLOT_TYPE;

/** 0 to 3. */
export type SlotNumber = number;
export const SLOTS_MAX = 4;

/** A slot this version opens. */
export interface KnownSlot {
  readonly known: true;
  readonly number: SlotNumber;
  readonly type: (typeof SLOT_TYPE)[SlotName];
  readonly kdf: Kdf;
  readonly sealedKey: Uint8Array;
}

/** A slot of a later version: kept as it is. */
export interface UnknownSlot {
  readonly known: false;
  readonly number: SlotNumber;
  readonly type: number;
  readonly body: Uint8Array;
}

export type Slot = KnownSlot | UnknownSlot;

/** Which journal, and which generation of its key, a slot belongs to. */
export interface SlotOwner {
  readonly vaultId: Uint8Array;
  readonly epoch: number;
}

const CONTEXT = 'oc1/slot';
const CRITICAL = 1;
const SEALED_KEY_BYTES = KEY_BYTES + SEAL_OVERHEAD;
const UNKNOWN_BODY_MAX = 1024;

/** @param derived what Argon2id made of the secret with `kdf` */
export function wrapKey(owner: SlotOwner, number: SlotNumber, name: SlotName, kdf: Kdf, derived: Uint8Array, vaultKey: Uint8Array): KnownSlot {
  const type = SLOT_TYPE[name];
  const key = keyOfSlot(owner, { number, type, kdf }, derived);
  const sealedKey = seal(key, CONTEXT, associatedWith(owner, { number, type, kdf }), vaultKey);
  forget(key);
  return { known: true, number, type, kdf, sealedKey };
}

/** The vault key, or null when the secret is another one. */
export function unwrapKey(owner: SlotOwner, slot: KnownSlot, derived: Uint8Array): Uint8Array | null {
  const key = keyOfSlot(owner, slot, derived);
  const vaultKey = openSeal(key, CONTEXT, associatedWith(owner, slot), slot.sealedKey);
  forget(key);
  return vaultKey?.length === KEY_BYTES ? vaultKey : null;
}

/** type 1 ‖ flags 1 ‖ KDF 29 ‖ sealed key 104, for the types this version knows. */
export function encodeSlot(slot: Slot): Uint8Array {
  if (!slot.known) return joined(u8(slot.type), u8(0), slot.body);
  return joined(u8(slot.type), u8(0), encodeKdf(slot.kdf), slot.sealedKey);
}

/** @throws VaultFault `damaged`, or `newer-version` for an unknown slot that says it must be understood */
export function parseSlot(number: SlotNumber, bytes: Uint8Array): Slot {
  const [type, flags] = bytes;
  if (type === undefined || flags === undefined) throw new VaultFault('damaged');
  const body = bytes.slice(2);
  if (type === SLOT_TYPE.passphrase || type === SLOT_TYPE.recovery) {
    if (flags !== 0 || body.length !== KDF_BYTES + SEALED_KEY_BYTES) throw new VaultFault('damaged');
    return { known: true, number, type, kdf: parseKdf(body.subarray(0, KDF_BYTES)), sealedKey: body.subarray(KDF_BYTES) };
  }
  if (type === 0 || body.length > UNKNOWN_BODY_MAX || (flags & ~CRITICAL) !== 0) throw new VaultFault('damaged');
  if ((flags & CRITICAL) !== 0) throw new VaultFault('newer-version');
  return { known: false, number, type, body };
}

function keyOfSlot(owner: SlotOwner, slot: Pick<KnownSlot, 'number' | 'type' | 'kdf'>, derived: Uint8Array): Uint8Array {
  return keyedHash(derived, ascii('oc1/kek'), owner.vaultId, u8(slot.number), u8(slot.type), encodeKdf(slot.kdf));
}

function associatedWith(owner: SlotOwner, slot: Pick<KnownSlot, 'number' | 'type' | 'kdf'>): Uint8Array {
  return joined(owner.vaultId, u8(slot.number), u8(slot.type), encodeKdf(slot.kdf), u32(owner.epoch));
}
