import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import measures from '../../shared/content/en/measures.json';
import type { IsoDate } from '../../shared/date.ts';
import { isMeasure, type HeldSession, type HeldValue } from '../../shared/holdings.ts';
import { AboutMark } from '../sessions/AboutMark.tsx';
import { useDates } from '../ui/dates.ts';
import { GoLink } from '../ui/GoLink.tsx';
import { RichTextView } from '../ui/RichTextView.tsx';
import style from './holdings.module.css';

/** What each entry says about the peer or the two, to read only. */
export function HeldSessions({ sessions }: { sessions: readonly HeldSession[] }) {
  const { t } = useTranslation('holdings');
  const { day } = useDates();
  return (
    <section className={style.section} aria-labelledby="held-sessions">
      <h2 id="held-sessions">{t('sessions.title')}</h2>
      {sessions.map(({ id, date, trashed, earlierStates, values }) => (
        <article key={id} className={style.session} aria-label={day(date)}>
          <h3 className={style.day}>
            {day(date)}
            {trashed && <span className={style.soft}> ({t('sessions.trashed')})</span>}
          </h3>
          {values.map((held) => (
            <Value key={`${held.field} ${held.chair ?? ''}`} held={held} />
          ))}
          {earlierStates > 0 && <p className={style.soft}>{t('sessions.earlier', { count: earlierStates })}</p>}
          <p>
            <GoLink to={`/journal/${id}`}>{t('sessions.open')}</GoLink>
          </p>
        </article>
      ))}
    </section>
  );
}

function Value({ held }: { held: HeldValue }) {
  const label = useLabel(held);
  const { day } = useDates();
  const value = reveal(held.value);
  const words = isMeasure(held.field) ? measures[held.field].points[held.chair ?? 'coach'][(value as number) - 1] : held.field === 'keepUntil' ? day(value as IsoDate) : value;
  return (
    <div>
      <p className={style.label}>
        {label} <AboutMark about={held.about} />
      </p>
      {typeof words === 'object' ? (
        <RichTextView text={words} under={4} />
      ) : (
        <p className={style.words} dir="auto">
          {words}
        </p>
      )}
    </div>
  );
}

function useLabel({ field, chair }: HeldValue): string {
  const { t } = useTranslation('sessions');
  switch (field) {
    case 'note':
    case 'nicer':
    case 'travelled':
      return t(`between.${field}`);
    case 'keywords':
    case 'theirStep':
    case 'keepUntil':
      return t(`peer.${field}`);
    case 'statusFelt':
    case 'safety':
    case 'challenge':
    case 'support':
      return measures[field].question[chair ?? 'coach'];
  }
}
