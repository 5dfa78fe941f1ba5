import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import type { ReflectionRow } from '../../shared/reflection.ts';
import { ChairMark } from '../ui/ChairMark.tsx';
import { useDates } from '../ui/dates.ts';
import { GoLink } from '../ui/GoLink.tsx';
import style from './ReflectionLines.module.css';

export interface ReflectionLinesProps {
  rows: readonly ReflectionRow[];
  label: string;
  /** Where all are of one pairing, or of one session, its name or its day is left out. */
  without?: 'pairing' | 'session';
  actions?: (row: ReflectionRow) => ReactNode;
}

/** Reflections as a list: the template, with whom, the day, and the first words about oneself. */
export function ReflectionLines({ rows, label, without, actions }: ReflectionLinesProps) {
  return (
    <ul className={style.lines} aria-label={label}>
      {rows.map((row) => (
        <ReflectionLine key={row.id} row={row} without={without} actions={actions?.(row)} />
      ))}
    </ul>
  );
}

export interface ReflectionLineProps {
  row: ReflectionRow;
  without?: ReflectionLinesProps['without'];
  /** Stands in place of the first words. */
  children?: ReactNode;
  /** Buttons beside the row, outside the link. */
  actions?: ReactNode;
}

export function ReflectionLine({ row, without, children, actions }: ReflectionLineProps) {
  const { t } = useTranslation('reflections');
  const { day } = useDates();
  const { occasion, pairingName, date, done, firstWords } = row;
  const facts = [without === undefined && pairingName !== null ? reveal(pairingName) : null, without === 'session' ? null : day(date), done ? null : t('halfWritten')].filter((fact) => fact !== null);
  return (
    <li className={style.item}>
      <div className={style.link}>
        <GoLink to={`/reflections/${row.id}`} look="row">
          <span className={style.line}>
            <span className={style.chair}>{occasion.is === 'sitting' && <ChairMark chair={occasion.chair} />}</span>
            <span className={style.texts}>
              <span className={style.top}>
                <span className={style.title}>{row.title}</span>
                <span className={style.facts}>{facts.join(' · ')}</span>
              </span>
              {children ?? (firstWords !== null && <span className={style.first}>{reveal(firstWords)}</span>)}
            </span>
          </span>
        </GoLink>
      </div>
      {actions !== undefined && <div className={style.actions}>{actions}</div>}
    </li>
  );
}
