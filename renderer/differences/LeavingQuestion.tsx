import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useBeforeLeaving } from '../ui/leaving.ts';
import { useUnsaved } from '../ui/unsaved.ts';
import type { Drawing } from './drawing.ts';

type Loss = 'unsaved' | 'unkept';

/** Saves before the page is left or the journal locks, and asks where something would be lost all the same. */
export function useLeavingQuestion(drawing: Drawing): ReactNode {
  const { t } = useTranslation('differences');
  const [asked, setAsked] = useState<{ loss: Loss; answer: (leave: boolean) => void } | null>(null);

  useUnsaved(async () => {
    await drawing.flush();
    if (lossOf(drawing) !== null) throw new Error('unsaved');
  });
  useBeforeLeaving(async () => {
    await drawing.flush();
    const loss = lossOf(drawing);
    return loss === null || new Promise<boolean>((answer) => setAsked({ loss, answer }));
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
      {asked && <p>{t(`leaving.${asked.loss}`)}</p>}
    </Dialog>
  );
}

function lossOf(drawing: Drawing): Loss | null {
  if (drawing.hasUnsaved) return 'unsaved';
  return drawing.now().allKept ? null : 'unkept';
}
