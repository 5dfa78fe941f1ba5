/** What a coach is told when the journal's file is not as the app left it, and what can be done then. */
import Database from 'better-sqlite3';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { keyOf } from '../../electron/vault/record.ts';
import { openVault } from '../../electron/vault/vault.ts';
import { Coach } from './coach.ts';
import { copyOf, JOURNAL_FILE, layJournal, type LaidJournal } from './laid-journal.ts';
import { sampleSessions } from './sample-sessions.ts';

const SESSION_TYPE = 2;

let laid: LaidJournal;
let coach: Coach | null = null;

beforeAll(async () => {
  laid = await layJournal();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await coach?.keepPicture(task.name);
  await coach?.app.kill();
  coach = null;
});

async function sitDown({ folder }: LaidJournal): Promise<Coach> {
  coach = await Coach.sitDown(folder);
  return coach;
}

async function writeOneMore(present: Coach): Promise<void> {
  await present.beginEntry();
  await present.writeSession({ pairing: 'Somebody new', sittings: [{ chair: 'coach', takeaway: 'What only the newer copy holds' }] });
}

/** Zeroes one session's row, past the app. */
async function spoilOneSession(file: string, passphrase: string): Promise<void> {
  const vault = await openVault(file, { kind: 'passphrase', passphrase });
  const session = [...vault.gather(16)].flat().find(({ type }) => type === SESSION_TYPE)!;
  vault.close();
  const database = new Database(file);
  database.prepare('UPDATE r SET b = zeroblob(length(b)) WHERE k = ?').run(keyOf(session.id));
  database.close();
}

test('an older copy in the place of the journal is told, asked about until it is taken, and never again', async () => {
  const journal = copyOf(laid);
  const file = path.join(journal.folder, JOURNAL_FILE);
  const present = await sitDown(journal);
  await present.unlockWithPassphrase(journal.passphrase);
  await present.lock();
  const older = readFileSync(file);
  await present.unlockWithPassphrase(journal.passphrase);
  await writeOneMore(present);
  await present.lock();

  writeFileSync(file, older);
  await present.tryPassphrase(journal.passphrase);
  await present.told('This is an older copy of your journal');
  await present.told(/^\d+ saves? that this app made/u);
  await present.followToFreshWindow(() => present.page.getByRole('alertdialog').getByRole('button', { name: 'Lock' }).click());
  await present.tryPassphrase(journal.passphrase);
  await present.told('This is an older copy of your journal');
  expect(readFileSync(file).equals(older)).toBe(true);
  await present.press('Use this copy');
  await present.heading('Today');
  expect(await (await present.entries()).count()).toBe(sampleSessions.length);
  await present.lock();
  await present.unlockWithPassphrase(journal.passphrase);
  expect(await present.page.getByRole('alertdialog').count()).toBe(0);
}, 180_000);

test('a journal of which one record was changed is read as far as it can be, saved, and gone on with', async () => {
  const journal = copyOf(laid);
  const file = path.join(journal.folder, JOURNAL_FILE);
  await spoilOneSession(file, journal.passphrase);
  const spoilt = readFileSync(file);
  const present = await sitDown(journal);
  await present.unlockWithPassphrase(journal.passphrase);
  await present.told('The journal file is damaged');
  await present.told('1 record is there and not as it was written, so it is not shown.');
  expect(await (await present.entries()).count()).toBe(sampleSessions.length - 1);

  await present.press('Save what can be read');
  await present.told(/records were saved into a new journal beside the damaged one/u);
  expect(readFileSync(file).equals(spoilt)).toBe(true);
  await present.followToFreshWindow(() => present.press('Go on with the rescued journal'));
  await present.unlockWithPassphrase(journal.passphrase);
  expect(await (await present.entries()).count()).toBe(sampleSessions.length - 1);
  expect(await present.page.getByText('The journal file is damaged').count()).toBe(0);
  await writeOneMore(present);
  const kept = readdirSync(path.dirname(file)).find((name) => name.startsWith('journal damaged'));
  expect(readFileSync(path.join(path.dirname(file), kept!)).equals(spoilt)).toBe(true);
}, 180_000);

test('a file that was touched where nothing is read from it is told quietly, once', async () => {
  const journal = copyOf(laid);
  const file = path.join(journal.folder, JOURNAL_FILE);
  const bytes = readFileSync(file);
  bytes[27]! ^= 1;
  writeFileSync(file, bytes);
  const present = await sitDown(journal);
  await present.unlockWithPassphrase(journal.passphrase);
  await present.told(/its file was touched outside the app. Every record in it was checked/u);
  await present.lock();
  await present.unlockWithPassphrase(journal.passphrase);
  expect(await (await present.entries()).count()).toBe(sampleSessions.length);
  expect(await present.page.getByText(/touched outside the app/u).count()).toBe(0);
}, 180_000);
