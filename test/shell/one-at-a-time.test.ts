import type { App } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { SecureKeyboard } from '../../electron/shell/secure-keyboard.ts';
import { isOnlyInstance } from '../../electron/shell/single-instance.ts';
import { OfferedFile, offeredIn } from '../../electron/shell/offered-file.ts';

describe('a second start', () => {
  function start(first: boolean) {
    const app = Object.assign(new EventEmitter(), { requestSingleInstanceLock: () => first });
    let forward = 0;
    const offers: (string | null)[] = [];
    const only = isOnlyInstance(app as unknown as App, { bringForward: (...given: unknown[]) => { expect(given).toEqual([]); forward += 1; }, offer: (file) => { offers.push(file); } });
    return { app, only, forward: () => forward, offers };
  }

  test('ends, and listens to nothing', () => {
    const { app, only } = start(false);
    expect(only).toBe(false);
    expect(app.eventNames()).toEqual([]);
  });

  test('brings the first one forward, whatever it was started with', () => {
    const { app, only, forward, offers } = start(true);
    expect(only).toBe(true);
    app.emit('second-instance', {}, ['other-chair', '/home/ana/other.ocv', '--open=https://example.org'], '/', {});
    expect([forward(), offers]).toEqual([1, [null]]);
  });

  test('with a template or an agreement offers its path, and nothing of what is in it', () => {
    const { app, offers } = start(true);
    app.emit('second-instance', {}, ['other-chair', '--flag', 'theirs.oct'], '/home/ana', {});
    let prevented = false;
    app.emit('open-file', { preventDefault: () => { prevented = true; } }, '/home/ana/ours.oca');
    expect([prevented, offers]).toEqual([true, ['/home/ana/theirs.oct', '/home/ana/ours.oca']]);
  });

  test('by open-url opens nothing', () => {
    const { app, forward, offers } = start(true);
    let prevented = false;
    app.emit('open-url', { preventDefault: () => { prevented = true; } }, 'other-chair://theirs.oct');
    expect([prevented, forward(), offers]).toEqual([true, 0, []]);
  });
});

describe('a file that was double-clicked', () => {
  const told: string[] = [];
  const keeper = { offer: (file: string) => { told.push(file); } };

  test.each([
    [['app', '/a/x.oct'], '/a/x.oct'],
    [['app', 'x.OCA'], '/here/x.OCA'],
    [['app', '/a/x.oct', '/b/y.oca'], '/b/y.oca'],
    [['app', '--user-data-dir=/a/x.oct'], null],
    [['app', '/a/journal.ocv', '/a/x.ocb', '/a/x.json', 'https://example.org/x'], null],
    [['/a/x.oct'], null],
    [[], null],
  ])('of %j is %s', (argv, file) => {
    expect(offeredIn(argv, '/here')).toBe(file);
  });

  test('waits for a keeper, is told to the next one, and is forgotten once somebody was asked', () => {
    const offered = new OfferedFile();
    offered.offer('/a/x.oct');
    offered.tellTo(keeper);
    offered.tellTo(keeper);
    offered.forget();
    offered.tellTo(keeper);
    offered.offer('/a/journal.ocv');
    offered.offer('relative.oct');
    offered.offer(null);
    offered.offer('/b/y.oca');
    expect(told).toEqual(['/a/x.oct', '/a/x.oct', '/b/y.oca']);
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
