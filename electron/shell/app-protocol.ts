/**
 * The app's own scheme. Its addresses are exactly the files that were packaged, read once at the start; no path is ever put
 * together from what a request says, so there is nothing to climb out of.
 */
import type { CustomScheme } from 'electron';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SECURITY_HEADERS } from './content-security.ts';

export const SCHEME = 'app';
export const ORIGIN = `${SCHEME}://other-chair`;
export const START_ADDRESS = `${ORIGIN}/`;

export const SCHEME_PRIVILEGES: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: false, corsEnabled: false, allowServiceWorkers: false, bypassCSP: false, stream: false, codeCache: false },
};

export interface PackagedFile { bytes: Uint8Array<ArrayBuffer>; type: string }
/** By whole address. */
export type PackagedFiles = ReadonlyMap<string, PackagedFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Everything below `folder` of a type the window uses; `index.html` is the start address too. */
export function readPackagedFiles(folder: string): PackagedFiles {
  const files = new Map<string, PackagedFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    const address = `${ORIGIN}/${path.relative(folder, file).split(path.sep).join('/')}`;
    files.set(address, { bytes: new Uint8Array(readFileSync(file)), type });
  }
  const start = files.get(`${ORIGIN}/index.html`);
  if (start) files.set(START_ADDRESS, start);
  return files;
}

/** 404 for whatever is not, letter by letter, the address of a packaged file. */
export function answer(files: PackagedFiles, { url, method }: Pick<Request, 'url' | 'method'>): Response {
  const file = method === 'GET' ? files.get(url) : undefined;
  if (!file) return new Response('Not found', { status: 404, headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' } });
  return new Response(file.bytes, { headers: { ...SECURITY_HEADERS, 'content-type': file.type } });
}
