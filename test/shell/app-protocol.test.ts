import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer, ORIGIN, readPackagedFiles, SCHEME_PRIVILEGES, START_ADDRESS, type PackagedFiles } from '../../electron/shell/app-protocol.ts';
import { CONTENT_SECURITY_POLICY } from '../../electron/shell/content-security.ts';

const SECRET = 'canary beside the pages';
let folder: string;
let files: PackagedFiles;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pages-'));
  mkdirSync(path.join(folder, 'renderer/assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.js'), SECRET);
  writeFileSync(path.join(folder, 'renderer/index.html'), '<!doctype html><title>Other Chair</title>');
  writeFileSync(path.join(folder, 'renderer/assets/index-a1.js'), 'export {};');
  writeFileSync(path.join(folder, 'renderer/assets/index-a1.js.map'), '{}');
  writeFileSync(path.join(folder, 'renderer/assets/inter.woff2'), 'font');
  files = readPackagedFiles(path.join(folder, 'renderer'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (url: string, method = 'GET') => answer(files, { url, method });

describe('the app scheme', () => {
  test('serves the packaged files with their type and the policy', async () => {
    for (const [url, type] of [[START_ADDRESS, 'text/html; charset=utf-8'], [`${ORIGIN}/index.html`, 'text/html; charset=utf-8'], [`${ORIGIN}/assets/index-a1.js`, 'text/javascript; charset=utf-8'], [`${ORIGIN}/assets/inter.woff2`, 'font/woff2']] as const) {
      const response = get(url);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe(type);
      expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    }
    expect(await get(START_ADDRESS).text()).toContain('<title>Other Chair</title>');
  });

  test('is a secure, standard scheme with no privilege besides', () => {
    const { standard, secure, ...rest } = SCHEME_PRIVILEGES.privileges ?? {};
    expect({ standard, secure }).toEqual({ standard: true, secure: true });
    expect(Object.values(rest).every((privilege) => !privilege)).toBe(true);
  });

  test('knows nothing of files of other types, of methods that write, or of questions behind an address', () => {
    expect(get(`${ORIGIN}/assets/index-a1.js.map`).status).toBe(404);
    expect(get(START_ADDRESS, 'POST').status).toBe(404);
    expect(get(`${START_ADDRESS}?x`).status).toBe(404);
    expect(get(`${ORIGIN}/assets`).status).toBe(404);
    expect(get(`${ORIGIN}/assets/`).status).toBe(404);
  });

  test('answers 500 ways of climbing out of its folder with 404', async () => {
    const addresses = climbing();
    expect(addresses.length).toBeGreaterThanOrEqual(500);
    for (const address of addresses) {
      for (const url of asRequested(address)) {
        const response = get(url);
        expect(response.status, JSON.stringify(url)).toBe(404);
        expect(await response.text()).not.toContain(SECRET);
      }
    }
  });
});

/** Every way up with every target, each also behind a folder that exists. */
function climbing(): string[] {
  const ups = ['../', '..%2f', '..%2F', '%2e%2e/', '%2e%2e%2f', '.%2e/', '%2E%2E%5C', '..\\', '..%5c', '..;/', '....//', '..%00/', '%252e%252e%252f', '..%c0%af', '..%ef%bc%8f', '\u2025/', '/../', '//../', './../', '..//'];
  const targets = ['secret.js', 'secret%2ejs', 'secret.js%00.html', 'secret.js\0', '../../etc/passwd', 'C:\\secret.js', '\\\\server\\share\\secret.js', '//server/share/secret.js', 'file:///etc/passwd', 'index.html/../../secret.js', 'secret.js/.', 'SECRET.JS', 'secret.js::$DATA'];
  return ['', 'assets/'].flatMap((within) => ups.flatMap((up) => targets.map((target) => `${ORIGIN}/${within}${up}${target}`)));
}

/** As it stands, and as a browser would ask for it. */
function asRequested(address: string): string[] {
  return URL.canParse(address) ? [address, new URL(address).href] : [address];
}
