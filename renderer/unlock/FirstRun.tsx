import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JournalStatus } from '../../shared/requests.ts';
import { Button } from '../ui/Button.tsx';
import type { Begun } from '../keys/begun.ts';
import { ChoosePassphrase } from './ChoosePassphrase.tsx';
import { Quiet } from './Quiet.tsx';
import { RecoverySheet } from './RecoverySheet.tsx';
import { Restore } from './Restore.tsx';
import { RestoreLink } from './RestoreLink.tsx';
import { TypeBack } from './TypeBack.tsx';
import { WhatItProtects } from './WhatItProtects.tsx';
import { WhereItLives } from './WhereItLives.tsx';
import style from './FirstRun.module.css';

type Step = { at: 'welcome' } | { at: 'restore' } | { at: 'passphrase' } | { at: 'sheet'; begun: Begun } | { at: 'type-back'; begun: Begun } | { at: 'where' } | { at: 'protects' };

export interface FirstRunProps {
  status: JournalStatus;
  /** The first step was taken: from here on the journal may come to be open while this page stays. */
  onBegun: () => void;
  onDone: () => void;
  /** A journal was restored from a backup instead, and is open. */
  onRestored: () => void;
}

/** From an empty machine to the first session. Nothing is on disk before the words were typed back. */
export function FirstRun({ status, onBegun, onDone, onRestored }: FirstRunProps) {
  const [step, setStep] = useState<Step>({ at: 'welcome' });
  switch (step.at) {
    case 'welcome':
      return (
        <Welcome
          onGo={() => {
            onBegun();
            setStep({ at: 'passphrase' });
          }}
          onRestore={() => {
            onBegun();
            setStep({ at: 'restore' });
          }}
        />
      );
    case 'restore':
      return <Restore hasJournal={false} onBack={() => setStep({ at: 'welcome' })} onOpen={onRestored} />;
    case 'passphrase':
      return <ChoosePassphrase onBack={() => setStep({ at: 'welcome' })} onBegun={(begun) => setStep({ at: 'sheet', begun })} />;
    case 'sheet':
      return <RecoverySheet words={step.begun.recoveryWords} onBack={() => setStep({ at: 'passphrase' })} onGo={() => setStep({ at: 'type-back', begun: step.begun })} />;
    case 'type-back':
      return <TypeBack ask={step.begun.ask} onBack={() => setStep({ at: 'sheet', begun: step.begun })} onStartAgain={() => setStep({ at: 'passphrase' })} onOpen={() => setStep({ at: 'where' })} />;
    case 'where':
      return <WhereItLives status={status} onGo={() => setStep({ at: 'protects' })} />;
    case 'protects':
      return <WhatItProtects onBack={() => setStep({ at: 'where' })} onGo={onDone} />;
  }
}

function Welcome({ onGo, onRestore }: { onGo: () => void; onRestore: () => void }) {
  const { t } = useTranslation('unlock');
  return (
    <Quiet title={t('welcome.title')}>
      <div className={style.words}>
        <p>{t('welcome.what')}</p>
        <p>{t('welcome.whose')}</p>
        <p>{t('welcome.how')}</p>
      </div>
      <div>
        <Button kind="primary" onPress={onGo} autoFocus>
          {t('welcome.go')}
        </Button>
      </div>
      <RestoreLink onPress={onRestore} />
    </Quiet>
  );
}
