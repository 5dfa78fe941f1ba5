import { useTranslation } from 'react-i18next';
import { useHeard } from '../heard.ts';
import { useAnswer } from '../keeper.ts';
import { useDates } from '../ui/dates.ts';
import { GoLink } from '../ui/GoLink.tsx';
import { KEYS_PLACE } from './places.ts';
import style from './keys.module.css';

/** In Settings: how it stands with passphrase and recovery words, and what can be done about them. */
export function KeysSection() {
  const { t } = useTranslation('keys');
  const { rekeying } = useHeard();
  return (
    <div className={style.stack}>
      <SheetLine />
      <div className={style.actions}>
        {(['passphrase', 'rehearsal', 'sheet', 'rekey'] as const).map((each) => (
          <GoLink key={each} to={KEYS_PLACE[each]} look="button">
            {t(`to.${each}`)}
          </GoLink>
        ))}
      </div>
      {rekeying !== null && (
        <p>
          {t('rekey.underWay')} <GoLink to={KEYS_PLACE.rekey}>{t('rekey.look')}</GoLink>
        </p>
      )}
    </div>
  );
}

function SheetLine() {
  const { t } = useTranslation('keys');
  const { dayOf } = useDates();
  const status = useAnswer('recoverySheetStatus', {});
  if (status.state !== 'answered') return null;
  const { issuedAtMs, rehearsedAtMs, due } = status.value;
  return (
    <>
      <p>{rehearsedAtMs === null ? t('sheet.made', { date: dayOf(issuedAtMs) }) : t('sheet.tried', { date: dayOf(issuedAtMs), tried: dayOf(rehearsedAtMs) })}</p>
      {due && <p>{t('sheet.due')}</p>}
    </>
  );
}
