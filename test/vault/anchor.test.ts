import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ANCHOR_BYTES, anchorName, compareAnchor, makeAnchor, type Anchored } from '../../electron/vault/anchor.ts';
import { ascii } from '../../electron/vault/bytes.ts';
import { RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { makeFileSeal } from '../../electron/vault/file-seal.ts';
import type { Head } from '../../electron/vault/head.ts';
import { hash } from '../../electron/vault/hash.ts';
import { keysOf } from '../../electron/vault/keys.ts';
import { openVault, prepareVault } from '../../electron/vault/vault.ts';
import { gatherAll, newFile, newVault, reopen, write } from './journals.ts';

const key = new Uint8Array(32).fill(5);
const owner = { vaultId: new Uint8Array(16).fill(1), epoch: 2 };
const sealed = (name: number) => new Uint8Array(152).fill(name);
const headAt = (sequence: number, previous = sealed(9)): Head => ({ sequence, count: 1, root: new Uint8Array(32), previous: hash(previous) });
const anchored = (kept: Uint8Array, head = headAt(7), bytes = sealed(7)): Anchored => compareAnchor(key, owner, head, bytes, kept);
const { bytes: atSeven } = makeAnchor(key, owner, 7, sealed(7));

describe('an anchor', () => {
  test.each<[string, Anchored, Anchored]>([
    ['of this very save', anchored(atSeven), { is: 'same' }],
    ['of a later save', anchored(makeAnchor(key, owner, 12, sealed(3)).bytes), { is: 'behind', saves: 5 }],
    ['of as many saves with another head', anchored(makeAnchor(key, owner, 7, sealed(3)).bytes), { is: 'diverged' }],
    ['of an earlier save', anchored(makeAnchor(key, owner, 3, sealed(3)).bytes), { is: 'ahead' }],
    ['of the save before, as the head names it', anchored(atSeven, headAt(8, sealed(7)), sealed(8)), { is: 'ahead' }],
    ['of the save before, and the head names another', anchored(atSeven, headAt(8, sealed(6)), sealed(8)), { is: 'diverged' }],
    ['of another journal', anchored(makeAnchor(key, { ...owner, vaultId: new Uint8Array(16) }, 12, sealed(3)).bytes), { is: 'none' }],
    ['of a later vault key', anchored(makeAnchor(new Uint8Array(32).fill(6), { ...owner, epoch: 3 }, 12, sealed(3)).bytes), { is: 'none' }],
    ['that says a later epoch under this key', anchored(makeAnchor(key, { ...owner, epoch: 3 }, 12, sealed(3)).bytes), { is: 'none' }],
    ['forged by somebody without the key', anchored(makeAnchor(new Uint8Array(32), owner, 12, sealed(3)).bytes), { is: 'none' }],
    ['that is empty', anchored(new Uint8Array()), { is: 'none' }],
    ['that is longer', anchored(Uint8Array.from([...atSeven, 0])), { is: 'none' }],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('of which any bit is flipped, or the end is missing, counts as none', () => {
    for (let bit = 0; bit < ANCHOR_BYTES * 8; bit += 1) {
      const changed = Uint8Array.from(atSeven);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(anchored(changed)).toEqual({ is: 'none' });
    }
    for (let length = 0; length < ANCHOR_BYTES; length += 1) expect(anchored(atSeven.subarray(0, length))).toEqual({ is: 'none' });
  });

  test('is called by a name that says nothing, another for each vault key', () => {
    expect(anchorName(owner)).toMatch(/^[0-9a-f]{64}\.bin$/u);
    expect(anchorName({ ...owner, epoch: 3 })).not.toBe(anchorName(owner));
    expect(anchorName(owner)).not.toContain('01010101');
  });
});

test('and the seal of the file are as the example in the format has them', () => {
  const text = fs.readFileSync(path.join(import.meta.dirname, '../../electron/vault/FORMAT.md'), 'utf8');
  const value = (name: string) => text.split('\n').find((line) => line.startsWith(`${name} `) && line.includes(' = ') && !line.startsWith(`${name} =`))!.split(' = ')[1]!;
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const keys = keysOf(Buffer.from(value('VMK'), 'hex'));
  const anchor = makeAnchor(keys.anchor, { vaultId: Buffer.from(value('vault_id'), 'hex'), epoch: 1 }, 1, Buffer.from(value('m[2]'), 'hex'));
  expect(hex(keys.anchor)).toBe(value('subkey 5'));
  expect(anchor.name).toBe(`${value('name of the anchor')}.bin`);
  expect(hex(anchor.bytes)).toBe(value('anchor'));
  expect(hex(keys.file)).toBe(value('subkey 6'));
  expect(hex(makeFileSeal(keys.file, 1, hash(ascii('the whole file'))))).toBe(value('seal of the file'));
});

describe('a journal', () => {
  test('put back to each of its earlier states is found to be behind by exactly the saves since', () => {
    const file = newFile();
    let vault = newVault(file);
    const copies: Buffer[] = [];
    for (let save = 0; save < 20; save += 1) {
      copies.push(fs.readFileSync(file));
      write(vault, `entry ${save}`);
    }
    const [anchor] = vault.anchors;
    vault.close();
    for (const [save, copy] of copies.entries()) {
      fs.writeFileSync(file, copy);
      vault = reopen(file);
      expect(vault.anchorName).toBe(anchor!.name);
      expect(vault.compareAnchor(anchor!.bytes)).toEqual({ is: 'behind', saves: copies.length - save });
      vault.close();
    }
  });

  test('of which two copies were each written on is found to have diverged', () => {
    const file = newFile();
    let vault = newVault(file);
    write(vault, 'common');
    const common = fs.readFileSync(file);
    write(vault, 'here');
    const [anchor] = vault.anchors;
    vault.close();
    fs.writeFileSync(file, common);
    vault = reopen(file);
    gatherAll(vault);
    for (const expected of [{ is: 'diverged' }, { is: 'diverged' }, { is: 'ahead' }]) {
      write(vault, 'there');
      expect(vault.compareAnchor(anchor!.bytes)).toEqual(expected);
    }
    vault.close();
  });

  test('from before its keys were changed is found to be behind, by the anchor its old key still checks', async () => {
    const file = newFile();
    const passphrase = 'a passphrase for these anchors';
    const prepared = await prepareVault(passphrase, { cost: RECOVERY_COST });
    const words = prepared.recoveryWords.join(' ');
    let vault = prepared.write(file);
    write(vault, 'one', 'two');
    const before = fs.readFileSync(file);
    await vault.rekey({ passphrase, words }, { cost: RECOVERY_COST });
    const { anchors } = vault;
    expect(anchors).toHaveLength(2);
    expect(vault.compareAnchor(anchors[1]!.bytes)).toEqual({ is: 'same' });
    vault.close();
    fs.writeFileSync(file, before);
    vault = await openVault(file, { kind: 'passphrase', passphrase });
    expect(anchors.filter(({ name }) => name === vault.anchorName).map(({ bytes }) => vault.compareAnchor(bytes).is)).toEqual(['behind']);
    vault.close();
  });
});
