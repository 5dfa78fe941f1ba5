import fc from 'fast-check';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RecordId } from '../../shared/record-id.ts';
import { keyOf, PAYLOAD_MAX_BYTES } from '../../electron/vault/record.ts';
import { newRecordId } from '../../electron/vault/vault.ts';
import { faultOf, gatherAll, journalOf, newFile, newVault, openWithFile, plain, put, recordsIn, reopen, text, write } from './journals.ts';

afterEach(() => void vi.restoreAllMocks());

const hashOf = (file: string) => crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');

describe('what was committed', () => {
  test('is what is read, at once and after opening anew, through any changes', () => {
    const ids = Array.from({ length: 8 }, newRecordId);
    const change = fc.record({
      puts: fc.uniqueArray(fc.record({ id: fc.constantFrom(...ids), type: fc.nat(0xffff), schema: fc.nat(0xffff), payload: fc.uint8Array({ maxLength: 1500 }) }), { selector: (each) => each.id, maxLength: 4 }),
      removes: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (changes, batch) => {
        const file = newFile();
        const vault = newVault(file);
        const recordById = new Map<RecordId, unknown>();
        const revisionById = new Map<RecordId, number>();
        let saves = 0;
        for (const { puts, removes } of changes) {
          const gone = removes.filter((id) => recordById.has(id) && !puts.some((each) => each.id === id));
          const revisions = vault.commit({ puts, removes: gone });
          if (puts.length + gone.length > 0) saves += 1;
          for (const id of gone) {
            recordById.delete(id);
            revisionById.delete(id);
          }
          for (const each of puts) {
            revisionById.set(each.id, (revisionById.get(each.id) ?? 0) + 1);
            expect(revisions.get(each.id)).toBe(revisionById.get(each.id));
            recordById.set(each.id, plain([{ ...each, revision: revisions.get(each.id)! }])[0]);
          }
          for (const id of ids) expect(plain([vault.read(id)].filter((record) => record !== null))).toEqual(recordById.has(id) ? [recordById.get(id)] : []);
        }
        expect([vault.sequence, vault.count]).toEqual([saves, recordById.size]);
        vault.close();

        const again = reopen(file);
        expect([again.sequence, again.count, again.gathered]).toEqual([saves, recordById.size, false]);
        const sorted = [...recordById].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
        expect(plain(gatherAll(again, batch))).toEqual(sorted);
        expect(again.gathered).toBe(true);
        again.close();
      }),
      { numRuns: 60 },
    );
  });

  test('may be as long as 16 MiB, and not one byte longer', () => {
    const vault = newVault();
    const [id] = write(vault, new Uint8Array(PAYLOAD_MAX_BYTES).fill(65));
    expect(vault.read(id!)?.payload.length).toBe(PAYLOAD_MAX_BYTES);
    expect(faultOf(() => vault.commit({ puts: [put(new Uint8Array(PAYLOAD_MAX_BYTES + 1))], removes: [] }))).toBe('too-large');
    expect(gatherAll(vault)).toHaveLength(1);
    vault.close();
  });

  test('can be read before gathering has ended, but nothing can be written', () => {
    const { file, ids } = journalOf(10);
    const vault = reopen(file);
    const gathering = vault.gather(3);
    expect(gathering.next().value).toHaveLength(3);
    expect(Buffer.from(vault.read(ids[9]!)!.payload).toString()).toBe('entry 9');
    expect(vault.read(newRecordId())).toBeNull();
    expect(faultOf(() => vault.commit({ puts: [put('x')], removes: [] }))).toBe('not-gathered');
    expect(faultOf(() => vault.writeFrontPage(text('x')))).toBe('not-gathered');
    for (const _ of gathering);
    expect(vault.gathered).toBe(true);
    write(vault, 'now');
    expect(vault.count).toBe(11);
    vault.close();
  });

  test('leaves no old writing behind in the file', () => {
    const file = newFile();
    const vault = newVault(file);
    const ids = write(vault, ...Array.from({ length: 30 }, (_, index) => `first ${index}`.repeat(100)));
    vault.close();
    const old = ids.map((id) => rowOf(file, id));
    const found = () => {
      const bytes = fs.readFileSync(file);
      const probes = old.flatMap((row) => Array.from({ length: Math.floor(row.length / 16) }, (_, index) => row.subarray(index * 16, index * 16 + 16)));
      return probes.filter((probe) => bytes.includes(probe)).length / probes.length;
    };
    expect(found()).toBeGreaterThan(0.9);
    const again = reopen(file);
    gatherAll(again);
    again.commit({ puts: ids.slice(0, 15).map((id) => put('second', id)), removes: ids.slice(15) });
    again.close();
    expect(found()).toBe(0);
    expect(fs.existsSync(`${file}-journal`)).toBe(false);
  });

  test('does not show: two journals of one text share no 16 bytes of a record, and no text is in the file', () => {
    const canary = 'what I held back in the third session';
    const rows = [newFile(), newFile()].map((file) => {
      const vault = newVault(file);
      const [id] = write(vault, canary.repeat(20));
      vault.close();
      expect(fs.readFileSync(file).includes('held back')).toBe(false);
      return rowOf(file, id!);
    });
    const blocks = new Set(Array.from({ length: rows[0]!.length - 21 }, (_, at) => rows[0]!.toString('hex', at + 5, at + 21)));
    for (let at = 5; at + 16 <= rows[1]!.length; at += 1) expect(blocks.has(rows[1]!.toString('hex', at, at + 16))).toBe(false);
  });

  test('rejects what a caller must not ask', () => {
    const vault = newVault();
    const [id] = write(vault, 'x');
    expect(() => vault.commit({ puts: [put('a', id), put('b', id)], removes: [] })).toThrow(RangeError);
    expect(() => vault.commit({ puts: [put('a', id)], removes: [id!] })).toThrow(RangeError);
    expect(() => vault.commit({ puts: [], removes: [newRecordId()] })).toThrow(RangeError);
    expect(() => vault.commit({ puts: [put('a', id, 70_000)], removes: [] })).toThrow(RangeError);
    expect(vault.commit({ puts: [], removes: [] })).toEqual(new Map());
    expect(vault.sequence).toBe(1);
    vault.close();
  });
});

/** A record's bytes as they stand in the file. */
function rowOf(file: string, id: RecordId): Buffer {
  const { vault, journal } = openWithFile(file);
  const row = Buffer.from(journal.row(keyOf(id))!);
  vault.close();
  return row;
}

describe('a save that fails', () => {
  test('for want of randomness writes nothing', () => {
    const file = newFile();
    const vault = newVault(file);
    write(vault, 'before');
    const before = hashOf(file);
    vi.spyOn(crypto, 'randomFillSync').mockImplementation(() => {
      throw new Error('no entropy');
    });
    expect(() => vault.commit({ puts: [{ id: '0000000000000001' as RecordId, type: 1, schema: 1, payload: text('x') }], removes: [] })).toThrow('no entropy');
    expect(hashOf(file)).toBe(before);
    vi.restoreAllMocks();
    expect(vault.sequence).toBe(1);
    write(vault, 'after');
    vault.close();
    expect(recordsIn(file)).toHaveLength(2);
  });

  test('for want of space leaves file and memory as they were, and succeeds when there is space again', () => {
    const { file } = journalOf(5);
    const { vault, journal } = openWithFile(file);
    const before = plain(gatherAll(vault));
    const pages = journal.database.pragma('page_count', { simple: true }) as number;
    journal.database.pragma(`max_page_count=${pages}`);
    const big = { puts: [put(crypto.randomBytes(50_000)), put('small')], removes: [] };
    for (let attempt = 0; attempt < 3; attempt += 1) expect(faultOf(() => vault.commit(big))).toBe('disk-full');
    expect([vault.sequence, vault.count, vault.read(big.puts[0]!.id)]).toEqual([1, 5, null]);
    expect(plain(gatherAll(vault))).toEqual(before);
    journal.database.pragma('max_page_count=1000');
    vault.commit(big);
    expect([vault.sequence, vault.count]).toEqual([2, 7]);
    vault.close();
    expect(recordsIn(file)).toHaveLength(7);
  });
});

describe('the front page', () => {
  test('comes back as it was written, now and after opening anew, before anything is gathered', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), (page) => {
        const { file } = journalOf(2);
        const vault = reopen(file);
        gatherAll(vault);
        vault.writeFrontPage(page);
        expect(vault.readFrontPage()).toEqual(page);
        vault.close();
        const again = reopen(file);
        expect(again.readFrontPage()).toEqual(page);
        expect(gatherAll(again)).toHaveLength(2);
        again.close();
      }),
      { numRuns: 20 },
    );
  });

  test('is none when it never was, after another save, and when it is damaged; the journal opens all the same', () => {
    const { file } = journalOf(1);
    const { vault, journal } = openWithFile(file);
    gatherAll(vault);
    expect(vault.readFrontPage()).toBeNull();
    vault.writeFrontPage(text('newest'));
    write(vault, 'another');
    expect(vault.readFrontPage()).toBeNull();
    vault.writeFrontPage(text('newest'));
    for (const damage of ["x'00'", 'zeroblob(200)', 'zeroblob(2000000)', 'CAST(b || zeroblob(1) AS BLOB)', "x''"]) {
      journal.database.exec('SAVEPOINT damage');
      journal.database.exec(`UPDATE m SET b = ${damage} WHERE k = 3`);
      expect(vault.readFrontPage()).toBeNull();
      journal.database.exec('ROLLBACK TO damage; RELEASE damage');
    }
    expect(Buffer.from(vault.readFrontPage()!).toString()).toBe('newest');
    expect(faultOf(() => vault.writeFrontPage(new Uint8Array(300_000)))).toBe('too-large');
    vault.close();
    expect(recordsIn(file)).toHaveLength(2);
  });
});
