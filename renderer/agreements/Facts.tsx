import { useTranslation } from 'react-i18next';
import type { AgreementRow } from '../../shared/agreement-version.ts';
import { useDates } from '../ui/dates.ts';
import { Digits } from './Digits.tsx';
import style from './Agreements.module.css';

/** What is known of a version without reading it: its days, its digits, and whether they were compared. */
export function Facts({ row, numbered = true }: { row: AgreementRow; numbered?: boolean }) {
  const { t } = useTranslation('agreements');
  const { shortDay, dayOf } = useDates();
  const { state, number, agreedOn, reviewOn, until, fingerprint, compared, cleared } = row;
  const agreed = agreedOn !== null && t(state === 'proposed' ? 'facts.agreedOnPeer' : 'facts.agreedOn', { date: shortDay(agreedOn) });
  const days = [
    agreed,
    until !== null && t('facts.until', { date: shortDay(until) }),
    until === null && reviewOn !== null && t('facts.reviewOn', { date: shortDay(reviewOn) }),
    state === 'draft' && t('facts.savedAt', { date: dayOf(row.savedAtMs) }),
  ];
  return (
    <>
      <p className={style.soft}>{[numbered && t('version', { number }), ...days].filter(Boolean).join(' · ')}</p>
      {cleared && <p>{t('facts.cleared')}</p>}
      {fingerprint !== null && (
        <div className={style.fingerprint}>
          <p className={style.label}>{t('digits.label')}</p>
          <Digits digits={fingerprint} />
          <p className={style.soft}>{compared === null ? t('digits.compared.never') : t(`digits.compared.${compared.outcome}`, { date: shortDay(compared.on) })}</p>
        </div>
      )}
    </>
  );
}
