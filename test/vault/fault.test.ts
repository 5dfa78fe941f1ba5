/** What SQLite and the system say, told apart by what a person can do about it. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { backupFault, backupReadingFault } from '../../electron/vault/backup-fault.ts';
import { readingFault, VaultFault, writingFault } from '../../electron/vault/fault.ts';
import { faultOf, newFolder } from './journals.ts';

const said = (code: unknown): Error => Object.assign(new Error('what was said'), { code });
const writing = (error: unknown, canWrite = true): string => writingFault(error, () => canWrite).fault;

describe('while reading', () => {
  test.each([
    ['SQLITE_BUSY', 'in-use'],
    ['SQLITE_BUSY_RECOVERY', 'in-use'],
    ['SQLITE_LOCKED', 'in-use'],
    ['SQLITE_LOCKED_SHAREDCACHE', 'in-use'],
    ['ENOENT', 'no-journal'],
    ['SQLITE_NOMEM', 'not-enough-memory'],
    ['SQLITE_NOMEM_X', 'not-enough-memory'],
    ['SQLITE_IOERR_SHORT_READ', 'damaged'],
    ['SQLITE_IOERR', 'unreadable'],
    ['SQLITE_IOERR_READ', 'unreadable'],
    ['SQLITE_CANTOPEN', 'unreadable'],
    ['SQLITE_CANTOPEN_ISDIR', 'unreadable'],
    ['SQLITE_PERM', 'unreadable'],
    ['SQLITE_AUTH', 'unreadable'],
    ['SQLITE_READONLY_ROLLBACK', 'unreadable'],
    ['SQLITE_FULL', 'unreadable'],
    ['SQLITE_CORRUPT', 'damaged'],
    ['SQLITE_NOTADB', 'damaged'],
    ['SQLITE_ERROR', 'damaged'],
    ['EIO', 'unreadable'],
    ['EACCES', 'unreadable'],
  ])('%s is %s', (code, fault) => {
    expect(readingFault(said(code)).fault).toBe(fault);
  });
});

describe('while writing', () => {
  test.each([
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_FULL_X', 'disk-full'],
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['SQLITE_READONLY', 'read-only'],
    ['SQLITE_READONLY_DBMOVED', 'read-only'],
    ['EACCES', 'read-only'],
    ['EPERM', 'read-only'],
    ['EROFS', 'read-only'],
    ['SQLITE_BUSY', 'in-use'],
    ['SQLITE_BUSY_SNAPSHOT', 'in-use'],
    ['SQLITE_LOCKED', 'in-use'],
    ['SQLITE_LOCKED_VTAB', 'in-use'],
    ['SQLITE_NOMEM', 'not-enough-memory'],
    ['SQLITE_NOMEM_X', 'not-enough-memory'],
    ['SQLITE_CORRUPT', 'damaged'],
    ['SQLITE_CORRUPT_INDEX', 'damaged'],
    ['SQLITE_NOTADB', 'damaged'],
    ['SQLITE_NOTADB_X', 'damaged'],
    ['SQLITE_IOERR_WRITE', 'disk-error'],
    ['SQLITE_CANTOPEN', 'disk-error'],
    ['EIO', 'disk-error'],
  ])('%s is %s', (code, fault) => {
    expect(writing(said(code))).toBe(fault);
  });

  test('what cannot be told otherwise is the disk, or that nothing may be written there', () => {
    expect([writing(said('SQLITE_CANTOPEN'), false), writing(said('SQLITE_IOERR_WRITE'), false)]).toEqual(['read-only', 'read-only']);
    expect([writing(said('ENOSPC'), false), writing(said('SQLITE_BUSY'), false)]).toEqual(['disk-full', 'in-use']);
  });
});

describe('with a backup', () => {
  afterEach(() => void vi.restoreAllMocks());

  test('what went wrong while it was written is told by the folder, too', async () => {
    const folder = newFolder();
    const gone = await backupFault(said('ENOSPC'), path.join(folder, 'pulled out'));
    expect([gone.fault, gone.message]).toEqual(['folder-gone', 'folder-gone (ENOSPC)']);
    await fs.writeFile(path.join(folder, 'a file'), '');
    expect((await backupFault(said('EIO'), path.join(folder, 'a file'))).fault).toBe('folder-gone');
    expect([(await backupFault(said('ENOSPC'), folder)).fault, (await backupFault(said('EROFS'), folder)).fault, (await backupFault(said('EIO'), folder)).fault]).toEqual(['disk-full', 'read-only', 'disk-error']);
    const asked = vi.spyOn(fs, 'access').mockRejectedValue(said('EACCES'));
    expect((await backupFault(said('EIO'), folder)).fault).toBe('read-only');
    expect(asked).toHaveBeenCalledExactlyOnceWith(folder, fs.constants.W_OK);
  });

  test('a folder that is gone without a word of the system has no code to say', async () => {
    const gone = await backupFault(said('ERR_STREAM_DESTROYED'), path.join(newFolder(), 'gone'));
    expect(gone.message).toBe('folder-gone');
  });

  test('a fault stays what it is, and a mistake of ours is none of the folder’s', async () => {
    const fault = new VaultFault('cancelled');
    expect(await backupFault(fault, path.join(newFolder(), 'gone'))).toBe(fault);
    expect(() => backupReadingFault(fault)).not.toThrow();
    expect(backupReadingFault(fault)).toBe(fault);
    const folder = newFolder();
    for (const mistake of [new TypeError('ours'), said('ERR_INVALID_ARG_TYPE'), said(7), null]) {
      await expect(backupFault(mistake, folder)).rejects.toBe(mistake);
      let thrown: unknown = 'nothing';
      try {
        backupReadingFault(mistake);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBe(mistake);
    }
  });

  test('what the system says while it is read makes it unreadable', () => {
    expect([backupReadingFault(said('EIO')).message, backupReadingFault(said('ENOENT')).fault]).toEqual(['unreadable (EIO)', 'unreadable']);
  });
});

describe('either way', () => {
  test.each([['reading', readingFault], ['writing', (error: unknown) => writingFault(error, () => true)]] as const)('a fault met while %s stays what it is', (_name, toFault) => {
    const fault = new VaultFault('wrong-secret', 'SQLITE_FULL');
    expect(toFault(fault)).toBe(fault);
  });

  test.each([['reading', readingFault], ['writing', (error: unknown) => writingFault(error, () => true)]] as const)('a mistake of ours met while %s is none of the file’s', (_name, toFault) => {
    for (const mistake of [new TypeError('ours'), said('ERR_INVALID_ARG_TYPE'), said(7), { code: 'EIO' }, 'EIO', null, undefined]) {
      let thrown: unknown = 'nothing';
      try {
        toFault(mistake);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBe(mistake);
    }
    // Only at its beginning it is Node's own.
    expect(toFault(said('SQLITE_ERR_')).fault).not.toBe('');
  });

  test('a fault says what it is, and the code of the system at most', () => {
    const [plain, coded] = [new VaultFault('damaged'), readingFault(said('SQLITE_CORRUPT'))];
    expect([plain.name, plain.message, coded.name, coded.message]).toEqual(['VaultFault', 'damaged', 'VaultFault', 'damaged (SQLITE_CORRUPT)']);
    expect(faultOf(() => { throw plain; })).toBe('damaged');
  });
});
