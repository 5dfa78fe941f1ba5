import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { memo, useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { IsoDate } from '../../shared/date.ts';
import { useHeard } from '../heard.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { byMonth, useEntries, type Filter, type Month } from './entries.ts';
import { EntryRow } from './EntryRow.tsx';
import style from './Timeline.module.css';

export interface TimelineProps {
  filter: Filter;
  onClearFilter: () => void;
}

/** All entries by month, newest first. Fifty at a time; earlier ones come as one gets there. */
export function Timeline({ filter, onClearFilter }: TimelineProps) {
  const { t } = useTranslation('sessions');
  const { rows, showEarlier, asking } = useEntries(filter, false);
  const { damaged } = useHeard();
  const list = useKeptPlace(filter, rows?.length ?? 0, asking, showEarlier);
  if (rows === null) return null;
  if (rows.length === 0) {
    if (damaged) return <EmptyState>{t('journal.noneReadable')}</EmptyState>;
    return filter.pairing === null && filter.chair === null ? (
      <EmptyState action={<GoLink to="/journal/new" look="primary">{t('journal.new')}</GoLink>}>{t('journal.empty')}</EmptyState>
    ) : (
      <EmptyState action={<Button onPress={onClearFilter}>{t('journal.clearFilters')}</Button>}>{t('journal.emptyFiltered')}</EmptyState>
    );
  }
  return (
    <div ref={list} className={style.timeline} role="region" aria-label={t('journal.timeline')}>
      {byMonth(rows).map((month) => (
        <MonthOfEntries key={month.month} month={month} />
      ))}
      {showEarlier && <Earlier after={rows.length} asking={asking} onShow={showEarlier} />}
    </div>
  );
}

/** How far one had come, by what the list was kept to: numbers only, and gone when the journal locks and the window ends. */
const placesBefore = new WeakMap<QueryClient, Map<string, { top: number; rows: number }>>();

/** Coming back from an entry, one is where one was: as many rows are asked for as there were, and the page is scrolled there. */
function useKeptPlace(filter: Filter, rows: number, asking: boolean, showEarlier: (() => void) | null): RefObject<HTMLDivElement | null> {
  const client = useQueryClient();
  const list = useRef<HTMLDivElement>(null);
  const key = `${filter.pairing} ${filter.chair}`;
  const wanted = useRef(placesBefore.get(client)?.get(key) ?? null);
  useEffect(() => {
    const scroller = list.current?.closest('main');
    if (!scroller || wanted.current === null || asking) return;
    if (rows < wanted.current.rows && showEarlier !== null) {
      showEarlier();
      return;
    }
    scroller.scrollTop = wanted.current.top;
    wanted.current = null;
  }, [rows, asking, showEarlier]);
  useEffect(() => {
    const scroller = list.current?.closest('main');
    if (!scroller || rows === 0) return;
    const note = () => {
      if (wanted.current !== null) return;
      const places = placesBefore.get(client) ?? new Map<string, { top: number; rows: number }>();
      placesBefore.set(client, places.set(key, { top: scroller.scrollTop, rows }));
    };
    scroller.addEventListener('scroll', note, { passive: true });
    return () => scroller.removeEventListener('scroll', note);
  }, [client, key, rows]);
  return list;
}

const MonthOfEntries = memo(
  function MonthOfEntries({ month: { month, rows } }: { month: Month }) {
    const dates = useDates();
    return (
      <section className={style.month}>
        <h2 className={style.heading}>{dates.month(`${month}-01` as IsoDate)}</h2>
        <ul className={style.list}>
          {rows.map((row) => (
            <EntryRow key={row.id} row={row} />
          ))}
        </ul>
      </section>
    );
  },
  // Rows keep their identity as long as nothing in them changed.
  ({ month: before }, { month: now }) => before.rows.length === now.rows.length && before.rows.every((row, place) => row === now.rows[place]),
);

/** A button for those who press, and a place that asks by itself when it comes into sight. */
function Earlier({ after, asking, onShow }: { after: number; asking: boolean; onShow: () => void }) {
  const { t } = useTranslation('sessions');
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(onShow);
  useEffect(() => {
    latest.current = onShow;
  });
  useEffect(() => {
    if (asking || place.current === null) return;
    const watcher = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) latest.current();
    });
    watcher.observe(place.current);
    return () => watcher.disconnect();
    // Looks anew after each page: one that is short may leave this place in sight.
  }, [after, asking]);
  return (
    <div ref={place}>
      <Button pending={asking} onPress={onShow}>
        {t('journal.earlier')}
      </Button>
    </div>
  );
}
