/**
 * The reader opens a backup as it opens a journal. The fixture was made once (test/fixtures/make-backup.ts), and every later version of the
 * app, and the reader, must read the same in it.
 */
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BackupReader } from '../../electron/vault/backup-reader.ts';
import { writeBackup } from '../../electron/vault/backup-writer.ts';
import { openRecord } from '../../electron/vault/record.ts';
import { prepareVault, type Secret, type StoredRecord } from '../../electron/vault/vault.ts';
import { anyRecordId } from '../arbitrary/session.ts';
import { plain, type Plain } from './journals.ts';
import { PASSPHRASE, program, reader, WORDS, type ReadJournal } from './reader.ts';

interface Expected { passphrase: string; words: string; records: { id: string; type: number; schema: number; revision: number; says: unknown }[] }
interface ExpectedOfBackup { madeAtMs: number; sequence: number; more: Plain[] }

const fixture = path.join(import.meta.dirname, '../fixtures/ocv1');
const backup = path.join(fixture, 'journal.ocb');
const secrets = parsed('expected.json') as Expected;
const expected = parsed('expected-of-backup.json') as ExpectedOfBackup;
const whole = readFileSync(backup);
let folder: string;
let tried: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-reader-backups-'));
  tried = path.join(folder, 'tried.ocb');
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function parsed(name: string): unknown {
  return JSON.parse(readFileSync(path.join(fixture, name), 'utf8'));
}

let golden: ReadJournal | null = null;
function readGolden(): ReadJournal {
  return (golden ??= reader.readJournal(backup, PASSPHRASE, reader.secretBytes(PASSPHRASE, secrets.passphrase)));
}

/** What was in the journal beside it, and what was saved after that. */
function expectSaid(records: readonly Plain[]): void {
  const more = new Set(expected.more.map(({ id }) => id));
  const before = records.filter(({ id }) => !more.has(id)).map(({ payload, ...record }) => ({ ...record, says: JSON.parse(Buffer.from(payload, 'base64').toString()) as unknown }));
  expect(before).toEqual(secrets.records);
  expect(records.filter(({ id }) => more.has(id))).toEqual(expected.more);
}

describe('the golden backup', () => {
  test('is the file it was made as, of more than one frame', () => {
    expect(createHash('sha256').update(whole).digest('hex')).toBe('b30878685a34924ac219fb89c13c4ef99e0ebc0e3e0835ff79773605578c88db');
    expect(whole.length).toBeGreaterThan(65_536 + 1000);
  });

  test.each<Secret>([{ kind: 'passphrase', passphrase: secrets.passphrase }, { kind: 'recovery', words: secrets.words }])('is read by the app with the $kind', async (secret) => {
    const opened = await BackupReader.open(backup);
    const keys = await opened.unlock(secret);
    const { madeAtMs, head } = await opened.begin(keys);
    const records: StoredRecord[] = [];
    for await (const rows of opened.rows()) records.push(...rows.map(({ key, bytes }) => openRecord(keys.record, opened.header, key, bytes)));
    await opened.close();
    expect([madeAtMs, head.sequence]).toEqual([expected.madeAtMs, expected.sequence]);
    expectSaid(plain(records));
  });

  test.each([['passphrase', readGolden], ['recovery words', () => reader.readJournal(backup, WORDS, reader.secretBytes(WORDS, secrets.words))]] as const)('is read by the reader, from where it lies, with the %s', (_secret, readIt) => {
    const read = readIt();
    expect([read.madeAtMs, Number(read.sequence), read.epoch]).toEqual([expected.madeAtMs, expected.sequence, 1]);
    expectSaid(plain(read.records));
  });

  test('is written out as a journal is, with what is known of the journal itself, and nothing left out', () => {
    const read = readGolden();
    const files = reader.filesOf(read);
    const said = JSON.parse(files.get('journal.json')!) as { backupMadeAtMs: number; records: { id: string; kind: string | null }[] };
    expect(said.backupMadeAtMs).toBe(expected.madeAtMs);
    expect(said.records.map(({ id }) => id)).toEqual(read.records.map(({ id }) => id));
    expect(said.records.filter(({ id }) => expected.more.some((each) => each.id === id)).map(({ kind }) => kind)).toEqual(['recovery-sheet', 'backups', null, null, null]);
    expect([...files.keys()].filter((name) => name.startsWith('sessions/')).length).toBe(5);
    expect(files.get('journal.md')).toBe(
      [
        '# The journal', '', '- Read from a backup made: 2026-11-22T09:15:00Z', '- Records: 17', '- Last changed by save: 17', '- Pairings: 3', '- Sessions: 6', '- Earlier versions: 3',
        '- Recovery words issued: 2026-03-02T00:00:00Z', '- Recovery words tried: 2026-06-01T00:00:00Z', '- Backups go to: /media/stick \\*1\\*', '- Last backup found whole: 2026-11-21T00:00:00Z', '- Save it holds: 15', '- Nothing else changed up to save: 15', '',
      ].join('\n'),
    );
  });

  test('keeps what a later version wrote as it stands, under its number', () => {
    expect(reader.filesOf(readGolden()).get('other records.md')).toBe(
      [
        '# Records as they stand', '',
        '## Of type 2, schema 65535', '', '### Number 5555555555555555, revision 1', '', '    {', '      "session": null', '    }', '',
        '## Of type 60000, schema 3', '', '### Number 3333333333333333, revision 1', '', '    {', '      "says": "of a version to come",', '      "lines": [', '        "# one",', '        "two"', '      ]', '    }', '',
        '## Of type 65535, schema 65535', '', '### Number 4444444444444444, revision 1', '', '    AP+ABw==', '',
      ].join('\n'),
    );
  });

  test('a kind that has no text of its own yet is written out as it stands', () => {
    const files = reader.filesOf({ ...readGolden(), records: [{ id: 'abcdabcdabcdabcd', type: 6, schema: 1, revision: 2, payload: new TextEncoder().encode('{"answering":7}') }] });
    expect(files.get('other records.md')).toBe(['# Records as they stand', '', '## readiness, of type 6, schema 1', '', '### Number abcdabcdabcdabcd, revision 2', '', '    {', '      "answering": 7', '    }', ''].join('\n'));
  });
});

test('the reader has a name for each kind of record FORMAT.md lists', () => {
  const format = readFileSync(path.join(import.meta.dirname, '../../electron/vault/FORMAT.md'), 'utf8');
  const section = /\n## 11\.[^]*?\n## 12\./u.exec(format)![0];
  const listed = [...section.matchAll(/^\| (\d+) \| (\d+) \|/gmu)].map(([, type, schema]) => `${type}.${schema}`);
  expect(listed.length).toBeGreaterThanOrEqual(5);
  expect([...reader.KINDS.keys()].sort()).toEqual(listed.sort());
});

test('backups of random journals, of no record to many frames, hold for the reader what the journal holds', async () => {
  const prepared = await prepareVault(secrets.passphrase, { cost: { passes: 3, memoryKiB: 64 * 1024 } });
  const vault = prepared.write(path.join(folder, 'random.ocv'));
  let derived: Uint8Array | null = null;
  const put = fc.record({ id: anyRecordId, type: fc.integer({ min: 0, max: 65_535 }), schema: fc.integer({ min: 0, max: 65_535 }), payload: fc.integer({ min: 0, max: 50_000 }).map((length) => new Uint8Array(length).fill(length)) });
  const saves = fc.uniqueArray(put, { minLength: 1, maxLength: 6, selector: ({ id }) => id });
  const lengths: number[] = [];
  for (const [turn, puts] of [[], ...fc.sample(saves, 8)].entries()) {
    if (puts.length > 0) vault.commit({ puts, removes: [] });
    const file = path.join(folder, `${turn}.ocb`);
    const snapshot = vault.snapshot();
    await writeBackup(snapshot, file, { madeAtMs: turn });
    snapshot.release();
    const read = reader.readWithDerived(file, PASSPHRASE, (kdf) => (derived ??= reader.derive(reader.secretBytes(PASSPHRASE, secrets.passphrase), kdf)));
    expect(read.madeAtMs).toBe(turn);
    expect(plain(read.records)).toEqual(plain([...vault.gather(32)].flat()));
    lengths.push(statSync(file).size);
  }
  vault.close();
  prepared.forget();
  expect([Math.min(...lengths) < 2000, Math.max(...lengths) > 65_536]).toEqual([true, true]);
});

test('cut off anywhere, added to or changed anywhere, it is refused', () => {
  // Salt and cost are under the header's checksum: whatever is changed of them is refused before a key is derived.
  let derived: Uint8Array | null = null;
  const derive = (kdf: Uint8Array) => (derived ??= reader.derive(reader.secretBytes(PASSPHRASE, secrets.passphrase), kdf));
  const outcomeOf = (bytes: Uint8Array): string => {
    writeFileSync(tried, bytes);
    try {
      return `${reader.readWithDerived(tried, PASSPHRASE, derive).records.length} records`;
    } catch (error) {
      return (error as { fault: string }).fault;
    }
  };
  expect(outcomeOf(whole)).toBe('17 records');
  for (let length = 0; length < whole.length; length += length < 500 ? 7 : 1511) expect([length, outcomeOf(whole.subarray(0, length))]).toEqual([length, length < 4 ? 'not-a-journal' : length < 8 ? 'not-a-backup' : 'damaged']);
  for (const length of [1, 17, 18, 512, 65_553]) expect(outcomeOf(Buffer.concat([whole, new Uint8Array(length)]))).toBe('damaged');
  const outcomes = new Set<string>();
  for (let at = 4; at < whole.length; at += at < 500 ? 3 : 1 + randomInt(2000)) outcomes.add(outcomeOf(flipped(at)));
  expect([...outcomes].sort()).toEqual(['damaged', 'not-a-backup']);
});

function flipped(at: number): Uint8Array {
  return Uint8Array.from(whole, (byte, index) => (index === at ? byte ^ 0x12 : byte));
}

describe('from the command line', () => {
  /** Always with --out: of a file that is refused nothing may come there, nor on the standard output. */
  function refusalOf(bytes: Uint8Array, typed = secrets.passphrase): [number | null, string] {
    writeFileSync(tried, bytes);
    const out = path.join(folder, 'out');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, tried, '--out', out], { input: `${typed}\n`, encoding: 'utf8' });
    expect([stdout, existsSync(out)]).toEqual(['', false]);
    expect(readFileSync(tried).equals(bytes)).toBe(true);
    return [status, stderr];
  }

  const sentence = (fault: string): [number, string] => [reader.FAULTS[fault]![0], `${reader.FAULTS[fault]![1]}\n`];

  test('the recovery words open a backup, and it is said when it was made', () => {
    const out = path.join(folder, 'written');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, backup, '--words', '--out', out], { input: `${secrets.words}\n`, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('It is a backup, made 2026-11-22T09:15:00Z.');
    expect(stdout).toContain('3 (1 of type 2, schema 65535, 1 of type 60000, schema 3, 1 of type 65535, schema 65535)');
    expect(readFileSync(path.join(out, 'other records.md'), 'utf8')).toContain('of a version to come');
    expect(statSync(path.join(out, 'journal.json')).mode & 0o777).toBe(0o600);
  });

  test('one that was cut off or changed is refused in one sentence, and nothing is written', () => {
    for (const length of [whole.length - 1, 200]) expect([length, ...refusalOf(whole.subarray(0, length))]).toEqual([length, ...sentence('damaged')]);
    expect(refusalOf(flipped(100))).toEqual(sentence('damaged'));
  });

  test('each other refusal is one sentence, too', () => {
    expect(refusalOf(whole, 'somebody else’s passphrase')).toEqual(sentence('wrong-secret'));
    expect(refusalOf(whole.subarray(0, 7))).toEqual(sentence('not-a-backup'));
    expect(refusalOf(Buffer.concat([Buffer.from('OCBKabcd'), whole.subarray(8)]))).toEqual(sentence('not-a-backup'));
    expect(refusalOf(Buffer.concat([Buffer.from('OCBK0002'), whole.subarray(8)]))).toEqual(sentence('newer-version'));
    expect(refusalOf(Buffer.concat([Buffer.from('OCBK0000'), whole.subarray(8)]))).toEqual(sentence('damaged'));
    expect(refusalOf(Buffer.concat([Buffer.from('ABCD'), whole.subarray(4)]))).toEqual(sentence('not-a-journal'));
  });
});
