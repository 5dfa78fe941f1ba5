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

export interface Leaving {
  /** What else than the unsaved would be lost, as a sentence; null: nothing. */
  loses?: () => string | null;
  /** The page may be left for this place. */
  onLeave?: (to: string) => void;
}

/** Saves before the page is left or the journal locks, and asks where something would be lost all the same. */
export function useLeavingQuestion(writing: Leavable, { loses, onLeave }: Leaving = {}): ReactNode {
  const { t } = useTranslation('ui');
  const [asked, setAsked] = useState<{ loss: string; answer: (leave: boolean) => void } | null>(null);
  const lossNow = () => (writing.hasUnsaved ? t('leaving.unsaved') : (loses?.() ?? null));

  useUnsaved(async () => {
    await writing.flush();
    if (lossNow() !== null) throw new Error('unsaved');
  });
  useBeforeLeaving(async (to) => {
    await writing.flush();
    const loss = lossNow();
    const leave = loss === null || (await new Promise<boolean>((answer) => setAsked({ loss, answer })));
    if (leave) onLeave?.(to);
    return leave;
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
      {asked && <p>{asked.loss}</p>}
    </Dialog>
  );
}
