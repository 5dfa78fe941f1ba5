/** Moving the journal as the window asks for it: real files, in folders that are there, are not, or are not fit. */
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PairingRow } from '../../shared/pairing.ts';
import type { ChosenPlace, ProtectionFacts } from '../../shared/place.ts';
import type { Choosing, Notice } from '../../shared/process-messages.ts';
import type { JournalStatus, RequestName } from '../../shared/requests.ts';
import { looksManaged } from '../../electron/journal/managed.ts';
import { answer } from '../../electron/requests/answer.ts';
import { Custody } from '../../electron/requests/custody.ts';
import { testPrepared } from './prepared-journal.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('../vault/remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

let folder: string;
let stick: string;
let custody: Custody;
let notices: Notice[];
let logged: string[];
let choice: string | null;
let asked: Choosing[];
const passphrase = testPrepared.passphrase;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-moving-'));
  stick = path.join(folder, 'stick');
  mkdirSync(stick);
  notices = [];
  logged = [];
  asked = [];
  choice = stick;
  await testPrepared.lay(ownFile());
  custody = newCustody();
});
afterEach(() => {
  custody.lock();
  rmSync(folder, { recursive: true, force: true });
});

const ownFile = () => path.join(folder, 'journal/journal.ocv');
const movedFile = () => path.join(stick, 'Other Chair journal/journal.ocv');
const recordOfPlace = () => path.join(folder, 'settings/location.json');

function newCustody(): Custody {
  const choose = (what: Choosing) => {
    asked.push(what);
    return Promise.resolve(choice);
  };
  return new Custody(
    { journalFolder: path.join(folder, 'journal'), settingsFolder: path.join(folder, 'settings') },
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
const status = () => value<JournalStatus>('journalStatus');
const names = async () => (await value<PairingRow[]>('listPairings')).map(({ name }) => name as unknown as string);
const addPairing = (name: string) => value('addPairing', { pairing: { name, since: null, note: null }, begins: 'active' });

/** As at the next start of the app. */
async function startAgain(): Promise<void> {
  custody.lock();
  custody = newCustody();
  await Promise.resolve();
}
async function open(): Promise<void> {
  await value('unlockWithPassphrase', { passphrase });
  await value('listTags');
  await custody.journal.whole();
}
/** The copying has begun, and has not ended. */
async function underWay(): Promise<void> {
  while (!notices.some(({ notice }) => notice === 'moving')) await new Promise((resolve) => setImmediate(resolve));
}
async function moveToStick(): Promise<JournalStatus> {
  await value<ChosenPlace>('chooseJournalFolder');
  return value<JournalStatus>('moveJournal', { to: 'chosen' });
}

describe('an open journal', { timeout: 30_000 }, () => {
  test('is moved to a folder of the person’s choice, goes on there, and is found there at the next start', async () => {
    await open();
    await addPairing('Ben');
    expect(await value('chooseJournalFolder')).toEqual({ file: movedFile(), copiedBy: null, managed: looksManaged(process.platform, process.env) });
    expect(asked).toEqual(['journal-folder']);
    expect(existsSync(movedFile())).toBe(false);
    expect(await value('moveJournal', { to: 'chosen' })).toMatchObject({ journal: 'open', place: 'chosen', file: movedFile() });
    expect(new Set(notices.flatMap((notice) => (notice.notice === 'moving' ? [notice.step] : [])))).toEqual(new Set(['copying', 'checking']));
    expect(readdirSync(path.join(folder, 'journal'))).toEqual([]);
    expect(readFileSync(recordOfPlace(), 'utf8')).toBe(`${JSON.stringify({ folder: path.dirname(movedFile()), leftBehind: null })}\n`);

    await addPairing('Ida');
    expect(await names()).toEqual(['Ben', 'Ida']);
    await startAgain();
    expect(await status()).toMatchObject({ journal: 'locked', place: 'chosen', file: movedFile() });
    await open();
    expect(await names()).toEqual(['Ben', 'Ida']);
    expect(await value<ProtectionFacts>('protectionFacts')).toMatchObject({ file: movedFile(), filePermissions: process.platform === 'win32' ? null : 'owner-only', folderPermissions: process.platform === 'win32' ? null : 'owner-only' });
    // The anchor outside knows it, wherever it is.
    expect(notices.filter(({ notice }) => notice === 'copy' || notice === 'damaged' || notice === 'touched')).toEqual([]);
  });

  test('is moved back, and nothing of the choice is left', async () => {
    await open();
    await addPairing('Ben');
    await moveToStick();
    expect(await value('moveJournal', { to: 'own' })).toMatchObject({ place: 'own', file: ownFile() });
    expect([existsSync(movedFile()), existsSync(recordOfPlace())]).toEqual([false, false]);
    await startAgain();
    await open();
    expect(await names()).toEqual(['Ben']);
  });

  test('is readable by its owner alone in its new place, in a folder of its own', async () => {
    if (process.platform === 'win32') return;
    chmodSync(stick, 0o755);
    await open();
    await moveToStick();
    expect([statSync(movedFile()).mode & 0o777, statSync(path.dirname(movedFile())).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  test('stays where it is when no folder, a folder that is not fit, or a folder with a journal in it is chosen', async () => {
    await open();
    expect(await why('moveJournal', { to: 'chosen' })).toBe('no-folder');
    choice = null;
    expect(await why('chooseJournalFolder')).toBe('cancelled');
    choice = path.join(folder, 'nowhere', 'at all');
    expect(await why('chooseJournalFolder')).toBe('folder-gone');
    choice = stick;
    await value('chooseBackupFolder');
    expect(await why('chooseJournalFolder')).toBe('folder-of-backups');
    await value('stopBackups');
    mkdirSync(path.dirname(movedFile()));
    writeFileSync(movedFile(), 'somebody else’s');
    expect(await why('chooseJournalFolder')).toBe('exists');
    rmSync(movedFile());
    await value('chooseJournalFolder');
    rmSync(stick, { recursive: true });
    expect(await why('moveJournal', { to: 'chosen' })).toBe('folder-gone');
    expect(await status()).toMatchObject({ journal: 'open', place: 'own', file: ownFile() });
    expect(existsSync(recordOfPlace())).toBe(false);
    await addPairing('Ben');
  });

  test('stays where it is when the move is stopped, and nothing is left in the new place', async () => {
    await open();
    for (let number = 0; number < 200; number++) await addPairing(`Pairing ${number}`);
    await value('chooseJournalFolder');
    const moving = why('moveJournal', { to: 'chosen' });
    await underWay();
    expect(await why('moveJournal', { to: 'chosen' })).toBe('busy-move');
    await value('cancelMoving');
    expect(await moving).toBe('cancelled');
    expect(readdirSync(path.dirname(movedFile()))).toEqual([]);
    expect(await status()).toMatchObject({ place: 'own' });
    await addPairing('After it');
  });

  test('is not moved over something that was saved while it was copied: what was confirmed is kept', async () => {
    await open();
    for (let number = 0; number < 200; number++) await addPairing(`Pairing ${number}`);
    await value('chooseJournalFolder');
    const moving = why('moveJournal', { to: 'chosen' });
    await underWay();
    await addPairing('Saved meanwhile');
    expect(await moving).toBe('written-meanwhile');
    expect(await names()).toContain('Saved meanwhile');
    expect([existsSync(movedFile()), (await status()).file]).toEqual([false, ownFile()]);
  });

  test('stays where it is when the new place cannot be noted', async () => {
    await open();
    // A folder where the note has to be.
    mkdirSync(path.join(recordOfPlace(), 'x'), { recursive: true });
    await value('chooseJournalFolder');
    expect(await why('moveJournal', { to: 'chosen' })).toBe('disk-error');
    expect([existsSync(movedFile()), (await status()).file]).toEqual([false, ownFile()]);
    await addPairing('Ben');
  });

  test('that was moved when the power went before the old file was removed is tidied at the next opening', async () => {
    await open();
    await addPairing('Ben');
    copyFileSync(ownFile(), path.join(folder, 'before'));
    await moveToStick();
    await startAgain();
    mkdirSync(path.dirname(ownFile()), { recursive: true });
    copyFileSync(path.join(folder, 'before'), ownFile());
    writeFileSync(recordOfPlace(), JSON.stringify({ folder: path.dirname(movedFile()), leftBehind: ownFile() }));
    custody = newCustody();
    await open();
    await expect.poll(() => existsSync(ownFile()), { timeout: 20_000 }).toBe(false);
    expect(JSON.parse(readFileSync(recordOfPlace(), 'utf8'))).toMatchObject({ leftBehind: null });
  });

  test('leaves a file alone that stands in the old place and is another journal, or holds more', async () => {
    await open();
    await moveToStick();
    await startAgain();
    const note = () => writeFileSync(recordOfPlace(), JSON.stringify({ folder: path.dirname(movedFile()), leftBehind: ownFile() }));
    const other = path.join(folder, 'other.ocv');
    await testPrepared.lay(other, { another: true });
    for (const left of [other, movedFile()]) {
      copyFileSync(left, ownFile());
      note();
      if (left === movedFile()) {
        // The one in the old place is used once more, by an app that knows nothing of the move.
        renameSync(recordOfPlace(), path.join(folder, 'note'));
        custody = newCustody();
        await open();
        await addPairing('Only in the old place');
        custody.lock();
        renameSync(path.join(folder, 'note'), recordOfPlace());
      }
      custody = newCustody();
      await open();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(existsSync(ownFile()), left).toBe(true);
      custody.lock();
    }
    custody = newCustody();
  });
});

describe('a journal that was moved to a folder that is gone', { timeout: 30_000 }, () => {
  beforeEach(async () => {
    await open();
    await addPairing('Ben');
    await moveToStick();
    custody.lock();
    renameSync(stick, path.join(folder, 'unplugged'));
    custody = newCustody();
  });

  test('is told of, and no other one is made', async () => {
    expect(await status()).toMatchObject({ journal: 'away', place: 'chosen', file: movedFile() });
    expect(await why('beginJournal', { passphrase })).toBe('no-journal');
    expect(await why('unlockWithPassphrase', { passphrase })).toBe('no-journal');
    expect([existsSync(stick), readdirSync(path.join(folder, 'journal'))]).toEqual([false, []]);
  });

  test('is there again when its drive is', async () => {
    renameSync(path.join(folder, 'unplugged'), stick);
    expect(await status()).toMatchObject({ journal: 'locked' });
    await open();
    expect(await names()).toEqual(['Ben']);
  });

  test('is found by whoever points at where it is now', async () => {
    choice = folder;
    expect(await why('findJournal')).toBe('no-journal');
    for (const place of ['unplugged', 'unplugged/Other Chair journal']) {
      choice = path.join(folder, place);
      expect(await value('findJournal')).toMatchObject({ journal: 'locked', file: path.join(folder, 'unplugged/Other Chair journal/journal.ocv') });
    }
    await open();
    expect(await names()).toEqual(['Ben']);
  });

  test('is given up only when that is asked for; then a new one may be made', async () => {
    expect(await value('forgetJournalFolder')).toMatchObject({ journal: 'none', place: 'own', file: ownFile() });
    expect(existsSync(recordOfPlace())).toBe(false);
    expect(existsSync(path.join(folder, 'unplugged/Other Chair journal/journal.ocv'))).toBe(true);
  });

  test.each(['', '{', '{"folder":"relative","leftBehind":null}', '[]', 'null'])('is not taken for none when its note is damaged: %s', async (text) => {
    writeFileSync(recordOfPlace(), text);
    custody = newCustody();
    expect(await status()).toMatchObject({ journal: 'away', place: 'chosen', file: '' });
    expect(await why('beginJournal', { passphrase })).toBe('no-journal');
  });
});

test('a damaged note does no harm to a journal that is in the app’s own folder', async () => {
  mkdirSync(path.join(folder, 'settings'), { recursive: true });
  cpSync(ownFile(), path.join(folder, 'kept'));
  writeFileSync(recordOfPlace(), '{');
  custody = newCustody();
  expect(await status()).toMatchObject({ journal: 'locked', place: 'own', file: ownFile() });
});

test.each([
  ['win32', { USERDNSDOMAIN: 'CORP.EXAMPLE' }, [], true],
  ['win32', {}, [], false],
  ['darwin', {}, ['com.apple.loginwindow.plist'], true],
  ['darwin', {}, [], false],
  ['linux', { USERDNSDOMAIN: 'CORP.EXAMPLE' }, ['x'], false],
] as const)('a computer on %s with %j and %j looks managed: %s', (platform, env, names_, managed) => {
  expect(looksManaged(platform, env, () => [...names_])).toBe(managed);
});
