/** Searching what was written. */
import type { About, Kept } from './about.ts';
import type { SessionRow } from './session.ts';

export const SEARCH_TEXT_MAX = 200;

/** A stretch of text, and whether it is what was searched for. */
export interface SnippetPart { text: string; hit: boolean }

export interface Snippet<A extends About = About> { about: A; parts: Kept<A, SnippetPart[]> }

export interface SearchHit {
  row: SessionRow;
  /** At least one, in the order me, us, peer. */
  snippets: Snippet[];
}
