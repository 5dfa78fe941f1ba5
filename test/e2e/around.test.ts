/** What differs between two peers, and what happens around them: drawn, noted, found again, and gone when it was removed. */
import type { Locator } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { keep, reveal } from '../../shared/about.ts';
import asymmetry from '../../shared/content/en/asymmetry.json' with { type: 'json' };
import { addDays, today } from '../../shared/date.ts';
import { lookWithAxe } from './axe.ts';
import { Coach } from './coach.ts';
import { copyOf, layJournal, onTheDay, type LaidJournal } from './laid-journal.ts';

const { influence, evaluation_power: evaluationPower, tenure } = asymmetry.dimensions;

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

async function atOpenJournal(journal: LaidJournal): Promise<Coach> {
  coach = await Coach.sitDown(journal.folder);
  await coach.unlockWithPassphrase(journal.passphrase);
  return coach;
}

async function toDifferences(present: Coach): Promise<void> {
  await present.openPairing('Jonas K.');
  await present.toPart('Differences');
}

async function toEvents(present: Coach): Promise<Locator> {
  await present.openPairing('Jonas K.');
  await present.toPart('Events');
  return present.page.getByRole('list', { name: 'Events, newest first' }).getByRole('listitem');
}

/** Opens one of the forms by what it is called, and answers it. */
async function form(present: Coach, name: string): Promise<Locator> {
  await present.press(name);
  return present.page.getByRole('dialog', { name });
}

async function pick(present: Coach, dialog: Locator, label: string, option: string): Promise<void> {
  await dialog.getByRole('button', { name: new RegExp(`${label.replace('?', '\\?')}$`, 'u') }).click();
  await present.page.getByRole('option', { name: option, exact: true }).click();
}

async function noteIt(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** What the search of the journal finds beside the sessions. */
async function foundNotes(present: Coach, words: string): Promise<string[]> {
  await present.search(words);
  const list = present.page.getByRole('list', { name: 'Events and differences' });
  await list.or(present.page.getByText(/^Nothing was found/u)).waitFor();
  return list.getByRole('listitem').allInnerTexts();
}

test('a map of differences is drawn by hand, holds after locking, points out what its rules find, and is found by its notes', async () => {
  const journal = copyOf(laid);
  const present = await atOpenJournal(journal);
  await toDifferences(present);
  await present.choose(influence.question, influence.anchors[0]!);
  await present.choose(tenure.question, "I can't tell");
  await present.choose(evaluationPower.question, 'I now and then');
  const row = present.page.getByRole('region', { name: 'Influence', exact: true });
  await present.unfold(/^Influence: how it shows/u, row);
  await present.tick(influence.moves.inf_first_chair, row);
  await row.getByRole('textbox', { name: 'A note, if I like' }).fill('the lighthouse committee');
  await present.saved();
  await present.told(/^Influence looks like a clear difference that has not been said aloud\./u);
  expect(await lookWithAxe(present.page)).toEqual([]);

  await present.lock();
  await present.unlockWithPassphrase(journal.passphrase);
  await toDifferences(present);
  const chosen = (question: string, words: string) => present.page.getByRole('radiogroup', { name: question, exact: true }).getByRole('radio', { name: words, exact: true }).isChecked();
  expect(await chosen(influence.question, influence.anchors[0]!)).toBe(true);
  expect(await chosen(tenure.question, "I can't tell")).toBe(true);
  await present.choose(influence.question, influence.anchors[2]!);
  await present.saved();
  expect(await present.page.getByText(/has not been said aloud/u).count()).toBe(0);

  expect(await foundNotes(present, 'lighthouse')).toEqual([expect.stringMatching(/Map of differences · Jonas K\.[^]*lighthouse/u)]);
  await present.page.getByRole('link', { name: /Map of differences/u }).click();
  await present.page.getByRole('region', { name: 'Differences', exact: true }).waitFor();
});

test('a map drawn on a later day leaves the one before as it was, and the two are compared in words', async () => {
  const journal = copyOf(laid);
  await onTheDay(addDays(today(), -40), journal, async ({ pairings, asymmetries }) => {
    const jonas = (await pairings.list()).find(({ name }) => reveal(name) === 'Jonas K.')!;
    await asymmetries.save(jonas.id, keep('us', { influence: { value: -1, named: 'no', note: null, moves: [] }, tenure: { value: null, named: null, note: null, moves: [] } }));
  });
  const present = await atOpenJournal(journal);
  await toDifferences(present);
  await present.told(/^Last drawn on/u);
  await present.choose(influence.question, influence.anchors[2]!);
  await present.press('Earlier versions');
  const changes = present.page.getByRole('dialog').getByRole('region', { name: 'What is different' });
  await changes.waitFor();
  expect(await changes.getByRole('heading').allInnerTexts()).toEqual(['Influence']);
  expect(await changes.innerText()).toMatch(/Then: My peer's carries somewhat further\s+Later: About the same/u);
  expect(await lookWithAxe(present.page)).toEqual([]);
});

test('what came up is noted from the entry without leaving it, stands among the events, is found, and is gone when it was removed', async () => {
  const present = await atOpenJournal(copyOf(laid));
  await present.openEntry('I described the role for half an hour');
  const dialog = await form(present, 'Someone showed interest');
  await present.choose('Who?', 'The programme team', dialog);
  await present.choose('What did they want to know?', 'Themes', dialog);
  await dialog.getByRole('textbox', { name: 'A note, if I like' }).fill('a questionnaire about lighthouses');
  expect(await lookWithAxe(present.page)).toEqual([]);
  await noteIt(dialog);
  await present.told(/^Noted among the events with/u);
  await present.page.getByRole('region', { name: 'When and how' }).waitFor();

  const [found] = await foundNotes(present, 'lighthouses');
  expect(found).toMatch(/Someone showed interest · /u);
  await present.page.getByRole('link', { name: /Someone showed interest/u }).click();
  const line = present.page.getByRole('list', { name: 'Events, newest first' }).getByRole('listitem').filter({ hasText: 'lighthouses' });
  await line.waitFor();
  await expect.poll(() => line.innerText()).toContain('Brings back readiness questions: collecting what is said and interest from outside.');
  await line.getByRole('button', { name: /^Remove/u }).click();
  await present.told('The event is removed.');
  expect(await line.count()).toBe(0);
  expect(await foundNotes(present, 'lighthouses')).toEqual([]);
});

test('an event can be changed and brought back, a change can concern every pairing, and a missing yes is spoken of once', async () => {
  const present = await atOpenJournal(copyOf(laid));
  const lines = await toEvents(present);
  const change = await form(present, 'Something around us changed');
  await pick(present, change, 'What changed?', 'A reorganisation was announced');
  await present.choose('Which pairing does it concern?', 'Every pairing', change);
  await noteIt(change);
  await expect.poll(() => lines.innerText()).toMatch(/every pairing\s+A reorganisation was announced[^]*a reorganisation and results that are tied/u);

  const travelled = await form(present, 'Something travelled');
  await pick(present, travelled, 'What travelled?', 'What my peer brought');
  await present.choose('Was there a yes to it?', 'Missing', travelled);
  await travelled.getByRole('button', { name: 'Note it' }).click();
  await present.told(/^It is noted\. The agreement suggests telling your peer within three days\./u);
  await present.press('Draft the sentence');
  expect(await present.field('A sentence to begin from').inputValue()).toMatch(/something you had brought .* What do you need now\?$/u);
  await present.page.keyboard.press('Escape');
  await present.page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => lines.count()).toBe(2);

  const line = lines.filter({ hasText: 'Something travelled' });
  await line.getByRole('button', { name: /^Change/u }).click();
  const again = present.page.getByRole('dialog', { name: 'Something travelled' });
  await present.choose('And since then?', 'I have told my peer', again);
  await noteIt(again);
  await expect.poll(() => line.innerText()).toContain('Since then: I have told my peer');
  await line.getByRole('button', { name: /^Remove/u }).click();
  await expect.poll(() => lines.count()).toBe(1);
  await present.press('Undo');
  await expect.poll(() => line.innerText()).toContain('Since then: I have told my peer');

  await present.openPairing('Mira');
  await present.toPart('Events');
  await expect.poll(() => lines.allInnerTexts()).toEqual([expect.stringContaining('A reorganisation was announced')]);
});

test('a pause noted among the events pauses the pairing, and ending it there makes it active again', async () => {
  const present = await atOpenJournal(copyOf(laid));
  const lines = await toEvents(present);
  await noteIt(await form(present, 'We pause'));
  await present.told(/^Paused since/u);
  await present.press('End it today');
  await present.told(/^Active since/u);
  await expect.poll(() => lines.innerText()).toMatch(/A pause\s+Until/u);
  await present.toPart('Overview');
  await present.press('Pause');
  await present.told(/^Paused since/u);
  await present.toPart('Events');
  expect(await lines.count()).toBe(2);
  expect(await lookWithAxe(present.page)).toEqual([]);
});
