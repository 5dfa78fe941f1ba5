/** Whether to start: two people answer the readiness questions, each alone, and are told what to think about. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import content from '../../shared/content/en/readiness.json' with { type: 'json' };
import { Coach } from './coach.ts';
import { copyOf, layJournal, type LaidJournal } from './laid-journal.ts';

let laid: LaidJournal;
let coach: Coach | null = null;

beforeAll(async () => {
  laid = await layJournal([], []);
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await coach?.keepPicture(task.name);
  await coach?.app.kill();
  coach = null;
});

/** Somebody who considers a pairing with this peer, at its readiness questions. */
async function considering(peer: string): Promise<Coach> {
  const { folder, passphrase } = copyOf(laid);
  coach = await Coach.sitDown(folder);
  await coach.unlockWithPassphrase(passphrase);
  await coach.namePairing(peer, { considering: true });
  await coach.told(/^Considering, since/u);
  await coach.toPart('Readiness');
  await coach.press('Answer the questions');
  return coach;
}

test('two people who should wait are told why, each by their own answers, and what would change it', async () => {
  const mira = await considering('Jonas');
  await mira.answerReadiness({ restructuring: 'affected', privacy: 'unsure' });
  await mira.told('As things are, the setting would do more of the talking than the two of you. Waiting, or choosing another form, protects you both.');
  await mira.told('Shown because one answer is marked as a reason to wait.');
  await mira.told(content.questions.restructuring.stop);
  await mira.told(`What could change it: ${content.questions.restructuring.change}`);
  await mira.told(content.forms.another_area);
  // Nothing is locked, and it is all there after locking.
  await mira.lock();
  await mira.unlockWithPassphrase(laid.passphrase);
  await mira.openPairing('Jonas');
  await mira.toPart('Readiness');
  await mira.told(content.questions.restructuring.stop);
  await mira.leave();

  const jonas = await considering('Mira');
  await jonas.answerReadiness({ advancement: 'possible', voluntary: 'expected', informal_power: 'nameable', privacy: 'mostly', can_say_stop: 'rather_not' });
  await jonas.told('No single answer stands in the way, but 5 small pressures at once usually add up. Changing one or two of them would be enough.');
  await jonas.told('Shown because five or more answers need care.');
  await jonas.told(`What could change it: ${content.questions.privacy.change}`);
  await jonas.told(content.forms.chain);
  // They find a private place, and answer once more on the same day.
  await jonas.press('Change my answers');
  await jonas.answerReadiness({ advancement: 'possible', voluntary: 'expected', informal_power: 'nameable', can_say_stop: 'rather_not' });
  await jonas.told('You can start. Settle 4 points first; each is already pencilled into the agreement.');
  await jonas.toPart('Overview');
  await jonas.press('We begin');
  await jonas.told('The pairing is active.');
});

test('whoever goes ahead all the same is asked for nothing but a note, and is not asked again before thirty days', async () => {
  const mira = await considering('Jonas');
  await mira.answerReadiness({ evaluation_power: 'yes' });
  await mira.press('Go ahead with this in mind');
  await mira.field('What makes me go ahead?').fill('He leaves the panel in May.');
  await mira.press('Go ahead with this in mind');
  await mira.told(/Started with open questions: a say about each other\./u);
  await mira.toPart('Overview');
  await mira.told(/^Active since/u);
  await mira.told('Started with open questions: a say about each other.');
  expect(await mira.page.getByRole('region', { name: 'Dates that have passed' }).count()).toBe(0);
});

test('a half-filled screen waits as it was left, by locking too', async () => {
  const mira = await considering('Jonas');
  await mira.page.getByText('No sign of one', { exact: true }).click();
  await mira.press('Next');
  await mira.page.getByText('Possibly, within a year', { exact: true }).click();
  await mira.lock();
  await mira.unlockWithPassphrase(laid.passphrase);
  await mira.openPairing('Jonas');
  await mira.toPart('Readiness');
  await mira.told('2 of fifteen questions are answered. The answers are kept as they are.');
  await mira.press('Go on answering');
  await mira.told('Question 3 of 15');
});
