/** Two pairs of eyes on one agreement: two journals, one file, and digits that say whether both hold the same words. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { AgreementWriter } from './agreement-writer.ts';
import { lookWithAxe } from './axe.ts';
import { Coach } from './coach.ts';
import { copyOf, layJournal, type LaidJournal } from './laid-journal.ts';

const NOTE = 'We met at a training.';
let adasJournal: LaidJournal;
let bensJournal: LaidJournal;
let stick: string;
const sitting: Coach[] = [];

beforeAll(async () => {
  adasJournal = await layJournal([{ name: 'Ben', sinceDaysAgo: 60, note: NOTE }], []);
  bensJournal = await layJournal([{ name: 'Ada', sinceDaysAgo: 60, note: NOTE }], []);
});

beforeEach(() => {
  stick = mkdtempSync(path.join(os.tmpdir(), 'other-chair-handed-'));
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') for (const [place, coach] of sitting.entries()) await coach.keepPicture(`${task.name} ${String(place)}`);
  for (const coach of sitting.splice(0)) await coach.app.kill();
  rmSync(stick, { recursive: true, force: true });
});

async function sitDown(laid: LaidJournal): Promise<Coach> {
  const { folder, passphrase } = copyOf(laid);
  const coach = await Coach.sitDown(folder);
  sitting.push(coach);
  await coach.unlockWithPassphrase(passphrase);
  return coach;
}

test('a file is handed over and the digits are the same; one word is changed, they differ, and the changed clause is shown; both agree, and a session says so', async () => {
  const ada = await sitDown(adasJournal);
  const adas = new AgreementWriter(ada);
  await adas.open('Ben');
  await ada.press('Begin the agreement');
  await adas.write(['Ada', 'Ben']);
  await adas.propose();
  await adas.handOver(path.join(stick, 'agreement.oca'));

  const ben = await sitDown(bensJournal);
  const bens = new AgreementWriter(ben);
  await bens.open('Ada');
  await bens.openFile(path.join(stick, 'agreement.oca'));
  await bens.part('A file from your peer').waitFor();
  const inFile = await bens.digits('A file from your peer');
  await ben.press('Take it over as a proposal');
  await bens.part('Proposed').waitFor();
  expect(inFile).toMatch(/^\d{20}$/u);
  expect(await bens.digits('Proposed')).toBe(inFile);
  expect(await adas.digits('Proposed')).toBe(inFile);
  await ben.press('Compare the digits');
  await ben.press('Same');
  await ben.told('Both of you hold the same words.');
  await ben.press('Done');

  await ben.press('Change it again');
  await ben.field('Our words: What for, and what not').fill('We help each other think about our own craft. This is not appraisal, therapy, or a place where decisions about others are prepared.');
  await ben.saved();
  await bens.propose();
  expect(await bens.digits('Proposed')).not.toBe(inFile);
  await bens.handOver(path.join(stick, 'changed.oca'));

  await ada.press('Compare the digits');
  await ada.press('Different');
  await ada.told('One of you has other words. Open both versions side by side before you go on.');
  await adas.openFile(path.join(stick, 'changed.oca'), ada.page.getByRole('dialog'));
  await ada.told('One part differs.');
  const changed = adas.part('A file from your peer').getByRole('region', { name: 'What for, and what not' });
  expect(await changed.locator('mark').allInnerTexts()).toEqual([expect.stringContaining('work.'), expect.stringContaining('craft.')]);
  expect(await lookWithAxe(ada.page)).toEqual([]);
  await ada.press('Take it over as a proposal');
  await adas.part('Proposed').waitFor();
  expect(await adas.digits('Proposed')).toBe(await bens.digits('Proposed'));

  await adas.agree();
  await bens.agree();
  const agreed = await adas.digits('In force');
  expect(agreed).toMatch(/^\d{20}$/u);
  expect(await bens.digits('In force')).toBe(agreed);

  await ada.beginEntry();
  await ada.writeSession({ pairing: 'Ben', sittings: [{ chair: 'coach', takeaway: 'We agreed first.' }] });
  await ada.told('Under version 1 of your agreement');
});

test('what is typed into a draft is there after locking; a change is a new version, and both versions stay side by side', async () => {
  const ada = await sitDown(adasJournal);
  const adas = new AgreementWriter(ada);
  await adas.open('Ben');
  await ada.press('Begin the agreement');
  await ada.field('One name').waitFor();
  expect(await ada.page.getByText('Not looked at yet', { exact: true }).count()).toBe(19);
  expect(await lookWithAxe(ada.page)).toEqual([]);
  await adas.write(['Ada', 'Ben']);
  await ada.lock();
  await ada.unlockWithPassphrase(adasJournal.passphrase);
  await adas.open('Ben');
  await ada.told('Every clause is settled.');
  await ada.press('Go on writing');
  expect(await adas.clause('challenge').getByRole('textbox', { name: 'Our words: Leave to challenge' }).inputValue()).toContain("at the word 'rain'");
  expect(await lookWithAxe(ada.page)).toEqual([]);
  await adas.propose();
  await adas.agree();
  expect(await lookWithAxe(ada.page)).toEqual([]);

  await ada.press('Change it');
  await adas.clause('slips').getByRole('button', { name: 'Take it up again' }).click();
  await adas.clause('slips').getByRole('button', { name: 'Take this wording' }).click();
  await adas.clause('review').getByRole('button', { name: /^Take /u }).click();
  await ada.saved();
  await adas.propose();
  await ada.press('Compare two versions');
  await ada.told('parts differ.');
  const slips = ada.page.getByRole('dialog').getByRole('region', { name: 'When something slips' });
  await slips.getByText('Nothing stands here.').waitFor();
  expect(await lookWithAxe(ada.page)).toEqual([]);
});
