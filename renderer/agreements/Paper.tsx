import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { AgreementText } from '../../shared/agreement.ts';
import { inGroups, type Fingerprint } from '../../shared/fingerprint.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { AgreementWords } from './AgreementWords.tsx';
import style from './Paper.module.css';

export interface PrintProps {
  id: RecordId;
  text: AgreementText;
  digits: Fingerprint;
}

/** Prints a clean page for the two to read together. First the ledger has its line; where it cannot be written, nothing is printed. */
export function Print({ id, text, digits }: PrintProps) {
  const { t } = useTranslation('agreements');
  const noting = useAsking('noteAgreementPrintout');
  /** Counts, so that the same page can be printed again. */
  const [printing, setPrinting] = useState(0);
  const print = async () => {
    const reply = await noting.ask({ id });
    if (reply.ok) setPrinting((before) => before + 1);
  };
  return (
    <>
      <Button icon={Printer} pending={noting.asking} onPress={() => void print()}>
        {t('actions.print')}
      </Button>
      <RefusalMessage name="noteAgreementPrintout" refusal={noting.refusal} />
      {printing > 0 && <Paper key={printing} text={text} digits={digits} />}
    </>
  );
}

/** Stands beside the window's own content and is on paper alone: what scrolls would be cut at the edge of the window. */
function Paper({ text, digits }: Omit<PrintProps, 'id'>) {
  const { t } = useTranslation('agreements');
  const { shortDay } = useDates();
  useEffect(() => {
    window.print();
  }, []);
  return createPortal(
    <section className={style.paper} aria-hidden>
      <h2 className={style.title}>{t('paper.title')}</h2>
      <p>{text.agreedOn === null ? t('paper.proposed') : t('facts.agreedOn', { date: shortDay(text.agreedOn) })}</p>
      <AgreementWords text={text} under={2} />
      <p className={style.digits}>
        {t('paper.digits')}: {inGroups(digits).join(' ')}
      </p>
    </section>,
    document.body,
  );
}
