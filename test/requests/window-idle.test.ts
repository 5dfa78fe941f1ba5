import { beforeEach, expect, test } from 'vitest';
import { WINDOW_IDLE_LOOK_MS, WindowIdle, type WindowIdleOutside } from '../../electron/requests/window-idle.ts';

class Outside implements WindowIdleOutside {
  readonly idleAtMs: number[] = [];
  clock = 0;
  running = 0;
  #look: (() => void) | null = null;
  nowMs() { return this.clock; }
  every(ms: number, run: () => void) {
    expect(ms).toBe(WINDOW_IDLE_LOOK_MS);
    this.running += 1;
    this.#look = run;
    return () => { this.running -= 1; this.#look = null; };
  }
  idle() { this.idleAtMs.push(this.clock); }
  wait(ms: number) {
    for (const until = this.clock + ms; this.clock < until; ) { this.clock += WINDOW_IDLE_LOOK_MS; this.#look?.(); }
  }
}

let outside: Outside;
let idle: WindowIdle;
beforeEach(() => {
  outside = new Outside();
  idle = new WindowIdle(outside, 5);
});

test('a window nobody uses is idle after the minutes set, and not before, whatever the system says', () => {
  outside.wait(3_600_000);
  idle.start();
  outside.wait(298_000);
  expect(outside.idleAtMs).toEqual([]);
  outside.wait(2000);
  expect(outside.idleAtMs).toEqual([3_900_000]);
});

test('it is said again until the journal has locked', () => {
  idle.start();
  outside.wait(306_000);
  expect(outside.idleAtMs).toHaveLength(4);
  idle.stop();
  outside.wait(306_000);
  expect([outside.idleAtMs.length, outside.running]).toEqual([4, 0]);
});

test('whoever uses the window stays', () => {
  idle.start();
  for (let minute = 0; minute < 60; minute++) { outside.wait(240_000); idle.touched(); }
  expect(outside.idleAtMs).toEqual([]);
});

test('minutes that are changed while it is open hold at once', () => {
  idle.start();
  outside.wait(120_000);
  idle.lockAfterMinutes = 1;
  outside.wait(2000);
  expect(outside.idleAtMs).toEqual([122_000]);
});

test('opening a second time leaves one look running', () => {
  idle.start();
  idle.start();
  expect(outside.running).toBe(1);
});
