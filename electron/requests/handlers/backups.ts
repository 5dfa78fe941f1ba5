import type { backupRequests } from '../../../shared/requests/backups.ts';
import type { HandlersOf } from './handler.ts';

export const backupHandlers: HandlersOf<typeof backupRequests> = {
  backupStatus: ({ journal }) => journal.backups.status(),
  chooseBackupFolder: (custody) => custody.chooseBackupFolder(),
  stopBackups: ({ journal }) => journal.backups.stop(),
  backupNow: (custody) => custody.journal.backups.make(custody.backupProgress()),
  listBackups: ({ journal }) => journal.backups.list(),
  drillBackup: (custody, { name }) => custody.journal.backups.drill(name, custody.backupProgress()),
  cancelBackup: ({ journal }) => {
    journal.backups.cancel();
    return null;
  },
  chooseBackupFile: (custody) => custody.chooseBackup(),
  restoreBackup: (custody, { secret }) => custody.restore(secret),
};
