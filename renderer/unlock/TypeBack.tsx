import { useTranslation } from 'react-i18next';
import { useAsking } from '../keeper.ts';
import { ThreeWordsFields, useThreeWords } from '../keys/ThreeWords.tsx';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { Quiet } from './Quiet.tsx';
import style from './FirstRun.module.css';

export interface TypeBackProps {
  /** Three places on the sheet, counted from 1. */
  ask: readonly number[];
  onBack: () => void;
  onStartAgain: () => void;
  onOpen: () => void;
}

/** Three words from the sheet, typed back: then it is known that the sheet exists, and the journal is written. */
export function TypeBack({ ask, onBack, onStartAgain, onOpen }: TypeBackProps) {
  const { t } = useTranslation('unlock');
  const finish = useAsking('finishJournal');
  const typed = useThreeWords(ask, finish.forget);
  const go = async () => {
    const words = typed.take();
    if (finish.asking || words === null) return;
    const reply = await finish.ask({ words });
    if (reply.ok) onOpen();
  };
  return (
    <Quiet title={t('typeBack.title')} step={t('step.of', { at: 2 })}>
      <p>{t('typeBack.text')}</p>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <ThreeWordsFields typed={typed} />
        <RefusalMessage name="finishJournal" refusal={finish.refusal} actions={finish.refusal?.why === 'not-begun' ? <Button onPress={onStartAgain}>{t('typeBack.startAgain')}</Button> : undefined} />
        {finish.asking ? (
          <Progress label={t('typeBack.writing')} />
        ) : (
          <div className={style.actions}>
            <Button kind="primary" type="submit">
              {t('typeBack.go')}
            </Button>
            <Button kind="plain" onPress={onBack}>
              {t('typeBack.back')}
            </Button>
          </div>
        )}
      </form>
      <p className={style.soft}>{t('nothingWritten')}</p>
    </Quiet>
  );
}
