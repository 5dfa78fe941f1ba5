import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CLAUSE_TEXT_MAX, WORD_TO_CHOOSE } from '../../shared/agreement.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import style from './Agreements.module.css';

export interface OfferedTextProps {
  /** The clause it belongs to, for a screen reader. */
  heading: string;
  /** The default wording; null where there is none. */
  offered: string | null;
  /** Undefined: nothing was taken yet. */
  text: string | undefined;
  onChange: (text: string | undefined) => void;
}

/** The wording of a clause. The default is offered and counts only once it is taken. */
export function OfferedText({ heading, offered, text, onChange }: OfferedTextProps) {
  const { t } = useTranslation('agreements');
  const [stopWord, setStopWord] = useState('');
  if (text !== undefined) {
    return (
      <div className={style.field}>
        <TextField label={t('editor.words_of', { clause: heading })} value={text} onChange={onChange} max={CLAUSE_TEXT_MAX} multiline written />
        <div className={style.aside}>
          <Button kind="plain" onPress={() => onChange(undefined)}>
            {t('editor.takeOutWords')}
          </Button>
        </div>
      </div>
    );
  }
  if (offered === null) {
    return (
      <div className={style.aside}>
        <Button kind="plain" onPress={() => onChange('')}>
          {t('editor.addWords')}
        </Button>
      </div>
    );
  }
  const asksForWord = offered.includes(WORD_TO_CHOOSE);
  const filled = stopWord.trim() === '' ? offered : offered.replace(WORD_TO_CHOOSE, () => stopWord.trim());
  return (
    <div className={style.offer}>
      <p className={style.words}>{filled.replace(WORD_TO_CHOOSE, '…')}</p>
      {asksForWord && <TextField label={t('editor.stopWord')} value={stopWord} onChange={setStopWord} max={40} />}
      <div className={style.actions}>
        <Button onPress={() => onChange(filled)}>{t('editor.take')}</Button>
        <Button kind="plain" onPress={() => onChange('')}>
          {t('editor.ownWords')}
        </Button>
      </div>
    </div>
  );
}
