import type { Session } from 'electron';
import { describe, expect, test } from 'vitest';
import { SCHEME } from '../../electron/shell/app-protocol.ts';
import { NOWHERE } from '../../electron/shell/request-guard.ts';
import { closeSession, freshPartition, prepareSession } from '../../electron/shell/window-session.ts';

function recordingSession(): { session: Session; calls: [string, ...unknown[]][] } {
  const calls: [string, ...unknown[]][] = [];
  const record = (name: string) => (...given: unknown[]) => { calls.push([name, ...given]); };
  const session = {
    protocol: { handle: record('handle') },
    webRequest: { onBeforeRequest: record('onBeforeRequest') },
    setProxy: (proxy: unknown) => { calls.push(['setProxy', proxy]); return Promise.resolve(); },
    ...Object.fromEntries(['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler', 'setDisplayMediaRequestHandler', 'setSpellCheckerEnabled', 'setSpellCheckerLanguages', 'on'].map((name) => [name, record(name)])),
  };
  return { session: session as unknown as Session, calls };
}

describe('the session of a window', () => {
  test('is in memory only, and never the one of a window before', () => {
    const partitions = Array.from({ length: 100 }, freshPartition);
    expect(new Set(partitions).size).toBe(100);
    expect(partitions.filter((partition) => partition.startsWith('persist:'))).toEqual([]);
  });

  test('checks no spelling, so that no dictionary is fetched and no word is kept', async () => {
    const { session, calls } = recordingSession();
    await closeSession(session, () => undefined);
    expect(calls).toContainEqual(['setSpellCheckerEnabled', false]);
    expect(calls).toContainEqual(['setSpellCheckerLanguages', []]);
  });

  test('is guarded in every way before a page can be loaded', async () => {
    const { session, calls } = recordingSession();
    await prepareSession(session, new Map(), () => undefined);
    expect(calls.map(([name]) => name).sort()).toEqual(
      ['handle', 'on', 'onBeforeRequest', 'setDevicePermissionHandler', 'setDisplayMediaRequestHandler', 'setPermissionCheckHandler', 'setPermissionRequestHandler', 'setProxy', 'setSpellCheckerEnabled', 'setSpellCheckerLanguages'],
    );
    expect(calls).toContainEqual(['setProxy', NOWHERE]);
    expect(calls.find(([name]) => name === 'handle')?.[1]).toBe(SCHEME);
  });

  test('in which no page is loaded serves nothing', async () => {
    const { session, calls } = recordingSession();
    await closeSession(session, () => undefined);
    expect(calls.map(([name]) => name)).not.toContain('handle');
  });
});
