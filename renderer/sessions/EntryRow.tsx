import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import type { SessionRow } from '../../shared/session.ts';
import { ChairMark } from '../ui/ChairMark.tsx';
import { useDates } from '../ui/dates.ts';
import { GoLink } from '../ui/GoLink.tsx';
import style from './EntryRow.module.css';

export interface EntryRowProps {
  row: SessionRow;
  /** Stands in place of the first words. */
  children?: ReactNode;
  /** Buttons beside the row, outside the link. */
  actions?: ReactNode;
}

/** One entry in a list: the day, with whom, in which chair, and a few words. */
export function EntryRow({ row, children, actions }: EntryRowProps) {
  const { t } = useTranslation('sessions');
  const { day } = useDates();
  return (
    <li className={style.item}>
      <div className={style.link}>
        <GoLink to={`/journal/${row.id}`} look="row">
          <span className={style.row}>
            <span className={style.chairs}>
              {row.chairs.map((chair) => (
                <ChairMark key={chair} chair={chair} />
              ))}
            </span>
            <span className={style.texts}>
              <span className={style.top}>
                <bdi className={style.name}>{reveal(row.pairingName)}</bdi>
                <span className={style.day}>{day(row.date)}</span>
              </span>
              {children ?? (
                <span className={style.words} dir="auto" data-none={row.firstWords === null}>
                  {row.firstWords === null ? t('journal.noWords') : reveal(row.firstWords)}
                </span>
              )}
            </span>
          </span>
        </GoLink>
      </div>
      {actions !== undefined && <div className={style.actions}>{actions}</div>}
    </li>
  );
}
