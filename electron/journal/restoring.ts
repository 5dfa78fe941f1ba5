/** A journal brought back from a backup. */
import fs from 'node:fs';
import path from 'node:path';
import type { ChosenBackup, RestoredBackup } from '../../shared/backups.ts';
import { BackupReader } from '../vault/backup-reader.ts';
import { restoreBackup, type RestoreOptions } from '../vault/restoring.ts';
import { keptNameAt } from './backup-names.ts';
import type { Clock } from './clock.ts';
import { Journal, type Secret } from './journal.ts';
import type { Gathering } from './store.ts';

/**
 * What can be told of a backup without a key.
 * @throws VaultFault `not-a-backup`, `newer-version`, `damaged`, `too-large`, `unreadable`
 */
export async function lookAtBackup(file: string): Promise<ChosenBackup> {
  const reader = await BackupReader.open(file);
  await reader.close();
  return { name: path.basename(file), bytes: reader.bytes };
}

/**
 * Puts the journal of a backup into its place and opens it. One that is there already is kept beside it.
 * @throws VaultFault as the vault's `restoreBackup`
 */
export async function restoreJournal(backup: string, secret: Secret, file: string, options: RestoreOptions, gathering: Gathering, clock: Clock): Promise<{ journal: Journal; restored: RestoredBackup }> {
  const folder = path.dirname(file);
  const keptAs = keptNameAt(clock.nowMs(), (name) => fs.existsSync(path.join(folder, name)));
  const { vault, madeAtMs, kept } = await restoreBackup(backup, secret, { journal: file, keepAs: path.join(folder, keptAs) }, options);
  const restored = { madeAtMs, records: vault.count, keptAs: kept ? keptAs : null };
  return { journal: new Journal(vault, gathering, clock), restored };
}
