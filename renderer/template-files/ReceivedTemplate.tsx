import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceivedTemplate as ReceivedFile } from '../../shared/requests/shared-files.ts';
import { Digits } from '../agreements/Digits.tsx';
import { useAsking } from '../keeper.ts';
import { Differences } from '../templates/Differences.tsx';
import { Questions } from '../templates/Questions.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Message } from '../ui/Message.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { Whom } from './Whom.tsx';
import style from './TemplateFiles.module.css';

/** What stands in a file, question by question, before anything of it is kept. `null`: no file is open. */
export function ReceivedTemplate({ file, onClose }: { file: ReceivedFile | null; onClose: () => void }) {
  const { t } = useTranslation('template-files');
  return (
    <Dialog title={t('received.title')} open={file !== null} onClose={onClose} wide>
      {file !== null && <Received file={file} onClose={onClose} />}
    </Dialog>
  );
}

const OTHER = 'other';

function Received({ file: { text, fingerprint, held, own, sha256 }, onClose }: { file: ReceivedFile; onClose: () => void }) {
  const { t } = useTranslation('template-files');
  const say = useSay();
  const accept = useAsking('acceptTemplateFile');
  const [from, setFrom] = useState<string>(OTHER);
  const take = async () => {
    const reply = await accept.ask({ sha256, pairing: from === OTHER ? null : (from) });
    if (!reply.ok) return;
    onClose();
    say(t('received.accepted'));
  };
  return (
    <div className={style.file}>
      <p>{t('received.lead')}</p>
      <div>
        <Digits digits={fingerprint} />
        <p className={style.soft}>{t('received.digits')}</p>
      </div>
      {held && <Message>{t('received.held')}</Message>}
      {!held && own !== null && <Message>{t('received.other')}</Message>}
      {!held && own !== null && (
        <section aria-label={t('received.otherwise')}>
          <h3 className={style.title}>{t('received.otherwise')}</h3>
          <Differences before={own.text} after={text} />
        </section>
      )}
      <h3 className={style.title}>{text.title}</h3>
      {text.purpose !== null && <p>{text.purpose}</p>}
      <Questions text={text} />
      {!held && <Whom label={t('received.from')} others={[{ value: OTHER, label: t('received.fromOther') }]} value={from} onChange={setFrom} />}
      <div className={style.actions}>
        <Button onPress={onClose}>{t('received.close')}</Button>
        {!held && (
          <Button kind="primary" pending={accept.asking} onPress={() => void take()}>
            {t('received.accept')}
          </Button>
        )}
      </div>
      <RefusalMessage name="acceptTemplateFile" refusal={accept.refusal} />
    </div>
  );
}
