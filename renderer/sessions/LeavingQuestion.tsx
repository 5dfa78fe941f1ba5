import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useBeforeLeaving } from '../ui/leaving.ts';
import { useUnsaved } from '../ui/unsaved.ts';
import { setAside } from './draft.ts';
import type { Writing } from './writing.ts';

/** Why leaving would lose something. */
type Loss = 'unsaved' | 'unkept' | 'aside';

interface Asked { loss: Loss; answer: (leave: boolean) => void }

const NEW_ENTRY = '/journal/new';

/**
 * Saves before the page is left or the journal locks, and asks where something would be lost all the same.
 * @param onAgain one wants a new entry while being on the page of a new one: the place does not change, the entry does
 */
export function useLeavingQuestion(writing: Writing, onAgain: () => void): ReactNode {
  const { t } = useTranslation('sessions');
  const [asked, setAsked] = useState<Asked | null>(null);

  useUnsaved(async () => {
    await writing.flush();
    if (lossOf(writing) !== null) throw new Error('unsaved');
  });
  useBeforeLeaving(async (to) => {
    await writing.flush();
    const loss = lossOf(writing);
    const leave = loss === null || (await new Promise<boolean>((answer) => setAsked({ loss, answer })));
    if (leave && to.startsWith(NEW_ENTRY)) onAgain();
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
      {asked && <p>{t(`leaving.${asked.loss}`)}</p>}
    </Dialog>
  );
}

function lossOf(writing: Writing): Loss | null {
  if (writing.hasUnsaved) return 'unsaved';
  const { unkept, draft } = writing.now();
  if (unkept.length > 0) return 'unkept';
  return setAside(draft) === null ? null : 'aside';
}
