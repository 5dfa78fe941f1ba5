/** The head and the front page: two small things sealed beside the records. */
import fc from 'fast-check';
import crypto from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { joined, u32, u64 } from '../../electron/vault/bytes.ts';
import { FRONT_PAGE_MAX_BYTES, FRONT_PAGE_ROW_MAX_BYTES, openFrontPage, sealFrontPage } from '../../electron/vault/front-page.ts';
import { HEAD_BYTES, NO_HEAD, openHead, sealHead } from '../../electron/vault/head.ts';
import type { Header } from '../../electron/vault/header.ts';
import { padded } from '../../electron/vault/padding.ts';
import { seal, sodiumReady } from '../../electron/vault/seal.ts';
import { faultOf } from './journals.ts';

beforeAll(sodiumReady);

const header: Header = { vaultId: Uint8Array.from(crypto.randomBytes(16)), epoch: 3, slots: [] };
const key = Uint8Array.from(crypto.randomBytes(32));
const others: Header[] = [{ ...header, epoch: 4 }, { ...header, vaultId: Uint8Array.from(crypto.randomBytes(16)) }];
const hash32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const number = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe('a head', () => {
  test('comes back as it was sealed, in 152 bytes, the one before it by name', () => {
    fc.assert(
      fc.property(number, number, hash32, hash32, (sequence, count, root, previous) => {
        const sealed = sealHead(key, header, { sequence, count, root, previous });
        expect([sealed.length, HEAD_BYTES]).toEqual([152, 152]);
        expect(openHead(key, header, sealed)).toEqual({ sequence, count, root, previous });
      }),
    );
    expect(NO_HEAD).toEqual(new Uint8Array(32));
  });

  test('of another journal, epoch or key is damaged', () => {
    const sealed = sealHead(key, header, { sequence: 1, count: 1, root: NO_HEAD, previous: NO_HEAD });
    for (const other of others) expect(faultOf(() => openHead(key, other, sealed))).toBe('damaged');
    expect(faultOf(() => openHead(crypto.randomBytes(32), header, sealed))).toBe('damaged');
    expect(faultOf(() => openHead(key, header, new Uint8Array(0)))).toBe('damaged');
  });

  test('rightly sealed, but of another length or with numbers no number holds, is damaged', () => {
    const made = (sequence: bigint, count: bigint, rest = 64) => seal(key, 'oc1/head', joined(header.vaultId, u32(header.epoch)), joined(u64(sequence), u64(count), new Uint8Array(rest)));
    const most = 2n ** 53n - 1n;
    expect(openHead(key, header, made(most, most))).toMatchObject({ sequence: Number(most), count: Number(most) });
    for (const bytes of [made(most + 1n, 0n), made(0n, most + 1n), made(0n, 0n, 63), made(0n, 0n, 65), made(0n, 0n, 0)]) expect(faultOf(() => openHead(key, header, bytes))).toBe('damaged');
  });
});

describe('a front page', () => {
  const text = fc.uint8Array({ maxLength: 3000 });

  test('comes back for the save it was sealed for, and counts as absent for any other', () => {
    fc.assert(
      fc.property(number, text, (sequence, page) => {
        const sealed = sealFrontPage(key, header, sequence, page);
        expect(openFrontPage(key, header, sequence, sealed)).toEqual(page);
        expect(openFrontPage(key, header, sequence === 0 ? 1 : sequence - 1, sealed)).toBeNull();
        for (const other of others) expect(openFrontPage(key, other, sequence, sealed)).toBeNull();
        expect(openFrontPage(crypto.randomBytes(32), header, sequence, sealed)).toBeNull();
      }),
    );
    expect(openFrontPage(key, header, 1, new Uint8Array(0))).toBeNull();
  });

  test('rightly sealed, but wrongly padded or of another length than it says, counts as absent', () => {
    const made = (inner: Uint8Array) => openFrontPage(key, header, 1, seal(key, 'oc1/front', joined(header.vaultId, u32(header.epoch), u64(1)), inner));
    const inner = padded(joined(u32(10), new Uint8Array(10).fill(7)));
    expect(made(inner)).toEqual(new Uint8Array(10).fill(7));
    const wrong = [inner.subarray(0, 14), joined(inner, new Uint8Array(512)), inner.with(511, 1), joined(u32(9), inner.subarray(4)), joined(u32(0xffff_ffff), inner.subarray(4)), new Uint8Array(0), u32(0), new Uint8Array(3)];
    for (const each of wrong) expect(made(each)).toBeNull();
  });

  test('has at most 256 KiB, which a row that is read has room for', () => {
    expect(FRONT_PAGE_MAX_BYTES).toBe(262_144);
    const longest = sealFrontPage(key, header, 1, new Uint8Array(FRONT_PAGE_MAX_BYTES));
    expect(longest.length).toBeLessThanOrEqual(FRONT_PAGE_ROW_MAX_BYTES);
    expect(openFrontPage(key, header, 1, longest)?.length).toBe(FRONT_PAGE_MAX_BYTES);
  });
});
