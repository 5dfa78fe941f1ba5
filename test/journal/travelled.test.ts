/** The ledger of what travelled: a real journal, real files. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkChain, NO_LINE_BEFORE, textOfLine, travelledLine, type Travel, type TravelledLine } from '../../shared/travelled.ts';
import { toRecord } from '../../electron/journal/records.ts';
import { newRecordId, openVault } from '../../electron/vault/vault.ts';
import { anyTravel } from '../arbitrary/travelled.ts';
import { reader } from '../reader/reader.ts';
import { ben, newJournal, type TestJournal } from './open-journal.ts';

const digestOf = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const something: Omit<Travel, 'atMs'> = { direction: 'out', what: 'template', counterpart: 'peer', pairing: null, bytes: 12, sha256: 'ab'.repeat(32) };

function chained(travels: readonly Travel[]): TravelledLine[] {
  let before = NO_LINE_BEFORE;
  return travels.map((travel, index) => {
    const line = { number: index + 1, ...travel, before };
    before = digestOf(textOfLine(line));
    return line;
  });
}

describe('a chain', () => {
  const anyChain = fc.array(anyTravel, { minLength: 2, maxLength: 12 }).map(chained);

  test('as it was written has no break', () => {
    fc.assert(
      fc.property(anyChain, (lines) => {
        expect(checkChain(lines, digestOf).size).toBe(0);
      }),
    );
  });

  test('from which any line but the last is taken shows the gap', () => {
    fc.assert(
      fc.property(anyChain, fc.nat(), (lines, pick) => {
        const at = pick % (lines.length - 1);
        expect([...checkChain(lines.toSpliced(at, 1), digestOf)]).toEqual([[at + 2, 'gap']]);
      }),
    );
  });

  test('in which any field of a line was changed shows it, at that line or the one after', () => {
    fc.assert(
      fc.property(anyChain, fc.nat(), anyTravel, fc.constantFrom('atMs', 'direction', 'what', 'counterpart', 'pairing', 'bytes', 'sha256', 'before'), (lines, pick, other, field) => {
        const at = pick % (lines.length - 1);
        const value = field === 'before' ? other.sha256 : other[field];
        fc.pre(JSON.stringify(lines[at]![field as keyof TravelledLine]) !== JSON.stringify(value));
        const faults = checkChain(lines.with(at, { ...lines[at]!, [field]: value }), digestOf);
        expect([...faults.keys()].some((number) => number === at + 1 || number === at + 2)).toBe(true);
      }),
    );
  });

  test('in which a number stands twice shows it', () => {
    const lines = chained(fc.sample(anyTravel, 3));
    expect([...checkChain([lines[0]!, lines[1]!, lines[1]!, lines[2]!], digestOf)]).toEqual([[2, 'changed']]);
  });
});

describe('the ledger of a journal', () => {
  let opened: TestJournal;
  let folder: string;
  beforeAll(async () => {
    opened = await newJournal();
    folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-travelled-'));
  });
  afterAll(() => {
    opened.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const ledger = () => opened.journal.travelled;

  test('numbers its lines, also where many are written at once, and reads the same after it was locked', async () => {
    await Promise.all(Array.from({ length: 7 }, () => ledger().add(something)));
    await opened.reopen();
    await ledger().add({ ...something, what: 'agreement' });
    const { rows, earlier, breaks } = await ledger().list(null, 3);
    expect(rows.map(({ number, what, fault }) => [number, what, fault])).toEqual([[8, 'agreement', null], [7, 'template', null], [6, 'template', null]]);
    expect([earlier, breaks]).toEqual([true, 0]);
    expect((await ledger().list(6, 100)).rows.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
  });

  test('has a line for each backup, with the digest of the file, and that asks for no other backup', async () => {
    await opened.journal.backups.useFolder(folder);
    expect(await opened.journal.backups.makeWhenDue()).toBe(true);
    const [name] = (await opened.journal.backups.list()).map((row) => row.name);
    const file = readFileSync(path.join(folder, name!));
    const [row] = (await ledger().list(null, 1)).rows;
    expect(row).toEqual({ number: 9, atMs: opened.clock.ms, direction: 'out', what: 'backup', counterpart: 'self', pairing: null, bytes: file.length, sha256: createHash('sha256').update(file).digest('hex'), fault: null });
    opened.clock.passMinutes(24 * 60);
    expect(await opened.journal.backups.status()).toMatchObject({ changed: false });
    expect(await opened.journal.backups.makeWhenDue()).toBe(false);
  });

  test('holds when the pairing of a line is removed', async () => {
    const { id } = await opened.journal.pairings.add(ben, 'active');
    await ledger().add({ ...something, what: 'agreement', pairing: id });
    await opened.journal.pairings.remove(id);
    const { rows, breaks } = await ledger().list(null, 1);
    expect([rows[0]!.pairing, breaks]).toEqual([id, 0]);
    expect(JSON.stringify(rows)).not.toContain('Ben');
  });

  test('shows a line that is missing and one that was changed, and goes on after them', async () => {
    const first = opened.journal;
    first.close();
    const vault = await openVault(opened.file, { kind: 'passphrase', passphrase: 'six quiet words for a test journal' });
    const lines = [...vault.gather(32)].flat().filter(({ type }) => type === 10);
    const numberOf = (payload: Uint8Array) => (JSON.parse(new TextDecoder().decode(payload)) as { line: TravelledLine }).line;
    const third = lines.find(({ payload }) => numberOf(payload).number === 3)!;
    const fifth = lines.find(({ payload }) => numberOf(payload).number === 5)!;
    vault.commit({ puts: [toRecord({ kind: 'travelled', id: fifth.id, line: { ...numberOf(fifth.payload), counterpart: 'self' } })], removes: [third.id] });
    vault.close();
    await opened.reopen();
    await ledger().add(something);
    const { rows, breaks } = await ledger().list(null, 100);
    expect(rows.filter(({ fault }) => fault !== null).map(({ number, fault }) => [number, fault])).toEqual([[6, 'changed'], [4, 'gap']]);
    expect(breaks).toBe(2);
  });
});

test('a line says who received it by kind, and has no field for a name', () => {
  const [line] = chained(fc.sample(anyTravel, 1));
  expect(travelledLine.safeParse(line).success).toBe(true);
  for (const field of ['name', 'peer', 'path', 'file', 'note']) expect(travelledLine.safeParse({ ...line, [field]: 'Ben' }).success, field).toBe(false);
});

test('the reader, which shares no code with the app, finds the same breaks', () => {
  const lines = chained(fc.sample(anyTravel, 6)).toSpliced(2, 1);
  const records = lines.map((line) => ({ ...toRecord({ kind: 'travelled', id: newRecordId(), line }), revision: 1 }));
  const text = reader.filesOf({ vaultId: '00'.repeat(16), epoch: 1, sequence: 1n, records }).get('travelled.md')!;
  const follows = [...text.matchAll(/^## (\d+)[^]*?line before\? (yes|no)/gmu)].map(([, number, says]) => [Number(number), says]);
  expect(follows).toEqual([[1, 'yes'], [2, 'yes'], [4, 'no'], [5, 'yes'], [6, 'yes']]);
});
