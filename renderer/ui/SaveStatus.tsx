import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaveState } from './autosave.ts';
import { Button } from './Button.tsx';
import { useDates } from './dates.ts';
import field from './field.module.css';
import { Message } from './Message.tsx';
import style from './SaveStatus.module.css';

export interface SaveStatusProps {
  saving: SaveState<unknown>;
  /** Why it was refused, as a sentence. */
  problem: string | null;
  /** Said beside it: what is missing, what is left out. */
  children?: ReactNode;
  onTryAgain: () => void;
}

/** Whether what was written is kept, in words, always in sight. Read aloud only when it becomes saved or is refused: not at every pause. */
export function SaveStatus({ saving, problem, children, onTryAgain }: SaveStatusProps) {
  const { t } = useTranslation('ui');
  const { moment } = useDates();
  const readAloud = useLastSettled(saving.is);

  return (
    <div className={style.status} data-saving={saving.is}>
      {saving.is === 'refused' && (
        <Message kind="attention" actions={<Button onPress={onTryAgain}>{t('saving.tryAgain')}</Button>}>
          {problem}
        </Message>
      )}
      <p className={style.words}>
        {saving.is === 'saved' ? t('saving.savedAt', { time: moment(saving.atMs) }) : t(`saving.${saving.is}`)}
        {children}
      </p>
      <span role="status" className={field.hidden}>
        {readAloud === 'saved' && t('saving.saved')}
      </span>
    </div>
  );
}

/** The last state that was an end and not a step: it does not change while a new saving is under way. */
function useLastSettled(now: SaveState<unknown>['is']): 'saved' | 'refused' | null {
  const [settled, setSettled] = useState<'saved' | 'refused' | null>(null);
  const next = now === 'saved' || now === 'refused' ? now : settled;
  if (next !== settled) setSettled(next);
  return next;
}
