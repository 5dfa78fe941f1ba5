import { backupName, type BackupDrill, type BackupRow, type BackupStatus, type ChosenBackup, type RestoredBackup } from '../backups.ts';
import { z } from '../zod.ts';
import { BUSY, BUSY_RESTORING, CANNOT_STORE, CANNOT_WRITE, nothing, request } from './request.ts';
import { secret } from './secret.ts';

/** Why a file is no backup that can be read. Nothing has changed. */
const NO_GOOD_BACKUP = ['not-a-backup', 'newer-version', 'damaged', 'too-large', 'unreadable'] as const;

export const backupRequests = {
  backupStatus: request('open', nothing).answers<BackupStatus>().refuses(),
  /** Lets the person choose in a dialog of the system. A first backup is not made by this. */
  chooseBackupFolder: request('open', nothing)
    .answers<BackupStatus>()
    .refuses('cancelled', ...BUSY, 'folder-gone', 'folder-read-only', 'folder-of-journal', ...CANNOT_WRITE),
  /** No more backups by themselves. Those that are there stay. */
  stopBackups: request('open', nothing).answers<BackupStatus>().refuses(...BUSY, ...CANNOT_WRITE),
  /** Written, then read back and checked. */
  backupNow: request('open', nothing)
    .answers<BackupStatus>()
    .refuses('cancelled', ...BUSY, 'no-folder', 'folder-gone', 'folder-full', 'folder-read-only', 'folder-error', 'not-verified', 'unreadable', ...CANNOT_WRITE),
  /** Of this journal, newest first. */
  listBackups: request('open', nothing).answers<BackupRow[]>().refuses('no-folder', 'folder-gone', 'unreadable'),
  /** Restores into a scratch folder, compares, and removes it again. */
  drillBackup: request('open', z.strictObject({ name: backupName }))
    .answers<BackupDrill>()
    .refuses('cancelled', ...BUSY, 'no-folder', 'folder-gone', 'other-journal', ...NO_GOOD_BACKUP, ...CANNOT_STORE),
  /** Stops a backup or a drill under way; the request that started it is refused as `cancelled`. */
  cancelBackup: request('open', nothing).answers<null>().refuses(),
  /** Lets the person choose in a dialog of the system. */
  chooseBackupFile: request('locked', nothing).answers<ChosenBackup>().refuses('cancelled', ...NO_GOOD_BACKUP),
  /** From the file chosen before. A journal that is here is kept beside it; the restored one is open then. `cancelUnlocking` stops it. */
  restoreBackup: request('locked', z.strictObject({ secret: secret }))
    .answers<RestoredBackup>()
    .refuses('cancelled', BUSY_RESTORING, 'no-file', 'no-journal', 'wrong-secret', 'not-words', 'not-enough-memory', 'in-use', ...NO_GOOD_BACKUP, ...CANNOT_STORE),
} as const;
