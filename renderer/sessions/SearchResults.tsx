import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../shared/search.ts';
import { useHeard } from '../heard.ts';
import { useAnswer } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { FoundReflections } from '../reflections/FoundReflections.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Message } from '../ui/Message.tsx';
import { Progress } from '../ui/Progress.tsx';
import type { Filter } from './entries.ts';
import { EntryRow } from './EntryRow.tsx';
import { FoundNotes } from './FoundNotes.tsx';
import style from './SearchResults.module.css';
import { Snippets } from './Snippets.tsx';

const SHOWN_MAX = 50;

/** What was found, with the words it was found by. */
export function SearchResults({ text, filter }: { text: string; filter: Filter }) {
  const { t } = useTranslation('sessions');
  const sentence = useSentences();
  const pairings = useAnswer('listPairings', {});
  const found = useAnswer('search', { text, ...filter, limit: SHOWN_MAX }, { keepShown: true });
  if (found.state === 'asking') return null;
  if (found.state === 'refused') return <Message kind="attention">{sentence('search', found.refusal)}</Message>;
  if (!found.value.ready) return <StillReading />;
  const { hits, more, notes, reflections } = found.value;
  const filtered = filter.pairing !== null || filter.chair !== null;
  return (
    <div className={style.results}>
      <p role="status" className={style.soft}>
        {hits.length > 0 && (more ? t('journal.foundMore', { count: hits.length }) : t('journal.found', { count: hits.length }))}
      </p>
      {hits.length === 0 ? (
        notes.length + reflections.length === 0 && <EmptyState>{t(filtered ? 'journal.notFoundFiltered' : 'journal.notFound')}</EmptyState>
      ) : (
        <ul className={style.list} aria-label={t('journal.results')}>
          {hits.map((hit) => (
            <Hit key={hit.row.id} hit={hit} />
          ))}
        </ul>
      )}
      <FoundReflections hits={reflections} />
      <FoundNotes hits={notes} anyPairing={filter.pairing ?? (pairings.state === 'answered' ? (pairings.value[0]?.id ?? null) : null)} />
    </div>
  );
}

function Hit({ hit: { row, snippets } }: { hit: SearchHit }) {
  return (
    <EntryRow row={row}>
      <Snippets snippets={snippets} />
    </EntryRow>
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
