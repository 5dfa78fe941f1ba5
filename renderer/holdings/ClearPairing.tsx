import { Eraser } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep } from '../../shared/about.ts';
import { PAIRING_NAME_MAX, type PairingRow } from '../../shared/pairing.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useSay } from '../ui/Toasts.tsx';
import style from './holdings.module.css';

/** Leaves of a pairing what its owner learned about themselves. */
export function ClearPairing({ pairing }: { pairing: PairingRow }) {
  const { t } = useTranslation('holdings');
  const say = useSay();
  const clear = useAsking('clearPairing');
  const [name, setName] = useState<string | null>(null);
  const close = () => {
    setName(null);
    clear.forget();
  };
  const onClear = async () => {
    const reply = await clear.ask({ pairing: pairing.id, name: keep('peer', (name ?? '').trim()) });
    if (!reply.ok) return;
    close();
    say(t('clear.done'));
  };
  return (
    <>
      <Button icon={Eraser} onPress={() => setName(t('clear.formerPeer'))}>
        {t('clear.open')}
      </Button>
      <Dialog
        question
        title={t('clear.ask')}
        open={name !== null}
        onClose={close}
        actions={
          <>
            <Button onPress={close} autoFocus>
              {t('clear.keep')}
            </Button>
            <Button kind="careful" pending={clear.asking} disabled={name === null || name.trim() === ''} onPress={() => void onClear()}>
              {t('clear.do')}
            </Button>
          </>
        }
      >
        <div className={style.question}>
          <p>{t('clear.goes')}</p>
          <p>{t('clear.stays')}</p>
          <p>{t('clear.backups')}</p>
          <TextField label={t('clear.name')} value={name ?? ''} max={PAIRING_NAME_MAX} onChange={setName} />
          <RefusalMessage name="clearPairing" refusal={clear.refusal} />
        </div>
      </Dialog>
    </>
  );
}
