import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../shared/record-id.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';

/** Puts a draft or a proposal away for good, once it was asked. */
export function Discard({ id, children }: { id: RecordId; children: string }) {
  const { t } = useTranslation('agreements');
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const discard = useAsking('discardAgreement');
  const go = async () => {
    const reply = await discard.ask({ id });
    if (!reply.ok) return;
    setAsked(false);
    say(t('discard.done'));
  };
  return (
    <>
      <Button kind="plain" onPress={() => setAsked(true)}>
        {children}
      </Button>
      <Dialog
        question
        title={t('discard.title')}
        open={asked}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button kind="careful" pending={discard.asking} onPress={() => void go()}>
              {t('discard.discard')}
            </Button>
            <Button kind="primary" autoFocus onPress={() => setAsked(false)}>
              {t('discard.keep')}
            </Button>
          </>
        }
      >
        <p>{t('discard.text')}</p>
        <RefusalMessage name="discardAgreement" refusal={discard.refusal} />
      </Dialog>
    </>
  );
}
