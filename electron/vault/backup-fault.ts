/** What went wrong while a backup was written or read, told apart by what a person can do about it. */
import fs from 'node:fs/promises';
import { VaultFault, writingFault } from './fault.ts';

/** The fault of an error met while something was written into `folder`. */
export async function backupFault(error: unknown, folder: string): Promise<VaultFault> {
  if (error instanceof VaultFault) return error;
  // A stick that was pulled out, a drive that is not connected.
  if (!(await isFolder(folder))) return new VaultFault('folder-gone', codeOf(error));
  const writable = await isWritable(folder);
  return writingFault(error, () => writable);
}

/** The fault of an error met while a backup was read. */
export function backupReadingFault(error: unknown): VaultFault {
  if (error instanceof VaultFault) return error;
  const code = codeOf(error);
  if (code === undefined) throw error;
  return new VaultFault('unreadable', code);
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && !code.startsWith('ERR_') ? code : undefined;
}

async function isFolder(folder: string): Promise<boolean> {
  return fs.stat(folder).then(
    (stat) => stat.isDirectory(),
    () => false,
  );
}

async function isWritable(folder: string): Promise<boolean> {
  return fs.access(folder, fs.constants.W_OK).then(
    () => true,
    () => false,
  );
}
