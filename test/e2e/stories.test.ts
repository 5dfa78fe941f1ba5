/** What a coach does with the journal, from the first day on, through the real window. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Coach, type SessionToWrite } from './coach.ts';
import { copyOf, freshFolder, layJournal, type LaidJournal } from './laid-journal.ts';
import { startAgain, type Launch } from './launch.ts';

const PASSPHRASE = 'copper lantern meadow seven quiet';
/** Long enough for a save that wrongly counts as done to be shown: the page saves 600 ms after the last change. */
const LONG_ENOUGH_MS = 2_000;

const firstSession: SessionToWrite = {
  pairing: 'Mira',
  where: 'In person',
  howLong: '60 to 90',
  sittings: [
    {
      chair: 'coach',
      intention: 'Listen longer than is comfortable',
      takeaway: 'Silence did more than my questions',
      nextStep: 'Ask once and then wait',
      heldBack: 'My view of how her department is led',
      heldBackTags: ['loyalty'],
      reasons: ['discretion', 'timing'],
      ratings: { candour: 3, challenge: 2, safety: 5 },
    },
    { chair: 'coachee', brought: 'The reorganisation in spring', takeaway: 'Angrier than thought', ratings: { support: 4, newPerspective: 1 } },
  ],
  betweenUs: { note: 'We laughed at the wrong moment' },
  aboutMyPeer: { keywords: 'sabbatical', theirStep: 'speaks with her sister' },
};
const typed = ['Mira', ...JSON.stringify(firstSession).split('"').filter((text) => text.includes(' ') || text === 'sabbatical' || text === 'loyalty')];

let laid: LaidJournal;
let coach: Coach | null = null;

beforeAll(async () => {
  laid = await layJournal();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await coach?.keepPicture(task.name);
  await coach?.app.kill();
  coach = null;
});

async function sitDown(folder: string, options?: Launch): Promise<Coach> {
  coach = await Coach.sitDown(folder, options);
  return coach;
}

/** At the open journal of the sample sessions. */
async function atOpenJournal(journal = copyOf(laid)): Promise<Coach> {
  const present = await sitDown(journal.folder);
  await present.unlockWithPassphrase(journal.passphrase);
  return present;
}

async function keeperOf({ app }: Coach): Promise<number> {
  const { keepers } = await app.children();
  expect(keepers).toHaveLength(1);
  return keepers[0]!;
}

describe('the first weeks of a journal', () => {
  test('a coach creates a journal, writes a session down in both chairs, locks, and finds it again after every way of leaving', async () => {
    const folder = freshFolder();
    const printed: string[] = [];
    let present = await sitDown(folder);
    const words = await present.createJournal(PASSPHRASE);
    expect(words).toHaveLength(12);
    await present.namePairing('Mira', { note: 'Every second Thursday' });
    await present.beginEntry();
    await present.writeSession(firstSession);

    await present.lock();
    await present.unlockWithPassphrase(PASSPHRASE);
    expect(await (await present.entries()).count()).toBe(1);
    await expectSession(present);

    await present.leave();
    printed.push(present.app.output());
    present = await sitDown(folder);
    await present.unlockWithRecoveryWords(words);
    expect(await (await present.findByWord('reorganis')).innerText()).toContain('Mira');
    await expectSession(present);
    await present.app.kill();
    printed.push(present.app.output());

    present = await sitDown(folder);
    await present.unlockWithPassphrase(PASSPHRASE);
    await expectSession(present);
    printed.push(present.app.output());
    for (const text of [...typed, PASSPHRASE, words.join(' ')]) expect(printed.join('\n')).not.toContain(text);
  });

  async function expectSession(present: Coach): Promise<void> {
    await present.openEntry('Mira');
    const [inCoachsChair, inCoacheesChair] = [present.sitting('coach', false), present.sitting('coachee', false)];
    expect(await present.written('What I take away', inCoachsChair)).toBe('Silence did more than my questions');
    expect(await present.written('What I take away', inCoacheesChair)).toBe('Angrier than thought');
    expect(await present.written('What I brought, in my own words', inCoacheesChair)).toBe('The reorganisation in spring');
    expect(await present.written('Between us: a moment, a turn, an atmosphere')).toBe('We laughed at the wrong moment');
    expect(await present.field('The least I need to remember about my peer’s matter').inputValue()).toBe('sabbatical');
    expect(await present.rated('candour', 'coach', inCoachsChair)).toBe(3);
    expect(await present.rated('support', 'coachee', inCoacheesChair)).toBe(4);
    // What was left out stays out: it is not 3, and not 1.
    expect(await present.rated('support', 'coach', inCoachsChair)).toBeNull();
    expect(await present.rated('candour', 'coachee', inCoacheesChair)).toBeNull();
  }
});

describe('“Saved”', () => {
  test('is not said while the keeper cannot answer, and is said as soon as it has', async () => {
    const present = await atOpenJournal();
    await present.openEntry('I said a third');
    const keeper = await keeperOf(present);
    process.kill(keeper, 'SIGSTOP');
    await present.write('What I take away', 'Written while nobody could keep it');
    await pause(LONG_ENOUGH_MS);
    expect(await present.saysSaved()).toBe(false);
    process.kill(keeper, 'SIGCONT');
    await present.saved();
  });

  test('holds when the whole app is killed at that moment', async () => {
    const journal = copyOf(laid);
    const present = await atOpenJournal(journal);
    await present.beginEntry();
    await present.writeSession({ pairing: 'Mira', sittings: [{ chair: 'coach', takeaway: 'Said to be saved, then the power went' }] });
    await present.app.kill();
    const after = await atOpenJournal(journal);
    await after.openEntry('Said to be saved, then the power went');
    expect(await after.written('What I take away')).toBe('Said to be saved, then the power went');
  });

  test('holds when the keeper dies: the lock screen says so, and everything is there', async () => {
    const journal = copyOf(laid);
    const present = await atOpenJournal(journal);
    await present.openEntry('I said a third');
    await present.write('What I take away', 'Kept before the keeper died');
    await present.saved();
    const keeper = await keeperOf(present);
    await present.followToFreshWindow(() => Promise.resolve(process.kill(keeper, 'SIGKILL')));
    await present.atLockScreen();
    await present.told('The part of the app that holds your journal stopped unexpectedly. Everything that was marked Saved is there.');
    await present.unlockWithPassphrase(journal.passphrase);
    await present.openEntry('Kept before the keeper died');
  });
});

describe('what was typed a moment before', () => {
  const ways: [string, (present: Coach) => Promise<unknown>, string][] = [
    ['the keys', (present) => present.page.keyboard.press('ControlOrMeta+L'), 'You locked it.'],
    ['the button', (present) => present.press('Lock'), 'You locked it.'],
    ['the menu', (present) => present.app.evaluate(({ Menu }) => { Menu.getApplicationMenu()?.getMenuItemById('lock')?.click(); }), 'You locked it.'],
    ['sleep', (present) => present.app.evaluate(({ powerMonitor }) => { powerMonitor.emit('suspend'); }), 'It locked itself because the computer was going to sleep.'],
    ['a locked screen', (present) => present.app.evaluate(({ powerMonitor }) => { powerMonitor.emit('lock-screen'); }), 'It locked itself because the screen was locked.'],
    ['idleness', (present) => present.app.evaluate(({ powerMonitor }) => { powerMonitor.getSystemIdleTime = () => 3600; }), 'It locked itself because nothing was done for a while.'],
  ];

  test(`is durable before the journal locks, by ${ways.map(([name]) => name).join(', ')}`, async () => {
    const journal = copyOf(laid);
    const present = await atOpenJournal(journal);
    for (const [name, lock, because] of ways) {
      await present.openEntry('R.');
      const text = `Typed just before ${name}`;
      await present.write('What I take away', text);
      expect(await present.saysSaved(), name).toBe(false);
      await present.followToFreshWindow(() => lock(present));
      await present.atLockScreen();
      await present.told(because);
      await present.unlockWithPassphrase(journal.passphrase);
      await present.openEntry('R.');
      expect(await present.written('What I take away')).toBe(text);
    }
  });

  test('is durable before the app is left', async () => {
    const journal = copyOf(laid);
    const present = await atOpenJournal(journal);
    await present.openEntry('R.');
    await present.write('What I take away', 'Typed just before leaving');
    await present.leave();
    const after = await atOpenJournal(journal);
    await after.openEntry('Typed just before leaving');
  });
});

describe('changing one’s mind', () => {
  test('an entry goes to the trash, comes back by Undo, and comes back from the trash; deleted for ever it is gone', async () => {
    const present = await atOpenJournal();
    const before = await (await present.entries()).count();
    await present.openEntry('I said a third');
    await present.press('Move to the trash');
    await present.told('The entry is in the trash.');
    await present.press('Undo');
    await present.told('The entry is back in the journal.');
    expect(await (await present.entries()).count()).toBe(before);

    await present.openEntry('I said a third');
    await present.press('Move to the trash');
    await present.told('The entry is in the trash.');
    await expect.poll(async () => (await present.entries()).count()).toBe(before - 1);
    await present.search('third');
    await present.told('Nothing was found for these words.');
    await present.toTrash();
    await present.press('Restore');
    await present.told('The trash is empty.');
    expect(await (await present.findByWord('third')).count()).toBe(1);

    await present.openEntry('I said a third');
    await present.press('Move to the trash');
    await present.toTrash();
    await present.press('Delete for ever');
    await present.page.getByRole('alertdialog', { name: 'Delete this entry for ever?' }).getByRole('button', { name: 'Delete for ever' }).click();
    await present.told('The trash is empty.');
    await present.search('third');
    await present.told('Nothing was found for these words.');
  });

  test('an earlier version of an entry is read, brought back, and given up again', async () => {
    const present = await atOpenJournal();
    const original = 'I said a third. R. found the loose thread alone.';
    await present.openEntry(original);
    await present.write('What I take away', 'Less than a third, when I am honest');
    await present.saved();
    await present.press('Earlier versions');
    const dialog = present.page.getByRole('dialog', { name: 'Earlier versions' });
    await dialog.getByRole('listbox', { name: 'Versions, newest first' }).getByRole('option').first().click();
    await dialog.getByText(original).waitFor();
    await dialog.getByRole('button', { name: 'Restore this version' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await present.written('What I take away')).toBe(original);
    await present.press('Undo');
    await expect.poll(() => present.written('What I take away')).toBe('Less than a third, when I am honest');
    await present.saved();
  });
});

describe('settings', () => {
  test('hold after a restart, and on the lock screen', async () => {
    const journal = copyOf(laid);
    let present = await atOpenJournal(journal);
    await present.goTo('Settings');
    await present.choose('Light and dark', 'Dark');
    await present.chooseFromList('Lock after', '15 minutes');
    await expect.poll(() => paperOf(present)).toBe('rgb(26, 25, 23)');
    await expect.poll(() => JSON.parse(readFileSync(path.join(journal.folder, 'settings/preferences.json'), 'utf8')) as unknown).toStrictEqual({ theme: 'dark', lockAfterMinutes: 15, lockWhenHidden: false });

    await present.lock();
    expect(await paperOf(present)).toBe('rgb(26, 25, 23)');
    await present.leave();
    present = await sitDown(journal.folder);
    await present.atLockScreen();
    expect(await paperOf(present)).toBe('rgb(26, 25, 23)');
    await present.unlockWithPassphrase(journal.passphrase);
    await present.goTo('Settings');
    await present.page.getByRole('button', { name: /15 minutes.*Lock after/u }).waitFor();
  });

  function paperOf({ page }: Coach): Promise<string> {
    return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  }
});

describe('starting the app a second time', () => {
  test('ends the second and brings the first forward, with what is typed in it', async () => {
    const journal = copyOf(laid);
    const present = await atOpenJournal(journal);
    await present.openEntry('I said a third');
    await present.write('What I take away', 'Still here');
    await present.app.evaluate(({ app }) => { app.on('second-instance', () => { (globalThis as { seen?: boolean }).seen = true; }); });
    expect(await startAgain(journal.folder)).toBe(0);
    expect(await present.app.evaluate(() => (globalThis as { seen?: boolean }).seen)).toBe(true);
    expect(present.app.windows()).toHaveLength(1);
    expect(await present.written('What I take away')).toBe('Still here');
    await present.saved();
  });
});
