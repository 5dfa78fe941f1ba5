import type { PowerMonitor } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { lockOnSystemEvents } from '../../electron/shell/lock-triggers.ts';

function triggers() {
  const powerMonitor = new EventEmitter();
  const done: string[] = [];
  lockOnSystemEvents(powerMonitor as unknown as PowerMonitor, { lock: (because) => done.push(because), leave: () => done.push('leave') });
  return { powerMonitor, done };
}

describe('the system', () => {
  test.each([
    ['suspend', 'suspend'],
    ['lock-screen', 'screen-lock'],
    ['user-did-resign-active', 'screen-lock'],
    ['shutdown', 'shutdown'],
  ])('locks the journal on %s', (event, because) => {
    const { powerMonitor, done } = triggers();
    powerMonitor.emit(event);
    expect(done).toEqual([because]);
  });

  test('that waits for the app at its shutdown is made to wait, and the app closes', () => {
    const { powerMonitor, done } = triggers();
    powerMonitor.emit('shutdown', { preventDefault: () => done.push('wait') });
    expect(done).toEqual(['wait', 'leave']);
  });

  test('locks nothing when it wakes up', () => {
    const { powerMonitor, done } = triggers();
    for (const event of ['resume', 'unlock-screen', 'on-battery', 'user-did-become-active']) powerMonitor.emit(event);
    expect(done).toEqual([]);
  });
});
