import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupProblem as Problem } from '../../shared/backups.ts';
import { Message } from '../ui/Message.tsx';

/** Why the last backup came to nothing, and what can be done. Quiet: nothing is lost by it. */
export function BackupProblem({ problem, actions }: { problem: Problem; actions?: ReactNode }) {
  const { t } = useTranslation('backups');
  return (
    <Message title={t('problem.title')} actions={actions}>
      {t(`problem.${problem}`)}
    </Message>
  );
}
