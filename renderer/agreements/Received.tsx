import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../shared/record-id.ts';
import type { ReceivedAgreement } from '../../shared/requests/shared-files.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Folded } from '../ui/Folded.tsx';
import { Message } from '../ui/Message.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { AgreementWords } from './AgreementWords.tsx';
import { Compared } from './Compared.tsx';
import { Digits } from './Digits.tsx';
import style from './Agreements.module.css';

export interface ReceivedProps {
  pairing: RecordId;
  file: ReceivedAgreement;
  /** A draft or a proposal is open, and would be replaced. */
  begun: boolean;
  onDone: () => void;
}

/** What stands in a file of the peer. Nothing of it is kept before the person says so. */
export function Received({ pairing, file, begun, onDone }: ReceivedProps) {
  const { t } = useTranslation('agreements');
  const say = useSay();
  const accept = useAsking('acceptAgreementFile');
  const take = async () => {
    const reply = await accept.ask({ pairing, sha256: file.sha256 });
    if (!reply.ok) return;
    say(t('received.accepted'));
    onDone();
  };
  return (
    <section className={style.version} aria-label={t('received.title')}>
      <h2 className={style.title}>{t('received.title')}</h2>
      <p className={style.lead}>{t('received.lead')}</p>
      <div className={style.fingerprint}>
        <p className={style.label}>{t('digits.label')}</p>
        <Digits digits={file.fingerprint} />
      </div>
      {file.held && <Message>{t('received.held')}</Message>}
      {!file.held && file.own !== null && (
        <>
          <h3 className={style.clauseName}>{t('received.compared')}</h3>
          <Compared one={file.own.text} other={file.text} names={[t('received.ours'), t('received.theirs')]} />
        </>
      )}
      {file.held || file.own !== null ? (
        <Folded level={3} title={t('actions.read')}>
          <AgreementWords text={file.text} under={3} />
        </Folded>
      ) : (
        <AgreementWords text={file.text} under={2} />
      )}
      {!file.held && begun && <p>{t('received.replaces')}</p>}
      <div className={style.actions}>
        {!file.held && (
          <Button kind="primary" pending={accept.asking} onPress={() => void take()}>
            {t('received.accept')}
          </Button>
        )}
        <Button onPress={onDone}>{t('received.close')}</Button>
      </div>
      <RefusalMessage name="acceptAgreementFile" refusal={accept.refusal} />
    </section>
  );
}
