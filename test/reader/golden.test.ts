/** The fixture was made once (test/fixtures/make.ts). Every later version of the app, and the reader, must open it and read the same. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep, reveal } from '../../shared/about.ts';
import { checked, toEntry } from '../../electron/journal/records.ts';
import { Journal, type Secret } from '../../electron/journal/journal.ts';
import { openVault } from '../../electron/vault/vault.ts';
import { PASSPHRASE, reader, WORDS } from './reader.ts';

interface Expected {
  passphrase: string;
  words: string;
  records: { id: string; type: number; schema: number; revision: number; says: unknown }[];
}

const fixture = path.join(import.meta.dirname, '../fixtures/ocv1');
const journal = path.join(fixture, 'journal.ocv');
const expected = JSON.parse(readFileSync(path.join(fixture, 'expected.json'), 'utf8')) as Expected;
let folder: string;
let copy: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-golden-'));
  copy = path.join(folder, 'journal.ocv');
  copyFileSync(journal, copy);
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const secrets: Secret[] = [{ kind: 'passphrase', passphrase: expected.passphrase }, { kind: 'recovery', words: expected.words }];

test('the fixture is the file it was made as', () => {
  expect(createHash('sha256').update(readFileSync(journal)).digest('hex')).toBe('be26cefbcde3ece6a2196dce212903d7925cee87eca9efc2f410a6a14a89f34c');
});

test.each(secrets)('the app reads every record of it with the $kind', async (secret) => {
  const vault = await openVault(copy, secret);
  const records = [...vault.gather(32)].flat().sort((one, other) => (one.id < other.id ? -1 : 1));
  vault.close();
  expect(records.map(({ payload, ...record }) => ({ ...record, says: JSON.parse(Buffer.from(payload).toString()) as unknown }))).toEqual(expected.records);
  // Their content still fits the shapes of today.
  expect(records.map((record) => checked(toEntry(record)!).kind)).toEqual(expected.records.map(({ type }) => ['pairing', 'session', 'session-version'][type - 1]));
});

test('the app lists its pairings and sessions and finds a word of it', async () => {
  const opened = new Journal(await openVault(copy, secrets[0]!), { progress: () => undefined, damaged: (error) => { throw error; } });
  expect(await opened.whole()).toBe(true);
  expect((await opened.pairings.list()).map(({ name }) => reveal(name)).sort()).toEqual(['Ben', 'Chloë *B.* [finance]', '李 #1']);
  expect((await opened.sessions.list({ pairing: null, chair: null, trashed: false, after: null, limit: 50 })).rows.map(({ date }) => date)).toEqual(['2026-02-28', '2026-02-24', '2026-02-10', '2026-02-03', '2026-01-05']);
  const answer = opened.search({ text: 'reorganisation', pairing: null, chair: null, limit: 10 });
  expect(answer.ready && answer.hits.map(({ row }) => [row.date, row.pairingName])).toEqual([['2026-02-10', keep('peer', 'Chloë *B.* [finance]')]]);
  opened.close();
});

test.each([[PASSPHRASE, expected.passphrase], [WORDS, expected.words]] as const)('the reader reads every record of it, from where it lies (%i)', (type, typed) => {
  const read = reader.readJournal(journal, type, reader.secretBytes(type, typed));
  expect(reader.entriesOf(read).map(({ id, type, schema, revision, says }) => ({ id, type, schema, revision, says }))).toEqual(expected.records);
});

test('the reader lays a session out for a person to read', () => {
  const files = reader.filesOf(reader.readJournal(journal, PASSPHRASE, reader.secretBytes(PASSPHRASE, expected.passphrase)));
  const folders = [...files.keys()].map((file) => path.dirname(file)).sort();
  expect(folders).toEqual(['.', '.', '.', 'earlier versions', 'earlier versions', 'earlier versions', 'sessions', 'sessions', 'sessions', 'sessions', 'sessions', 'trash']);
  const [, text] = [...files].find(([file]) => file.startsWith('sessions/2026-02-03 '))!;
  expect(text).toBe(readFileSync(path.join(fixture, '2026-02-03.md'), 'utf8'));
});
