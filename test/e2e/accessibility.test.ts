/** Every page for everybody: axe-core finds nothing in either theme, and nothing needs a mouse. */
import type { Locator } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { lookWithAxe, type Finding } from './axe.ts';
import { Coach, KEYS_PAGES } from './coach.ts';
import { copyOf, freshFolder, layJournal, type LaidJournal } from './laid-journal.ts';

const STEPS_MAX = 90;

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

async function sitDown(folder: string): Promise<Coach> {
  coach = await Coach.sitDown(folder);
  return coach;
}

describe('axe-core finds nothing', () => {
  test('on the way to a new journal, on the empty pages, and on the lock screen', async () => {
    const found = new Map<string, Finding[]>();
    const present = await sitDown(freshFolder());
    const look = lookerAt(present, found);
    await present.createJournal(laid.passphrase, async (page) => {
      if (page === 'A passphrase') await present.press('Offer me six random words');
      await look(page);
    });
    await look('a first entry');
    for (const place of ['Today', 'Pairings', 'Journal', 'Settings'] as const) {
      await present.goTo(place);
      await look(`${place}, empty`);
    }
    await present.toTrash();
    await look('the trash, empty');
    await present.lock();
    await look('the lock screen');
    await present.tryPassphrase('not the right one');
    await present.told(/^These words do not open this journal\./u);
    await look('the lock screen, a wrong passphrase');
    await present.press('Use the recovery words instead');
    await look('the lock screen, with the recovery words');
    expect(Object.fromEntries(found)).toStrictEqual({});
  });

  test('in the open journal: pairings, entries with everything unfolded, searching, and in every dialog', async () => {
    const found = new Map<string, Finding[]>();
    const journal = copyOf(laid);
    const present = await sitDown(journal.folder);
    const look = lookerAt(present, found);
    await present.unlockWithPassphrase(journal.passphrase);
    await look('Today');
    await present.goTo('Pairings');
    await look('Pairings');
    await present.openPairing('Jonas K.');
    await look('a pairing');
    await present.toPart('Readiness');
    await present.press('Answer the questions');
    await look('a readiness question');
    await present.answerReadiness({ restructuring: 'rumoured', informal_power: 'strong', privacy: 'unsure' });
    await present.told(/^As things are/u);
    await look('what the answers come to');
    for (const part of ['Differences', 'Events']) {
      await present.toPart(part);
      await look(part);
    }
    await present.press('Change');
    await look('a pairing, being changed');
    await present.press('Cancel');
    await present.goTo('Pairings');
    await present.press('New pairing');
    await present.field('What you call your peer here').fill('x'.repeat(100));
    await look('a new pairing, a name too long');
    await present.entries();
    await look('the journal');
    await present.findByWord('panel');
    await look('the journal, searched');
    await present.search('nothing like this');
    await present.told(/^Nothing was found/u);
    await look('the journal, nothing found');

    await present.openEntry('The no was mine');
    await present.unfold(/^About my peer/u);
    for (const chair of ['coach', 'coachee'] as const) await present.unfold(/^What held it back\?/u, present.sitting(chair, false));
    await look('an entry, everything unfolded');
    await present.page.getByRole('group', { name: 'Date', exact: true }).getByRole('button').click();
    await present.page.getByRole('dialog').waitFor();
    await look('the calendar');
    await present.page.keyboard.press('Escape');
    await present.page.getByRole('textbox', { name: 'What I take away' }).first().click();
    await present.page.keyboard.type(' More.');
    await look('an entry, being written');
    await present.saved();
    await present.press('Earlier versions');
    await present.page.getByRole('dialog').getByRole('option').first().click();
    await present.page.getByRole('button', { name: 'Restore this version' }).waitFor();
    await look('earlier versions');
    await present.page.keyboard.press('Escape');
    await present.press('Move to the trash');
    await present.told('The entry is in the trash.');
    await look('a line at the foot of the window');
    await present.toTrash();
    await present.press('Delete for ever');
    await present.page.getByRole('alertdialog').waitFor();
    await look('before deleting for ever');
    await present.press('Keep it');
    await look('the trash');
    await present.page.keyboard.press('ControlOrMeta+K');
    await present.page.keyboard.type('jo');
    await present.page.getByRole('dialog').getByRole('option').first().waitFor();
    await look('find or go');
    await present.page.keyboard.press('Escape');
    await present.page.keyboard.press('Escape');
    await present.page.getByRole('dialog').waitFor({ state: 'detached' });
    await present.page.keyboard.press('?');
    await present.page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await look('the keys');
    await present.page.keyboard.press('Escape');
    await present.goTo('Settings');
    await look('Settings');
    for (const page of KEYS_PAGES) {
      await present.goToKeys(page);
      await look(page);
    }
    expect(Object.fromEntries(found)).toStrictEqual({});
  });

  /** Keeps what was found under the name of the page, so that one run tells all of it. */
  function lookerAt(present: Coach, found: Map<string, Finding[]>): (page: string) => Promise<void> {
    return async (page) => {
      const findings = await lookWithAxe(present.page);
      if (findings.length > 0) found.set(page, findings);
    };
  }
});

describe('without a mouse', () => {
  test('a journal is created, a session written, found, locked and unlocked', async () => {
    const present = await sitDown(freshFolder());
    const { keyboard } = present.page;
    await present.heading('A place for what you think after a session');
    await pressOn(button('Begin'));
    await typeInto(present.field('Passphrase'), laid.passphrase);
    await typeInto(present.field('The same passphrase once more'), laid.passphrase);
    await keyboard.press('Enter');
    const words = await present.recoverySheet();
    await pressOn(button('I have written them down'));
    await present.heading('Three words from your sheet');
    for (const [index, word] of words.entries()) {
      const asked = present.field(`Word ${index + 1}`);
      if ((await asked.count()) > 0) await typeInto(asked, word);
    }
    await keyboard.press('Enter');
    await pressOn(button('Go on'));
    await pressOn(button('Write down a first session'));

    await present.atNewEntry();
    await typeInto(present.page.getByRole('combobox', { name: 'Pairing' }), 'Noor');
    await keyboard.press('Enter');
    await goTo(present.page.getByRole('radio', { name: 'Coach’s chair' }));
    // By way of the coachee's chair to both, so that the coachee's came first.
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await typeInto(present.page.getByRole('textbox', { name: 'What I take away' }).first(), 'Without a mouse');
    const candour = present.page.getByRole('radiogroup', { name: 'How much of what mattered did I actually say?' }).first();
    await goTo(candour.getByRole('radio').first());
    await keyboard.press('Space');
    await keyboard.press('ArrowRight');
    await present.saved();

    await keyboard.press('ControlOrMeta+K');
    await keyboard.type('mouse');
    await present.page.getByRole('dialog').getByRole('option', { name: /Without a mouse/u }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await present.page.getByRole('heading', { level: 1, name: 'A new entry' }).waitFor({ state: 'detached' });
    await expect.poll(() => present.rated('candour', 'coachee', present.sitting('coachee', false))).toBe(2);

    await present.followToFreshWindow(() => keyboard.press('ControlOrMeta+L'));
    await present.atLockScreen();
    await present.page.keyboard.type(laid.passphrase);
    await present.page.keyboard.press('Enter');
    await present.heading('Today');
  });

  function button(name: string): Locator {
    return coach!.page.getByRole('button', { name, exact: true });
  }

  async function pressOn(control: Locator): Promise<void> {
    await goTo(control);
    await coach!.page.keyboard.press('Enter');
  }

  async function typeInto(field: Locator, text: string): Promise<void> {
    await goTo(field);
    await coach!.page.keyboard.type(text);
  }

  /** Tab by tab, until the focus is there. */
  async function goTo(control: Locator): Promise<void> {
    await control.waitFor();
    for (let step = 0; step < STEPS_MAX; step += 1) {
      if (await control.evaluate((element) => element === document.activeElement)) return;
      await coach!.page.keyboard.press('Tab');
    }
    throw new Error(`The focus did not get to ${String(control)}.`);
  }
});
