import { useTranslation } from 'react-i18next';
import type { AgreementText } from '../../shared/agreement.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { LeavingFile } from '../../shared/requests/shared-files.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Folded } from '../ui/Folded.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { AgreementWords } from './AgreementWords.tsx';
import { Digits } from './Digits.tsx';
import style from './Agreements.module.css';

export interface HandOverProps {
  id: RecordId;
  text: AgreementText;
  open: boolean;
  onClose: () => void;
}

/** Everything that would stand in the file is shown before it leaves. */
export function HandOver({ id, text, open, onClose }: HandOverProps) {
  const { t } = useTranslation('agreements');
  return (
    <Dialog title={t('hand.title')} open={open} onClose={onClose} wide>
      {open && <Leaving id={id} text={text} onClose={onClose} />}
    </Dialog>
  );
}

function Leaving({ id, text, onClose }: Omit<HandOverProps, 'open'>) {
  const { t } = useTranslation('agreements');
  const looked = useAnswer('lookAtAgreementFile', { id });
  if (looked.state === 'asking') return null;
  if (looked.state === 'refused') return <RefusalMessage name="lookAtAgreementFile" refusal={looked.refusal} />;
  return (
    <>
      <p className={style.lead}>{t('hand.lead')}</p>
      <Digits digits={looked.value.fingerprint} />
      <AgreementWords text={text} under={2} />
      <Folded level={3} title={t('hand.whole')} summary={t('hand.size', { count: looked.value.bytes })}>
        <pre className={style.file}>{looked.value.text}</pre>
      </Folded>
      <Write id={id} file={looked.value} onClose={onClose} />
    </>
  );
}

function Write({ id, file, onClose }: { id: RecordId; file: LeavingFile; onClose: () => void }) {
  const { t } = useTranslation('agreements');
  const say = useSay();
  const exporting = useAsking('exportAgreement');
  const write = async () => {
    const reply = await exporting.ask({ id, sha256: file.sha256 });
    if (!reply.ok) return;
    onClose();
    say(t('hand.done'));
  };
  return (
    <>
      {exporting.refusal?.why !== 'cancelled' && <RefusalMessage name="exportAgreement" refusal={exporting.refusal} />}
      <div className={style.actions}>
        <Button onPress={onClose}>{t('hand.cancel')}</Button>
        <Button kind="primary" pending={exporting.asking} onPress={() => void write()}>
          {t('hand.write')}
        </Button>
      </div>
    </>
  );
}
