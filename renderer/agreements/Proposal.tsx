import { Handshake } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textOf, type AgreementRow } from '../../shared/agreement-version.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { AgreementWords } from './AgreementWords.tsx';
import { Agreeing } from './Agreeing.tsx';
import { Discard } from './Discard.tsx';
import { Facts } from './Facts.tsx';
import { TextActions } from './TextActions.tsx';
import style from './Agreements.module.css';

export interface ProposalProps {
  row: AgreementRow;
  onWrite: () => void;
  onOpenFile: () => void;
}

/** A text that stands still, for both to read before they agree on it. */
export function Proposal({ row, onWrite, onOpenFile }: ProposalProps) {
  const { t } = useTranslation('agreements');
  const opened = useAnswer('readAgreement', { id: row.id });
  const reopen = useAsking('reopenAgreement');
  const [agreeing, setAgreeing] = useState(false);
  const text = opened.state === 'answered' ? textOf(opened.value.stage) : null;
  const change = async () => {
    const reply = await reopen.ask({ id: row.id });
    if (reply.ok) onWrite();
  };
  return (
    <section className={style.version} aria-label={t('proposed.title')}>
      <h2 className={style.title}>{t('proposed.title')}</h2>
      <Facts row={row} />
      <p className={style.lead}>{t('proposed.lead')}</p>
      <div className={style.actions}>
        <Button kind="primary" icon={Handshake} onPress={() => setAgreeing(true)}>
          {t('proposed.agree')}
        </Button>
        {text !== null && <TextActions row={row} text={text} onOpenFile={onOpenFile} />}
      </div>
      {text !== null && <AgreementWords text={text} under={2} />}
      <div className={style.actions}>
        <Button pending={reopen.asking} onPress={() => void change()}>
          {t('proposed.reopen')}
        </Button>
        <Discard id={row.id}>{t('proposed.discard')}</Discard>
      </div>
      <RefusalMessage name="reopenAgreement" refusal={reopen.refusal} />
      <Agreeing id={row.id} suggested={text?.agreedOn ?? null} open={agreeing} onClose={() => setAgreeing(false)} />
    </section>
  );
}
