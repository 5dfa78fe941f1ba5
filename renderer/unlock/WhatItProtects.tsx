import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Claims } from './Claims.tsx';
import { Quiet } from './Quiet.tsx';
import style from './FirstRun.module.css';

/** The last step of the first run. */
export function WhatItProtects({ onBack, onGo }: { onBack: () => void; onGo: () => void }) {
  const { t } = useTranslation('unlock');
  return (
    <Quiet title={t('protects.title')} step={t('step.of', { at: 4 })}>
      <Claims />
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
