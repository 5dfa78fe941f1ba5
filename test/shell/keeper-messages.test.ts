import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COPYING_VARIABLES } from '../../shared/copying-services.ts';
import { CHOICES } from '../../shared/process-messages.ts';
import { LOCK_AFTER_MINUTES_MAX, preferences, THEMES } from '../../shared/preferences.ts';
import { keeperEnvironment } from '../../electron/shell/keeper-environment.ts';
import { readKeeperMessage } from '../../electron/shell/keeper-message.ts';

describe('what the keeper tells the shell', () => {
  test('is understood for every theme and every number of minutes the contract allows', () => {
    for (const theme of THEMES) {
      for (let lockAfterMinutes = 1; lockAfterMinutes <= LOCK_AFTER_MINUTES_MAX; lockAfterMinutes++) {
        const message = { say: 'preferences', preferences: { theme, lockAfterMinutes, lockWhenHidden: lockAfterMinutes % 2 === 0 } };
        expect(readKeeperMessage(message)).toEqual(message);
      }
    }
    expect(readKeeperMessage({ say: 'unlocked', note: 'not carried along' })).toEqual({ say: 'unlocked' });
    for (const say of ['locking', 'idle', 'copied']) expect(readKeeperMessage({ say })).toEqual({ say });
    for (const what of CHOICES) expect(readKeeperMessage({ say: 'choose', what, number: 3, note: 'not carried along' })).toEqual({ say: 'choose', what, number: 3 });
  });

  test('is left alone when it is anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ say: fc.constantFrom('preferences', 'choose', 'locking!', 'open', 1), preferences: fc.anything(), what: fc.anything(), number: fc.anything() })), (message) => {
        const said = readKeeperMessage(message);
        return said === null || said.say !== 'preferences' || preferences.safeParse(said.preferences).success;
      }),
    );
    for (const wrong of [{ what: 'file' }, { what: 'backup-file', number: 1.5 }, { what: 'backup-file', number: '1' }]) expect(readKeeperMessage({ say: 'choose', number: 1, ...wrong })).toBeNull();
    for (const lockAfterMinutes of [0, LOCK_AFTER_MINUTES_MAX + 1, 1.5, NaN, '5', null]) expect(readKeeperMessage({ say: 'preferences', preferences: { theme: 'dark', lockAfterMinutes, lockWhenHidden: false } })).toBeNull();
    expect(readKeeperMessage({ say: 'preferences', preferences: { theme: 'sepia', lockAfterMinutes: 5, lockWhenHidden: false } })).toBeNull();
    for (const lockWhenHidden of [undefined, 1, 'yes']) expect(readKeeperMessage({ say: 'preferences', preferences: { theme: 'dark', lockAfterMinutes: 5, lockWhenHidden } })).toBeNull();
  });
});

describe('the environment of the keeper', () => {
  const everything: Record<string, string> = { ...Object.fromEntries(COPYING_VARIABLES.map((name) => [name, `value of ${name}`])), TZ: 'Europe/Berlin', HTTPS_PROXY: 'http://proxy', NODE_OPTIONS: '--inspect', API_TOKEN: 'canary', PATH: '/bin' };

  test('has what dates and the copying services need', () => {
    const environment = keeperEnvironment(everything, '/scratch/temp');
    for (const name of [...COPYING_VARIABLES, 'TZ'] as const) expect(environment[name]).toBe(everything[name]);
  });

  test('has nothing else, and its temporary files would go to the scratch folder', () => {
    const environment = keeperEnvironment(everything, '/scratch/temp');
    expect(Object.keys(environment).filter((name) => ['HTTPS_PROXY', 'NODE_OPTIONS', 'API_TOKEN', 'PATH'].includes(name))).toEqual([]);
    expect(environment).toMatchObject({ TMPDIR: '/scratch/temp', TEMP: '/scratch/temp', TMP: '/scratch/temp' });
    expect(keeperEnvironment({}, '/t')).toEqual({ TMPDIR: '/t', TEMP: '/t', TMP: '/t' });
  });
});
