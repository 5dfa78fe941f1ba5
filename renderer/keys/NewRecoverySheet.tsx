import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import type { Begun } from './begun.ts';
import { Done } from './Done.tsx';
import { ThreeWordsFields, useThreeWords } from './ThreeWords.tsx';
import { WordsSheet } from './WordsSheet.tsx';
import style from './keys.module.css';

type Step = { at: 'passphrase' } | { at: 'sheet' | 'type-back'; begun: Begun } | { at: 'done' };

/** Other recovery words. Until three of them are typed back, the old ones stay in force. */
export function NewRecoverySheet() {
  const [step, setStep] = useState<Step>({ at: 'passphrase' });
  switch (step.at) {
    case 'passphrase':
      return <ByPassphrase onBegun={(begun) => setStep({ at: 'sheet', begun })} />;
    case 'sheet':
      return <Sheet words={step.begun.recoveryWords} onGo={() => setStep({ at: 'type-back', begun: step.begun })} />;
    case 'type-back':
      return <TypedBack ask={step.begun.ask} onBack={() => setStep({ at: 'sheet', begun: step.begun })} onStartAgain={() => setStep({ at: 'passphrase' })} onDone={() => setStep({ at: 'done' })} />;
    case 'done':
      return <InForce />;
  }
}

function ByPassphrase({ onBegun }: { onBegun: (begun: Begun) => void }) {
  const { t } = useTranslation('keys');
  const sentence = useSentences();
  const begin = useAsking('beginRecoverySheet');
  const stop = useAsking('cancelKeyChange');
  const [passphrase, setPassphrase] = useState('');
  const wrong = begin.refusal?.why === 'wrong-secret' ? sentence('beginRecoverySheet', begin.refusal) : null;
  const go = async () => {
    if (begin.asking || passphrase === '') return;
    const reply = await begin.ask({ passphrase });
    if (reply.ok) onBegun(reply.value);
  };
  return (
    <Page title={t('newSheet.title')}>
      <div className={style.stack}>
        <p>{t('newSheet.text')}</p>
        <form
          className={style.form}
          onSubmit={(event) => {
            event.preventDefault();
            void go();
          }}
        >
          <PasswordField
            label={t('present')}
            value={passphrase}
            onChange={(typed) => {
              begin.forget();
              setPassphrase(typed);
            }}
            error={wrong}
            autoFocus
          />
          {wrong === null && <RefusalMessage name="beginRecoverySheet" refusal={begin.refusal} />}
          {begin.asking ? (
            <Progress label={t('deriving')} onCancel={() => void stop.ask({})} />
          ) : (
            <div className={style.actions}>
              <Button kind="primary" type="submit">
                {t('newSheet.go')}
              </Button>
              <GoLink to="/settings">{t('back')}</GoLink>
            </div>
          )}
        </form>
      </div>
    </Page>
  );
}

function Sheet({ words, onGo }: { words: readonly string[]; onGo: () => void }) {
  const { t } = useTranslation('keys');
  return (
    <Page key="sheet" title={t('newSheet.sheetTitle')}>
      <div className={style.stack}>
        <p>{t('newSheet.sheetText')}</p>
        <WordsSheet words={words} />
        <div className={style.actions}>
          <Button kind="primary" onPress={onGo}>
            {t('newSheet.written')}
          </Button>
          <GoLink to="/settings">{t('back')}</GoLink>
        </div>
        <p className={style.soft}>{t('newSheet.nothingYet')}</p>
      </div>
    </Page>
  );
}

interface TypedBackProps {
  ask: readonly number[];
  onBack: () => void;
  onStartAgain: () => void;
  onDone: () => void;
}

function TypedBack({ ask, onBack, onStartAgain, onDone }: TypedBackProps) {
  const { t } = useTranslation('keys');
  const finish = useAsking('finishRecoverySheet');
  const typed = useThreeWords(ask, finish.forget);
  const go = async () => {
    const words = typed.take();
    if (finish.asking || words === null) return;
    const reply = await finish.ask({ words });
    if (reply.ok) onDone();
  };
  return (
    <Page key="type-back" title={t('newSheet.typeTitle')}>
      <div className={style.stack}>
        <p>{t('newSheet.typeText')}</p>
        <form
          className={style.form}
          onSubmit={(event) => {
            event.preventDefault();
            void go();
          }}
        >
          <ThreeWordsFields typed={typed} />
          <RefusalMessage name="finishRecoverySheet" refusal={finish.refusal} actions={finish.refusal?.why === 'not-begun' ? <Button onPress={onStartAgain}>{t('newSheet.startAgain')}</Button> : undefined} />
          <div className={style.actions}>
            <Button kind="primary" type="submit" pending={finish.asking}>
              {t('newSheet.finish')}
            </Button>
            <Button kind="plain" onPress={onBack}>
              {t('newSheet.again')}
            </Button>
          </div>
        </form>
        <p className={style.soft}>{t('newSheet.nothingYet')}</p>
      </div>
    </Page>
  );
}

function InForce() {
  const { t } = useTranslation('keys');
  return (
    <Done title={t('newSheet.doneTitle')}>
      <p>{t('newSheet.done')}</p>
      <p>{t('copies')}</p>
    </Done>
  );
}
