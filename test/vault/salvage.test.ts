import fc from 'fast-check';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Damage } from '../../shared/damage.ts';
import type { RecordId } from '../../shared/record-id.ts';
import Database from 'better-sqlite3';
import { RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import { PAGE_BYTES } from '../../electron/vault/unused-space.ts';
import { hash } from '../../electron/vault/hash.ts';
import { keyOf } from '../../electron/vault/record.ts';
import { openToRescue, openVault, prepareVault, type Vault } from '../../electron/vault/vault.ts';
import { faultOf, faultOfPromise, gatherAll, journalOf, newFile, plain, recordsIn, reopen, write } from './journals.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('./remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

const passphrase = 'a passphrase for these rescues';

interface Read {
  ids: RecordId[];
  damage: Damage;
}

function salvaged(vault: Vault, batch = 8): Read {
  const ids = [...vault.salvage(batch)].flat().map(({ id }) => id);
  return { ids: ids.sort(), damage: vault.damage! };
}

/** Changes one byte of a record's row, past our code. */
function spoil(file: string, id: RecordId, at: number): void {
  const database = new Database(file);
  const bytes = database.prepare<[bigint], Buffer>('SELECT b FROM r WHERE k = ?').pluck().get(keyOf(id))!;
  bytes[at % bytes.length]! ^= 1;
  database.prepare('UPDATE r SET b = ? WHERE k = ?').run(bytes, keyOf(id));
  database.close();
}

function change(file: string, sql: string, ...values: unknown[]): void {
  const database = new Database(file);
  database.prepare(sql).run(...values);
  database.close();
}

/** A journal that a real passphrase opens. */
async function journalWithPassphrase(count: number): Promise<{ file: string; ids: RecordId[] }> {
  const file = newFile();
  const prepared = await prepareVault(passphrase, { cost: RECOVERY_COST });
  const vault = prepared.write(file);
  const ids = write(vault, ...Array.from({ length: count }, (_, index) => `entry ${index} `.repeat(60)));
  vault.close();
  return { file, ids };
}

describe('a journal of which some records were changed', () => {
  test('hands out exactly the intact ones, counts the others, and a rescue saves exactly those', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.array(fc.tuple(fc.nat(), fc.constantFrom('byte', 'gone'), fc.nat()), { minLength: 1, maxLength: 12 }), async (count, harms) => {
        const { file, ids } = journalOf(count);
        const altered = new Set<RecordId>();
        const gone = new Set<RecordId>();
        for (const [which, how, at] of harms) {
          const id = ids[which % ids.length]!;
          if (altered.has(id) || gone.has(id)) continue;
          if (how === 'byte') spoil(file, id, at);
          else change(file, 'DELETE FROM r WHERE k = ?', keyOf(id));
          (how === 'byte' ? altered : gone).add(id);
        }
        const before = hash(fs.readFileSync(file));
        const vault = reopen(file);
        expect(faultOf(() => gatherAll(vault))).toBe('damaged');
        const intact = ids.filter((id) => !altered.has(id) && !gone.has(id)).sort();
        expect(salvaged(vault)).toEqual({ ids: intact, damage: { readable: intact.length, altered: altered.size, missing: gone.size, whole: false } });

        const saved = path.join(path.dirname(file), 'journal rescued.ocv');
        expect(await vault.saveSalvaged(saved)).toBe(intact.length);
        const records = plain(intact.map((id) => vault.read(id)!));
        vault.close();
        expect(hash(fs.readFileSync(file))).toEqual(before);
        expect(plain(recordsIn(saved))).toEqual(records);
        expect(fs.readdirSync(path.dirname(file)).sort()).toEqual(['journal rescued.ocv', 'journal.ocv']);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('in which one was put back to an older state says that it is not the last save', () => {
    const { file, ids } = journalOf(5);
    const database = new Database(file);
    const old = database.prepare<[bigint], Buffer>('SELECT b FROM r WHERE k = ?').pluck().get(keyOf(ids[0]!));
    database.close();
    let vault = reopen(file);
    gatherAll(vault);
    vault.commit({ puts: [{ id: ids[0]!, type: 1, schema: 1, payload: new Uint8Array(3) }], removes: [] });
    vault.close();
    change(file, 'UPDATE r SET b = ? WHERE k = ?', old, keyOf(ids[0]!));
    vault = reopen(file);
    expect(faultOf(() => gatherAll(vault))).toBe('damaged');
    expect(salvaged(vault).damage).toEqual({ readable: 5, altered: 0, missing: 0, whole: false });
    vault.close();
  });

  test('takes in nothing more: what was salvaged is never written into', () => {
    const { file, ids } = journalOf(3);
    spoil(file, ids[0]!, 100);
    const vault = reopen(file);
    salvaged(vault);
    expect(faultOf(() => write(vault, 'more'))).toBe('not-gathered');
    expect(faultOf(() => vault.writeFrontPage(new Uint8Array(3)))).toBe('not-gathered');
    expect(faultOf(() => vault.sealFile(5))).toBe('not-gathered');
    vault.close();
  });
});

describe('a file whose structure is damaged', () => {
  test('is refused as before, and opened to be rescued: every page spoiled in turn, and every record that is not on it read', async () => {
    const { file, ids } = await journalWithPassphrase(60);
    const bytes = fs.readFileSync(file);
    const pages = bytes.length / PAGE_BYTES;
    const read: number[] = [];
    for (let page = 3; page < pages; page += 5) {
      const changed = Buffer.from(bytes);
      changed.fill(0xa5, page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
      fs.writeFileSync(file, changed);
      expect(await faultOfPromise(openVault(file, { kind: 'passphrase', passphrase }))).toBe('damaged');
      const vault = await openToRescue(file, { kind: 'passphrase', passphrase });
      const { ids: found, damage } = salvaged(vault);
      expect(found.every((id) => ids.includes(id))).toBe(true);
      expect(damage.readable).toBe(found.length);
      expect(damage.readable + damage.altered + damage.missing!).toBe(60);
      read.push(found.length);
      const saved = path.join(path.dirname(file), `rescued ${page}.ocv`);
      expect(await vault.saveSalvaged(saved)).toBe(found.length);
      vault.close();
      expect(fs.readFileSync(file).equals(changed)).toBe(true);
      const rescued = await openVault(saved, { kind: 'passphrase', passphrase });
      expect(gatherAll(rescued)).toHaveLength(found.length);
      rescued.close();
    }
    // A page of the tree's inside takes all below it along; every other one only the few records on it.
    expect(read.filter((count) => count >= 60 - 8).length).toBeGreaterThanOrEqual(read.length - 2);
  }, 120_000);

  test('at two far-away places gives what lies between them', async () => {
    const { file, ids } = await journalWithPassphrase(60);
    const bytes = fs.readFileSync(file);
    // Leaves of the tree, in the order of their numbers; between the two lie most of the records.
    const database = new Database(file);
    const placed = ids.map((id) => keyOf(id)).sort((a, b) => (a < b ? -1 : 1));
    const [low, high] = [placed[10]!, placed[50]!].map((key) => bytes.indexOf(database.prepare<[bigint], Buffer>('SELECT b FROM r WHERE k = ?').pluck().get(key)!.subarray(0, 64)));
    database.close();
    for (const at of [low!, high!]) bytes.fill(0xa5, at - (at % PAGE_BYTES), at - (at % PAGE_BYTES) + PAGE_BYTES);
    fs.writeFileSync(file, bytes);
    const vault = await openToRescue(file, { kind: 'passphrase', passphrase });
    const { ids: found, damage } = salvaged(vault);
    vault.close();
    expect(found.length).toBeGreaterThanOrEqual(60 - 2 * 8);
    expect(found.filter((id) => keyOf(id) > placed[18]! && keyOf(id) < placed[42]!)).toHaveLength(23);
    expect(damage.readable + damage.altered + damage.missing!).toBe(60);
  });

  test('and that lacks its second half still gives what is in the first', async () => {
    const { file } = await journalWithPassphrase(60);
    fs.truncateSync(file, (fs.statSync(file).size / PAGE_BYTES / 2) * PAGE_BYTES);
    const vault = await openToRescue(file, { kind: 'passphrase', passphrase });
    const { damage } = salvaged(vault);
    expect(damage.readable).toBeGreaterThan(10);
    expect(damage.readable + damage.altered + damage.missing!).toBe(60);
    vault.close();
  });

  test('of which the head is lost gives all its records, and says that their number is not known', async () => {
    const { file, ids } = await journalWithPassphrase(4);
    change(file, 'UPDATE m SET b = ? WHERE k = 2', Buffer.alloc(152));
    expect(await faultOfPromise(openVault(file, { kind: 'passphrase', passphrase }))).toBe('damaged');
    const vault = await openToRescue(file, { kind: 'passphrase', passphrase });
    expect(salvaged(vault)).toEqual({ ids: [...ids].sort(), damage: { readable: 4, altered: 0, missing: null, whole: false } });
    vault.close();
  });

  test('of which only something beside the records is damaged gives all of them as they were last saved', async () => {
    const { file, ids } = await journalWithPassphrase(4);
    change(file, 'CREATE INDEX i ON r(b)');
    expect(await faultOfPromise(openToRescue(file, { kind: 'passphrase', passphrase }))).toBe('damaged');
    change(file, 'DROP INDEX i');
    const bytes = fs.readFileSync(file);
    bytes[18] = 2;
    fs.writeFileSync(file, bytes);
    const vault = await openToRescue(file, { kind: 'passphrase', passphrase });
    expect(faultOf(() => gatherAll(vault))).toBe('damaged');
    expect(salvaged(vault)).toEqual({ ids: [...ids].sort(), damage: { readable: 4, altered: 0, missing: 0, whole: true } });
    expect(faultOf(() => write(vault, 'more'))).toBe('not-gathered');
    vault.close();
  });

  test('is not opened by a wrong passphrase, nor where it is no journal at all', async () => {
    const { file } = await journalWithPassphrase(1);
    expect(await faultOfPromise(openToRescue(file, { kind: 'passphrase', passphrase: 'another one' }))).toBe('wrong-secret');
    fs.writeFileSync(file, Buffer.alloc(8192));
    expect(faultOf(() => JournalFile.openToRescue(file))).toBe('not-a-journal');
  });
});
