/** The words around what was found, with the hits marked, kept apart by whom they are about. */
import { ABOUT, keep, type About } from '../../shared/about.ts';
import type { Snippet, SnippetPart } from '../../shared/search.ts';

export type Written = Record<About, string>;

// Private-use marks around a hit. Text that already holds them is not confused: they are taken out when the text is indexed.
export const OPEN = '\ue000';
export const CLOSE = '\ue001';
const MARKS = /[\ue000\ue001]/gu;
export const SNIPPET_WORDS = 18;

export function unmarked(text: string): string {
  return text.replace(MARKS, ' ');
}

/** @param written what the index gave, marks included */
export function toSnippets(written: Written): Snippet[] {
  const snippets: Snippet[] = [];
  for (const about of ABOUT) {
    const parts = toParts(written[about]);
    if (parts.some((part) => part.hit)) snippets.push({ about, parts: keep(about, parts) });
  }
  return snippets;
}

function toParts(snippet: string): SnippetPart[] {
  return snippet
    .split(OPEN)
    .flatMap((piece, index) => {
      if (index === 0) return [{ text: piece, hit: false }];
      const [hit = '', rest = ''] = piece.split(CLOSE);
      return [{ text: hit, hit: true }, { text: rest, hit: false }];
    })
    .filter((part) => part.text !== '');
}
