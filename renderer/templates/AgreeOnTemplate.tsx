import { Handshake } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedTemplate } from '../../shared/requests.ts';
import type { AgreedComparison } from '../../shared/template-agreement.ts';
import { Digits } from '../agreements/Digits.tsx';
import { useAsking } from '../keeper.ts';
import { Whom } from '../template-files/Whom.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Message } from '../ui/Message.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import style from './Templates.module.css';

/** Two peers read the digits of a template to each other, and agree to look back with it. */
export function AgreeOnTemplate({ template }: { template: OpenedTemplate }) {
  const { t } = useTranslation('templates');
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button icon={Handshake} onPress={() => setOpen(true)}>
        {t('agree.open')}
      </Button>
      <Dialog title={t('agree.title')} open={open} onClose={close}>
        {open && <Agree template={template} onClose={close} />}
      </Dialog>
    </>
  );
}

function Agree({ template, onClose }: { template: OpenedTemplate; onClose: () => void }) {
  const { t } = useTranslation('templates');
  const say = useSay();
  const agree = useAsking('agreeOnTemplate');
  const [pairing, setPairing] = useState<string | null>(null);
  const [differs, setDiffers] = useState(false);
  const agreed = async (compared: AgreedComparison) => {
    setDiffers(false);
    if (pairing === null) return;
    const reply = await agree.ask({ pairing, template: template.id, compared });
    if (!reply.ok) return;
    onClose();
    say(t('agree.done'));
  };
  return (
    <div className={style.agree}>
      <Whom label={t('agree.with')} others={[]} value={pairing} onChange={setPairing} />
      <p>{t('agree.lead')}</p>
      <Digits digits={template.fingerprint} large />
      <RefusalMessage name="agreeOnTemplate" refusal={agree.refusal} />
      {differs && <Message kind="attention">{t('agree.differs')}</Message>}
      <div className={style.start}>
        <Button kind="primary" disabled={pairing === null} pending={agree.asking} onPress={() => void agreed('match')}>
          {t('agree.match')}
        </Button>
        <Button disabled={pairing === null} onPress={() => setDiffers(true)}>
          {t('agree.no_match')}
        </Button>
        <Button disabled={pairing === null} pending={agree.asking} onPress={() => void agreed('not_compared')}>
          {t('agree.not_compared')}
        </Button>
      </div>
    </div>
  );
}
