import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { PairingRow } from '../../shared/pairing.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import style from './holdings.module.css';

/** Takes a pairing out of the journal with everything that tells of it. */
export function DeletePairing({ pairing }: { pairing: PairingRow }) {
  const { t } = useTranslation('holdings');
  const say = useSay();
  const [, goTo] = useLocation();
  const remove = useAsking('deletePairing');
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
    remove.forget();
  };
  const onDelete = async () => {
    const reply = await remove.ask({ pairing: pairing.id });
    if (!reply.ok) return;
    say(t('delete.done'));
    goTo('/pairings');
  };
  return (
    <>
      <Button kind="plain" icon={Trash2} onPress={() => setAsking(true)}>
        {t('delete.open')}
      </Button>
      <Dialog
        question
        title={t('delete.ask')}
        open={asking}
        onClose={close}
        actions={
          <>
            <Button onPress={close} autoFocus>
              {t('delete.keep')}
            </Button>
            <Button kind="careful" pending={remove.asking} onPress={() => void onDelete()}>
              {t('delete.do')}
            </Button>
          </>
        }
      >
        <div className={style.question}>
          <p>{t('delete.what')}</p>
          <p>{t('delete.backups')}</p>
          <RefusalMessage name="deletePairing" refusal={remove.refusal} />
        </div>
      </Dialog>
    </>
  );
}
