import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Quiet } from './Quiet.tsx';
import list from './WhatItProtects.module.css';
import style from './FirstRun.module.css';

const protects = ['sealed', 'noticed', 'durable', 'nothingElse'] as const;
const cannot = ['watched', 'bothLost', 'hidden', 'rewound', 'deleted', 'notAudited'] as const;

/** What may be promised, and what may not. The words are bound by what is tested. */
export function WhatItProtects({ onBack, onGo }: { onBack: () => void; onGo: () => void }) {
  const { t } = useTranslation('unlock');
  return (
    <Quiet title={t('protects.title')} step={t('step.of', { at: 4 })}>
      <section className={list.section}>
        <h2>{t('protects.does')}</h2>
        <ul>
          {protects.map((each) => (
            <li key={each}>{t(`protects.${each}`)}</li>
          ))}
        </ul>
      </section>
      <section className={list.section}>
        <h2>{t('protects.cannot')}</h2>
        <ul>
          {cannot.map((each) => (
            <li key={each}>{t(`protects.${each}`)}</li>
          ))}
        </ul>
      </section>
      <div className={style.actions}>
        <Button kind="primary" onPress={onGo} autoFocus>
          {t('protects.go')}
        </Button>
        <Button kind="plain" onPress={onBack}>
          {t('back')}
        </Button>
      </div>
    </Quiet>
  );
}
