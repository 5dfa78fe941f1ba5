import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../shared/record-id.ts';
import type { LeavingFile } from '../../shared/requests/shared-files.ts';
import type { TemplateText } from '../../shared/template.ts';
import { Digits } from '../agreements/Digits.tsx';
import { useAnswer, useAsking } from '../keeper.ts';
import { Questions } from '../templates/Questions.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Folded } from '../ui/Folded.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { Whom } from './Whom.tsx';
import style from './TemplateFiles.module.css';

/** Everything that would stand in the file is shown before it leaves. */
export function HandOverTemplate({ text }: { text: TemplateText }) {
  const { t } = useTranslation('template-files');
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('hand.open')}</Button>
      <Dialog title={t('hand.title')} open={open} onClose={close} wide>
        {open && <Leaving text={text} onClose={close} />}
      </Dialog>
    </>
  );
}

function Leaving({ text, onClose }: { text: TemplateText; onClose: () => void }) {
  const { t } = useTranslation('template-files');
  const looked = useAnswer('lookAtTemplateFile', { id: text.id });
  if (looked.state === 'asking') return null;
  if (looked.state === 'refused') return <RefusalMessage name="lookAtTemplateFile" refusal={looked.refusal} />;
  return (
    <div className={style.file}>
      <p>{t('hand.lead')}</p>
      <Digits digits={looked.value.fingerprint} />
      <h3 className={style.title}>{text.title}</h3>
      {text.purpose !== null && <p>{text.purpose}</p>}
      <Questions text={text} />
      <Folded level={3} title={t('hand.whole')} summary={t('hand.size', { count: looked.value.bytes })}>
        <pre className={style.whole}>{looked.value.text}</pre>
      </Folded>
      <Write id={text.id} file={looked.value} onClose={onClose} />
    </div>
  );
}

const SELF = 'self';
const OTHER = 'other';

function Write({ id, file, onClose }: { id: string; file: LeavingFile; onClose: () => void }) {
  const { t } = useTranslation('template-files');
  const say = useSay();
  const exporting = useAsking('exportTemplate');
  const [whom, setWhom] = useState<string>(OTHER);
  const write = async () => {
    const to = whom === SELF || whom === OTHER ? { to: whom, pairing: null } as const : { to: 'peer' as const, pairing: whom as RecordId };
    const reply = await exporting.ask({ id, sha256: file.sha256, ...to });
    if (!reply.ok) return;
    onClose();
    say(t('hand.done'));
  };
  return (
    <>
      <Whom label={t('hand.for')} others={[{ value: OTHER, label: t('hand.forOther') }, { value: SELF, label: t('hand.forSelf') }]} value={whom} onChange={setWhom} />
      {exporting.refusal?.why !== 'cancelled' && <RefusalMessage name="exportTemplate" refusal={exporting.refusal} />}
      <div className={style.actions}>
        <Button onPress={onClose}>{t('hand.cancel')}</Button>
        <Button kind="primary" pending={exporting.asking} onPress={() => void write()}>
          {t('hand.write')}
        </Button>
      </div>
    </>
  );
}
