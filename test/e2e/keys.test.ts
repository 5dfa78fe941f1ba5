/** What opens the journal, over time, through the real window: another passphrase, a rehearsal, a new sheet, a new key, and each way in afterwards. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { Coach } from './coach.ts';
import { copyOf, JOURNAL_FILE, layJournal, type LaidJournal } from './laid-journal.ts';
import { rememberSheet } from './sheet-made.ts';

const NEXT = 'walnut gazebo ferry tundra pickle';

let laid: LaidJournal;
let coach: Coach | null = null;

beforeAll(async () => {
  laid = await layJournal();
});

afterEach(async () => {
  await coach?.app.kill();
  coach = null;
});

async function atOpenJournal({ folder, passphrase }: LaidJournal): Promise<Coach> {
  coach = await Coach.sitDown(folder);
  await coach.unlockWithPassphrase(passphrase);
  return coach;
}

test('a coach changes the passphrase, and from then on the new one unlocks and the old one does not', async () => {
  const journal = copyOf(laid);
  const present = await atOpenJournal(journal);
  await present.goToKeys('Change the passphrase');
  await present.field('Present passphrase').fill('not the passphrase');
  await present.field('New passphrase').fill(NEXT);
  await present.field('The same passphrase once more').fill(NEXT);
  await present.told(/^(Hard|Very hard) to guess\.$/u);
  await present.press('Change the passphrase');
  await present.told(/does not open the journal now/u);
  await present.field('Present passphrase').fill(journal.passphrase);
  await present.press('Change the passphrase');
  await present.heading('The passphrase is changed');
  await present.told(/Copies of the journal file made before/u);
  await present.lock();
  await present.tryPassphrase(journal.passphrase);
  await present.told(/do not open this journal/u);
  await present.unlockWithPassphrase(NEXT);
  await present.lock();
  await present.unlockWithRecoveryWords(journal.recoveryWords);
  expect(await (await present.entries()).count()).toBeGreaterThan(0);
});

test('a coach rehearses the recovery words, makes a new sheet, and re-keys the journal; then only the new words open it', async () => {
  const journal = copyOf(laid);
  const present = await atOpenJournal(journal);
  const entries = await (await present.entries()).count();

  await present.goToKeys('Try the recovery words');
  await present.field('Your twelve recovery words').fill(`${'abandon '.repeat(11)}about`);
  await present.press('Try them');
  await present.told(/do not open this journal/u);
  await present.field('Your twelve recovery words').fill(journal.recoveryWords.join(' '));
  await present.press('Try them');
  await present.heading('These words open the journal');

  await present.goToKeys('Make a new recovery sheet');
  await present.field('Present passphrase').fill(journal.passphrase);
  await present.press('Draw new words');
  await present.heading('Your new recovery words');
  const lines = await present.page.getByRole('region', { name: 'Twelve recovery words' }).getByRole('listitem').allInnerTexts();
  const words = lines.map((line) => line.replace(/^\d+\s*/u, '').trim());
  expect(words).toHaveLength(12);
  await present.press('I have written them down');
  await present.heading('Three words from your new sheet');
  for (const [index, word] of words.entries()) {
    const asked = present.field(`Word ${index + 1}`);
    if ((await asked.count()) > 0) await asked.fill(word);
  }
  await present.press('Put the new words in force');
  await present.heading('The new recovery words are in force');

  await present.goToKeys('Give the journal a new key');
  await present.field('Present passphrase').fill(journal.passphrase);
  await present.field('Your twelve recovery words').fill(journal.recoveryWords.join(' '));
  await present.press('Give the journal a new key');
  await present.told(/not the recovery words of this journal/u);
  await present.field('Your twelve recovery words').fill(words.join(' '));
  await present.press('Give the journal a new key');
  await present.heading('The journal has a new key');
  expect(await (await present.entries()).count()).toBe(entries);
  const file = path.join(journal.folder, JOURNAL_FILE);
  expect(existsSync(file)).toBe(true);
  expect(readdirSync(path.dirname(file)).filter((name) => name.includes('.new'))).toEqual([]);

  await present.lock();
  await present.tryRecoveryWords(journal.recoveryWords);
  await present.told(/an older sheet that is no longer in force/u);
  await present.unlockWithRecoveryWords(words);
  expect(await (await present.entries()).count()).toBe(entries);
  await present.lock();
  await present.unlockWithPassphrase(journal.passphrase);
});

test('a sheet that was made long ago is spoken of on the first page, and no more once it was tried', async () => {
  const journal = copyOf(laid);
  await rememberSheet(path.join(journal.folder, JOURNAL_FILE), journal.passphrase, Date.now() - 120 * 86_400_000);
  const present = await atOpenJournal(journal);
  await present.told(/more than three months since you made sure/u);
  await present.page.getByRole('link', { name: 'Try the recovery words' }).click();
  await present.heading('Try the recovery words');
  await present.field('Your twelve recovery words').fill(journal.recoveryWords.join(' '));
  await present.press('Try them');
  await present.heading('These words open the journal');
  await present.goTo('Today');
  await present.page.getByRole('link', { name: 'All sessions in the journal' }).waitFor();
  expect(await present.page.getByText(/more than three months/u).count()).toBe(0);
});
