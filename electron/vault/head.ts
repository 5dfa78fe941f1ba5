/** The head: how many saves there have been, and the root over what they left. Written anew with every save. */
import { joined, u32, u64, viewOf } from './bytes.ts';
import { VaultFault } from './fault.ts';
import { HASH_BYTES } from './hash.ts';
import type { Header } from './header.ts';
import { openSeal, seal, SEAL_OVERHEAD } from './seal.ts';

export interface Head {
  /** Saves since the journal was made: 0 for a new one. */
  readonly sequence: number;
  /** Records. */
  readonly count: number;
  readonly root: Uint8Array;
  /** Hash of the sealed head before this one; zeros in a new journal. */
  readonly previous: Uint8Array;
}

const CONTEXT = 'oc1/head';
const TEXT_BYTES = 8 + 8 + HASH_BYTES + HASH_BYTES;
export const HEAD_BYTES = TEXT_BYTES + SEAL_OVERHEAD;
/** What `previous` is when there is none. */
export const NO_HEAD = new Uint8Array(HASH_BYTES);

export function sealHead(headKey: Uint8Array, header: Header, head: Head): Uint8Array {
  return seal(headKey, CONTEXT, associatedWith(header), joined(u64(head.sequence), u64(head.count), head.root, head.previous));
}

/** @throws VaultFault `damaged` */
export function openHead(headKey: Uint8Array, header: Header, sealed: Uint8Array): Head {
  const text = openSeal(headKey, CONTEXT, associatedWith(header), sealed);
  if (text?.length !== TEXT_BYTES) throw new VaultFault('damaged');
  const view = viewOf(text);
  return {
    sequence: safe(view.getBigUint64(0, true)),
    count: safe(view.getBigUint64(8, true)),
    root: text.slice(16, 16 + HASH_BYTES),
    previous: text.slice(16 + HASH_BYTES),
  };
}

function associatedWith(header: Header): Uint8Array {
  return joined(header.vaultId, u32(header.epoch));
}

function safe(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new VaultFault('damaged');
  return Number(value);
}
