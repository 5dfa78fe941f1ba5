import { FileInput } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMPARISON_OUTCOMES, type ComparisonOutcome } from '../../shared/agreement-version.ts';
import type { Fingerprint } from '../../shared/fingerprint.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Message } from '../ui/Message.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { Digits } from './Digits.tsx';
import style from './Agreements.module.css';

export interface ComparingDigitsProps {
  id: RecordId;
  digits: Fingerprint;
  open: boolean;
  onClose: () => void;
  onOpenFile: () => void;
}

/** The two read their digits to each other, and what came of it is noted. */
export function ComparingDigits({ open, onClose, ...rest }: ComparingDigitsProps) {
  const { t } = useTranslation('agreements');
  return (
    <Dialog title={t('compare.title')} open={open} onClose={onClose}>
      {open && <Reading onClose={onClose} {...rest} />}
    </Dialog>
  );
}

function Reading({ id, digits, onClose, onOpenFile }: Omit<ComparingDigitsProps, 'open'>) {
  const { t } = useTranslation('agreements');
  const noting = useAsking('noteComparison');
  const [noted, setNoted] = useState<ComparisonOutcome | null>(null);
  const note = async (outcome: ComparisonOutcome) => {
    const reply = await noting.ask({ id, outcome });
    if (reply.ok) setNoted(outcome);
  };
  return (
    <>
      <p>{t('compare.lead')}</p>
      <Digits digits={digits} large />
      {noted === null && (
        <div className={style.actions}>
          {COMPARISON_OUTCOMES.map((outcome) => (
            <Button key={outcome} pending={noting.asking} onPress={() => void note(outcome)}>
              {t(`compare.${outcome}`)}
            </Button>
          ))}
        </div>
      )}
      {noted === 'match' && <Message actions={<Button onPress={onClose}>{t('compare.close')}</Button>}>{t('compare.matched')}</Message>}
      {noted === 'not_compared' && <Message actions={<Button onPress={onClose}>{t('compare.close')}</Button>}>{t('compare.notCompared')}</Message>}
      {noted === 'no_match' && (
        <Message
          kind="attention"
          actions={
            <>
              <Button icon={FileInput} onPress={onOpenFile}>
                {t('openFile')}
              </Button>
              <Button kind="plain" onPress={onClose}>
                {t('compare.close')}
              </Button>
            </>
          }
        >
          {t('compare.differs')}
        </Message>
      )}
      <RefusalMessage name="noteComparison" refusal={noting.refusal} />
    </>
  );
}
