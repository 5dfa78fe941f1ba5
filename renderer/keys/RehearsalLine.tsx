import { useTranslation } from 'react-i18next';
import { useAnswer } from '../keeper.ts';
import { GoLink } from '../ui/GoLink.tsx';
import { KEYS_PLACE } from './places.ts';
import style from './keys.module.css';

/** On the first page, only where it is some time since anybody made sure of the recovery sheet. */
export function RehearsalLine() {
  const { t } = useTranslation('keys');
  const status = useAnswer('recoverySheetStatus', {});
  if (status.state !== 'answered' || !status.value.due) return null;
  return (
    <p className={style.soft}>
      {t('sheet.dueToday')} <GoLink to={KEYS_PLACE.rehearsal}>{t('sheet.try')}</GoLink>
    </p>
  );
}
