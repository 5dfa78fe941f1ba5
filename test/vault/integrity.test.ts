import fc from 'fast-check';
import crypto from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Header } from '../../electron/vault/header.ts';
import { LeafSet, leafOf } from '../../electron/vault/integrity.ts';
import { sodiumReady } from '../../electron/vault/seal.ts';

beforeAll(sodiumReady);

const header: Header = { vaultId: crypto.randomBytes(16), epoch: 1, slots: [] };
const headerBytes = crypto.randomBytes(300);
const leafKey = crypto.randomBytes(32);
const rootOf = (set: LeafSet) => Buffer.from(set.root(header, headerBytes, 7)).toString('hex');
const leaf = (key: bigint, version: number) => ({ key, leaf: leafOf(leafKey, key, Uint8Array.of(version)) });
const rebuilt = (versionByKey: Map<bigint, number>) => LeafSet.of(leafKey, [...versionByKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, version]) => leaf(key, version)));

// Few enough keys that records are overwritten and removed, in few enough buckets that they meet there.
const key = fc.tuple(fc.constantFrom(0n, 1n, 127n, 255n), fc.bigInt({ min: 0n, max: 5n })).map(([bucket, low]) => (bucket << 55n) | low);
const changes = fc.array(fc.record({ puts: fc.uniqueArray(key, { maxLength: 6 }), removes: fc.uniqueArray(key, { maxLength: 4 }) }), { maxLength: 25 });

test('the root kept up to date through any changes is the root of the records built anew', () => {
  fc.assert(
    fc.property(changes, (all) => {
      const versionByKey = new Map<bigint, number>();
      let set = LeafSet.of(leafKey, []);
      for (const [version, { puts, removes }] of all.entries()) {
        const gone = removes.filter((each) => versionByKey.has(each) && !puts.includes(each));
        for (const each of puts) versionByKey.set(each, version % 256);
        for (const each of gone) versionByKey.delete(each);
        set = set.with(puts.map((each) => leaf(each, version % 256)), gone);
        expect(rootOf(set)).toBe(rootOf(rebuilt(versionByKey)));
        expect(set.count).toBe(versionByKey.size);
        for (const each of versionByKey.keys()) expect(set.has(each)).toBe(true);
        for (const each of gone) expect(set.has(each)).toBe(false);
      }
    }),
  );
});

test('the set gives back the leaf of each record, and none for a record it does not hold', () => {
  const keys = [0n, 1n, 5n, 1n << 55n, (1n << 63n) - 1n];
  const set = LeafSet.of(leafKey, keys.map((each) => leaf(each, 3)));
  for (const each of keys) expect(set.leaf(each)).toEqual(leaf(each, 3).leaf);
  for (const each of [2n, 6n, (1n << 55n) + 1n, 1n << 56n]) expect(set.leaf(each)).toBeNull();
});

test('a change makes another set and leaves the first as it was', () => {
  const first = LeafSet.of(leafKey, [leaf(1n, 1), leaf(2n, 1)]);
  const before = rootOf(first);
  expect(rootOf(first.with([leaf(1n, 2)], [2n]))).not.toBe(before);
  expect(rootOf(first)).toBe(before);
});

test('the root names journal, epoch, header and save', () => {
  const set = LeafSet.of(leafKey, [leaf(1n, 1)]);
  const roots = [
    set.root(header, headerBytes, 7),
    set.root({ ...header, vaultId: crypto.randomBytes(16) }, headerBytes, 7),
    set.root({ ...header, epoch: 2 }, headerBytes, 7),
    set.root(header, crypto.randomBytes(300), 7),
    set.root(header, headerBytes, 8),
    LeafSet.of(leafKey, [leaf(1n, 2)]).root(header, headerBytes, 7),
    LeafSet.of(leafKey, [leaf(2n, 1)]).root(header, headerBytes, 7),
    LeafSet.of(leafKey, []).root(header, headerBytes, 7),
  ];
  expect(new Set(roots.map((root) => Buffer.from(root).toString('hex'))).size).toBe(roots.length);
});
