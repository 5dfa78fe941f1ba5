import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import style from './keys.module.css';

export interface DoneProps {
  title: string;
  children: ReactNode;
  /** Where one might go from here, beside Settings. */
  further?: ReactNode;
}

/** What has changed, and what has not. Its heading takes the focus, so that it is read out. */
export function Done({ title, children, further }: DoneProps) {
  const { t } = useTranslation('keys');
  return (
    <Page key={title} title={title}>
      <div className={style.stack}>
        {children}
        <div className={style.actions}>
          <GoLink to="/settings" look="primary">
            {t('back')}
          </GoLink>
          {further}
        </div>
      </div>
    </Page>
  );
}
