import fc from 'fast-check';
import crypto from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { ascii, joined, u16, u32, u8 } from '../../electron/vault/bytes.ts';
import { encodeKdf, freshKdf, isAcceptable, parseKdf, PASSPHRASE_COST, RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { hash } from '../../electron/vault/hash.ts';
import { encodeHeader, HEADER_MAX_BYTES, headerMac, isHeaderMac, parseHeader, slotOf, type Header } from '../../electron/vault/header.ts';
import { sodiumReady } from '../../electron/vault/seal.ts';
import { encodeSlot, unwrapKey, wrapKey, type Slot } from '../../electron/vault/slots.ts';
import { faultOf } from './journals.ts';

beforeAll(sodiumReady);

const owner = { vaultId: Uint8Array.from(crypto.randomBytes(16)), epoch: 1 };
const vaultKey = Uint8Array.from(crypto.randomBytes(32));
const byPassphrase = Uint8Array.from(crypto.randomBytes(32));
const byWords = Uint8Array.from(crypto.randomBytes(32));

function slots(): Slot[] {
  return [wrapKey(owner, 0, 'passphrase', freshKdf(RECOVERY_COST), byPassphrase, vaultKey), wrapKey(owner, 1, 'recovery', freshKdf(RECOVERY_COST), byWords, vaultKey)];
}

const field = (tag: number, value: Uint8Array) => joined(u16(tag), u16(value.length), value);
const vaultIdField = field(1, owner.vaultId);
const epochField = field(2, u32(1));

/** A header of any fields, with the checksum right. */
function headerOf(...fields: Uint8Array[]): Uint8Array {
  const body = joined(ascii('OCV1'), u16(1), ...fields);
  return joined(body, hash(body));
}

describe('a header', () => {
  test('comes back as it was written, slots of a later version included', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 0xffffffff }), fc.integer({ min: 3, max: 255 }), fc.uint8Array({ maxLength: 1024 }), (epoch, type, body) => {
        const header: Header = { vaultId: owner.vaultId, epoch, slots: [...slots(), { known: false, number: 3, type, body }] };
        const bytes = encodeHeader(header);
        expect(parseHeader(bytes)).toEqual(header);
        expect(encodeHeader(parseHeader(bytes))).toEqual(bytes);
        expect(bytes.length).toBeLessThanOrEqual(HEADER_MAX_BYTES);
      }),
    );
  });

  test('with any bit changed, or cut short anywhere, is damaged: never a wrong passphrase', () => {
    const bytes = encodeHeader({ ...owner, slots: slots() });
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Uint8Array.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(faultOf(() => parseHeader(changed))).toBe('damaged');
    }
    for (let length = 0; length < bytes.length; length += 1) expect(faultOf(() => parseHeader(bytes.subarray(0, length)))).toBe('damaged');
  });

  const [passphrase, recovery] = [() => field(0x10, encodeSlot(slots()[0]!)), () => field(0x11, encodeSlot(slots()[1]!))];
  const unknown = (flags: number, length = 10) => joined(u8(9), u8(flags), new Uint8Array(length));

  test.each<[string, () => Uint8Array[], string]>([
    ['two slots of one type', () => [vaultIdField, epochField, passphrase(), recovery(), field(0x12, encodeSlot(slots()[0]!))], 'damaged'],
    ['no passphrase slot', () => [vaultIdField, epochField, recovery()], 'damaged'],
    ['no recovery slot', () => [vaultIdField, epochField, passphrase()], 'damaged'],
    ['no journal id', () => [epochField, passphrase(), recovery()], 'damaged'],
    ['a short journal id', () => [field(1, new Uint8Array(15)), epochField, passphrase(), recovery()], 'damaged'],
    ['no epoch', () => [vaultIdField, passphrase(), recovery()], 'damaged'],
    ['epoch 0', () => [vaultIdField, field(2, u32(0)), passphrase(), recovery()], 'damaged'],
    ['fields out of order', () => [epochField, vaultIdField, passphrase(), recovery()], 'damaged'],
    ['a field twice', () => [vaultIdField, epochField, epochField, passphrase(), recovery()], 'damaged'],
    ['a field nobody knows', () => [vaultIdField, epochField, field(3, unknown(0)), passphrase(), recovery()], 'damaged'],
    ['a fifth slot', () => [vaultIdField, epochField, passphrase(), recovery(), field(0x14, unknown(0))], 'damaged'],
    ['bytes after its fields', () => [vaultIdField, epochField, passphrase(), recovery(), u8(0)], 'damaged'],
    ['a field longer than what is left', () => [vaultIdField, epochField, passphrase(), recovery(), joined(u16(0x12), u16(100), unknown(0))], 'damaged'],
    ['a slot with a byte too many', () => [vaultIdField, epochField, passphrase(), field(0x11, joined(encodeSlot(slots()[1]!), u8(0)))], 'damaged'],
    ['a flag on a slot it knows', () => [vaultIdField, epochField, passphrase(), field(0x11, ((slot) => ((slot[1] = 1), slot))(encodeSlot(slots()[1]!)))], 'damaged'],
    ['a slot of type 0', () => [vaultIdField, epochField, passphrase(), recovery(), field(0x12, joined(u8(0), u8(0)))], 'damaged'],
    ['a slot of one byte', () => [vaultIdField, epochField, passphrase(), recovery(), field(0x12, u8(9))], 'damaged'],
    ['an empty slot', () => [vaultIdField, epochField, passphrase(), recovery(), field(0x12, new Uint8Array(0))], 'damaged'],
    ['a slot of a later version', () => [vaultIdField, epochField, passphrase(), recovery(), field(0x12, unknown(0))], 'none'],
    ['a slot of a later version that must be understood', () => [vaultIdField, epochField, passphrase(), recovery(), field(0x12, unknown(1))], 'newer-version'],
    ['a slot of a later version with flags nobody knows', () => [vaultIdField, epochField, passphrase(), recovery(), field(0x12, unknown(2))], 'damaged'],
    ['a slot of a later version that is as long as it may be', () => [vaultIdField, epochField, passphrase(), recovery(), field(0x12, unknown(0, 1024))], 'none'],
    ['a slot of a later version that is too long', () => [vaultIdField, epochField, passphrase(), recovery(), field(0x12, unknown(0, 1025))], 'damaged'],
  ])('with %s', (_, fields, fault) => {
    expect(faultOf(() => parseHeader(headerOf(...fields())))).toBe(fault);
  });

  test('of another format number is newer or damaged, of another magic damaged', () => {
    const with_ = (magic: string, format: number) => {
      const body = joined(ascii(magic), u16(format), vaultIdField, epochField, passphrase(), recovery());
      return faultOf(() => parseHeader(joined(body, hash(body))));
    };
    expect([with_('OCV1', 1), with_('OCV1', 2), with_('OCV1', 0), with_('OCV2', 1)]).toEqual(['none', 'newer-version', 'damaged', 'damaged']);
  });

  test('is damaged by its length before its format is looked at', () => {
    const newer = (length: number) => {
      const body = joined(ascii('OCV1'), u16(2), new Uint8Array(Math.max(0, length - 38)));
      return faultOf(() => parseHeader(joined(body, hash(body)).subarray(0, length)));
    };
    expect([newer(37), newer(38), newer(HEADER_MAX_BYTES), newer(HEADER_MAX_BYTES + 1)]).toEqual(['damaged', 'newer-version', 'newer-version', 'damaged']);
    for (const body of [ascii('OCV1'), joined(ascii('OCV1'), u8(2)), new Uint8Array(0)]) expect(faultOf(() => parseHeader(joined(body, hash(body))))).toBe('damaged');
  });

  test('is vouched for by its own MAC only, in its whole length', () => {
    const [headerKey, bytes] = [crypto.randomBytes(32), encodeHeader({ ...owner, slots: slots() })];
    const mac = headerMac(headerKey, bytes);
    expect(isHeaderMac(headerKey, bytes, mac)).toBe(true);
    for (let bit = 0; bit < 256; bit += 1) expect(isHeaderMac(headerKey, bytes, mac.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)))).toBe(false);
    for (const other of [new Uint8Array(0), mac.subarray(0, 31), joined(mac, u8(0))]) expect(isHeaderMac(headerKey, bytes, other)).toBe(false);
    expect(isHeaderMac(crypto.randomBytes(32), bytes, mac)).toBe(false);
  });

  test('without the slot that is asked for is damaged', () => {
    const [first] = slots();
    expect(faultOf(() => slotOf({ ...owner, slots: [first!] }, 'passphrase'))).toBe('none');
    expect(faultOf(() => slotOf({ ...owner, slots: [first!] }, 'recovery'))).toBe('damaged');
    expect(faultOf(() => slotOf({ ...owner, slots: [{ known: false, number: 0, type: 1, body: new Uint8Array(0) }] }, 'passphrase'))).toBe('damaged');
  });
});

describe('a slot', () => {
  test('gives the vault key to its own secret only', () => {
    const header = parseHeader(encodeHeader({ ...owner, slots: slots() }));
    expect(unwrapKey(header, slotOf(header, 'passphrase'), byPassphrase)).toEqual(vaultKey);
    expect(unwrapKey(header, slotOf(header, 'recovery'), byWords)).toEqual(vaultKey);
    expect(unwrapKey(header, slotOf(header, 'passphrase'), byWords)).toBeNull();
  });

  test('that holds anything but 32 bytes holds no key', () => {
    for (const length of [0, 31, 33]) expect(unwrapKey(owner, wrapKey(owner, 0, 'passphrase', freshKdf(RECOVERY_COST), byPassphrase, new Uint8Array(length)), byPassphrase)).toBeNull();
  });

  test('opens nowhere else: other journal, epoch, number, type, cost or salt', () => {
    const slot = wrapKey(owner, 0, 'passphrase', freshKdf(RECOVERY_COST), byPassphrase, vaultKey);
    expect(unwrapKey({ ...owner, vaultId: crypto.randomBytes(16) }, slot, byPassphrase)).toBeNull();
    expect(unwrapKey({ ...owner, epoch: 2 }, slot, byPassphrase)).toBeNull();
    expect(unwrapKey(owner, { ...slot, number: 1 }, byPassphrase)).toBeNull();
    expect(unwrapKey(owner, { ...slot, type: 2 }, byPassphrase)).toBeNull();
    expect(unwrapKey(owner, { ...slot, kdf: { ...slot.kdf, passes: 4 } }, byPassphrase)).toBeNull();
    expect(unwrapKey(owner, { ...slot, kdf: { ...slot.kdf, memoryKiB: 65_537 } }, byPassphrase)).toBeNull();
    expect(unwrapKey(owner, { ...slot, kdf: { ...slot.kdf, salt: crypto.randomBytes(16) } }, byPassphrase)).toBeNull();
    expect(unwrapKey(owner, slot, byPassphrase)).toEqual(vaultKey);
  });
});

describe('the cost of a derivation', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 10 }), fc.integer({ min: 65_536, max: 1_048_576 }), (passes, memoryKiB) => {
        const kdf = freshKdf({ passes, memoryKiB });
        expect(parseKdf(encodeKdf(kdf))).toEqual(kdf);
      }),
    );
  });

  test('a file may neither lower it below the floor nor raise it above the ceiling, nor name another function', () => {
    const kdf = (algorithm: number, passes: number, memoryKiB: number, lanes: number) => joined(u8(algorithm), u32(passes), u32(memoryKiB), u32(lanes), new Uint8Array(16));
    const fault = (...numbers: Parameters<typeof kdf>) => faultOf(() => parseKdf(kdf(...numbers)));
    expect(fault(1, 3, 65_536, 1)).toBe('none');
    expect(fault(1, 10, 1_048_576, 1)).toBe('none');
    expect([fault(1, 2, 65_536, 1), fault(1, 0, 65_536, 1), fault(1, 3, 65_535, 1), fault(1, 3, 0, 1)]).toEqual(Array(4).fill('damaged'));
    expect([fault(1, 11, 65_536, 1), fault(1, 0xffffffff, 65_536, 1), fault(1, 3, 1_048_577, 1), fault(1, 3, 0xffffffff, 1)]).toEqual(Array(4).fill('damaged'));
    expect([fault(1, 3, 65_536, 0), fault(1, 3, 65_536, 2), fault(2, 3, 65_536, 1), fault(0, 3, 65_536, 1)]).toEqual(Array(4).fill('damaged'));
  });

  test('new slots are made at the documented cost', () => {
    expect([PASSPHRASE_COST, RECOVERY_COST]).toEqual([{ passes: 3, memoryKiB: 262_144 }, { passes: 3, memoryKiB: 65_536 }]);
    expect(isAcceptable(PASSPHRASE_COST)).toBe(true);
  });
});
