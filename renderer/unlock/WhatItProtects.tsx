import { useTranslation } from 'react-i18next';
import { useAnswer } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Message } from '../ui/Message.tsx';
import { Claims } from './Claims.tsx';
import { Quiet } from './Quiet.tsx';
import style from './FirstRun.module.css';

/** The last step of the first run. */
export function WhatItProtects({ onBack, onGo }: { onBack: () => void; onGo: () => void }) {
  const { t } = useTranslation(['unlock', 'protects']);
  const facts = useAnswer('protectionFacts', {});
  return (
    <Quiet title={t('protects.title')} step={t('step.of', { at: 4 })}>
      <Claims />
      {facts.state === 'answered' && facts.value.eased === true && <Message>{t('protects:guessing.eased')}</Message>}
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
