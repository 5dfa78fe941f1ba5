/** Looking back with a template, through the real window. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import { lookWithAxe } from './axe.ts';
import { Coach } from './coach.ts';
import { copyOf, layJournal, type LaidJournal } from './laid-journal.ts';

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

async function atOpenJournal(journal = copyOf(laid)): Promise<Coach> {
  const present = await Coach.sitDown(journal.folder);
  coach = present;
  await present.unlockWithPassphrase(journal.passphrase);
  return present;
}

const INTENTION = 'What was I trying to do as coach today?';
/** In the coach's chair, with ratings. */
const ENTRY = 'The silence did more than my questions';

test('a template filled in half is there after the app was killed, is finished, and rates the sitting once', async () => {
  const journal = copyOf(laid);
  let present = await atOpenJournal(journal);
  await present.openEntry(ENTRY);
  const before = await present.rated('challenge', 'coach', present.sitting('coach'));
  await present.beginReflection('After coaching', 'coach');
  await present.choose('How did I handle advice?', 'It slipped out');
  await present.choose('How much did I test my peer\'s thinking?', 'Several direct questions, or a view held against theirs');
  await present.saved();
  await present.app.kill();

  present = await atOpenJournal(journal);
  await present.openEntry(ENTRY);
  expect(before).toBe(2);
  // What was rated in the reflection is not asked in the entry again.
  await present.page.getByText(/stands? in a reflection/u).waitFor();
  expect(await present.page.getByRole('radiogroup', { name: 'How much did I test my peer\'s thinking?' }).count()).toBe(0);
  await present.sitting('coach').getByRole('listitem').getByRole('link', { name: /After coaching/u }).click();
  await present.heading('After coaching');
  expect(await present.rated('challenge', 'coach')).toBe(4);
  expect(await present.page.getByRole('radio', { name: 'It slipped out' }).isChecked()).toBe(true);

  await present.press('Done');
  await present.told(/^This is the one question that is asked for/u);
  await present.write(INTENTION, 'To leave the lighthouse alone');
  await present.press('Done');
  await present.told('Done and saved.');
  await present.page.getByRole('region', { name: 'When and how' }).waitFor();

  await present.lock();
  await present.unlockWithPassphrase(journal.passphrase);
  await present.search('lighthouse');
  await present.page.getByRole('list', { name: 'Reflections' }).getByRole('link').click();
  await present.heading('After coaching');
  expect(await present.written(INTENTION)).toBe('To leave the lighthouse alone');

  await present.press('Move to the trash');
  await present.told('The reflection is in the trash.');
  await present.press('Undo');
  await present.told('The reflection is back.');
});

test('the library is searched, a favourite comes first, and all questions are read before one begins', async () => {
  const present = await atOpenJournal();
  await present.goTo('Templates');
  expect(await present.page.getByRole('list', { name: 'Templates' }).getByRole('listitem').count()).toBe(14);
  await present.field('Search the templates').fill('seven view');
  await present.told('1 template found');
  await present.press('Favourite: Seven viewpoints (after Hawkins and Shohet)');
  await present.field('Search the templates').fill('');
  await present.page.getByRole('list', { name: 'Favourites' }).getByRole('link').click();
  await present.heading('Seven viewpoints (after Hawkins and Shohet)');
  expect(await present.page.getByRole('list', { name: 'All questions' }).locator(':scope > li').count()).toBe(9);
  await present.chooseFromList('Looking back at', 'Jonas K.');
  await present.press('Begin');
  await present.page.getByRole('textbox').first().fill('From far away it looks smaller');
  await present.saved();
  await present.openPairing('Jonas K.');
  await present.toPart('Templates');
  await present.page.getByRole('list', { name: 'Reflections' }).getByRole('link', { name: /Seven viewpoints/u }).waitFor();
});

test('what was contracted is carried into a draft of the agreement, after a question', async () => {
  const present = await atOpenJournal();
  await present.openPairing('Jonas K.');
  await present.toPart('Templates');
  await present.page.getByRole('link', { name: 'All templates for this pairing' }).click();
  await present.page.getByRole('link', { name: /^Contracting conversation/u }).click();
  await present.press('Begin');
  await present.write('What do I want this pairing for, and what is it not for?', 'A place to think, not to decide');
  await present.choose('How often do we meet?', 'Every two weeks');
  await present.press('Done');
  await present.told(/^These answers can be carried/u);
  await present.press('Look at what could be carried over');
  const dialog = present.page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /^What for, and what not/u }).waitFor();
  expect(await lookWithAxe(present.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Write into the draft' }).click();
  await present.told(/^The answers are in the draft/u);
  await present.page.getByRole('region', { name: 'Agreement', exact: true }).waitFor();
  await present.press('Go on writing');
  const texts = present.page.getByRole('main').getByRole('textbox');
  await expect.poll(async () => Promise.all((await texts.all()).map((text) => text.evaluate((element) => (element as HTMLTextAreaElement).value)))).toContain('A place to think, not to decide');
});

test('a change in the surroundings is noted only when somebody says so', async () => {
  const present = await atOpenJournal();
  await present.goTo('Templates');
  await present.page.getByRole('link', { name: /^Quarterly review/u }).click();
  await present.press('Begin');
  await present.write('What pattern do I notice in myself?', 'I hurry towards the end');
  await present.tick('A reorganisation');
  await present.press('Done');
  await present.told(/^Some of this may be worth noting/u);
  const noted = async () => {
    await present.openPairing('Jonas K.');
    await present.toPart('Events');
    return present.page.getByRole('region', { name: 'Events', exact: true }).getByText(/reorganisation/iu).count();
  };
  const offer = present.page.getByRole('region', { name: 'What you could note' });
  const words = (await offer.locator('label').first().innerText()).trim();
  await present.tick(words, offer);
  await offer.getByRole('button', { name: 'Note what is ticked' }).click();
  await present.told('Noted.');
  expect(await noted()).toBeGreaterThan(0);
});

test('a template is copied, changed and answered; changed again, its answers keep their questions', async () => {
  const present = await atOpenJournal();
  const firstCard = () => present.page.getByRole('region', { name: 'Question 1', exact: true });
  await present.goTo('Templates');
  await present.page.getByRole('link', { name: /^Six-step cycle/u }).click();
  await present.press('Make a copy to change');
  await present.heading('Six-step cycle (after Gibbs) (my copy)');
  await present.field('Title').fill('When it sticks');
  await firstCard().getByRole('textbox', { name: 'The question' }).fill('Where did it stick?');
  await present.saved();
  expect(await lookWithAxe(present.page)).toEqual([]);
  await present.press('To the template');
  await present.heading('When it sticks');

  await present.press('Begin');
  await present.write('Where did it stick?', 'At the part with the money');
  await present.saved();
  await present.goTo('Templates');
  await present.page.getByRole('link', { name: /^When it sticks/u }).click();
  await present.press('Change');
  await firstCard().getByRole('textbox', { name: 'The question' }).fill('What made it stick?');
  await present.saved();
  await present.press('To the template');
  await present.press('Versions');
  await present.press('Compare with the newest');
  await present.told('Where did it stick?');
  await present.told('What made it stick?');
  expect(await lookWithAxe(present.page)).toEqual([]);

  await present.search('money');
  await present.page.getByRole('list', { name: 'Reflections' }).getByRole('link').click();
  expect(await present.written('Where did it stick?')).toBe('At the part with the money');

  await present.goTo('Templates');
  await present.page.getByRole('link', { name: /^When it sticks/u }).click();
  await present.press('Move to the trash');
  await present.told(/^The template is in the trash/u);
  await present.press('Undo');
  await present.told('The template is back in the library.');
});

test('axe finds nothing on the pages of templates and reflections', async () => {
  const present = await atOpenJournal();
  const found: Record<string, unknown> = {};
  const look = async (page: string) => {
    const findings = await lookWithAxe(present.page);
    if (findings.length > 0) found[page] = findings;
  };
  await present.goTo('Templates');
  await look('the library');
  await present.field('Search the templates').fill('nothing like this');
  await present.told(/^No template has these words/u);
  await look('the library, nothing found');
  await present.field('Search the templates').fill('status');
  await present.page.getByRole('link', { name: /^Status check/u }).click();
  await look('a template');
  await present.press('Begin');
  await present.page.getByRole('textbox').first().fill('It was there');
  await present.saved();
  await look('a template being filled in');
  await present.page.getByRole('link', { name: 'Back to the reflections' }).click();
  await present.heading('Reflections');
  await look('the reflections');
  await present.page.getByRole('list', { name: 'Reflections' }).getByRole('link').click();
  await present.press('Move to the trash');
  await present.toTrash();
  await present.page.getByRole('heading', { name: 'Reflections' }).waitFor();
  await look('the trash with a reflection');
  await present.press('Delete for ever');
  await look('before a reflection is deleted');
  await present.press('Keep it');
  await present.openPairing('Jonas K.');
  await present.toPart('Templates');
  await look('the templates of a pairing');
  await present.openEntry(ENTRY);
  await look('an entry with templates offered');
  expect(found).toStrictEqual({});
});
