import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import type { SearchHit, Snippet } from '../../shared/search.ts';
import { useHeard } from '../heard.ts';
import { useAnswer } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Message } from '../ui/Message.tsx';
import { Progress } from '../ui/Progress.tsx';
import { AboutMark } from './AboutMark.tsx';
import type { Filter } from './entries.ts';
import { EntryRow } from './EntryRow.tsx';
import style from './SearchResults.module.css';

const SHOWN_MAX = 50;

/** What was found, with the words it was found by. */
export function SearchResults({ text, filter }: { text: string; filter: Filter }) {
  const { t } = useTranslation('sessions');
  const sentence = useSentences();
  const found = useAnswer('search', { text, ...filter, limit: SHOWN_MAX }, { keepShown: true });
  if (found.state === 'asking') return null;
  if (found.state === 'refused') return <Message kind="attention">{sentence('search', found.refusal)}</Message>;
  if (!found.value.ready) return <StillReading />;
  const { hits, more } = found.value;
  const filtered = filter.pairing !== null || filter.chair !== null;
  return (
    <div className={style.results}>
      <p role="status" className={style.soft}>
        {hits.length > 0 && (more ? t('journal.foundMore', { count: hits.length }) : t('journal.found', { count: hits.length }))}
      </p>
      {hits.length === 0 ? (
        <EmptyState>{t(filtered ? 'journal.notFoundFiltered' : 'journal.notFound')}</EmptyState>
      ) : (
        <ul className={style.list} aria-label={t('journal.results')}>
          {hits.map((hit) => (
            <Hit key={hit.row.id} hit={hit} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Hit({ hit: { row, snippets } }: { hit: SearchHit }) {
  return (
    <EntryRow row={row}>
      <span className={style.snippets}>
        {snippets.map((snippet) => (
          <SnippetLine key={snippet.about} snippet={snippet} />
        ))}
      </span>
    </EntryRow>
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

/** Searching waits until everything has been gathered; the page asks again when it is. */
function StillReading() {
  const { t } = useTranslation('sessions');
  const { gathering } = useHeard();
  return (
    <div className={style.results}>
      <Progress label={t('journal.gathering')} fraction={gathering && gathering.total > 0 ? gathering.done / gathering.total : null} small />
      <p className={style.soft}>{t('journal.gatheringText')}</p>
    </div>
  );
}
