import { useEffect, useRef, type ReactNode } from 'react';
import style from './Page.module.css';

export interface PageProps {
  title: string;
  /** A line under the title. */
  lead?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** `letter`: one column as wide as reading likes. `wide`: lists beside pages. */
  measure?: 'letter' | 'wide';
  children: ReactNode;
}

/** A page's heading and its column. A page that comes takes the focus to its heading, unless something in it has it already. */
export function Page({ title, lead, actions, measure = 'letter', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    const somethingElse = page.current?.contains(document.activeElement) === true || document.activeElement?.closest('[role=dialog], [role=alertdialog]') != null;
    if (!somethingElse) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <article ref={page} className={style.page} data-measure={measure}>
      <header className={style.header}>
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className={style.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={style.actions}>{actions}</div>}
      </header>
      {children}
    </article>
  );
}
