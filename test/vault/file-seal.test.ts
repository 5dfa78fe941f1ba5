import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FILE_SEAL_BYTES, fileSealName } from '../../electron/vault/file-seal.ts';
import { faultOf, gatherAll, journalOf, newFile, newVault, reopen, write } from './journals.ts';

/** Bits from one that is flipped to the next: OTHER_CHAIR_FULL=1 flips every one of them. */
const STRIDE = process.env['OTHER_CHAIR_FULL'] === '1' ? 1 : 53;

/** A closed journal with its seal. */
function sealed(records: number): { file: string; bytes: Buffer } {
  const { file } = journalOf(records);
  const vault = reopen(file);
  gatherAll(vault);
  vault.writeFrontPage(new Uint8Array(40));
  while (vault.sealFile(5));
  vault.close();
  return { file, bytes: fs.readFileSync(file) };
}

async function found(file: string): Promise<string> {
  const vault = reopen(file);
  try {
    return await vault.fileSeal();
  } finally {
    vault.close();
  }
}

/** What another process meets that wants to write. */
function tryToWrite(file: string): string {
  const script = `
    const Database = require('better-sqlite3');
    try {
      const database = new Database(process.argv[1], { timeout: 0 });
      database.exec('BEGIN IMMEDIATE');
      console.log('written');
    } catch (error) {
      console.log(error.code);
    }`;
  return execFileSync(process.execPath, ['-e', script, file], { cwd: path.join(import.meta.dirname, '../..'), encoding: 'utf8' }).trim();
}

describe('the seal of the whole file', () => {
  test('is unbroken when nobody touched the file, and has the mode of the journal', async () => {
    const { file } = sealed(4);
    expect(await found(file)).toBe('unbroken');
    expect(await found(file)).toBe('unbroken');
    expect(fs.statSync(fileSealName(file)).mode & 0o777).toBe(0o600);
  });

  test('notices every flipped bit of a small file, where the records do not notice it first', async () => {
    const { file, bytes } = sealed(3);
    const tally = { refused: 0, broken: 0, unnoticed: 0 };
    let cases = 0;
    for (let bit = 0; bit < bytes.length * 8; bit += STRIDE) {
      cases += 1;
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      fs.writeFileSync(file, changed);
      const fault = faultOf(() => {
        reopen(file).close();
      });
      if (fault !== 'none') tally.refused += 1;
      else if ((await found(file)) === 'broken') tally.broken += 1;
      else tally.unnoticed += 1;
    }
    expect(tally.unnoticed).toBe(0);
    expect(tally.broken).toBeGreaterThan(cases / 2);
    expect(tally.refused + tally.broken).toBe(cases);
  }, 600_000);

  test('notices bytes added at the end and taken away there', async () => {
    const { file, bytes } = sealed(3);
    fs.writeFileSync(file, Buffer.concat([bytes, Buffer.alloc(1)]));
    expect(await found(file)).toBe('broken');
    fs.writeFileSync(file, bytes);
    expect(await found(file)).toBe('unbroken');
  });

  test.each([
    ['missing', (seal: string) => fs.rmSync(seal)],
    ['cut off', (seal: string) => fs.truncateSync(seal, FILE_SEAL_BYTES - 1)],
    ['a folder', (seal: string) => { fs.rmSync(seal); fs.mkdirSync(seal); }],
    ['empty', (seal: string) => fs.truncateSync(seal, 0)],
  ])('counts as none when it is %s, and the journal opens', async (_name, spoil) => {
    const { file } = sealed(2);
    spoil(fileSealName(file));
    expect(await found(file)).toBe('none');
  });

  test('is taken off before anything is written, and put on again only over what is there then', async () => {
    const { file } = sealed(2);
    let vault = reopen(file);
    gatherAll(vault);
    expect(await vault.fileSeal()).toBe('unbroken');
    expect(vault.sealFile(100)).toBe(false);
    write(vault, 'more');
    expect(fs.existsSync(fileSealName(file))).toBe(false);
    vault.close();
    expect(await found(file)).toBe('none');
    vault = reopen(file);
    gatherAll(vault);
    while (vault.sealFile(5));
    vault.close();
    expect(await found(file)).toBe('unbroken');
  });

  test('is not put on over a file that is written while it is being read', () => {
    const file = newFile();
    const vault = newVault(file);
    write(vault, ...Array.from({ length: 40 }, () => 'x'.repeat(60_000)));
    expect(vault.sealFile(0)).toBe(true);
    write(vault, 'between');
    expect(vault.sealFile(0)).toBe(true);
    expect(fs.existsSync(fileSealName(file))).toBe(false);
    while (vault.sealFile(1));
    expect(fs.existsSync(fileSealName(file))).toBe(true);
    vault.close();
  });

  test('of another save counts as none', async () => {
    const { file } = sealed(2);
    const seal = fs.readFileSync(fileSealName(file));
    const vault = reopen(file);
    gatherAll(vault);
    write(vault, 'more');
    vault.close();
    fs.writeFileSync(fileSealName(file), seal);
    expect(await found(file)).toBe('none');
  });
});

test('reading every byte of an open journal does not give up its lock', async () => {
  const { file } = sealed(5);
  const vault = reopen(file);
  gatherAll(vault);
  expect(tryToWrite(file)).toBe('SQLITE_BUSY');
  expect(await vault.fileSeal()).toBe('unbroken');
  expect(tryToWrite(file)).toBe('SQLITE_BUSY');
  write(vault, 'more');
  while (vault.sealFile(5));
  expect(tryToWrite(file)).toBe('SQLITE_BUSY');
  vault.close();
  expect(tryToWrite(file)).toBe('written');
});
