import { useTranslation } from 'react-i18next';
import { useAnswer } from '../keeper.ts';
import { BackupProblem } from '../settings/BackupProblem.tsx';
import { GoLink } from '../ui/GoLink.tsx';

/** Only where a backup was not made. */
export function BackupLine() {
  const { t } = useTranslation('backups');
  const status = useAnswer('backupStatus', {});
  if (status.state !== 'answered' || status.value.problem === null) return null;
  return <BackupProblem problem={status.value.problem} actions={<GoLink to="/settings">{t('problem.toSettings')}</GoLink>} />;
}
