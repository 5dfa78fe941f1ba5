import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Quiet } from './Quiet.tsx';
import sheet from './RecoverySheet.module.css';
import style from './FirstRun.module.css';

/** The twelve words, shown this once. Printing puts the sheet alone on paper. */
export function RecoverySheet({ words, onBack, onGo }: { words: readonly string[]; onBack: () => void; onGo: () => void }) {
  const { t } = useTranslation('unlock');
  return (
    <Quiet title={t('sheet.title')} step={t('step.of', { at: 2 })}>
      <p>{t('sheet.text')}</p>
      <section className={sheet.sheet} aria-label={t('sheet.label')}>
        <h2 className={sheet.onPaper}>{t('sheet.paperTitle')}</h2>
        <ol className={sheet.words}>
          {words.map((word, index) => (
            <li key={index}>
              <span className={sheet.number}>{index + 1}</span>
              <span>{word}</span>
            </li>
          ))}
        </ol>
        <p className={sheet.onPaper}>{t('sheet.paperText')}</p>
      </section>
      <p>{t('sheet.keep')}</p>
      <div>
        <Button icon={Printer} onPress={() => window.print()}>
          {t('sheet.print')}
        </Button>
        <p className={sheet.printNote}>{t('sheet.printNote')}</p>
      </div>
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
