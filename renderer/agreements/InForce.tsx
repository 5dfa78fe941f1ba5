import { PenLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textOf, type AgreementRow } from '../../shared/agreement-version.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Folded } from '../ui/Folded.tsx';
import { Message } from '../ui/Message.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { AgreementWords } from './AgreementWords.tsx';
import { Facts } from './Facts.tsx';
import { TextActions } from './TextActions.tsx';
import style from './Agreements.module.css';

export interface InForceProps {
  row: AgreementRow;
  /** Null: a change is being written already. */
  onChange: (() => void) | null;
  onOpenFile: () => void;
}

/** What the two hold to now. */
export function InForce({ row, onChange, onOpenFile }: InForceProps) {
  const { t } = useTranslation('agreements');
  const opened = useAnswer('readAgreement', { id: row.id });
  const text = opened.state === 'answered' ? textOf(opened.value.stage) : null;
  return (
    <section className={style.version} aria-label={t('inForce.title')}>
      <h2 className={style.title}>{t('inForce.title')}</h2>
      <Facts row={row} />
      {row.state === 'review_due' && <Message actions={onChange !== null && <Button onPress={onChange}>{t('inForce.look')}</Button>}>{t('inForce.due')}</Message>}
      <div className={style.actions}>
        {onChange !== null && (
          <Button icon={PenLine} onPress={onChange}>
            {t('inForce.change')}
          </Button>
        )}
        {text !== null && <TextActions row={row} text={text} onOpenFile={onOpenFile} />}
      </div>
      {text !== null && onChange !== null && <AgreementWords text={text} under={2} />}
      {text !== null && onChange === null && (
        <Folded level={3} title={t('actions.read')}>
          <AgreementWords text={text} under={3} />
        </Folded>
      )}
      <End id={row.id} />
    </section>
  );
}

function End({ id }: { id: RecordId }) {
  const { t } = useTranslation('agreements');
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const end = useAsking('endAgreement');
  const go = async () => {
    const reply = await end.ask({ id });
    if (!reply.ok) return;
    setAsked(false);
    say(t('end.done'));
  };
  return (
    <div className={style.aside}>
      <Button kind="plain" onPress={() => setAsked(true)}>
        {t('inForce.end')}
      </Button>
      <Dialog
        question
        title={t('end.title')}
        open={asked}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button kind="careful" pending={end.asking} onPress={() => void go()}>
              {t('end.end')}
            </Button>
            <Button kind="primary" autoFocus onPress={() => setAsked(false)}>
              {t('end.keep')}
            </Button>
          </>
        }
      >
        <p>{t('end.text')}</p>
        <RefusalMessage name="endAgreement" refusal={end.refusal} />
      </Dialog>
    </div>
  );
}
