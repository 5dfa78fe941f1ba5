import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { PenLine, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import { CHAIRS, type Chair } from '../../shared/measures.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { SEARCH_TEXT_MAX } from '../../shared/search.ts';
import { useHeard } from '../heard.ts';
import { useAnswer } from '../keeper.ts';
import { ChairMark } from '../ui/ChairMark.tsx';
import { Choice } from '../ui/Choice.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useSettled } from '../ui/useSettled.ts';
import type { Filter } from './entries.ts';
import style from './JournalPage.module.css';
import { SearchResults } from './SearchResults.tsx';
import { Timeline } from './Timeline.tsx';
import { TrashPage } from './TrashPage.tsx';

const ALL = 'all';
const SETTLED_MS = 150;

/** Everything that was written: by month, or by the words in it. */
export function JournalPage({ trashed = false }: { trashed?: boolean }) {
  return trashed ? <TrashPage /> : <WholeJournal />;
}

function WholeJournal() {
  const { t } = useTranslation('sessions');
  const [{ typed, filter }, look] = useLooking();
  // Nothing is written into a damaged journal.
  const { damaged } = useHeard();
  const setTyped = (words: string) => look({ typed: words, filter });
  const setFilter = (chosen: Filter) => look({ typed, filter: chosen });
  const text = useSettled(typed.trim(), SETTLED_MS);

  return (
    <Page
      title={t('journal.title')}
      actions={
        <>
          <GoLink to="/journal/trash" look="button">
            <Trash2 aria-hidden size="1.15em" strokeWidth={1.75} />
            {t('journal.trash')}
          </GoLink>
          {!damaged && (
            <GoLink to="/journal/new" look="primary">
              <PenLine aria-hidden size="1.15em" strokeWidth={1.75} />
              {t('journal.new')}
            </GoLink>
          )}
        </>
      }
    >
      <div className={style.finding} role="search">
        <SearchField text={typed} onChange={setTyped} />
        <Filters filter={filter} onChange={setFilter} />
      </div>
      {text === '' ? <Timeline filter={filter} onClearFilter={() => setFilter({ pairing: null, chair: null })} /> : <SearchResults text={text} filter={filter} />}
    </Page>
  );
}

interface Looking { typed: string; filter: Filter }

const lookedBefore = new WeakMap<QueryClient, Looking>();

/** What one was looking for is still there after reading an entry, until the journal locks and the window ends. */
function useLooking() {
  const client = useQueryClient();
  const [looking, look] = useState<Looking>(() => lookedBefore.get(client) ?? { typed: '', filter: { pairing: null, chair: null } });
  useEffect(() => {
    lookedBefore.set(client, looking);
  }, [client, looking]);
  return [looking, look] as const;
}

/** `/` goes there, Escape empties it. */
function SearchField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('sessions');
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div
      className={style.search}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text !== '') onChange('');
      }}
    >
      <TextField label={t('journal.search')} labelHidden placeholder={t('journal.searchPlaceholder')} value={text} onChange={onChange} max={SEARCH_TEXT_MAX} inputRef={input} />
    </div>
  );
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { t } = useTranslation('sessions');
  const pairings = useAnswer('listPairings', {});
  const rows = pairings.state === 'answered' ? pairings.value : [];
  return (
    <div className={style.filters}>
      <Select<string>
        label={t('journal.pairing')}
        options={[{ value: ALL, label: t('journal.allPairings') }, ...rows.map(({ id, name }) => ({ value: id, label: reveal(name) }))]}
        value={filter.pairing ?? ALL}
        onChange={(value) => onChange({ ...filter, pairing: value === ALL ? null : (value as RecordId) })}
        placeholder={t('journal.allPairings')}
      />
      <Choice<Chair | typeof ALL>
        label={t('journal.chair')}
        options={[{ value: ALL, label: t('journal.bothChairs') }, ...CHAIRS.map((value) => ({ value, label: t(`journal.${value}`), mark: <ChairMark chair={value} words="none" /> }))]}
        value={filter.chair ?? ALL}
        onChange={(value) => onChange({ ...filter, chair: value === ALL ? null : value })}
      />
    </div>
  );
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, [role=textbox], [role=spinbutton], [role=dialog]') !== null);
}
