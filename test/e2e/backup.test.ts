/** A journal is lost, and a backup brings it back. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journal } from '../../electron/journal/journal.ts';
import { openVault } from '../../electron/vault/vault.ts';
import { Coach } from './coach.ts';
import { freshFolder, JOURNAL_FILE, layJournal } from './laid-journal.ts';

const passphrase = 'lantern gravel oboe thicket marzipan quorum';
let coach: Coach | null = null;
let folder: string;
let stick: string;

beforeEach(() => {
  folder = freshFolder();
  stick = mkdtempSync(path.join(os.tmpdir(), 'other-chair-stick-'));
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await coach?.keepPicture(task.name);
  await coach?.app.kill();
  coach = null;
  rmSync(stick, { recursive: true, force: true });
});

/** What the person does in the system's own dialog, where no test can reach. */
async function chooses(present: Coach, chosen: string): Promise<void> {
  await present.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, chosen);
}

async function sitDown(): Promise<Coach> {
  coach = await Coach.sitDown(folder);
  return coach;
}

async function restore(present: Coach, backup: string, secret: { passphrase: string } | { words: readonly string[] }): Promise<void> {
  await present.press('Restore from a backup');
  await present.heading('Restore from a backup');
  await chooses(present, backup);
  await present.press('Choose a backup');
  if ('words' in secret) {
    await present.press('Use the recovery words instead');
    await present.field('The twelve recovery words').fill(secret.words.join(' '));
  } else {
    await present.field('Passphrase').fill('not the passphrase');
    await present.press('Restore this backup');
    await present.told(/do not open this backup/u);
    await present.field('Passphrase').fill(secret.passphrase);
  }
  await present.press('Restore this backup');
  await present.heading('The journal is restored');
}

test('a session is written and backed up, the journal is lost, restored from the backup, and the session found by a word in it', async () => {
  let present = await sitDown();
  const words = await present.createJournal(passphrase);
  await present.writeSession({ pairing: 'Maren', sittings: [{ chair: 'coach', takeaway: 'The marmalade silence was hers to break.' }] });

  await present.goTo('Settings');
  await chooses(present, stick);
  await present.press('Choose a folder for backups');
  await present.told(/read back and found whole\. The journal has not changed since/u);
  await present.press('Try restoring the newest backup');
  await present.told(/exactly what the journal holds, and the scratch folder was removed/u);
  const [name] = readdirSync(stick) as [string];
  expect(name).toMatch(/^Other Chair \d{4}-\d\d-\d\d \d{4}\.ocb$/u);
  expect(readFileSync(path.join(stick, name)).includes('marmalade')).toBe(false);
  await present.leave();

  rmSync(path.join(folder, 'journal'), { recursive: true });
  present = await sitDown();
  await present.heading('A place for what you think after a session');
  await restore(present, path.join(stick, name), { passphrase });
  await present.press('Open the journal');
  await present.heading('Today');
  const found = await present.findByWord('marmalade');
  expect(await found.count()).toBe(1);

  // Once more, over the journal that is there now, which has grown since, by the words on the sheet.
  await present.beginEntry();
  await present.writeSession({ pairing: 'Maren', sittings: [{ chair: 'coachee', brought: 'Something about zeppelins.' }] });
  await present.lock();
  await restore(present, path.join(stick, name), { words });
  await present.told(/The journal that was here before is kept beside it as/u);
  await present.press('Open the journal');
  await present.heading('Today');
  const entries = await present.entries();
  await entries.first().waitFor();
  expect(await entries.count()).toBe(1);
  const kept = readdirSync(path.join(folder, 'journal')).filter((each) => each.startsWith('journal before restoring'));
  expect(kept).toHaveLength(1);
  expect(existsSync(path.join(folder, 'journal/journal.ocv'))).toBe(true);
  await present.leave();
});

test('a journal that has changed is backed up by itself, a quiet moment after it was unlocked, and once only', async () => {
  const laid = await layJournal();
  folder = laid.folder;
  const vault = await openVault(path.join(folder, JOURNAL_FILE), { kind: 'passphrase', passphrase: laid.passphrase });
  const journal = new Journal(vault, { progress: () => undefined, damaged: () => undefined });
  await journal.backups.useFolder(stick);
  journal.close();

  const present = await sitDown();
  await present.unlockWithPassphrase(laid.passphrase);
  await expect.poll(() => readdirSync(stick).filter((name) => name.endsWith('.ocb')).length, { timeout: 20_000 }).toBe(1);
  await present.goTo('Settings');
  await present.told(/The journal has not changed since/u);
  await present.lock();
  await present.unlockWithPassphrase(laid.passphrase);
  await present.goTo('Settings');
  await present.told(/The journal has not changed since/u);
  expect(readdirSync(stick)).toHaveLength(1);
  await present.leave();
});
