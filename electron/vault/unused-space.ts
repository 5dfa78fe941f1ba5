/**
 * The part of a page nothing is read from. `secure_delete` overwrites what is deleted where it lies; but when SQLite fills a page anew from its
 * neighbours, what it has moved elsewhere stays behind in the part that is unused now, and is out of reach of a later deletion (SQLite's file
 * format, 1.6: the unallocated space of a b-tree page).
 */
import { viewOf } from './bytes.ts';

export const PAGE_BYTES = 4096;
const LEAF = 0x0d;
const INTERIOR = 0x05;
/** SQLite's own beginning of the file stands before the first page's header. */
const PRELUDE_BYTES = 100;

export interface Unused {
  /** Bytes from the beginning of the page. */
  from: number;
  to: number;
}

/** @returns null for a page that has no such part, or is none of a table: rows that are too long for one page, pages that are free */
export function unusedOf(page: Uint8Array, isFirst: boolean): Unused | null {
  const at = isFirst ? PRELUDE_BYTES : 0;
  const kind = page[at];
  if (page.length !== PAGE_BYTES || (kind !== LEAF && kind !== INTERIOR)) return null;
  const view = viewOf(page);
  const from = at + (kind === LEAF ? 8 : 12) + view.getUint16(at + 3) * 2;
  const to = view.getUint16(at + 5);
  return from < to && to <= PAGE_BYTES ? { from, to } : null;
}
