import { beforeEach, describe, expect, test } from 'vitest';
import { IDLE_LOOK_MS, IdleWatch, type IdleOutside } from '../../electron/shell/idle-watch.ts';

class Outside implements IdleOutside {
  readonly events: string[] = [];
  clock = 0;
  lastTouchMs = 0;
  screen = false;
  looks = 0;
  #look: (() => void) | null = null;
  started = 0;
  idleSeconds() { this.looks += 1; return Math.floor((this.clock - this.lastTouchMs) / 1000); }
  screenLocked() { return this.screen; }
  nowMs() { return this.clock; }
  every(ms: number, run: () => void) { expect(ms).toBe(IDLE_LOOK_MS); this.started += 1; this.#look = run; return () => { this.#look = null; }; }
  idle() { this.events.push(`idle at ${this.clock / 1000} s`); }
  screenLock() { this.events.push('screen'); }
  slept() { this.events.push('slept'); }
  wait(ms: number) {
    for (const until = this.clock + ms; this.clock < until; ) {
      this.clock += IDLE_LOOK_MS;
      this.#look?.();
      if (this.events.length > 0) return;
    }
  }
  /** Time passes and nothing runs. */
  sleep(ms: number) { this.clock += ms; this.#look?.(); }
}

let outside: Outside;
let watch: IdleWatch;
beforeEach(() => {
  outside = new Outside();
  watch = new IdleWatch(outside, 5);
});

describe('a journal that nobody touches', () => {
  test('locks after the minutes set, and not before', () => {
    watch.start();
    outside.wait(299_000);
    expect(outside.events).toEqual(['idle at 300 s']);
  });

  test('stays open while somebody types', () => {
    watch.start();
    for (let minute = 0; minute < 60; minute++) {
      outside.wait(60_000);
      outside.lastTouchMs = outside.clock;
    }
    expect(outside.events).toEqual([]);
  });

  test('goes by minutes that were changed while it was open', () => {
    watch.start();
    outside.wait(90_000);
    watch.lockAfterMinutes = 2;
    outside.wait(60_000);
    expect(outside.events).toEqual(['idle at 120 s']);
  });

  test('is looked at only while it is open', () => {
    outside.wait(600_000);
    watch.start();
    watch.start();
    watch.stop();
    watch.stop();
    outside.wait(600_000);
    expect([outside.started, outside.looks, outside.events]).toEqual([1, 0, []]);
  });

  test('locks at the next look where only the screen tells, as on Linux', () => {
    watch.start();
    outside.wait(30_000);
    outside.screen = true;
    outside.wait(IDLE_LOOK_MS);
    expect(outside.events).toEqual(['screen']);
  });

  test('locks after a sleep that no event told of', () => {
    watch.start();
    outside.wait(30_000);
    outside.lastTouchMs = outside.clock + 3_600_000;
    outside.sleep(3_600_000);
    expect(outside.events).toEqual(['slept']);
  });

  test('does not take the time it was locked for a sleep', () => {
    watch.start();
    watch.stop();
    outside.sleep(3_600_000);
    outside.lastTouchMs = outside.clock;
    watch.start();
    outside.wait(30_000);
    expect(outside.events).toEqual([]);
  });
});
