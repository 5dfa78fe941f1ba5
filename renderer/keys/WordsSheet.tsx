import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import style from './WordsSheet.module.css';

/**
 * The twelve words. Printing puts the sheet alone on paper. There is no saving to a file on purpose: the words would then lie on a disk, in clear,
 * where whoever has the journal file is most likely to find them.
 */
export function WordsSheet({ words }: { words: readonly string[] }) {
  const { t } = useTranslation('keys');
  return (
    <>
      <section className={style.sheet} aria-label={t('paper.label')}>
        <h2 className={style.onPaper}>{t('paper.title')}</h2>
        <ol className={style.words}>
          {words.map((word, index) => (
            <li key={index}>
              <span className={style.number}>{index + 1}</span>
              <span>{word}</span>
            </li>
          ))}
        </ol>
        <p className={style.onPaper}>{t('paper.text')}</p>
      </section>
      <div>
        <Button icon={Printer} onPress={() => window.print()}>
          {t('paper.print')}
        </Button>
        <p className={style.printNote}>{t('paper.printNote')}</p>
      </div>
    </>
  );
}
