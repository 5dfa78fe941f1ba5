/** What can go wrong with the journal file, told apart by what a person can do about it. */

export type VaultFaultCode =
  | 'no-journal'
  | 'exists'
  | 'not-a-journal'
  | 'damaged'
  | 'newer-version'
  | 'in-use'
  | 'unreadable'
  | 'wrong-secret'
  | 'not-words'
  | 'disk-full'
  | 'read-only'
  | 'disk-error'
  | 'too-large'
  | 'not-enough-memory'
  | 'cancelled'
  | 'not-gathered'
  | 'not-a-backup'
  | 'other-journal'
  | 'folder-gone'
  | 'not-verified';

/**
 * Thrown by everything in this folder. The message holds the fault and at most the code of the system or of SQLite: no text of the
 * journal, no key, no path.
 */
export class VaultFault extends Error {
  override readonly name = 'VaultFault';
  readonly fault: VaultFaultCode;

  constructor(fault: VaultFaultCode, systemCode?: string) {
    super(systemCode === undefined ? fault : `${fault} (${systemCode})`);
    this.fault = fault;
  }
}

/** The fault of an error met while opening or reading: nothing has been written. */
export function readingFault(error: unknown): VaultFault {
  if (error instanceof VaultFault) return error;
  const code = systemCodeOf(error);
  if (code === undefined) throw error;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new VaultFault('in-use', code);
  if (code === 'ENOENT') return new VaultFault('no-journal', code);
  // Memory that ran out says nothing about the file, and must not be reported as damage.
  if (code.startsWith('SQLITE_NOMEM')) return new VaultFault('not-enough-memory', code);
  // A page beyond the end of the file is the file's fault, not the disk's.
  if (code === 'SQLITE_IOERR_SHORT_READ') return new VaultFault('damaged', code);
  if (['SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH', 'SQLITE_READONLY', 'SQLITE_IOERR', 'SQLITE_FULL'].some((each) => code.startsWith(each))) return new VaultFault('unreadable', code);
  if (code.startsWith('SQLITE_')) return new VaultFault('damaged', code);
  return new VaultFault('unreadable', code);
}

/** The fault of an error met while writing. `canWrite` answers whether file and folder may be written at all. */
export function writingFault(error: unknown, canWrite: () => boolean): VaultFault {
  if (error instanceof VaultFault) return error;
  const code = systemCodeOf(error);
  if (code === undefined) throw error;
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC' || code === 'EDQUOT') return new VaultFault('disk-full', code);
  if (code.startsWith('SQLITE_READONLY') || ['EACCES', 'EPERM', 'EROFS'].includes(code)) return new VaultFault('read-only', code);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new VaultFault('in-use', code);
  if (code.startsWith('SQLITE_NOMEM')) return new VaultFault('not-enough-memory', code);
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return new VaultFault('damaged', code);
  // SQLite reports a rollback journal that cannot be created only as "cannot open" (SQLITE_CANTOPEN) or as an I/O error.
  return new VaultFault(canWrite() ? 'disk-error' : 'read-only', code);
}

/** The code of an error of SQLite or of the operating system; undefined for a mistake of ours, which is no fault of the file. */
function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  if (error.code.startsWith('ERR_')) return undefined;
  return error.code;
}
