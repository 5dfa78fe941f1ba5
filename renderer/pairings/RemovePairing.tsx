import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { RecordId } from '../../shared/record-id.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import style from './PairingPage.module.css';

/** Removes a pairing nothing was written about. */
export function RemovePairing({ id }: { id: RecordId }) {
  const { t } = useTranslation('pairings');
  const say = useSay();
  const [, goTo] = useLocation();
  const remove = useAsking('removePairing');
  const [asking, setAsking] = useState(false);

  const close = () => {
    setAsking(false);
    remove.forget();
  };
  const onRemove = async () => {
    const reply = await remove.ask({ id });
    if (!reply.ok) return;
    say(t('remove.done'));
    goTo('/pairings');
  };
  return (
    <div className={style.remove}>
      <Button kind="plain" icon={Trash2} onPress={() => setAsking(true)}>
        {t('remove.open')}
      </Button>
      <Dialog
        question
        title={t('remove.title')}
        open={asking}
        onClose={close}
        actions={
          <>
            <Button onPress={close} autoFocus>
              {t('remove.keep')}
            </Button>
            <Button kind="careful" pending={remove.asking} onPress={() => void onRemove()}>
              {t('remove.remove')}
            </Button>
          </>
        }
      >
        <p>{t('remove.text')}</p>
        <RefusalMessage name="removePairing" refusal={remove.refusal} />
      </Dialog>
    </div>
  );
}
