import { beforeEach, describe, expect, test } from 'vitest';
import type { Preferences } from '../../shared/preferences.ts';
import type { LockReason, ToShell } from '../../shared/process-messages.ts';
import type { KeeperHeard } from '../../electron/shell/keeper-host.ts';
import { KEEPER_EXIT_MS, Locking, type LockingOutside, type WindowHeard } from '../../electron/shell/locking.ts';

class Keeper {
  readonly heard: KeeperHeard;
  asked = 0;
  toldAway = 0;
  killed = false;
  constructor(heard: KeeperHeard) { this.heard = heard; }
  lock() { this.asked += 1; }
  away() { this.toldAway += 1; }
  kill() { this.killed = true; }
  say(say: 'unlocked' | 'locking' | 'idle' | 'copied') { this.heard.said({ say }); }
}

class Window {
  readonly because: LockReason;
  readonly before: Window | null;
  readonly heard: WindowHeard;
  destroyed = false;
  constructor(because: LockReason, before: Window | null, heard: WindowHeard) {
    this.because = because;
    this.before = before;
    this.heard = heard;
    // A moment without any window would be taken for the end of the app.
    expect(before?.destroyed ?? false).toBe(false);
  }
  destroy() { this.destroyed = true; }
}

class Outside implements LockingOutside<Keeper, Window> {
  readonly keepers: Keeper[] = [];
  readonly windows: Window[] = [];
  readonly preferences: Preferences[] = [];
  at = 'locked';
  left = 0;
  gaveUp = 0;
  copies = 0;
  clock = 0;
  #timers: { atMs: number; run: () => void }[] = [];
  startKeeper(heard: KeeperHeard) { const keeper = new Keeper(heard); this.keepers.push(keeper); return keeper; }
  openWindow(keeper: Keeper, because: LockReason, before: Window | null, heard: WindowHeard) {
    expect(keeper).toBe(this.keeper);
    const window = new Window(because, before, heard);
    this.windows.push(window);
    return window;
  }
  preferencesAre(preferences: Preferences) { this.preferences.push(preferences); }
  stateIs(at: string) { this.at = at; }
  copied() { this.copies += 1; }
  leave() { this.left += 1; }
  giveUp() { this.gaveUp += 1; }
  after(ms: number, run: () => void) {
    const timer = { atMs: this.clock + ms, run };
    this.#timers.push(timer);
    return () => { this.#timers = this.#timers.filter((each) => each !== timer); };
  }
  nowMs() { return this.clock; }
  wait(ms: number) {
    this.clock += ms;
    const due = this.#timers.filter(({ atMs }) => atMs <= this.clock);
    this.#timers = this.#timers.filter(({ atMs }) => atMs > this.clock);
    for (const { run } of due) run();
  }
  get keeper() { return this.keepers.at(-1)!; }
  get window() { return this.windows.at(-1)!; }
  get reasons() { return this.windows.map(({ because }) => because); }
}

let outside: Outside;
let locking: Locking<Keeper, Window>;
beforeEach(() => {
  outside = new Outside();
  locking = new Locking(outside);
  locking.start();
});

describe('locking', () => {
  test('starts with one keeper and one window that shows the lock screen', () => {
    expect(outside.keepers).toHaveLength(1);
    expect(outside.reasons).toEqual(['start']);
  });

  test('ends the keeper, then destroys the window and starts anew with the reason', () => {
    const { keeper, window } = outside;
    keeper.say('unlocked');
    locking.lock('idle');
    expect([keeper.asked, window.destroyed]).toEqual([1, false]);
    keeper.say('locking');
    keeper.heard.exited();
    expect(window.destroyed).toBe(true);
    expect(keeper.killed).toBe(false);
    expect(outside.reasons).toEqual(['start', 'idle']);
    expect(outside.window.before).toBe(window);
    expect(outside.keepers).toHaveLength(2);
    expect(outside.at).toBe('locked');
  });

  test('does nothing while the journal was never open', () => {
    for (const because of ['asked', 'idle', 'suspend', 'screen-lock', 'shutdown'] as const) locking.lock(because);
    expect(outside.keeper.asked).toBe(0);
    outside.wait(KEEPER_EXIT_MS);
    expect(outside.reasons).toEqual(['start']);
  });

  test('while it was never open tells the keeper that nobody is there, so that no key is derived any more', () => {
    locking.lock('suspend');
    expect([outside.keeper.toldAway, outside.keeper.asked, outside.keeper.killed]).toEqual([1, 0, false]);
    // The keeper had opened it a moment before it heard of that, and locks by itself.
    outside.keeper.say('unlocked');
    outside.keeper.say('locking');
    outside.keeper.heard.exited();
    expect([outside.at, outside.reasons.length]).toEqual(['locked', 2]);
  });

  test('happens when its window is minimised or hidden, where the person wants that, and not otherwise', () => {
    const want = (lockWhenHidden: boolean) => outside.keeper.heard.said({ say: 'preferences', preferences: { theme: 'dark', lockAfterMinutes: 5, lockWhenHidden } });
    outside.keeper.say('unlocked');
    outside.window.heard.hidden();
    want(false);
    outside.window.heard.hidden();
    expect(outside.keeper.asked).toBe(0);
    want(true);
    const { window } = outside;
    window.heard.hidden();
    expect(outside.keeper.asked).toBe(1);
    outside.keeper.heard.exited();
    expect(outside.reasons).toEqual(['start', 'hidden']);
    outside.keeper.say('unlocked');
    window.heard.hidden();
    expect(outside.keeper.asked).toBe(0);
  });

  test('happens when the keeper says that nobody used the window for as long as was set', () => {
    outside.keeper.say('unlocked');
    outside.keeper.say('idle');
    outside.keeper.say('idle');
    expect(outside.keeper.asked).toBe(1);
    outside.keeper.heard.exited();
    expect(outside.reasons).toEqual(['start', 'idle']);
  });

  test('is not brought about by a copy, which is passed on', () => {
    outside.keeper.say('unlocked');
    outside.keeper.say('copied');
    expect([outside.copies, outside.at]).toEqual([1, 'open']);
  });

  test('waits no longer than half a second for a keeper that does not end', () => {
    const { keeper, window } = outside;
    keeper.say('unlocked');
    locking.lock('suspend');
    outside.wait(KEEPER_EXIT_MS - 1);
    expect(keeper.killed).toBe(false);
    outside.wait(1);
    expect([keeper.killed, window.destroyed]).toEqual([true, true]);
    expect(outside.reasons).toEqual(['start', 'suspend']);
    expect(KEEPER_EXIT_MS).toBeLessThanOrEqual(500);
  });

  test('does not mind what an earlier keeper or window says too late', () => {
    const { keeper, window } = outside;
    keeper.say('unlocked');
    locking.lock('suspend');
    outside.wait(KEEPER_EXIT_MS);
    keeper.heard.exited();
    keeper.say('unlocked');
    keeper.heard.said({ say: 'preferences', preferences: { theme: 'dark', lockAfterMinutes: 1, lockWhenHidden: true } });
    window.heard.gone();
    window.heard.closing();
    expect(outside.reasons).toEqual(['start', 'suspend']);
    expect([outside.at, outside.left, outside.preferences]).toEqual(['locked', 0, []]);
  });

  test('asks once, however many reasons there are, and shows the first', () => {
    outside.keeper.say('unlocked');
    const { keeper } = outside;
    locking.lock('screen-lock');
    locking.lock('suspend');
    locking.lock('idle');
    expect(keeper.asked).toBe(1);
    keeper.heard.exited();
    expect(outside.reasons).toEqual(['start', 'screen-lock']);
  });

  test('asked for by the page ends the same way, and does not wait for ever either', () => {
    outside.keeper.say('unlocked');
    outside.keeper.say('locking');
    outside.keeper.heard.exited();
    outside.keeper.say('unlocked');
    outside.keeper.say('locking');
    outside.wait(KEEPER_EXIT_MS);
    expect(outside.reasons).toEqual(['start', 'asked', 'asked']);
  });

  test('forgets the deadline of a lock that went well', () => {
    outside.keeper.say('unlocked');
    locking.lock('idle');
    outside.keeper.heard.exited();
    outside.keeper.say('unlocked');
    outside.wait(KEEPER_EXIT_MS - 100);
    locking.lock('suspend');
    outside.wait(100);
    expect(outside.keeper.killed).toBe(false);
    expect(outside.at).toBe('ending');
  });

  test('can be done again and again', () => {
    for (let round = 0; round < 50; round++) {
      outside.keeper.say('unlocked');
      locking.lock('asked');
      outside.keeper.heard.exited();
      outside.wait(60_000);
    }
    expect(outside.windows.filter(({ destroyed }) => !destroyed)).toEqual([outside.window]);
    expect(outside.gaveUp).toBe(0);
  });
});

describe('a keeper that stops unasked', () => {
  test('brings the lock screen, which says so', () => {
    const { keeper, window } = outside;
    keeper.say('unlocked');
    keeper.heard.exited();
    expect(outside.reasons).toEqual(['start', 'keeper-stopped']);
    expect(window.destroyed).toBe(true);
  });

  test('three times in ten seconds closes the app with a plain message', () => {
    for (let stop = 0; stop < 3; stop++) { outside.wait(3000); outside.keeper.heard.exited(); }
    expect([outside.gaveUp, outside.left]).toEqual([1, 0]);
    expect(outside.windows.every(({ destroyed }) => destroyed)).toBe(true);
    expect(outside.keepers).toHaveLength(3);
  });

  test('now and then does not', () => {
    for (let stop = 0; stop < 20; stop++) { outside.wait(6000); outside.keeper.heard.exited(); }
    expect(outside.gaveUp).toBe(0);
  });
});

describe('a page that stops unasked', () => {
  test('locks an open journal and brings a new page', () => {
    const { keeper, window } = outside;
    keeper.say('unlocked');
    window.heard.gone();
    expect(keeper.asked).toBe(1);
    keeper.heard.exited();
    expect(outside.reasons).toEqual(['start', 'keeper-stopped']);
  });

  test('on the lock screen brings a new one too', () => {
    outside.window.heard.gone();
    outside.wait(KEEPER_EXIT_MS);
    expect(outside.reasons).toEqual(['start', 'keeper-stopped']);
  });
});

describe('closing the app', () => {
  test('locks first, so that what was typed last is kept', () => {
    outside.keeper.say('unlocked');
    outside.window.heard.closing();
    expect([outside.keeper.asked, outside.left, outside.window.destroyed]).toEqual([1, 0, false]);
    outside.keeper.heard.exited();
    expect([outside.left, outside.window.destroyed, locking.at]).toEqual([1, true, 'ended']);
    expect(outside.keepers).toHaveLength(1);
  });

  test('does not wait for ever, and happens once', () => {
    outside.keeper.say('unlocked');
    locking.leave();
    locking.leave();
    outside.wait(KEEPER_EXIT_MS);
    locking.leave();
    expect([outside.keeper.killed, outside.left]).toEqual([true, 1]);
  });

  test('while it locks brings no lock screen any more', () => {
    outside.keeper.say('unlocked');
    locking.lock('idle');
    locking.leave();
    outside.keeper.heard.exited();
    expect(outside.left).toBe(1);
    expect(outside.reasons).toEqual(['start']);
  });

  test('at the end of a Windows session locks at once', () => {
    outside.keeper.say('unlocked');
    outside.window.heard.signingOut();
    outside.keeper.heard.exited();
    expect(outside.reasons).toEqual(['start', 'shutdown']);
  });
});

test('preferences the keeper tells are passed on', () => {
  const preferences: ToShell = { say: 'preferences', preferences: { theme: 'dark', lockAfterMinutes: 12, lockWhenHidden: false } };
  outside.keeper.heard.said(preferences);
  expect(outside.preferences).toEqual([{ theme: 'dark', lockAfterMinutes: 12, lockWhenHidden: false }]);
});
