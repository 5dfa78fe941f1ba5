import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { Message } from '../ui/Message.tsx';
import field from '../ui/field.module.css';
import style from './SaveStatus.module.css';
import type { WritingState } from './writing.ts';

export interface SaveStatusProps {
  writing: Pick<WritingState, 'saving' | 'missing' | 'unkept'>;
  onTryAgain: () => void;
}

/** Whether what was written is kept, in words, always in sight. Read aloud only when it becomes saved or is refused: not at every pause. */
export function SaveStatus({ writing: { saving, missing, unkept }, onTryAgain }: SaveStatusProps) {
  const { t } = useTranslation('sessions');
  const { moment } = useDates();
  const sentence = useSentences();
  const readAloud = useLastSettled(saving.is);
  const lacks = missing.length === 2 ? 'both' : missing[0];

  return (
    <div className={style.status} data-saving={saving.is}>
      {saving.is === 'refused' && (
        <Message kind="attention" actions={<Button onPress={onTryAgain}>{t('saving.tryAgain')}</Button>}>
          {sentence('saveSession', saving.refusal)}
        </Message>
      )}
      <p className={style.words}>
        {saving.is === 'saved' ? t('saving.savedAt', { time: moment(saving.atMs) }) : t(`saving.${saving.is}`)}
        {saving.is === 'incomplete' && lacks !== undefined && <> {t(`saving.missing.${lacks}`)}</>}
        {saving.is === 'saved' && unkept.length > 0 && <> {t('saving.except')}</>}
      </p>
      <span role="status" className={field.hidden}>
        {readAloud === 'saved' && t('saving.saved')}
      </span>
    </div>
  );
}

/** The last state that was an end and not a step: it does not change while a new saving is under way. */
function useLastSettled(now: WritingState['saving']['is']): 'saved' | 'refused' | null {
  const [settled, setSettled] = useState<'saved' | 'refused' | null>(null);
  const next = now === 'saved' || now === 'refused' ? now : settled;
  if (next !== settled) setSettled(next);
  return next;
}
