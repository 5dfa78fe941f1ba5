/** Backups as the window asks for them: chosen in a dialog, made, tried, and restored before any journal is open. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Choosing, Notice } from '../../shared/process-messages.ts';
import type { BackupRow, BackupStatus, RestoredBackup } from '../../shared/backups.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import type { RequestName } from '../../shared/requests.ts';
import { answer } from '../../electron/requests/answer.ts';
import { Custody } from '../../electron/requests/custody.ts';
import { madeOnce } from './prepared-journal.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('../vault/remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

const passphrase = 'lantern gravel oboe thicket marzipan quorum';
let folder: string;
let stick: string;
let custody: Custody;
let notices: Notice[];
let logged: string[];
/** What the person chooses next; null: closes the dialog. */
let choice: string | null;
let asked: Choosing[];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-requests-'));
  stick = path.join(folder, 'stick');
  mkdirSync(stick);
  notices = [];
  logged = [];
  asked = [];
  choice = stick;
  custody = newCustody();
});
afterEach(() => {
  custody.lock();
  rmSync(folder, { recursive: true, force: true });
});

function newCustody(journal = 'journal'): Custody {
  const choose = (what: Choosing) => {
    asked.push(what);
    return Promise.resolve(choice);
  };
  return new Custody(
    { journalFolder: path.join(folder, journal), settingsFolder: path.join(folder, 'settings') },
    { notice: (notice) => notices.push(notice), preferencesAre: () => undefined, unlocked: () => undefined, choose, log: (line) => logged.push(line), locked: () => undefined },
  );
}

interface Replied { ok: boolean; value?: unknown; refusal?: { why: string } }
const ask = async (name: RequestName, input: unknown = {}) => (await answer(custody, { ask: 1, name, input }, (line) => logged.push(line)))?.with as Replied;
const why = async (name: RequestName, input: unknown = {}) => (await ask(name, input)).refusal?.why;
async function value<T>(name: RequestName, input: unknown = {}): Promise<T> {
  const reply = await ask(name, input);
  if (!reply.ok) throw new Error(JSON.stringify(reply.refusal));
  return reply.value as T;
}

const lay = madeOnce(async () => {
  const begun = await value<{ recoveryWords: string[]; ask: number[] }>('beginJournal', { passphrase });
  await value('finishJournal', { words: begun.ask.map((place) => begun.recoveryWords[place - 1]) });
  await value('addPairing', { pairing: { name: 'Ben', since: null, note: null }, begins: 'active' });
  custody.lock();
  return begun.recoveryWords.join(' ');
});

/** An open journal with one pairing and one backup of it. @returns its words */
async function backedUp(): Promise<string> {
  const words = await lay(folder);
  custody = newCustody();
  await value('unlockWithPassphrase', { passphrase });
  await value('chooseBackupFolder');
  await value('backupNow');
  return words;
}
const names = async () => (await value<PairingRow[]>('listPairings')).map(({ name }) => name as unknown as string);
const backupFile = () => path.join(stick, readdirSync(stick).find((name) => name.endsWith('.ocb'))!);
const bySecret = { secret: { kind: 'passphrase', passphrase } };

test('a folder is chosen in a dialog, a backup is made with progress, listed, and tried', { timeout: 30_000 }, async () => {
  await backedUp();
  expect(asked).toEqual(['backup-folder']);
  expect(await value<BackupStatus>('backupStatus')).toMatchObject({ folder: stick, changed: false, problem: null, underWay: false });
  const steps = notices.flatMap((notice) => (notice.notice === 'backup' ? [notice.step] : []));
  expect([...new Set(steps)]).toEqual(['writing', 'checking']);
  const [row] = await value<BackupRow[]>('listBackups');
  expect(await value('drillBackup', { name: row?.name })).toMatchObject({ records: 3, changed: false });
  expect(await value<BackupStatus>('stopBackups')).toMatchObject({ folder: null });
  expect(await why('backupNow')).toBe('no-folder');
});

test('a dialog closed without a choice changes nothing', async () => {
  await backedUp();
  choice = null;
  expect(await why('chooseBackupFolder')).toBe('cancelled');
  expect(await value<BackupStatus>('backupStatus')).toMatchObject({ folder: stick });
});

test('the name of a backup to try is never a way out of the folder', async () => {
  await backedUp();
  for (const name of ['../journal/journal.ocv', '/etc/passwd', 'Other Chair 2026-11-22 0915.ocb/../x', '..', '', 'Other Chair 2026-11-22 0915.ocb\0', 'Other Chair 2026-11-22 0915.ocb\n']) expect(await why('drillBackup', { name })).toBe('bad-input');
  expect(await why('drillBackup', { name: 'Other Chair 1999-01-01 0000.ocb' })).toBe('unreadable');
});

describe('a lost journal', { timeout: 60_000 }, () => {
  test('is restored from a backup by the passphrase, and open with all that was in it', async () => {
    await backedUp();
    await value('lock');
    rmSync(path.join(folder, 'journal'), { recursive: true });
    custody = newCustody();
    expect(await value('journalStatus')).toMatchObject({ journal: 'none' });
    expect(await why('restoreBackup', bySecret)).toBe('no-file');
    choice = backupFile();
    expect(await value('chooseBackupFile')).toMatchObject({ name: path.basename(choice) });
    expect(await why('restoreBackup', { secret: { kind: 'passphrase', passphrase: 'not this one' } })).toBe('wrong-secret');
    expect(await why('restoreBackup', { secret: { kind: 'passphrase', passphrase: '🪑'.repeat(300) } })).toBe('wrong-secret');
    expect(await why('restoreBackup', { secret: { kind: 'recovery', words: 'no words' } })).toBe('not-words');
    expect(readdirSync(folder)).not.toContain('journal');
    notices = [];
    expect(await value<RestoredBackup>('restoreBackup', bySecret)).toMatchObject({ records: 3, keptAs: null });
    expect([...new Set(notices.map((notice) => (notice.notice === 'backup' ? notice.step : notice.notice)))].slice(0, 3)).toEqual(['unlocking', 'restoring', 'comparing']);
    expect(await names()).toEqual(['Ben']);
    // It goes on as any journal.
    await value('addPairing', { pairing: { name: 'Ida', since: null, note: null }, begins: 'active' });
    await value('lock');
    custody = newCustody();
    await value('unlockWithPassphrase', { passphrase });
    expect(await names()).toEqual(['Ben', 'Ida']);
    expect(readdirSync(path.join(folder, 'journal')).filter((name) => name !== 'journal.ocv.seal')).toEqual(['journal.ocv']);
  });

  test('is restored by the recovery words on another computer', async () => {
    const words = await backedUp();
    await value('lock');
    custody = newCustody('another computer');
    choice = backupFile();
    await value('chooseBackupFile');
    await value('restoreBackup', { secret: { kind: 'recovery', words } });
    expect(await names()).toEqual(['Ben']);
  });
});

test('restoring over a journal keeps that one, whole, under another name', { timeout: 60_000 }, async () => {
  await backedUp();
  await value('addPairing', { pairing: { name: 'Later', since: null, note: null }, begins: 'active' });
  await value('lock');
  const before = readFileSync(path.join(folder, 'journal/journal.ocv'));
  for (const time of [1, 2]) {
    custody = newCustody();
    choice = backupFile();
    await value('chooseBackupFile');
    const { keptAs } = await value<RestoredBackup>('restoreBackup', bySecret);
    expect(await names()).toEqual(['Ben']);
    await value('lock');
    const kept = readdirSync(path.join(folder, 'journal')).filter((name) => name.startsWith('journal before restoring'));
    expect(kept).toHaveLength(time);
    expect(kept).toContain(keptAs);
    if (time === 1) expect(readFileSync(path.join(folder, 'journal', keptAs!)).equals(before)).toBe(true);
  }
  // The one that was kept opens as it did.
  mkdirSync(path.join(folder, 'kept'));
  const [first] = readdirSync(path.join(folder, 'journal')).filter((name) => name.startsWith('journal before')).sort((a, b) => a.length - b.length);
  copyFileSync(path.join(folder, 'journal', first!), path.join(folder, 'kept/journal.ocv'));
  custody = newCustody('kept');
  await value('unlockWithPassphrase', { passphrase });
  expect(await names()).toEqual(['Ben', 'Later']);
});

test('what cannot be restored says why, and the journal that is there stays as it is', { timeout: 60_000 }, async () => {
  await backedUp();
  await value('lock');
  custody = newCustody();
  const good = readFileSync(backupFile());
  const journal = path.join(folder, 'journal/journal.ocv');
  const before = readFileSync(journal);
  const file = path.join(folder, 'chosen.ocb');
  choice = file;
  const writtenAs = async (bytes: Uint8Array) => {
    writeFileSync(file, bytes);
    return why('chooseBackupFile');
  };
  expect(await why('chooseBackupFile')).toBe('unreadable');
  expect(await writtenAs(new Uint8Array(0))).toBe('not-a-backup');
  expect(await writtenAs(before)).toBe('not-a-backup');
  expect(await writtenAs(Buffer.concat([Buffer.from('OCBK0002'), good.subarray(8)]))).toBe('newer-version');
  expect(await writtenAs(good.subarray(0, 100))).toBe('damaged');
  rmSync(file);
  mkdirSync(file);
  expect(await why('chooseBackupFile')).toBe('not-a-backup');
  rmSync(file, { recursive: true });
  choice = null;
  expect(await why('chooseBackupFile')).toBe('cancelled');

  choice = file;
  const bytes = Uint8Array.from(good);
  bytes[bytes.length - 30]! ^= 1;
  expect(await writtenAs(bytes)).toBeUndefined();
  expect(await why('restoreBackup', bySecret)).toBe('damaged');
  writeFileSync(file, good.subarray(0, -17));
  expect(await why('restoreBackup', bySecret)).toBe('damaged');
  writeFileSync(file, good);
  const restoring = why('restoreBackup', bySecret);
  await value('cancelUnlocking');
  expect(await restoring).toBe('cancelled');
  expect(readFileSync(journal).equals(before)).toBe(true);
  expect(readdirSync(path.join(folder, 'journal')).filter((name) => name !== 'journal.ocv.seal')).toEqual(['journal.ocv']);
  expect(existsSync(file)).toBe(true);
  expect(logged).toEqual([]);
});

test('before the journal is re-keyed a backup is made, and without its folder nothing is re-keyed', { timeout: 60_000 }, async () => {
  const words = await backedUp();
  await value('addPairing', { pairing: { name: 'Ida', since: null, note: null }, begins: 'active' });
  renameSync(stick, `${stick} away`);
  expect(await why('rekeyJournal', { passphrase, words })).toBe('folder-gone');
  renameSync(`${stick} away`, stick);
  await value('rekeyJournal', { passphrase, words });
  const made = (await value<BackupRow[]>('listBackups')).map(({ name }) => name);
  expect(made).toHaveLength(2);
  // What was sealed with the key of before cannot be tried with the key of now, and is restored with what opened it then.
  expect(await why('drillBackup', { name: made[0] })).toBe('other-journal');
  await value('backupNow');
  const [newest] = await value<BackupRow[]>('listBackups');
  expect(await value('drillBackup', { name: newest?.name })).toMatchObject({ changed: false });
  await value('lock');
  custody = newCustody('another computer');
  choice = path.join(stick, made[0]!);
  await value('chooseBackupFile');
  await value('restoreBackup', { secret: { kind: 'recovery', words } });
  expect(await names()).toEqual(['Ben', 'Ida']);
});
