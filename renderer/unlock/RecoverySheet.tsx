import { useTranslation } from 'react-i18next';
import { WordsSheet } from '../keys/WordsSheet.tsx';
import { Button } from '../ui/Button.tsx';
import { Quiet } from './Quiet.tsx';
import style from './FirstRun.module.css';

/** The twelve words, shown this once. */
export function RecoverySheet({ words, onBack, onGo }: { words: readonly string[]; onBack: () => void; onGo: () => void }) {
  const { t } = useTranslation('unlock');
  return (
    <Quiet title={t('sheet.title')} step={t('step.of', { at: 2 })}>
      <p>{t('sheet.text')}</p>
      <p>{t('sheet.keep')}</p>
      <WordsSheet words={words} />
      <div className={style.actions}>
        <Button kind="primary" onPress={onGo}>
          {t('sheet.go')}
        </Button>
        <Button kind="plain" onPress={onBack}>
          {t('back')}
        </Button>
      </div>
      <p className={style.soft}>{t('sheet.backNote')}</p>
    </Quiet>
  );
}
