/** What SQLite has moved elsewhere, and left behind where it lay, is overwritten before the file is sealed or closed. */
import fs from 'node:fs';
import { expect, test } from 'vitest';
import { PAGE_BYTES, unusedOf } from '../../electron/vault/unused-space.ts';
import { gatherAll, journalOf, recordsIn, reopen, write } from './journals.ts';

/** The unused parts of all pages, one after the other. */
function unusedIn(file: string): { at: number; bytes: Buffer }[] {
  const bytes = fs.readFileSync(file);
  return Array.from({ length: bytes.length / PAGE_BYTES }, (_, page) => page * PAGE_BYTES).flatMap((start) => {
    const unused = unusedOf(bytes.subarray(start, start + PAGE_BYTES), start === 0);
    return unused === null ? [] : [{ at: start + unused.from, bytes: bytes.subarray(start + unused.from, start + unused.to) }];
  });
}

function leaveSomething(file: string): void {
  const descriptor = fs.openSync(file, 'r+');
  for (const { at, bytes } of unusedIn(file)) fs.writeSync(descriptor, Buffer.alloc(bytes.length, 0xaa), 0, bytes.length, at);
  fs.closeSync(descriptor);
}

const isEmpty = (file: string) => unusedIn(file).every(({ bytes }) => bytes.every((byte) => byte === 0));

test('by closing after a save, and the records stay as they are', () => {
  const { file } = journalOf(40);
  leaveSomething(file);
  expect(unusedIn(file).length).toBeGreaterThan(5);
  expect(isEmpty(file)).toBe(false);
  const before = recordsIn(file);
  expect(isEmpty(file)).toBe(false);
  const vault = reopen(file);
  gatherAll(vault);
  write(vault, 'one more');
  vault.close();
  expect(isEmpty(file)).toBe(true);
  expect(recordsIn(file)).toEqual(expect.arrayContaining(before));
  expect(recordsIn(file)).toHaveLength(41);
});

test('on the way to a seal, which is unbroken when the file is opened again', async () => {
  const { file } = journalOf(40);
  leaveSomething(file);
  const vault = reopen(file);
  gatherAll(vault);
  write(vault, 'one more');
  while (vault.sealFile(1000));
  vault.close();
  expect(isEmpty(file)).toBe(true);
  const again = reopen(file);
  expect(await again.fileSeal()).toBe('unbroken');
  again.close();
});

test('and is nothing of a page that is no page of a table', () => {
  const page = new Uint8Array(PAGE_BYTES);
  expect(unusedOf(page, false)).toBeNull();
  page[0] = 0x0d;
  page.set([0xff, 0xff, 0x0f, 0xff], 3);
  expect(unusedOf(page, false)).toBeNull();
  expect(unusedOf(page.subarray(0, 100), false)).toBeNull();
});
