import type { ReactNode } from 'react';
import style from './ListAndPage.module.css';

export interface ListAndPageProps {
  /** What the list is of, for a screen reader. */
  listLabel: string;
  list: ReactNode;
  /** `null`: nothing is chosen. In a narrow window only one of the two is shown. */
  page: ReactNode | null;
}

/** A list, and beside it the page of what was chosen in it. */
export function ListAndPage({ listLabel, list, page }: ListAndPageProps) {
  return (
    <div className={style.both} data-chosen={page !== null}>
      <section className={style.list} aria-label={listLabel}>
        {list}
      </section>
      {page !== null && <div className={style.page}>{page}</div>}
    </div>
  );
}
