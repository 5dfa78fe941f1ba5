import { reveal } from '../../shared/about.ts';
import type { Snippet } from '../../shared/search.ts';
import { AboutMark } from './AboutMark.tsx';
import style from './SearchResults.module.css';

/** The words somebody looked for, where they stand, with whom they are about. */
export function Snippets({ snippets }: { snippets: readonly Snippet[] }) {
  return (
    <span className={style.snippets}>
      {snippets.map((snippet) => (
        <SnippetLine key={snippet.about} snippet={snippet} />
      ))}
    </span>
  );
}

function SnippetLine({ snippet: { about, parts } }: { snippet: Snippet }) {
  return (
    <span className={style.snippet}>
      <span className={style.words} dir="auto">
        {reveal(parts).map(({ text, hit }, place) => (hit ? <mark key={place}>{text}</mark> : text))}
      </span>{' '}
      <AboutMark about={about} />
    </span>
  );
}
