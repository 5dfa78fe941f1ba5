import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { today, type IsoDate } from '../../shared/date.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Checklist } from '../ui/Checklist.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';

export interface AgreeingProps {
  id: RecordId;
  /** The day the text names already, as one that came from the peer may. */
  suggested: IsoDate | null;
  open: boolean;
  onClose: () => void;
}

/** Both have read it, and on which day: nothing is agreed without the two. */
export function Agreeing({ id, suggested, open, onClose }: AgreeingProps) {
  const { t } = useTranslation('agreements');
  return (
    <Dialog title={t('agree.title')} open={open} onClose={onClose}>
      {open && <Form id={id} suggested={suggested} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ id, suggested, onClose }: Omit<AgreeingProps, 'open'>) {
  const { t } = useTranslation('agreements');
  const say = useSay();
  const agree = useAsking('agreeOnAgreement');
  const [read, setRead] = useState<'read'[]>([]);
  const [on, setOn] = useState<IsoDate | null>(suggested ?? today());
  const isReady = read.length === 1 && on !== null;
  const go = async () => {
    if (!isReady) return;
    const reply = await agree.ask({ id, agreedOn: on, bothHaveRead: true });
    if (!reply.ok) return;
    onClose();
    say(t('agree.done'));
  };
  return (
    <>
      <p>{t('agree.text')}</p>
      <Checklist labelHidden label={t('agree.title')} options={[{ value: 'read', label: t('agree.bothRead') }]} values={read} onChange={setRead} />
      <DateField label={t('agree.on')} value={on} max={today()} onChange={setOn} />
      <RefusalMessage name="agreeOnAgreement" refusal={agree.refusal} />
      <div>
        <Button kind="primary" disabled={!isReady} pending={agree.asking} onPress={() => void go()}>
          {t('agree.agree')}
        </Button>
        <Button kind="plain" onPress={onClose}>
          {t('agree.cancel')}
        </Button>
      </div>
    </>
  );
}
