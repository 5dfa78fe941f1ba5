/** The words of a reflection, kept apart by whom they are about, as the search index has them. What was ticked is not in it. */
import { ABOUT, reveal, type About } from '../../shared/about.ts';
import { textsAbout, type Reflection } from '../../shared/reflection.ts';
import { plainText } from '../../shared/rich-text.ts';
import { shortened } from './session-text.ts';
import type { Written } from './snippets.ts';

export function reflectionText({ answers }: Reflection): Written {
  const about = (whom: About) => textsAbout(whom, answers).map((text) => plainText(reveal(text))).join('\n');
  return Object.fromEntries(ABOUT.map((whom) => [whom, about(whom)])) as Written;
}

/** The beginning of what was written about me, on one line; `null` when nothing was. */
export function firstWordsOf({ answers }: Reflection): string | null {
  const [first] = textsAbout('me', answers);
  return first === undefined ? null : shortened(plainText(reveal(first)).trim());
}
