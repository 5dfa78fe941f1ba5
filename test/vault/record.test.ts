import fc from 'fast-check';
import crypto from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { joined, u16, u32, u64, u8 } from '../../electron/vault/bytes.ts';
import type { Header } from '../../electron/vault/header.ts';
import { isPadded, padded, paddedLength } from '../../electron/vault/padding.ts';
import { idOf, keyOf, newRecordId, openRecord, PAYLOAD_MAX_BYTES, ROW_MAX_BYTES, sealRecord, type StoredRecord } from '../../electron/vault/record.ts';
import { seal, SEAL_OVERHEAD, sodiumReady } from '../../electron/vault/seal.ts';
import { recordId } from '../../shared/record-id.ts';
import { faultOf } from './journals.ts';

beforeAll(sodiumReady);

const header: Header = { vaultId: crypto.randomBytes(16), epoch: 1, slots: [] };
const key = crypto.randomBytes(32);
const u16s = fc.integer({ min: 0, max: 0xffff });
const revisions = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const ids = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(idOf);

describe('padding', () => {
  test('knows eight sizes up to 64 KiB, and above that adds at most 12 %', () => {
    const sizes = new Set<number>();
    for (let length = 0; length <= 65_536; length += 1) sizes.add(paddedLength(length));
    expect([...sizes]).toEqual([512, 1024, 2048, 4096, 8192, 16384, 32768, 65536]);
    for (const size of sizes) expect([paddedLength(size), paddedLength(size - 1), isPadded(new Uint8Array(size), size), isPadded(new Uint8Array(size), size + 1)]).toEqual([size, size, true, false]);
    fc.assert(
      fc.property(fc.integer({ min: 65_537, max: PAYLOAD_MAX_BYTES + 16 }), (length) => {
        expect(paddedLength(length)).toBeGreaterThanOrEqual(length);
        expect(paddedLength(length)).toBeLessThanOrEqual(length * 1.12);
        expect(paddedLength(paddedLength(length))).toBe(paddedLength(length));
      }),
    );
    expect(paddedLength(PAYLOAD_MAX_BYTES + 16) + SEAL_OVERHEAD + 5).toBeLessThanOrEqual(ROW_MAX_BYTES);
  });

  test('is refused when a byte of it is not zero, and when it is of another size than the text’s own', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.nat(), (text, at) => {
        const whole = padded(text);
        expect(isPadded(whole, text.length)).toBe(true);
        expect(isPadded(joined(whole, new Uint8Array(whole.length)), text.length)).toBe(false);
        expect(isPadded(whole, whole.length + 1)).toBe(false);
        if (whole.length === text.length) return;
        whole[text.length + (at % (whole.length - text.length))] = 1;
        expect(isPadded(whole, text.length)).toBe(false);
      }),
    );
  });
});

describe('a record', () => {
  test('comes back as it was sealed', () => {
    fc.assert(
      fc.property(ids, u16s, u16s, revisions, fc.uint8Array({ maxLength: 5000 }), (id, type, schema, revision, payload) => {
        const record = { id, type, schema, revision, payload };
        expect(openRecord(key, header, keyOf(id), sealRecord(key, header, record))).toEqual(record);
      }),
    );
  });

  test('has one of few lengths, whatever was written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (payload) => {
        const length = sealRecord(key, header, { id: newRecordId(), type: 1, schema: 1, revision: 1, payload }).length - SEAL_OVERHEAD - 5;
        expect(length).toBe(paddedLength(payload.length + 16));
      }),
    );
  });

  test('is refused under another key, in another place, journal or epoch', () => {
    const record = { id: newRecordId(), type: 1, schema: 1, revision: 1, payload: new Uint8Array(10) };
    const row = sealRecord(key, header, record);
    const at = keyOf(record.id);
    expect(faultOf(() => openRecord(crypto.randomBytes(32), header, at, row))).toBe('damaged');
    expect(faultOf(() => openRecord(key, header, at ^ 1n, row))).toBe('damaged');
    expect(faultOf(() => openRecord(key, header, -1n, row))).toBe('damaged');
    expect(faultOf(() => openRecord(key, { ...header, vaultId: crypto.randomBytes(16) }, at, row))).toBe('damaged');
    expect(faultOf(() => openRecord(key, { ...header, epoch: 2 }, at, row))).toBe('damaged');
    expect(faultOf(() => openRecord(key, { ...header, epoch: 2 }, at, joined(u8(1), u32(2), row.subarray(5))))).toBe('damaged');
    for (let length = 0; length < 80; length += 1) expect(faultOf(() => openRecord(key, header, at, row.subarray(0, length)))).toBe('damaged');
  });

  test.each([
    ['padding that is not zero', (inner: Uint8Array) => ((inner[511] = 1), inner)],
    ['padding to a larger size than its own', (inner: Uint8Array) => joined(inner, new Uint8Array(512))],
    ['no padding', (inner: Uint8Array) => inner.subarray(0, 26)],
    ['a length beyond its end', (inner: Uint8Array) => (inner.set(u32(1000)), inner)],
    ['a length beyond the limit', (inner: Uint8Array) => (inner.set(u32(0xffffffff)), inner)],
    ['revision 0', (inner: Uint8Array) => (inner.set(u64(0), 8), inner)],
    ['a revision no number can hold', (inner: Uint8Array) => (inner.set(u64(2n ** 60n), 8), inner)],
    ['nothing in it', () => new Uint8Array(0)],
  ])('rightly sealed but with %s is refused', (_, change) => {
    const id = newRecordId();
    const inner = padded(joined(u32(10), u16(1), u16(1), u64(1), new Uint8Array(10).fill(7)));
    const row = joined(u8(1), u32(1), seal(key, 'oc1/rec', joined(u8(1), header.vaultId, u64(keyOf(id)), u32(1)), change(inner)));
    expect(faultOf(() => openRecord(key, header, keyOf(id), row))).toBe('damaged');
  });

  test('holds 16 MiB and not a byte more, however well it is sealed', () => {
    const record = (length: number): StoredRecord => ({ id: idOf(1n), type: 1, schema: 1, revision: 1, payload: new Uint8Array(length) });
    const largest = sealRecord(key, header, record(PAYLOAD_MAX_BYTES));
    expect(openRecord(key, header, 1n, largest).payload.length).toBe(PAYLOAD_MAX_BYTES);
    expect(faultOf(() => openRecord(key, header, 1n, sealRecord(key, header, record(PAYLOAD_MAX_BYTES + 1))))).toBe('damaged');
  });

  test('is named by 63 random bits, written as the contract says', () => {
    const names = Array.from({ length: 5000 }, newRecordId);
    expect(new Set(names).size).toBe(names.length);
    for (const id of names) expect(idOf(keyOf(recordId.parse(id)))).toBe(id);
    expect(new Set(names.map((id) => id[0])).size).toBe(8);
  });
});
