/** FORMAT.md §5: the header, its checksum and its MAC. */
import { H, join, keyedH, subkey, u8, type Field } from './ocv1.ts';
import { filled, flipped, kdf, opens, passphraseSlot, recoverySlot, refused, set, sound, withWords } from './sound.ts';
import { finish, type Draft, type SlotDraft } from './draft.ts';
import type { Case } from './vector.ts';

const fields = (change: (fields: Field[]) => Field[]): Partial<Draft> => ({ fields: change });
const field = (tag: number, value: Uint8Array): Partial<Draft> => fields((all) => [...all, { tag, value }].sort((a, b) => a.tag - b.tag));
const without = (tag: number) => fields((all) => all.filter((each) => each.tag !== tag));
const replaced = (tag: number, value: Uint8Array) => fields((all) => all.map((each) => (each.tag === tag ? { tag, value } : each)));
const unknown = (type: number, flags: number, length: number) => join(u8(type), u8(flags), filled(length, 7));
const slots = (...all: SlotDraft[]): Partial<Draft> => ({ slots: all });
const costs = (change: Parameters<typeof kdf>[1]) => slots({ ...passphraseSlot, kdf: kdf(0x33, change) }, recoverySlot);
const recoveryCosts = (change: Parameters<typeof kdf>[1]) => slots(passphraseSlot, { ...recoverySlot, kdf: kdf(0x44, change) });

const rightOnes: Case[] = [
  opens('as it is', 'nothing', {}),
  opens('by the recovery words', 'nothing; the other slot is opened', {}, { tried: withWords }),
  opens('recovery slot first', 'number 0 is the recovery slot, number 1 the passphrase slot', slots({ ...recoverySlot, number: 0 }, { ...passphraseSlot, number: 1 })),
  opens('slots 2 and 3', 'numbers 0 and 1 are free', slots({ ...passphraseSlot, number: 2 }, { ...recoverySlot, number: 3 })),
  opens('unknown slot', 'a slot of type 3 with 40 bytes', field(0x12, unknown(3, 0, 40))),
  opens('unknown slot, the highest type', 'a slot of type 255', field(0x13, unknown(255, 0, 40))),
  opens('unknown slot, empty', 'a slot of type 3 of two bytes', field(0x12, unknown(3, 0, 0))),
  opens('unknown slot, the longest', 'a slot of type 3 with 1,024 bytes', field(0x12, unknown(3, 0, 1024))),
  opens('two unknown slots', 'slots of types 3 and 4', fields((all) => [...all, { tag: 0x12, value: unknown(3, 0, 9) }, { tag: 0x13, value: unknown(4, 0, 9) }])),
  opens('epoch 2', 'epoch', { epoch: 2 }),
  opens('the highest epoch', 'epoch 2^32 - 1', { epoch: 0xffffffff }),
  opens('vault_id of zeros', 'vault_id', { vaultId: new Uint8Array(16) }),
  opens('the most passes', 't = 10', costs({ passes: 10 })),
  opens('the most memory', 'm = 1,048,576', costs({ memoryKiB: 1_048_576 })),
  opens('memory of no round number', 'm = 65,537', costs({ memoryKiB: 65_537 })),
  opens('two slots with one salt', 'the salt of the recovery slot is that of the passphrase slot', recoveryCosts({ salt: kdf(0x33).salt })),
];

const magic = [0, 1, 2, 3].map((at) => refused('damaged', `magic, byte ${at}`, 'one bit; the checksum is right', { body: flipped(at) }));

const whole: Case[] = [
  refused('damaged', 'format 0', 'format; the checksum is right', { body: set(4, 0, 0) }),
  refused('newer-version', 'format 2', 'format; the checksum is right', { body: set(4, 2, 0) }),
  refused('newer-version', 'format 256', 'format, its upper byte; the checksum is right', { body: set(4, 0, 1) }),
  refused('newer-version', 'format 65,535', 'format; the checksum is right', { body: set(4, 0xff, 0xff) }),
  refused('damaged', 'format 2 without its checksum', 'format; the checksum is of format 1', { header: set(4, 2, 0) }),
  refused('damaged', 'checksum, first byte', 'one bit', { header: flipped(-32) }),
  refused('damaged', 'checksum, last byte', 'one bit', { header: flipped(-1) }),
  refused('damaged', 'checksum of zeros', 'the checksum', { header: (bytes) => join(bytes.slice(0, -32), new Uint8Array(32)) }),
  refused('damaged', 'no checksum', 'the last 32 bytes are missing', { header: (bytes) => bytes.slice(0, -32) }),
  refused('damaged', 'cut short by a byte', 'the last byte is missing', { header: (bytes) => bytes.slice(0, -1) }),
  refused('damaged', 'a byte after the checksum', 'one zero more', { header: (bytes) => join(bytes, u8(0)) }),
  refused('damaged', 'empty', 'no bytes at all', { header: () => new Uint8Array(0) }),
  refused('damaged', '37 bytes', 'one byte less than magic, format and checksum', { header: (bytes) => bytes.slice(0, 37) }),
  refused('damaged', 'no fields', 'magic, format and a right checksum only', { body: (bytes) => bytes.slice(0, 6) }),
  refused('damaged', 'magic only', 'four bytes and a right checksum', { body: (bytes) => bytes.slice(0, 4) }),
  refused('damaged', 'longer than 4,096 bytes', 'unknown slots fill it; every other rule holds but their lengths', fields((all) => [...all, { tag: 0x12, value: unknown(3, 0, 1900) }, { tag: 0x13, value: unknown(4, 0, 1900) }])),
];

const ofFields: Case[] = [
  refused('damaged', 'a byte after the fields', 'one zero; the checksum is right', { body: (bytes) => join(bytes, u8(0)) }),
  refused('damaged', 'three bytes after the fields', 'not even a tag and a length', { body: (bytes) => join(bytes, u8(0x14), u8(0), u8(0)) }),
  refused('damaged', 'tag 0', 'an empty field before the others', fields((all) => [{ tag: 0, value: new Uint8Array(0) }, ...all])),
  refused('damaged', 'tag 0 at the end', 'an empty field after the others', fields((all) => [...all, { tag: 0, value: new Uint8Array(0) }])),
  refused('damaged', 'tag 3', 'a field nobody knows', field(3, u8(1))),
  refused('damaged', 'tag 15', 'a field just below the slots', field(0x0f, unknown(3, 0, 9))),
  refused('damaged', 'tag 20', 'a fifth slot', field(0x14, unknown(3, 0, 9))),
  refused('damaged', 'tag 0x0112', 'a slot whose tag has another upper byte', field(0x0112, unknown(3, 0, 9))),
  refused('damaged', 'tag 0x8000', 'a field nobody knows', field(0x8000, u8(1))),
  refused('damaged', 'tag 0xffff', 'a field nobody knows, empty', field(0xffff, new Uint8Array(0))),
  refused('damaged', 'a length one too long', 'the length of the last field', fields((all) => all.map((each, at) => (at === all.length - 1 ? { ...each, length: each.value.length + 1 } : each)))),
  refused('damaged', 'a length one too short', 'the length of the last field', fields((all) => all.map((each, at) => (at === all.length - 1 ? { ...each, length: each.value.length - 1 } : each)))),
  refused('damaged', 'a length of 65,535', 'the length of the last field', fields((all) => all.map((each, at) => (at === all.length - 1 ? { ...each, length: 0xffff } : each)))),
  refused('damaged', 'fields in the wrong order', 'epoch before vault_id', fields(([id, epoch, ...rest]) => [epoch!, id!, ...rest])),
  refused('damaged', 'slots in the wrong order', 'slot 1 before slot 0', fields(([id, epoch, one, two]) => [id!, epoch!, two!, one!])),
  refused('damaged', 'big-endian tags', 'tag and length of vault_id', fields(([id, ...rest]) => [{ tag: 0x0100, value: id!.value, length: 0x1000 }, ...rest])),
  refused('damaged', 'no vault_id', 'the field is missing', without(1)),
  refused('damaged', 'vault_id of 15 bytes', 'its length', replaced(1, filled(15, 0x20))),
  refused('damaged', 'vault_id of 17 bytes', 'its length', replaced(1, filled(17, 0x20))),
  refused('damaged', 'vault_id of no bytes', 'its length', replaced(1, new Uint8Array(0))),
  refused('damaged', 'vault_id twice', 'the same field again', fields(([id, ...rest]) => [id!, id!, ...rest])),
  refused('damaged', 'no epoch', 'the field is missing', without(2)),
  refused('damaged', 'epoch of 3 bytes', 'its length', replaced(2, Uint8Array.of(1, 0, 0))),
  refused('damaged', 'epoch of 5 bytes', 'its length', replaced(2, Uint8Array.of(1, 0, 0, 0, 0))),
  refused('damaged', 'epoch of 8 bytes', 'its length', replaced(2, Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0))),
  refused('damaged', 'epoch 0', 'everything is sealed for epoch 0', { epoch: 0 }),
  refused('damaged', 'epoch twice', 'the same field again', fields(([id, epoch, ...rest]) => [id!, epoch!, epoch!, ...rest])),
];

const ofSlots: Case[] = [
  refused('damaged', 'no slots', 'vault_id and epoch only', fields((all) => all.slice(0, 2))),
  refused('damaged', 'no passphrase slot', 'it is missing; the words are tried', without(0x10), { tried: withWords }),
  refused('damaged', 'no recovery slot', 'it is missing', without(0x11)),
  refused('damaged', 'the same slot number twice', 'slot 1 again', fields((all) => [...all, all[3]!])),
  refused('damaged', 'two passphrase slots', 'a second one, number 2', slots(passphraseSlot, recoverySlot, { ...passphraseSlot, number: 2 })),
  refused('damaged', 'two recovery slots', 'a second one, number 2', slots(passphraseSlot, recoverySlot, { ...recoverySlot, number: 2 })),
  refused('damaged', 'two unknown slots of one type', 'types 3 and 3', fields((all) => [...all, { tag: 0x12, value: unknown(3, 0, 9) }, { tag: 0x13, value: unknown(3, 0, 8) }])),
  refused('damaged', 'passphrase slot with a byte missing', '134 bytes', slots({ ...passphraseSlot, bytes: (bytes) => bytes.slice(0, -1) }, recoverySlot)),
  refused('damaged', 'passphrase slot with a byte too many', '136 bytes', slots({ ...passphraseSlot, bytes: (bytes) => join(bytes, u8(0)) }, recoverySlot)),
  refused('damaged', 'recovery slot with a byte missing', '134 bytes', slots(passphraseSlot, { ...recoverySlot, bytes: (bytes) => bytes.slice(0, -1) })),
  refused('damaged', 'recovery slot with a byte too many', '136 bytes', slots(passphraseSlot, { ...recoverySlot, bytes: (bytes) => join(bytes, u8(0)) })),
  refused('damaged', 'passphrase slot of two bytes', 'type and flags only', slots({ ...passphraseSlot, bytes: (bytes) => bytes.slice(0, 2) }, recoverySlot)),
  refused('damaged', 'an empty slot', 'slot 2 has no bytes', field(0x12, new Uint8Array(0))),
  refused('damaged', 'a slot of one byte', 'slot 2 has a type and no flags', field(0x12, u8(3))),
  refused('damaged', 'a slot of type 0', 'slot 2', field(0x12, unknown(0, 0, 9))),
  refused('damaged', 'passphrase slot with flag 1', 'its flags', slots({ ...passphraseSlot, flags: 1 }, recoverySlot)),
  refused('damaged', 'passphrase slot with flag 128', 'its flags', slots({ ...passphraseSlot, flags: 0x80 }, recoverySlot)),
  refused('damaged', 'recovery slot with flag 1', 'its flags', slots(passphraseSlot, { ...recoverySlot, flags: 1 })),
  refused('newer-version', 'unknown slot that must be understood', 'a slot of type 3 with flag 1', field(0x12, unknown(3, 1, 40))),
  refused('newer-version', 'unknown slot that must be understood, empty', 'a slot of type 255 with flag 1 and no more', field(0x13, unknown(255, 1, 0))),
  refused('damaged', 'unknown slot with flag 2', 'a slot of type 3', field(0x12, unknown(3, 2, 40))),
  refused('damaged', 'unknown slot with flags 1 and 2', 'a slot of type 3', field(0x12, unknown(3, 3, 40))),
  refused('damaged', 'unknown slot with flag 128', 'a slot of type 3', field(0x12, unknown(3, 0x80, 40))),
  refused('damaged', 'unknown slot that is too long', 'a slot of type 3 with 1,025 bytes', field(0x12, unknown(3, 0, 1025))),
];

const limits: [string, Parameters<typeof kdf>[1]][] = [
  ['function 0', { algorithm: 0 }],
  ['function 2', { algorithm: 2 }],
  ['function 255', { algorithm: 255 }],
  ['t = 0', { passes: 0 }],
  ['t = 2', { passes: 2 }],
  ['t = 11', { passes: 11 }],
  ['t = 2^32 - 1', { passes: 0xffffffff }],
  ['t big-endian', { passes: 0x03000000 }],
  ['m = 0', { memoryKiB: 0 }],
  ['m = 8', { memoryKiB: 8 }],
  ['m = 65,535', { memoryKiB: 65_535 }],
  ['m = 1,048,577', { memoryKiB: 1_048_577 }],
  ['m = 2^32 - 1', { memoryKiB: 0xffffffff }],
  ['no lanes', { lanes: 0 }],
  ['two lanes', { lanes: 2 }],
  ['2^32 - 1 lanes', { lanes: 0xffffffff }],
];
const ofCosts = limits.map(([name, change]) => refused('damaged', `passphrase slot, ${name}`, 'the slot is sealed for this cost', costs(change)));
const ofRecoveryCosts = limits.filter(([name]) => /= (2|11|65,535|1,048,577)$|lanes|function 2/u.test(name)).map(([name, change]) =>
  refused('damaged', `recovery slot, ${name}`, 'the slot is sealed for this cost; the passphrase is tried', recoveryCosts(change)),
);

const soundMac = finish(sound).headerMac;
/** The header is changed, its checksum, the root and the head are right: only its MAC is that of the sound header. */
const keptMac = (name: string, changed: string, change: Partial<Draft>, rest = {}): Case => refused('damaged', name, changed, { ...change, headerMac: () => soundMac }, rest);

const ofMac: Case[] = [
  refused('damaged', 'header MAC, first byte', 'one bit', { headerMac: flipped(0) }),
  refused('damaged', 'header MAC, last byte', 'one bit', { headerMac: flipped(31) }),
  refused('damaged', 'header MAC of zeros', 'the MAC', { headerMac: () => new Uint8Array(32) }),
  refused('damaged', 'header MAC without a key', 'the MAC is H(m[0])', { headerMac: () => H(finish(sound).header) }),
  refused('damaged', 'header MAC under subkey 3', 'the key of the MAC', { headerMac: () => keyedH(subkey(sound.vaultKey, 3), finish(sound).header) }),
  refused('damaged', 'header MAC over the header without its checksum', 'the MAC', { headerMac: () => keyedH(subkey(sound.vaultKey, 4), finish(sound).header.slice(0, -32)) }),
  keptMac('a slot added behind the MAC', 'an unknown slot of type 3', field(0x12, unknown(3, 0, 40))),
  keptMac('the recovery slot changed in its salt behind the MAC', 'the passphrase is tried', recoveryCosts({ salt: filled(16, 9) })),
  keptMac('the recovery slot changed in its passes behind the MAC', 'the passphrase is tried', recoveryCosts({ passes: 4 })),
  keptMac('the recovery slot changed in its memory behind the MAC', 'the passphrase is tried', recoveryCosts({ memoryKiB: 131_072 })),
  keptMac('the recovery slot made for another secret behind the MAC', 'the passphrase is tried', slots(passphraseSlot, { ...recoverySlot, derived: filled(32, 5) })),
  keptMac('the recovery slot moved to number 2 behind the MAC', 'the passphrase is tried', slots(passphraseSlot, { ...recoverySlot, number: 2 })),
  keptMac('the passphrase slot made for another secret behind the MAC', 'the words are tried', slots({ ...passphraseSlot, derived: filled(32, 5) }, recoverySlot), { tried: withWords }),
];

export const header: Case[] = [...rightOnes, ...magic, ...whole, ...ofFields, ...ofSlots, ...ofCosts, ...ofRecoveryCosts, ...ofMac];
