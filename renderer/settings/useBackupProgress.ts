import { useState } from 'react';
import type { BackupStep } from '../../shared/backups.ts';
import { useNotices } from '../keeper.ts';

export interface BackupProgressShown {
  step: BackupStep;
  /** 0 to 1. */
  fraction: number;
}

/** How far a backup, a drill or a restoring is; `null` before it says so. `begin` is called as one is asked for. */
export function useBackupProgress(): { progress: BackupProgressShown | null; begin: () => void } {
  const [progress, setProgress] = useState<BackupProgressShown | null>(null);
  useNotices((notice) => {
    if (notice.notice === 'backup') setProgress({ step: notice.step, fraction: notice.total === 0 ? 1 : notice.done / notice.total });
  });
  return { progress, begin: () => setProgress(null) };
}
