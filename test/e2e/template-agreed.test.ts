/** Two peers look back with the same questions: two journals, a file handed over and handed back, and digits that say whether both hold the same words. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { lookWithAxe } from './axe.ts';
import { Coach } from './coach.ts';
import { copyOf, layJournal, type LaidJournal } from './laid-journal.ts';

const NOTE = 'We met at a training.';
const OURS = 'When it sticks';
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

const toTemplate = async (coach: Coach) => {
  await coach.goTo('Templates');
  await coach.page.getByRole('link', { name: new RegExp(`^${OURS}`, 'u') }).click();
  await coach.heading(OURS);
};

async function handOver(coach: Coach, file: string): Promise<void> {
  await coach.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, file);
  await coach.press('Write it into a file');
  await coach.press('Choose where, and write it');
  await coach.told('The file is written, and noted under What travelled.');
}

async function openFile(coach: Coach, file: string): Promise<void> {
  await coach.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
  await coach.goTo('Templates');
  await coach.press('Open a template file');
  await coach.page.getByRole('dialog', { name: 'A template from a file' }).waitFor();
}

/** Opens the question whether both hold the same words. @returns the twenty digits to read out */
async function digitsToAgree(coach: Coach, peer: string): Promise<string> {
  await coach.press('Agree on it with your peer');
  const dialog = coach.page.getByRole('dialog');
  await dialog.getByRole('button', { name: /With whom/u }).click();
  await coach.page.getByRole('option', { name: peer, exact: true }).click();
  return ((await dialog.getByRole('img', { name: /digits/iu }).getAttribute('aria-label')) ?? '').replace(/\D/gu, '');
}

test('a template is copied, handed over, agreed on and used after a session; changed on one side, the difference is shown, and it is agreed on anew', async () => {
  const ada = await sitDown(adasJournal);
  await ada.goTo('Templates');
  await ada.page.getByRole('link', { name: /^Six-step cycle/u }).click();
  await ada.press('Make a copy to change');
  await ada.field('Title').fill(OURS);
  await ada.saved();
  await ada.press('To the template');
  await ada.heading(OURS);
  await handOver(ada, path.join(stick, 'ours.oct'));
  const adas = await digitsToAgree(ada, 'Ben');
  expect(adas).toMatch(/^\d{20}$/u);

  const ben = await sitDown(bensJournal);
  await openFile(ben, path.join(stick, 'ours.oct'));
  expect(await lookWithAxe(ben.page)).toEqual([]);
  await ben.press('Take it over');
  await ben.told('The template is in your journal.');
  await toTemplate(ben);
  expect(await digitsToAgree(ben, 'Ada')).toBe(adas);
  await ben.press('Same');
  await ada.press('Same');

  await ada.beginEntry();
  await ada.writeSession({ pairing: 'Ben', sittings: [{ chair: 'coach', takeaway: 'We looked back together.' }] });
  await ada.page.getByRole('link', { name: `${OURS}, as agreed` }).click();
  await ada.heading(OURS);
  await ada.page.getByRole('textbox').first().fill('The part with the money.');
  await ada.saved();

  await toTemplate(ben);
  await ben.press('Change');
  await ben.page.getByRole('region', { name: 'Question 1', exact: true }).getByRole('textbox', { name: 'The question' }).fill('Where did it stick?');
  await ben.saved();
  await ben.press('To the template');
  await handOver(ben, path.join(stick, 'changed.oct'));
  const bens = await digitsToAgree(ben, 'Ada');
  expect(bens).not.toBe(adas);
  await ben.press('Different');
  await ben.told(/^One of you has other questions/u);

  await openFile(ada, path.join(stick, 'changed.oct'));
  const otherwise = ada.page.getByRole('region', { name: 'What it says otherwise than yours' });
  await otherwise.getByText('Where did it stick?').first().waitFor();
  expect(await lookWithAxe(ada.page)).toEqual([]);
  await ada.press('Take it over');
  await ada.told('The template is in your journal.');
  await ada.openPairing('Ben');
  await ada.toPart('Templates');
  await ada.told(/changed since, so it wants to be agreed anew/u);
  await toTemplate(ada);
  expect(await digitsToAgree(ada, 'Ben')).toBe(bens);
  await ada.press('Same');
  await ada.openPairing('Ben');
  await ada.toPart('Templates');
  await ada.page.getByRole('list', { name: 'Agreed with Ben' }).getByText(/the same digits$/u).waitFor();
});
