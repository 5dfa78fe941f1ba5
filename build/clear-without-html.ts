/**
 * React Aria empties its live region with `innerHTML = ''`, which trusted types refuse: the page would stop at the first key in a date.
 * The build puts `replaceChildren()` there, which does the same; a policy that let HTML through would be the larger hole.
 */
import type { Plugin } from 'vite';

const ANNOUNCER = /react-aria[\\/]dist[\\/]private[\\/]live-announcer[\\/]LiveAnnouncer\.m?js$/u;
const CLEARED = /\.innerHTML = ''/gu;

/** @throws Error while building when React Aria no longer does this: then this file can go */
export function clearWithoutHtml(): Plugin {
  return {
    name: 'clear-without-html',
    transform(code, id) {
      const file = id.split('?')[0] ?? '';
      if (!ANNOUNCER.test(file)) return null;
      const cleared = code.replace(CLEARED, '.replaceChildren()');
      if (cleared === code) throw new Error(`${file} does not clear with innerHTML any more: build/clear-without-html.ts is not needed.`);
      return { code: cleared, map: null };
    },
  };
}
