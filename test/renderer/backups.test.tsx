/** Backups in Settings and on Today, and restoring before any journal is open. */
// First, so that the layers of the style sheets come in their order.
import { drawIn, expectAccessible, expectNothingCut, fadesAreOver, picture, show, SIZES, THEMES, ZOOMED } from './show.tsx';
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BACKUP_PROBLEMS, type BackupRow, type BackupStatus } from '../../shared/backups.ts';
import type { Reply } from '../../shared/requests.ts';
import { Backups } from '../../renderer/settings/Backups.tsx';
import { SettingsPage } from '../../renderer/settings/SettingsPage.tsx';
import { TodayPage } from '../../renderer/today/TodayPage.tsx';
import { FirstRun } from '../../renderer/unlock/FirstRun.tsx';
import { Restore } from '../../renderer/unlock/Restore.tsx';
import { Unlock } from '../../renderer/unlock/Unlock.tsx';
import { done, refused, type Answers } from './bridge.ts';
import { date, noJournal, openJournal, status } from './sample.ts';

const nothing = () => undefined;
const none: BackupStatus = { folder: null, copiedBy: null, lastVerifiedAtMs: null, lastDrillAtMs: null, changed: true, underWay: false, problem: null };
const madeAtMs = new Date('2026-11-21T09:15:00').getTime();
const made: BackupStatus = { ...none, folder: '/media/ada/stick/Other Chair', lastVerifiedAtMs: madeAtMs, lastDrillAtMs: madeAtMs + 60_000 };
const row = (day: string, bytes: number): BackupRow => ({ name: `Other Chair ${day} 0915.ocb`, date: date(day), time: '09:15', bytes });
const rows = [row('2026-11-21', 4_112_000), row('2026-11-20', 4_100_000), row('2026-10-31', 312_400)];
const withBackups: Answers = { ...openJournal, backupStatus: () => done(made), listBackups: () => done(rows), cancelBackup: () => done(null) };
const locked: Answers = { ...noJournal, chooseBackupFile: () => done({ name: rows[0]!.name, bytes: rows[0]!.bytes }) };

const section = (answers: Answers) => show(<main><h1>Settings</h1><h2>Backups</h2><Backups /></main>, answers);
const names = ({ bridge }: ReturnType<typeof show>) => bridge.asked.map(({ name }) => name);

describe('in Settings', () => {
  test('a folder is chosen, and the first backup is made at once', async () => {
    let now = none;
    const shown = section({
      ...withBackups,
      backupStatus: () => done(now),
      chooseBackupFolder: () => done((now = { ...made, lastVerifiedAtMs: null })),
      backupNow: () => done((now = { ...made, changed: false })),
    });
    expect(await screen.findByText(/whoever has the file and the passphrase, or the recovery words, can read all of it/i)).toBeTruthy();
    await userEvent.click(await screen.findByRole('button', { name: 'Choose a folder for backups' }));
    expect(await screen.findByText('/media/ada/stick/Other Chair')).toBeTruthy();
    expect(await screen.findByText(/read back and found whole. The journal has not changed since/)).toBeTruthy();
    expect(names(shown).filter((name) => name === 'chooseBackupFolder' || name === 'backupNow')).toEqual(['chooseBackupFolder', 'backupNow']);
  });

  test('a dialog closed without a choice is no complaint', async () => {
    section({ ...openJournal, backupStatus: () => done(none), chooseBackupFolder: () => refused('cancelled') });
    await userEvent.click(await screen.findByRole('button', { name: 'Choose a folder for backups' }));
    await screen.findByRole('button', { name: 'Choose a folder for backups' });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('how far a backup is can be read, and it can be stopped', async () => {
    let stop: (reply: Reply<'backupNow'>) => void = nothing;
    const { bridge } = section({
      ...withBackups,
      backupNow: () => new Promise((resolve) => (stop = resolve)),
      cancelBackup: () => {
        stop(refused('cancelled'));
        return done(null);
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Back up now' }));
    expect(await screen.findByRole('progressbar', { name: 'Preparing' })).toBeTruthy();
    bridge.say({ notice: 'backup', step: 'writing', done: 30, total: 120 });
    expect((await screen.findByRole('progressbar', { name: 'Writing the backup' })).getAttribute('aria-valuenow')).toBe('25');
    bridge.say({ notice: 'backup', step: 'checking', done: 60, total: 120 });
    expect((await screen.findByRole('progressbar', { name: 'Reading the backup back' })).getAttribute('aria-valuenow')).toBe('50');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText(/Stopped, as you asked. The unfinished backup was removed/)).toBeTruthy();
  });

  test.each(BACKUP_PROBLEMS)('a backup that was not made because of %s is said calmly, with what to do', async (problem) => {
    section({ ...withBackups, backupStatus: () => done({ ...made, problem }) });
    const line = await screen.findByText('The last backup was not made');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(line.parentElement?.textContent).toMatch(/untouched|still in their folder|Nothing was lost/);
  });

  test('a restore is tried on the newest backup or on any other, and what was found is said in one sentence', async () => {
    const shown = section({ ...withBackups, drillBackup: ({ name }) => done({ name, madeAtMs, records: 214, changed: name !== rows[0]!.name }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Try restoring the newest backup' }));
    expect(await screen.findByText(/its 214 records were read and are exactly what the journal holds, and the scratch folder was removed/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /Backups of this journal/ }));
    await userEvent.click(await screen.findByRole('button', { name: /^Try this one .*31 October/ }));
    expect(await screen.findByText(/whole, and the scratch folder was removed; the journal has changed since then/)).toBeTruthy();
    expect(shown.bridge.asked.filter(({ name }) => name === 'drillBackup').map(({ input }) => input)).toEqual([{ name: rows[0]!.name }, { name: rows[2]!.name }]);
  });

  test('a damaged backup found by a drill is said at once', async () => {
    section({ ...withBackups, drillBackup: () => refused('damaged') });
    await userEvent.click(await screen.findByRole('button', { name: 'Try restoring the newest backup' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/This backup is damaged and cannot be restored. Try an older one/);
  });
});

test('Today has a line only where a backup was not made', async () => {
  show(<main><TodayPage /></main>, withBackups);
  await screen.findByText('Oyelaran');
  expect(screen.queryByText('The last backup was not made')).toBeNull();
  show(<main><TodayPage /></main>, { ...withBackups, backupStatus: () => done({ ...made, problem: 'folder-gone' }) });
  expect(await screen.findByText('The last backup was not made')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'See the backups in Settings' })).toBeTruthy();
});

describe('before a journal is open', () => {
  test('the lock screen leads to a restore and back', async () => {
    show(<Unlock onOpen={nothing} />, locked);
    await userEvent.click(await screen.findByRole('button', { name: 'Restore from a backup' }));
    expect(await screen.findByText(/The journal that is here now stays/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Go back' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'The journal is locked' })).toBeTruthy();
  });

  test('a backup is chosen, opened by its passphrase, and the restored journal is opened when it was read what became of the old one', async () => {
    let finish: (reply: Reply<'restoreBackup'>) => void = nothing;
    const onOpen = vi.fn();
    const { bridge } = show(<Restore hasJournal onBack={nothing} onOpen={onOpen} />, { ...locked, restoreBackup: () => new Promise((resolve) => (finish = resolve)) });
    await userEvent.click(await screen.findByRole('button', { name: 'Choose a backup' }));
    await userEvent.type(await screen.findByLabelText('Passphrase'), ' two quiet chairs {Enter}');
    bridge.say({ notice: 'unlocking', step: 'deriving' });
    expect(await screen.findByRole('progressbar', { name: /Working out the key/ })).toBeTruthy();
    bridge.say({ notice: 'backup', step: 'restoring', done: 107, total: 214 });
    expect((await screen.findByRole('progressbar', { name: 'Restoring' })).getAttribute('aria-valuenow')).toBe('50');
    bridge.say({ notice: 'backup', step: 'comparing', done: 214, total: 214 });
    expect(await screen.findByRole('progressbar', { name: 'Reading what was restored, and comparing' })).toBeTruthy();
    finish(done({ madeAtMs, records: 214, keptAs: 'journal before restoring 2026-11-22 1004.ocv' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'The journal is restored' })).toBeTruthy();
    expect(screen.getByText('journal before restoring 2026-11-22 1004.ocv')).toBeTruthy();
    expect(onOpen).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Open the journal' }));
    expect(onOpen).toHaveBeenCalledOnce();
    expect(bridge.asked.find(({ name }) => name === 'restoreBackup')?.input).toEqual({ secret: { kind: 'passphrase', passphrase: ' two quiet chairs ' } });
  });

  test('it can be opened by the recovery words, and stopped', async () => {
    let stop: (reply: Reply<'restoreBackup'>) => void = nothing;
    const { bridge } = show(<Restore hasJournal={false} onBack={nothing} onOpen={nothing} />, {
      ...locked,
      restoreBackup: () => new Promise((resolve) => (stop = resolve)),
      cancelUnlocking: () => {
        stop(refused('cancelled'));
        return done(null);
      },
    });
    expect(screen.queryByText(/The journal that is here now stays/)).toBeNull();
    await userEvent.click(await screen.findByRole('button', { name: 'Choose a backup' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Use the recovery words instead' }));
    await userEvent.type(await screen.findByLabelText('The twelve recovery words'), 'legal winner');
    await userEvent.click(screen.getByRole('button', { name: 'Restore this backup' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('Stopped, as you asked. Nothing has changed.')).toBeTruthy();
    expect(bridge.asked.find(({ name }) => name === 'restoreBackup')?.input).toEqual({ secret: { kind: 'recovery', words: 'legal winner' } });
  });

  test('a file that is no backup is refused before anything is typed', async () => {
    show(<Restore hasJournal onBack={nothing} onOpen={nothing} />, { ...locked, chooseBackupFile: () => refused('not-a-backup') });
    await userEvent.click(await screen.findByRole('button', { name: 'Choose a backup' }));
    expect(await screen.findByText(/This file is not a backup of this app/)).toBeTruthy();
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
  });

  test('a fresh machine restores instead of making a journal', async () => {
    const onRestored = vi.fn();
    show(<FirstRun status={status} onBegun={nothing} onDone={nothing} onRestored={onRestored} />, { ...locked, restoreBackup: () => done({ madeAtMs, records: 1, keptAs: null }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Restore from a backup' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Choose a backup' }));
    await userEvent.type(await screen.findByLabelText('Passphrase'), 'two quiet chairs{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: 'Open the journal' }));
    await waitFor(() => expect(onRestored).toHaveBeenCalledOnce());
  });
});

const views: Record<string, () => Promise<void>> = {
  'backups, none': async () => {
    show(<main><SettingsPage status={status} /></main>, { ...openJournal, backupStatus: () => done(none) });
    await screen.findByText('No backups are being made.');
  },
  'backups': async () => {
    section({ ...withBackups, backupStatus: () => done({ ...made, copiedBy: 'Nextcloud' }), drillBackup: ({ name }) => done({ name, madeAtMs, records: 214, changed: false }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Try restoring the newest backup' }));
    await userEvent.click(await screen.findByRole('button', { name: /Backups of this journal/ }));
    await screen.findByText(/exactly what the journal holds/);
  },
  'backups, working': async () => {
    const { bridge } = section({ ...withBackups, backupNow: () => new Promise(nothing) });
    await userEvent.click(await screen.findByRole('button', { name: 'Back up now' }));
    bridge.say({ notice: 'backup', step: 'checking', done: 90, total: 120 });
    await screen.findByRole('progressbar', { name: 'Reading the backup back' });
  },
  'backups, folder gone': async () => {
    section({ ...withBackups, backupStatus: () => done({ ...made, problem: 'folder-gone' }), backupNow: () => refused('folder-gone'), listBackups: () => refused('folder-gone') });
    await userEvent.click(await screen.findByRole('button', { name: 'Back up now' }));
    await screen.findByRole('alert');
  },
  'today, backup not made': async () => {
    show(<main><TodayPage /></main>, { ...withBackups, backupStatus: () => done({ ...made, problem: 'folder-full' }) });
    await screen.findByText('The last backup was not made');
  },
  'locked, with the link': async () => {
    show(<Unlock onOpen={nothing} />, locked);
    await screen.findByRole('button', { name: 'Restore from a backup' });
  },
  'welcome, with the link': async () => {
    show(<FirstRun status={status} onBegun={nothing} onDone={nothing} onRestored={nothing} />, locked);
    await screen.findByRole('button', { name: 'Restore from a backup' });
  },
  'restore': async () => {
    show(<Restore hasJournal onBack={nothing} onOpen={nothing} />, locked);
    await screen.findByRole('button', { name: 'Choose a backup' });
  },
  'restore, wrong passphrase': async () => {
    show(<Restore hasJournal onBack={nothing} onOpen={nothing} />, { ...locked, restoreBackup: () => refused('wrong-secret') });
    await userEvent.click(await screen.findByRole('button', { name: 'Choose a backup' }));
    await userEvent.type(await screen.findByLabelText('Passphrase'), 'not this one{Enter}');
    await screen.findByText(/do not open this backup/);
  },
  'restore, working': async () => {
    const { bridge } = show(<Restore hasJournal onBack={nothing} onOpen={nothing} />, { ...locked, restoreBackup: () => new Promise(nothing) });
    await userEvent.click(await screen.findByRole('button', { name: 'Choose a backup' }));
    await userEvent.type(await screen.findByLabelText('Passphrase'), 'two quiet chairs{Enter}');
    bridge.say({ notice: 'backup', step: 'restoring', done: 150, total: 214 });
    await screen.findByRole('progressbar', { name: 'Restoring' });
  },
  'restored': async () => {
    show(<Restore hasJournal onBack={nothing} onOpen={nothing} />, { ...locked, restoreBackup: () => done({ madeAtMs, records: 214, keptAs: 'journal before restoring 2026-11-22 1004.ocv' }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Choose a backup' }));
    await userEvent.type(await screen.findByLabelText('Passphrase'), 'two quiet chairs{Enter}');
    await screen.findByText(/found whole/);
  },
};

describe.each(THEMES)('in the %s theme', (theme) => {
  describe.each(SIZES)('at %i × %i', (width, height) => {
    test.each(Object.entries(views))('%s: axe-core finds nothing', async (name, view) => {
      await page.viewport(width, height);
      await view();
      drawIn(theme);
      await expectAccessible();
      await picture(`${name}, ${theme}, ${width}`);
    });
  });
});

test.each(Object.keys(views))('%s: nothing is cut in the smallest window at double size', async (name) => {
  await page.viewport(...ZOOMED);
  await views[name]!();
  await fadesAreOver();
  expectNothingCut();
  await picture(`${name}, zoomed`);
});
