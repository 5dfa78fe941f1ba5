import type { Session } from 'electron';
import { describe, expect, test } from 'vitest';
import { guardRequests, mayRequest, NOWHERE } from '../../electron/shell/request-guard.ts';

const REFUSED = [
  'http://example.org/', 'https://example.org/', 'ws://example.org/', 'wss://example.org/', 'ftp://example.org/', 'http://127.0.0.1/', 'http://localhost:9222/json', 'http://[::1]/',
  'file:///etc/passwd', 'file://server/share', 'devtools://devtools/bundled/inspector.html', 'chrome://version', 'chrome-extension://abc/page.html', 'data:text/html,x', 'blob:app://other-chair/1', 'about:blank',
  'app://other-chair.example.org/', 'app://other-chairs/', 'app://other/', 'app:other-chair/', 'APP://OTHER-CHAIR/', ' app://other-chair/', 'https://other-chair/', 'app://other-chair@example.org/', 'app://other-chair:80/', 'app://other-chair', '',
];

describe('a request', () => {
  test('for a file of the app is let through', () => {
    expect(mayRequest('app://other-chair/')).toBe(true);
    expect(mayRequest('app://other-chair/assets/index-a1.js')).toBe(true);
  });

  test.each(REFUSED)('for anything else is refused: %s', (url) => {
    expect(mayRequest(url)).toBe(false);
  });

  test('is judged for every address, and what the guard should miss goes to a proxy nobody listens at', async () => {
    const set: unknown[] = [];
    let judge: (details: { url: string }, decide: (decision: { cancel?: boolean }) => void) => void = () => {};
    const session = {
      webRequest: { onBeforeRequest: (...given: unknown[]) => { expect(given).toHaveLength(1); judge = given[0] as typeof judge; } },
      setProxy: (proxy: unknown) => { set.push(proxy); return Promise.resolve(); },
    };
    let refused = 0;
    await guardRequests(session as unknown as Session, () => (refused += 1));
    expect(set).toEqual([NOWHERE]);
    for (const url of [...REFUSED, 'app://other-chair/']) judge({ url }, ({ cancel }) => expect(cancel).toBe(url !== 'app://other-chair/'));
    expect(refused).toBe(REFUSED.length);
  });
});
