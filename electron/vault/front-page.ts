/**
 * The front page: a few of the newest rows of the list, sealed apart, so that something can be shown before every record has been
 * read. It belongs to one save; after the next it is waste paper. Never the truth, and never a reason to refuse a journal.
 */
import { joined, u32, u64, viewOf } from './bytes.ts';
import type { Header } from './header.ts';
import { isPadded, padded } from './padding.ts';
import { openSeal, seal, SEAL_OVERHEAD } from './seal.ts';

const CONTEXT = 'oc1/front';
const LENGTH_BYTES = 4;
/** Bytes of the text. */
export const FRONT_PAGE_MAX_BYTES = 256 * 1024;
/** The longest row ever read back: the text, its length, at most 12 % of padding, the seal. */
export const FRONT_PAGE_ROW_MAX_BYTES = 320 * 1024 + SEAL_OVERHEAD;

/** @param sequence of the head it shows */
export function sealFrontPage(frontKey: Uint8Array, header: Header, sequence: number, text: Uint8Array): Uint8Array {
  return seal(frontKey, CONTEXT, associatedWith(header, sequence), padded(joined(u32(text.length), text)));
}

/** Null when it is of another save, damaged, or anything else than a front page. */
export function openFrontPage(frontKey: Uint8Array, header: Header, sequence: number, sealed: Uint8Array): Uint8Array | null {
  const inner = openSeal(frontKey, CONTEXT, associatedWith(header, sequence), sealed);
  if (inner === null || inner.length < LENGTH_BYTES) return null;
  const length = viewOf(inner).getUint32(0, true);
  return isPadded(inner, LENGTH_BYTES + length) ? inner.slice(LENGTH_BYTES, LENGTH_BYTES + length) : null;
}

function associatedWith(header: Header, sequence: number): Uint8Array {
  return joined(header.vaultId, u32(header.epoch), u64(sequence));
}
