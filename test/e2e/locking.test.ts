/** Everything that locks an open journal, and what is left of it a moment later: no keeper, no page, nothing on the clipboard, and every word typed. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Coach } from './coach.ts';
import { freshFolder, layJournal, type LaidJournal } from './laid-journal.ts';

/** From the trigger to the end of the keeper, and to the end of the page. */
const KEEPER_GONE_WITHIN_MS = 500;
const PAGE_GONE_WITHIN_MS = 1000;
const FIELD = 'What I take away';

let journal: LaidJournal;
let coach: Coach;

beforeAll(async () => {
  journal = await layJournal();
  coach = await Coach.sitDown(journal.folder);
  await coach.unlockWithPassphrase(journal.passphrase);
});
afterAll(async () => {
  await coach.app.kill();
});

interface Took {
  keeperMs: number;
  pageMs: number;
}

interface Trigger {
  name: string;
  pull: () => Promise<unknown>;
  says: string;
  /** Whether the shell has to look first, which it does every few seconds. */
  isLookedFor?: true;
}

const byEvent = (name: string, says: string): Trigger => ({ name, says, pull: () => coach.app.evaluate(({ powerMonitor }, event) => void powerMonitor.emit(event as never), name) });
const triggers: Trigger[] = [
  { name: 'the keys', says: 'You locked it.', pull: () => coach.page.keyboard.press('ControlOrMeta+L') },
  { name: 'the button', says: 'You locked it.', pull: () => coach.press('Lock') },
  { name: 'the menu', says: 'You locked it.', pull: () => coach.app.evaluate(({ Menu }) => void Menu.getApplicationMenu()?.getMenuItemById('lock')?.click()) },
  byEvent('suspend', 'It locked itself because the computer was going to sleep.'),
  byEvent('lock-screen', 'It locked itself because the screen was locked.'),
  byEvent('user-did-resign-active', 'It locked itself because the screen was locked.'),
  byEvent('shutdown', 'It locked itself because the computer was shutting down.'),
  {
    name: 'a locked screen that no event tells of, as on Linux',
    says: 'It locked itself because the screen was locked.',
    isLookedFor: true,
    pull: () =>
      coach.app.evaluate(({ powerMonitor }) => {
        const before = powerMonitor.getSystemIdleState.bind(powerMonitor);
        powerMonitor.getSystemIdleState = () => {
          powerMonitor.getSystemIdleState = before;
          return 'locked';
        };
      }),
  },
  {
    name: 'a computer nobody touches',
    says: 'It locked itself because nothing was done for a while.',
    isLookedFor: true,
    pull: () =>
      coach.app.evaluate(({ powerMonitor, BrowserWindow }) => {
        const before = powerMonitor.getSystemIdleTime.bind(powerMonitor);
        const [window] = BrowserWindow.getAllWindows();
        powerMonitor.getSystemIdleTime = () => 3600;
        window?.once('closed', () => (powerMonitor.getSystemIdleTime = before));
      }),
  },
];

const allTook: Took[] = [];

describe('the journal is locked by', () => {
  // Once more where it failed: on a machine that others keep busy the page may not get the third of a second it has for its last save.
  test.each(triggers)('$name: what was typed a moment before is there, and keeper and page are gone', { retry: 1 }, async (trigger) => {
    const text = `Typed just before ${trigger.name}`;
    await typeThen(text);
    const took = await measure(trigger);
    await coach.told(trigger.says);
    await coach.unlockWithPassphrase(journal.passphrase);
    await coach.openEntry(text);
    expect(await coach.written(FIELD)).toBe(text);
    if (trigger.isLookedFor !== true) allTook.push(took);
  });

  test('the fastest of these at once', () => {
    expect(allTook.length).toBeGreaterThan(3);
    // The fastest: how long the others waited for a turn is this machine's matter. What the shell waits for at most its unit tests hold.
    expect(Math.min(...allTook.map(({ keeperMs }) => keeperMs)), 'keeper').toBeLessThanOrEqual(KEEPER_GONE_WITHIN_MS);
    expect(Math.min(...allTook.map(({ pageMs }) => pageMs)), 'page').toBeLessThanOrEqual(PAGE_GONE_WITHIN_MS);
  });

  test('a minimised or a hidden window, where the person wants that, and the fresh one stays out of sight', async () => {
    await minimise();
    await pause(300);
    expect(await coach.page.getByRole('heading', { level: 1 }).count()).toBe(1);
    await coach.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.restore());
    await coach.goTo('Settings');
    await coach.tick('Lock when the window is minimised or hidden');
    await expect.poll(() => coach.page.getByRole('checkbox', { name: 'Lock when the window is minimised or hidden' }).isChecked()).toBe(true);
    await typeThen('Typed just before it was minimised');
    await coach.followToFreshWindow(minimise);
    await coach.told('It locked itself because its window was minimised or hidden.');
    await expect.poll(() => coach.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()))).toStrictEqual([true]);
    await coach.unlockWithPassphrase(journal.passphrase);
    await coach.openEntry('Typed just before it was minimised');
  });

  async function minimise(): Promise<void> {
    await coach.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  }
});

describe('a key that is being derived', () => {
  test('is not, when the computer goes to sleep meanwhile', { timeout: 60_000 }, async () => {
    const other = await Coach.sitDown(freshFolder());
    try {
      // At the cost a new journal has; a laid one would be open at once.
      await other.createJournal('copper lantern meadow seven quiet');
      await other.lock();
      await other.tryPassphrase('copper lantern meadow seven quiet');
      await other.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
      await other.told('Stopped, as you asked.');
      await other.atLockScreen();
      await other.unlockWithPassphrase('copper lantern meadow seven quiet');
    } finally {
      await other.app.kill();
    }
  });
});

describe('the clipboard', () => {
  test('holds nothing of the journal any more once that is locked', async () => {
    await typeThen('Copied to be pasted somewhere');
    await putOnClipboard('as Chromium would');
    await coach.page.keyboard.press('ControlOrMeta+A');
    await coach.page.keyboard.press('ControlOrMeta+C');
    await pause(500);
    await coach.lock();
    await expect.poll(() => coach.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('');
    await coach.unlockWithPassphrase(journal.passphrase);
  });

  test('is left alone where nothing was copied from the journal', async () => {
    await putOnClipboard('a shopping list');
    await coach.lock();
    await pause(300);
    expect(await coach.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('a shopping list');
    await coach.unlockWithPassphrase(journal.passphrase);
  });

  /** The stand-in's clipboard is not the one its browser copies to. */
  function putOnClipboard(text: string): Promise<void> {
    return coach.app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text);
  }
});

/** Writes into the entry that is open or a newest one, and does not wait until it is saved. */
async function typeThen(text: string): Promise<void> {
  await coach.openEntry(/./u);
  await coach.write(FIELD, text);
  await coach.page.getByRole('textbox', { name: FIELD, exact: true }).focus();
}

async function measure({ pull }: Trigger): Promise<Took> {
  const { page } = coach;
  const [keeper] = (await coach.app.children()).keepers;
  const pulledAt = performance.now();
  let keeperMs = Number.POSITIVE_INFINITY;
  const closed = page.waitForEvent('close').then(() => performance.now() - pulledAt);
  await coach.followToFreshWindow(async () => {
    await pull();
    while (isAlive(keeper!)) await pause(5);
    keeperMs = performance.now() - pulledAt;
  });
  await coach.atLockScreen();
  return { keeperMs, pageMs: await closed };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
