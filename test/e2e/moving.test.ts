/** The journal moved to a stick through the window, the stick gone, and the stick in another place. */
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Coach } from './coach.ts';
import { freshFolder, JOURNAL_FILE, layJournal } from './laid-journal.ts';

let coach: Coach | null = null;
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await coach?.keepPicture(task.name);
  await coach?.app.kill();
  coach = null;
});

test('a coach moves the journal to a stick, finds everything there, and is told when the stick is gone', { timeout: 120_000 }, async () => {
  const journal = await layJournal();
  const stick = path.join(freshFolder(), 'stick');
  mkdirSync(stick);
  const moved = path.join(stick, 'Other Chair journal', 'journal.ocv');
  let present = await sitDown(journal.folder);
  await present.unlockWithPassphrase(journal.passphrase);
  await chooses(present, stick);
  await present.goTo('Settings');
  await present.press('Move it to another folder');
  await present.page.getByRole('alertdialog').getByText(moved).waitFor();
  await present.press('Move it');
  await present.page.getByRole('main').getByText(moved).waitFor();
  await expect.poll(() => existsSync(path.join(journal.folder, JOURNAL_FILE))).toBe(false);
  expect(readdirSync(path.dirname(moved))).toContain('journal.ocv');

  // It goes on in its new place at once, and after every kind of leaving.
  await present.openEntry(/./u);
  await present.write('What I take away', 'Written on the stick');
  await present.saved();
  await present.lock();
  await present.unlockWithPassphrase(journal.passphrase);
  await present.openEntry('Written on the stick');
  await present.goTo('Settings');
  await present.page.getByRole('link', { name: 'What this protects, and what it cannot' }).click();
  await present.heading('What this protects, and what it cannot');
  await present.page.getByRole('main').getByText(moved).waitFor();
  await present.told('Since the app was started, its window has asked for nothing outside the app.');
  await present.leave();

  const elsewhere = path.join(path.dirname(stick), 'another place');
  renameSync(stick, elsewhere);
  present = await sitDown(journal.folder);
  await present.heading('The journal cannot be found');
  await present.press('Look again');
  await present.heading('The journal cannot be found');
  expect([existsSync(stick), readdirSync(path.join(journal.folder, 'journal'))]).toStrictEqual([false, []]);
  await chooses(present, elsewhere);
  await present.press('It is somewhere else now');
  await present.unlockWithPassphrase(journal.passphrase);
  await present.openEntry('Written on the stick');
});

async function sitDown(folder: string): Promise<Coach> {
  coach = await Coach.sitDown(folder);
  return coach;
}

/** What the person chooses in the next dialogs of the system. */
async function chooses({ app }: Coach, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, folder);
}
