import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { useBeforeLeaving } from './leaving.ts';
import { useUnsaved } from './unsaved.ts';

/** What is being written on a page. */
export interface Leavable {
  flush: () => Promise<unknown>;
  /** After `flush` it will not be saved by waiting. */
  readonly hasUnsaved: boolean;
}

/** Saves before the page is left or the journal locks, and asks where something would be lost all the same. */
export function useLeavingQuestion(writing: Leavable): ReactNode {
  const { t } = useTranslation('ui');
  const [asked, setAsked] = useState<{ answer: (leave: boolean) => void } | null>(null);

  useUnsaved(async () => {
    await writing.flush();
    if (writing.hasUnsaved) throw new Error('unsaved');
  });
  useBeforeLeaving(async () => {
    await writing.flush();
    return !writing.hasUnsaved || new Promise<boolean>((answer) => setAsked({ answer }));
  });
  const answer = (leave: boolean) => {
    asked?.answer(leave);
    setAsked(null);
  };

  return (
    <Dialog
      question
      title={t('leaving.title')}
      open={asked !== null}
      onClose={() => answer(false)}
      actions={
        <>
          <Button kind="careful" onPress={() => answer(true)}>
            {t('leaving.leave')}
          </Button>
          <Button kind="primary" autoFocus onPress={() => answer(false)}>
            {t('leaving.stay')}
          </Button>
        </>
      }
    >
      <p>{t('leaving.unsaved')}</p>
    </Dialog>
  );
}
