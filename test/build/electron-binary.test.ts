import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { electronDownload, electronVersion, installedElectron, isElectronCached, isElectronReachable } from '../../build/electron-binary.ts';

describe('asking whether Electron can be fetched', () => {
  const servers: http.Server[] = [];
  afterEach(() => { for (const server of servers.splice(0)) server.close().closeAllConnections(); });

  test('takes one byte of the download as a yes', async () => {
    let range: string | undefined;
    const address = await serve((request, response) => {
      range = request.headers.range;
      response.writeHead(206, { 'content-type': 'application/octet-stream' }).end('P');
    });
    expect(await isElectronReachable(address)).toBe(true);
    expect(range).toBe('bytes=0-0');
  });

  test('follows a redirect, as releases are served', async () => {
    const address = await serve((request, response) => {
      if (request.url === '/elsewhere') response.writeHead(200, { 'content-type': 'application/zip' }).end('PK');
      else response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await isElectronReachable(address)).toBe(true);
  });

  test('does not take the page of a closed network for the download', async () => {
    const address = await serve((_request, response) => { response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>Please sign in'); });
    expect(await isElectronReachable(address)).toBe(false);
  });

  test.each([404, 403, 500])('takes %i as a no', async (status) => {
    const address = await serve((_request, response) => { response.writeHead(status).end(); });
    expect(await isElectronReachable(address)).toBe(false);
  });

  test('gives up on a server that accepts and stays silent', async () => {
    const address = await serve(() => undefined);
    const began = performance.now();
    expect(await isElectronReachable(address, 300)).toBe(false);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  test('takes an address where nobody listens, or that is none, as a no', async () => {
    expect(await isElectronReachable('http://127.0.0.1:1/electron.zip')).toBe(false);
    expect(await isElectronReachable('not an address')).toBe(false);
  });

  async function serve(answer: http.RequestListener): Promise<string> {
    const server = http.createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/electron.zip`;
  }
});

describe('the download', () => {
  const file = `electron-v${electronVersion}-${process.platform}-${process.arch}.zip`;

  test('is the release of the version in the package, for this machine', () => {
    expect(electronDownload({})).toBe(`https://github.com/electron/electron/releases/download/v${electronVersion}/${file}`);
  });

  test('comes from the mirror npm or the environment names', () => {
    expect(electronDownload({ ELECTRON_MIRROR: 'https://mirror.example/' })).toBe(`https://mirror.example/v${electronVersion}/${file}`);
    expect(electronDownload({ ELECTRON_MIRROR: 'https://b.example/', npm_config_electron_mirror: 'https://a.example/', ELECTRON_CUSTOM_DIR: '{{ version }}' })).toBe(`https://a.example/${electronVersion}/${file}`);
  });
});

describe('on a disk,', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'electron-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

  test('the program is where path.txt says, and only if it is there', () => {
    expect(installedElectron({}, folder)).toBeNull();
    writeFileSync(path.join(folder, 'path.txt'), 'electron');
    expect(installedElectron({}, folder)).toBeNull();
    mkdirSync(path.join(folder, 'dist'));
    writeFileSync(path.join(folder, 'dist/electron'), '');
    expect(installedElectron({}, folder)).toBe(path.join(folder, 'dist/electron'));
  });

  test('another folder can be named for it', () => {
    writeFileSync(path.join(folder, 'path.txt'), 'electron');
    writeFileSync(path.join(folder, 'electron'), '');
    expect(installedElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder }, folder)).toBe(path.join(folder, 'electron'));
    expect(installedElectron({ ELECTRON_OVERRIDE_DIST_PATH: path.join(folder, 'gone') }, folder)).toBeNull();
  });

  test('an earlier download counts only for the address it came from', () => {
    const mirror = 'https://mirror.example/';
    const of = createHash('sha256').update(`${mirror}v${electronVersion}`).digest('hex');
    mkdirSync(path.join(folder, of));
    writeFileSync(path.join(folder, of, `electron-v${electronVersion}-${process.platform}-${process.arch}.zip`), '');
    expect(isElectronCached({ electron_config_cache: folder, ELECTRON_MIRROR: mirror })).toBe(true);
    expect(isElectronCached({ electron_config_cache: folder })).toBe(false);
  });
});
