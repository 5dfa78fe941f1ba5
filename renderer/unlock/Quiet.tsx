import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AppMark } from '../ui/AppMark.tsx';
import style from './Quiet.module.css';

export interface QuietProps {
  title: string;
  /** Where in the way one is: `Step 2 of 4`. */
  step?: string;
  children: ReactNode;
}

/** One column in an empty room: the pages before the journal is open. Another title takes the focus, unless a field of the page has it. */
export function Quiet({ title, step, children }: QuietProps) {
  const { t } = useTranslation('frame');
  const column = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (column.current?.contains(document.activeElement) !== true) heading.current?.focus();
  }, [title]);
  return (
    <main ref={column} className={style.room}>
      <header className={style.name}>
        <AppMark size="2.25rem" />
        <span>{t('name')}</span>
      </header>
      <div className={style.column}>
        <div>
          {step !== undefined && <p className={style.step}>{step}</p>}
          <h1 ref={heading} tabIndex={-1} className={style.title}>
            {title}
          </h1>
        </div>
        {children}
      </div>
    </main>
  );
}
