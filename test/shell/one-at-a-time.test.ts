import type { App } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { SecureKeyboard } from '../../electron/shell/secure-keyboard.ts';
import { isOnlyInstance } from '../../electron/shell/single-instance.ts';

describe('a second start', () => {
  function start(first: boolean) {
    const app = Object.assign(new EventEmitter(), { requestSingleInstanceLock: () => first });
    let forward = 0;
    const only = isOnlyInstance(app as unknown as App, (...given: unknown[]) => { expect(given).toEqual([]); forward += 1; });
    return { app, only, forward: () => forward };
  }

  test('ends, and listens to nothing', () => {
    const { app, only } = start(false);
    expect(only).toBe(false);
    expect(app.eventNames()).toEqual([]);
  });

  test('brings the first one forward, whatever it was started with', () => {
    const { app, only, forward } = start(true);
    expect(only).toBe(true);
    app.emit('second-instance', {}, ['other-chair', '/home/ana/other.ocv', '--open=https://example.org'], '/', {});
    expect(forward()).toBe(1);
  });

  test.each(['open-file', 'open-url'])('by %s opens nothing', (name) => {
    const { app, forward } = start(true);
    let prevented = false;
    app.emit(name, { preventDefault: () => { prevented = true; } }, '/home/ana/other.ocv');
    expect([prevented, forward()]).toEqual([true, 0]);
  });
});

describe('secure keyboard entry', () => {
  function keyboard(platform: NodeJS.Platform) {
    const set: boolean[] = [];
    return { keyboard: new SecureKeyboard({ setSecureKeyboardEntryEnabled: (enabled) => set.push(enabled) }, platform), set };
  }

  test('is on while the lock screen is in front, and given back otherwise', () => {
    const { keyboard: secure, set } = keyboard('darwin');
    secure.focused = true;
    secure.focused = true;
    expect(set).toEqual([true]);
    secure.locked = false;
    expect(set).toEqual([true, false]);
    secure.focused = false;
    secure.locked = true;
    expect(set).toEqual([true, false]);
    secure.focused = true;
    secure.focused = false;
    expect(set).toEqual([true, false, true, false]);
  });

  test('is not asked for where there is none', () => {
    const { keyboard: secure, set } = keyboard('linux');
    secure.focused = true;
    expect(set).toEqual([]);
  });
});
