/**
 * The anchor: what the last save of a journal was, noted outside the journal's folder, so that a whole older copy in the file's place is
 * noticed (FORMAT.md §13). One for each vault key: it can be checked by whoever opens a copy that key belongs to, however old.
 */
import sodium from 'libsodium-wrappers-sumo';
import { ascii, joined, sameBytes, u16, u32, u64, viewOf } from './bytes.ts';
import { hash, HASH_BYTES, keyedHash } from './hash.ts';
import type { Head } from './head.ts';
import type { Header } from './header.ts';

const BEGINNING = joined(ascii('OCVA'), u16(1));
const SEQUENCE_AT = BEGINNING.length + 16 + 4;
const HEAD_AT = SEQUENCE_AT + 8;
const MAC_AT = HEAD_AT + HASH_BYTES;
export const ANCHOR_BYTES = MAC_AT + HASH_BYTES;

/** An anchor as it is kept. */
export interface Anchor {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** `none`: there is none, or none of ours. `ahead`: saves have followed the anchor, as after a crash. */
export type Anchored = { is: 'none' } | { is: 'same' } | { is: 'ahead' } | { is: 'behind'; saves: number } | { is: 'diverged' };

/** The owner of an anchor: one journal under one vault key. */
export type AnchorOwner = Pick<Header, 'vaultId' | 'epoch'>;

/** Says nothing of the journal to whoever does not have it. */
export function anchorName(owner: AnchorOwner): string {
  return `${Buffer.from(hash(ownerBytes(owner))).toString('hex')}.bin`;
}

/** @param sealedHead as it stands in the file */
export function makeAnchor(anchorKey: Uint8Array, owner: AnchorOwner, sequence: number, sealedHead: Uint8Array): Anchor {
  const body = joined(BEGINNING, ownerBytes(owner), u64(sequence), hash(sealedHead));
  return { name: anchorName(owner), bytes: joined(body, keyedHash(anchorKey, body)) };
}

/** @param kept what stands under the anchor's name, whatever it is */
export function compareAnchor(anchorKey: Uint8Array, owner: AnchorOwner, head: Head, sealedHead: Uint8Array, kept: Uint8Array): Anchored {
  const noted = anchoredSequence(anchorKey, owner, kept);
  if (noted === null) return { is: 'none' };
  const notedHead = kept.subarray(HEAD_AT, MAC_AT);
  if (head.sequence < noted) return { is: 'behind', saves: noted - head.sequence };
  if (head.sequence === noted) return { is: sameBytes(hash(sealedHead), notedHead) ? 'same' : 'diverged' };
  // One save later the head still names the one before; of more saves nothing is known.
  if (head.sequence === noted + 1 && !sameBytes(head.previous, notedHead)) return { is: 'diverged' };
  return { is: 'ahead' };
}

/** The save an anchor was made of; null for one that is not of this owner. */
export function anchoredSequence(anchorKey: Uint8Array, owner: AnchorOwner, kept: Uint8Array): number | null {
  return isOurs(anchorKey, owner, kept) ? Number(viewOf(kept).getBigUint64(SEQUENCE_AT, true)) : null;
}

function isOurs(anchorKey: Uint8Array, owner: AnchorOwner, kept: Uint8Array): boolean {
  if (kept.length !== ANCHOR_BYTES || !sodium.memcmp(keyedHash(anchorKey, kept.subarray(0, MAC_AT)), kept.subarray(MAC_AT))) return false;
  return sameBytes(kept.subarray(0, SEQUENCE_AT), joined(BEGINNING, ownerBytes(owner)));
}

function ownerBytes({ vaultId, epoch }: AnchorOwner): Uint8Array {
  return joined(vaultId, u32(epoch));
}
