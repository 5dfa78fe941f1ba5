import { useTranslation } from 'react-i18next';
import type { JournalStatus } from '../../shared/requests.ts';
import style from './Whereabouts.module.css';

/** The journal's file, and whether something copies its folder elsewhere. */
export function Whereabouts({ status }: { status: JournalStatus }) {
  const { t } = useTranslation('settings');
  const { file, copiedBy } = status;
  const how = copiedBy === null ? 'notCopied' : copiedBy === 'network' ? 'network' : 'copied';
  return (
    <div className={style.where}>
      <p className={style.file}>{file}</p>
      <p>{t(`where.${how}`, { name: copiedBy ?? '' })}</p>
      {copiedBy !== null && <p>{t('where.meaning')}</p>}
    </div>
  );
}
