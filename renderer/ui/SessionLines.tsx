import { reveal } from '../../shared/about.ts';
import type { SessionRow } from '../../shared/session.ts';
import { ChairMark } from './ChairMark.tsx';
import { useDates } from './dates.ts';
import { GoLink } from './GoLink.tsx';
import style from './SessionLines.module.css';

export interface SessionLinesProps {
  rows: readonly SessionRow[];
  /** Where all are of one pairing its name is left out. */
  named?: boolean;
}

/** Sessions as a short list: chair, peer, day, and the first words about oneself. */
export function SessionLines({ rows, named = true }: SessionLinesProps) {
  const { day } = useDates();
  return (
    <ul className={style.lines}>
      {rows.map((row) => (
        <li key={row.id}>
          <GoLink to={`/journal/${row.id}`} look="row">
            <span className={style.line}>
              <span className={style.chairs}>
                {row.chairs.map((chair) => (
                  <ChairMark key={chair} chair={chair} />
                ))}
              </span>
              <span className={style.words}>
                <span className={style.top}>
                  {named && <strong className={style.name}>{reveal(row.pairingName)}</strong>}
                  <span className={named ? style.day : style.name}>{day(row.date)}</span>
                </span>
                {row.firstWords !== null && <span className={style.first}>{reveal(row.firstWords)}</span>}
              </span>
            </span>
          </GoLink>
        </li>
      ))}
    </ul>
  );
}
