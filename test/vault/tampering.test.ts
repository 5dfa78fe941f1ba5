/** A journal changed from outside is refused, or nothing in it has changed: never a silent difference (hardening T4, G3, G4). */
import Database from 'better-sqlite3';
import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ascii, joined, u16, u32, u8 } from '../../electron/vault/bytes.ts';
import { encodeKdf } from '../../electron/vault/derivation.ts';
import { VaultFault } from '../../electron/vault/fault.ts';
import { hash } from '../../electron/vault/hash.ts';
import { encodeHeader, parseHeader, type Header } from '../../electron/vault/header.ts';
import { encodeSlot } from '../../electron/vault/slots.ts';
import type { StoredRecord } from '../../electron/vault/vault.ts';
import { faultOf, gatherAll, journalOf, newFile, newVault, openWithFile, plain, prepared, put, recordsIn, reopen, text, write } from './journals.ts';

type SqlRow = { k: bigint; b: Buffer };

/** Changes the file behind the journal's back. */
function alter<T>(file: string, change: (database: Database.Database) => T): T {
  const database = new Database(file).defaultSafeIntegers(true);
  try {
    return change(database);
  } finally {
    database.close();
  }
}

const rowsOf = (file: string) => alter(file, (database) => database.prepare<[], SqlRow>('SELECT k, b FROM r ORDER BY k').all());
const prefaceOf = (file: string, k: number) => alter(file, (database) => database.prepare<[number], SqlRow>('SELECT k, b FROM m WHERE k = ?').get(k)!.b);
const setRow = (file: string, k: bigint, b: Uint8Array) => alter(file, (database) => database.prepare('INSERT OR REPLACE INTO r VALUES(?, ?)').run(k, b));
const setPreface = (file: string, k: number, b: Uint8Array) => alter(file, (database) => database.prepare('INSERT OR REPLACE INTO m VALUES(?, ?)').run(k, b));

/**
 * What a byte of the file belongs to: page by page, after SQLite's file format. Inert are only bytes nothing is read from: the unused
 * part of a page; in the file header SQLite's counters, hints and reserved bytes; the front page, which counts as absent;
 * and of the rows of the schema and of the front page the number or the length, where the change leaves their order and meaning.
 */
function zonesOf(bytes: Buffer, sealedRows: Map<string, Uint8Array>): string[] {
  const zones = Array.from({ length: bytes.length }, (_, at): string => (at < 100 ? 'file header' : 'unused space of a page'));
  const mark = (from: number, length: number, zone: string) => zones.fill(zone, from, from + length);
  for (let page = 0; page < bytes.length / 4096; page += 1) {
    const start = page * 4096 + (page === 0 ? 100 : 0);
    if (bytes[start] !== 0x0d) continue;
    const cells = bytes.readUInt16BE(start + 3);
    mark(start, 8, 'page header');
    mark(start + 8, cells * 2, 'cell pointers');
    for (let cell = 0; cell < cells; cell += 1) markCell(bytes, page * 4096 + bytes.readUInt16BE(start + 8 + cell * 2), mark);
  }
  for (const [name, row] of sealedRows) mark(bytes.indexOf(row), row.length, name);
  return zones;
}

function markCell(bytes: Buffer, at: number, mark: (from: number, length: number, zone: string) => void): void {
  let end = at;
  let length = 0;
  for (let byte = 0x80; byte & 0x80; end += 1) length = (length << 7) | ((byte = bytes[end]!) & 0x7f);
  while (bytes[end]! & 0x80 && end < at + 12) end += 1;
  mark(at, end + 1 - at + length, 'cell header and row number');
}

test('every byte of a small journal changed: the records are as they were, or the file is refused', { timeout: 180_000 }, () => {
  const file = newFile();
  const vault = newVault(file);
  write(vault, 'the first entry', 'the second', 'the third', '', 'the last');
  vault.writeFrontPage(text('newest rows'));
  const before = plain(gatherAll(vault));
  vault.close();
  const whole = fs.readFileSync(file);
  const sealedRows = new Map<string, Uint8Array>(rowsOf(file).map(({ b }, index) => [`record ${index}`, b]));
  for (const [name, k] of [['header', 0], ['header MAC', 1], ['head', 2], ['front page', 3]] as const) sealedRows.set(name, prefaceOf(file, k));
  const zones = zonesOf(whole, sealedRows);

  let silent = 0;
  const figures = new Map<string, { detected: number; inert: number }>();
  const descriptor = fs.openSync(file, 'r+');
  for (let at = 0; at < whole.length; at += 1) {
    // Another bit of each byte, so that every position is met by every bit in the long run.
    fs.writeSync(descriptor, Uint8Array.of(whole[at]! ^ (1 << (at * 5 + 3) % 8)), 0, 1, at);
    const { outcome, frontPage } = outcomeOf(file);
    const zone = zones[at]!.replace(/ \d+$/, '');
    const figure = figures.get(zone) ?? { detected: 0, inert: 0 };
    figures.set(zone, figure);
    if (outcome === null) figure.detected += 1;
    else if (JSON.stringify(plain(outcome)) === JSON.stringify(before)) figure.inert += 1;
    else silent += 1;
    if (frontPage !== null && frontPage !== 'newest rows') silent += 1;
    fs.writeSync(descriptor, whole, at, 1, at);
  }
  fs.closeSync(descriptor);

  console.log(`every byte of ${whole.length} changed: ${silent} silent changes\n${[...figures].map(([zone, { detected, inert }]) => `  ${zone}: ${detected} detected, ${inert} inert`).join('\n')}`);
  expect(silent).toBe(0);
  for (const zone of ['record', 'header', 'header MAC', 'head']) expect([zone, figures.get(zone)!.inert]).toEqual([zone, 0]);
  expect(fs.readFileSync(file).equals(whole)).toBe(true);
  expect(plain(recordsIn(file))).toEqual(before);
});

/** The records, or null for a refusal. Anything thrown that is not a fault of the file is a mistake of ours and ends the test. */
function outcomeOf(file: string): { outcome: StoredRecord[] | null; frontPage: string | null } {
  try {
    const vault = reopen(file);
    try {
      const page = vault.readFrontPage();
      return { frontPage: page === null ? null : Buffer.from(page).toString(), outcome: gatherAll(vault) };
    } finally {
      vault.close();
    }
  } catch (error) {
    if (error instanceof VaultFault) return { outcome: null, frontPage: null };
    throw error;
  }
}

describe('refused is a journal in which', () => {
  test('any two records changed places', () => {
    const { file } = journalOf(8);
    const rows = rowsOf(file);
    for (const a of rows) {
      for (const b of rows.filter((each) => each.k > a.k)) {
        setRow(file, a.k, b.b);
        setRow(file, b.k, a.b);
        expect(faultOf(() => recordsIn(file))).toBe('damaged');
        setRow(file, a.k, a.b);
        setRow(file, b.k, b.b);
      }
    }
    expect(recordsIn(file)).toHaveLength(8);
  });

  test('any record is missing, doubled, moved, or cut short', () => {
    const { file } = journalOf(12);
    const rows = rowsOf(file);
    for (const [index, { k, b }] of rows.entries()) {
      const other = rows[(index + 1) % rows.length]!.k;
      alter(file, (database) => database.prepare('DELETE FROM r WHERE k = ?').run(k));
      expect(faultOf(() => recordsIn(file))).toBe('damaged');
      setRow(file, k ^ 1n, b);
      expect(faultOf(() => recordsIn(file))).toBe('damaged');
      setRow(file, k, b);
      expect(faultOf(() => recordsIn(file))).toBe('damaged');
      alter(file, (database) => database.prepare('DELETE FROM r WHERE k = ?').run(k ^ 1n));
      setRow(file, other, b);
      expect(faultOf(() => recordsIn(file))).toBe('damaged');
      setRow(file, other, rows[(index + 1) % rows.length]!.b);
      setRow(file, k, b.subarray(0, -1));
      expect(faultOf(() => recordsIn(file))).toBe('damaged');
      setRow(file, k, b);
    }
    expect(recordsIn(file)).toHaveLength(12);
  });

  test('a record stands as it did before, though that was once true', () => {
    const file = newFile();
    const vault = newVault(file);
    const ids = write(vault, ...Array.from({ length: 10 }, (_, index) => `first ${index}`));
    vault.close();
    const old = rowsOf(file);
    const oldHead = prefaceOf(file, 2);
    const again = reopen(file);
    gatherAll(again);
    again.commit({ puts: ids.map((id) => put('second', id)), removes: [] });
    again.close();
    const now = rowsOf(file);
    for (const [index, { k, b }] of old.entries()) {
      setRow(file, k, b);
      expect(faultOf(() => recordsIn(file))).toBe('damaged');
      setRow(file, k, now[index]!.b);
    }
    // The old head on the new records, and the new head on the old ones.
    const head = prefaceOf(file, 2);
    setPreface(file, 2, oldHead);
    expect(faultOf(() => recordsIn(file))).toBe('damaged');
    setPreface(file, 2, head);
    for (const { k, b } of old) setRow(file, k, b);
    expect(faultOf(() => recordsIn(file))).toBe('damaged');
    for (const { k, b } of now) setRow(file, k, b);
    expect(recordsIn(file)).toHaveLength(10);
  });

  test('a record that was taken out is back', () => {
    const file = newFile();
    const vault = newVault(file);
    const ids = write(vault, 'stays', 'goes');
    vault.close();
    const before = rowsOf(file);
    const again = reopen(file);
    gatherAll(again);
    again.commit({ puts: [], removes: [ids[1]!] });
    again.close();
    for (const { k, b } of before) setRow(file, k, b);
    expect(faultOf(() => recordsIn(file))).toBe('damaged');
  });

  test('a part comes from another journal, even one with the same keys', () => {
    const vaultKey = new Uint8Array(32).fill(9);
    const [mine, theirs] = [newFile(), newFile()];
    for (const [file, id] of [[mine, 1], [theirs, 2]] as const) {
      const vault = prepared(vaultKey, new Uint8Array(16).fill(id)).write(file);
      vault.commit({ puts: [put('an entry', '0123456789abcdef' as never)], removes: [] });
      vault.close();
    }
    const own = rowsOf(mine)[0]!;
    setRow(mine, own.k, rowsOf(theirs)[0]!.b);
    expect(faultOf(() => recordsIn(mine))).toBe('damaged');
    setRow(mine, own.k, own.b);
    for (const k of [0, 1, 2]) {
      const ownPart = prefaceOf(mine, k);
      setPreface(mine, k, prefaceOf(theirs, k));
      expect(faultOf(() => recordsIn(mine))).not.toBe('none');
      setPreface(mine, k, ownPart);
    }
    expect(recordsIn(mine)).toHaveLength(1);
  });

  test('a record read one by one, after all were read, was put back to an older state', () => {
    const { file, ids } = journalOf(2);
    const { vault, journal } = openWithFile(file);
    gatherAll(vault);
    const key = BigInt(`0x${ids[0]!}`);
    const old = journal.row(key)!;
    vault.commit({ puts: [put('second', ids[0])], removes: [] });
    journal.database.prepare('UPDATE r SET b = ? WHERE k = ?').run(old, key);
    expect(faultOf(() => vault.read(ids[0]!))).toBe('damaged');
    journal.database.prepare('DELETE FROM r WHERE k = ?').run(key);
    expect(faultOf(() => vault.read(ids[0]!))).toBe('damaged');
    vault.close();
  });
});

describe('a slot', () => {
  const headerOf = (file: string): Header => parseHeader(prefaceOf(file, 0));

  test('of somebody else’s added beside the passphrase is refused', () => {
    const { file } = journalOf(1);
    const header = headerOf(file);
    setPreface(file, 0, encodeHeader({ ...header, slots: [...header.slots, { known: false, number: 2, type: 7, body: new Uint8Array(50) }] }));
    expect(faultOf(() => recordsIn(file))).toBe('damaged');
  });

  test('put in the place of the recovery slot, or changed in its cost or salt, is refused when the passphrase opens', () => {
    const { file } = journalOf(1);
    const header = headerOf(file);
    const [passphrase, recovery] = header.slots;
    if (!passphrase?.known || !recovery?.known) throw new Error('two slots expected');
    const others = [
      { ...recovery, sealedKey: recovery.sealedKey.map((byte) => byte ^ 1) },
      { ...recovery, kdf: { ...recovery.kdf, passes: 4 } },
      { ...recovery, kdf: { ...recovery.kdf, memoryKiB: 131_072 } },
      { ...recovery, kdf: { ...recovery.kdf, salt: new Uint8Array(16) } },
    ];
    for (const other of others) {
      setPreface(file, 0, encodeHeader({ ...header, slots: [passphrase, other] }));
      expect(faultOf(() => recordsIn(file))).toBe('damaged');
    }
    setPreface(file, 0, encodeHeader(header));
    expect(recordsIn(file)).toHaveLength(1);
  });

  test('of the passphrase changed in its cost opens no more', () => {
    const { file } = journalOf(1);
    const header = headerOf(file);
    const [passphrase, recovery] = header.slots;
    if (!passphrase?.known || !recovery?.known) throw new Error('two slots expected');
    setPreface(file, 0, encodeHeader({ ...header, slots: [{ ...passphrase, kdf: { ...passphrase.kdf, passes: 10 } }, recovery] }));
    expect(faultOf(() => recordsIn(file))).toBe('wrong-secret');
  });

  test('that was removed leaves a file that is damaged', () => {
    const { file } = journalOf(1);
    const header = headerOf(file);
    setPreface(file, 0, encodeHeader({ ...header, slots: header.slots.slice(0, 1) }));
    expect(faultOf(() => recordsIn(file))).toBe('damaged');
  });

  test('of a lower cost in a header made anew is refused before it is tried', () => {
    const { file } = journalOf(1);
    const header = headerOf(file);
    const fields = header.slots.map((slot) => {
      const bytes = encodeSlot(slot);
      if (slot.known && slot.type === 1) bytes.set(encodeKdf({ ...slot.kdf, memoryKiB: 8 }), 2);
      return joined(u16(0x10 + slot.number), u16(bytes.length), bytes);
    });
    const body = joined(ascii('OCV1'), u16(1), u16(1), u16(16), header.vaultId, u16(2), u16(4), u32(1), ...fields);
    setPreface(file, 0, joined(body, hash(body)));
    expect(faultOf(() => recordsIn(file))).toBe('damaged');
  });
});

test('a header MAC with any byte changed is refused', () => {
  const { file } = journalOf(1);
  const mac = prefaceOf(file, 1);
  for (let at = 0; at < mac.length; at += 1) {
    setPreface(file, 1, joined(mac.subarray(0, at), u8(mac[at]! ^ 0x80), mac.subarray(at + 1)));
    expect(faultOf(() => recordsIn(file))).toBe('damaged');
  }
});
