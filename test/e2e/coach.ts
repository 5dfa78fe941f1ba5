/**
 * A coach at the window: what a person does, in a person's words. Everything is found by its role and name, as somebody with a screen
 * reader finds it. After each lock the coach goes on in the fresh window. The stories and the tour are told with it.
 */
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import holdReasons from '../../shared/content/en/hold-reasons.json' with { type: 'json' };
import measures from '../../shared/content/en/measures.json' with { type: 'json' };
import readiness from '../../shared/content/en/readiness.json' with { type: 'json' };
import type { Chair, Measure, Rating } from '../../shared/measures.ts';
import type { QuestionId } from '../../shared/readiness.ts';
import type { HoldReason } from '../../shared/session.ts';
import { launch, type AppUnderTest, type Launch } from './launch.ts';

/** A busy machine with two cores may take its time. */
const PATIENCE_MS = 20_000;
const PICTURES = path.join(import.meta.dirname, '../../out/e2e');
export const CHAIR_HEADING = { coach: 'In the coach’s chair', coachee: 'In the coachee’s chair' } as const;
const CHAIR_NAME = { coach: 'Coach’s chair', coachee: 'Coachee’s chair' } as const;

export interface SittingToWrite {
  chair: Chair;
  /** What was I trying to do? (in the coach's chair) */
  intention?: string;
  /** What I brought, in my own words (in the coachee's chair) */
  brought?: string;
  takeaway?: string;
  nextStep?: string;
  heldBack?: string;
  heldBackTags?: readonly string[];
  reasons?: readonly HoldReason[];
  ratings?: Partial<Record<Measure, Rating>>;
}

export interface SessionToWrite {
  /** The name of a pairing; a new one is added on the way. */
  pairing: string;
  /** `YYYY-MM-DD`; left out: today. */
  date?: string;
  where?: 'In person' | 'Video' | 'Phone' | 'On a walk';
  howLong?: 'Under 30 minutes' | '30 to 60' | '60 to 90' | 'Over 90';
  /** One, or two in the order they happened. */
  sittings: readonly SittingToWrite[];
  betweenUs?: { note?: string; nicer?: string; confidentiality?: string };
  aboutMyPeer?: { keywords?: string; theirStep?: string };
}

/** Called with the name of each page a longer way comes by, while that page is shown. */
export type OnTheWay = (page: string) => Promise<void>;
const goOn: OnTheWay = () => Promise.resolve();

export const KEYS_PAGES = ['Change the passphrase', 'Try the recovery words', 'Make a new recovery sheet', 'Give the journal a new key'] as const;
export type KeysPage = (typeof KEYS_PAGES)[number];

export class Coach {
  readonly app: AppUnderTest;
  #page: Page;

  constructor(app: AppUnderTest, page: Page) {
    this.app = app;
    this.#page = page;
    page.setDefaultTimeout(PATIENCE_MS);
  }

  /** Starts the app on this folder and sits down before its window. */
  static async sitDown(userData: string, options: Launch = {}): Promise<Coach> {
    const app = await launch(userData, options);
    return new Coach(app, await app.firstWindow());
  }

  /** The window as it is now. */
  get page(): Page {
    return this.#page;
  }

  /** From the welcome page to the page of a first entry. @returns the twelve recovery words */
  async createJournal(passphrase: string, onTheWay: OnTheWay = goOn): Promise<string[]> {
    await this.heading('A place for what you think after a session');
    await onTheWay('Welcome');
    await this.press('Begin');
    await this.choosePassphrase(passphrase, onTheWay);
    const words = await this.recoverySheet();
    await onTheWay('The recovery words');
    await this.press('I have written them down');
    await this.heading('Three words from your sheet');
    await onTheWay('Three words typed back');
    await this.typeBack(words);
    await this.heading('Where your journal lives');
    await onTheWay('Where the journal lives');
    await this.press('Go on');
    await this.heading('What this protects, and what it cannot');
    await onTheWay('What it protects, and what it cannot');
    await this.press('Write down a first session');
    await this.atNewEntry();
    return words;
  }

  async choosePassphrase(passphrase: string, onTheWay: OnTheWay = goOn): Promise<void> {
    await this.heading('Choose a passphrase');
    await this.field('Passphrase').fill(passphrase);
    await this.field('The same passphrase once more').fill(passphrase);
    await this.#page.getByText(/^(Hard|Very hard) to guess\.$/u).waitFor();
    await onTheWay('A passphrase');
    await this.press('Go on');
  }

  /** The twelve words on the sheet that is shown. */
  async recoverySheet(): Promise<string[]> {
    await this.heading('Your recovery words');
    const lines = await this.#page.getByRole('region', { name: 'Twelve recovery words' }).getByRole('listitem').allInnerTexts();
    return lines.map((line) => line.replace(/^\d+\s*/u, '').trim());
  }

  async typeBack(words: readonly string[]): Promise<void> {
    for (const [index, word] of words.entries()) {
      const asked = this.field(`Word ${index + 1}`);
      if ((await asked.count()) > 0) await asked.fill(word);
    }
    await this.press('Make the journal');
  }

  /** The lock screen, however it was come by. */
  async atLockScreen(): Promise<void> {
    await this.heading('The journal is locked');
  }

  async unlockWithPassphrase(passphrase: string): Promise<void> {
    await this.tryPassphrase(passphrase);
    await this.heading('Today');
  }

  async tryPassphrase(passphrase: string): Promise<void> {
    await this.atLockScreen();
    await this.field('Passphrase').fill(passphrase);
    await this.press('Unlock');
  }

  async unlockWithRecoveryWords(words: readonly string[] | string): Promise<void> {
    await this.tryRecoveryWords(words);
    await this.heading('Today');
  }

  async tryRecoveryWords(words: readonly string[] | string): Promise<void> {
    await this.atLockScreen();
    if ((await this.#button('Use the recovery words instead').count()) > 0) await this.press('Use the recovery words instead');
    await this.field('Your twelve recovery words').fill(typeof words === 'string' ? words : words.join(' '));
    await this.press('Unlock');
  }

  /** By the button at the foot of the rail. */
  async lock(): Promise<void> {
    await this.followToFreshWindow(() => this.press('Lock'));
    await this.atLockScreen();
  }

  /** By the menu, which is there on every page. */
  async lockFromOutside(): Promise<void> {
    await this.followToFreshWindow(() => this.app.evaluate(({ Menu }) => { Menu.getApplicationMenu()?.getMenuItemById('lock')?.click(); }));
    await this.atLockScreen();
  }

  /** Does something that ends this window and brings a fresh one, and goes on there. */
  async followToFreshWindow(after: () => Promise<unknown>): Promise<void> {
    this.#page = await this.app.nextWindow(after);
    this.#page.setDefaultTimeout(PATIENCE_MS);
  }

  /** To one of the places of the rail. */
  async goTo(place: 'Today' | 'Pairings' | 'Journal' | 'Templates' | 'Settings'): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }).click();
    await this.heading(place);
  }

  /** To one of the pages that Settings leads to. */
  async goToKeys(page: KeysPage): Promise<void> {
    await this.goTo('Settings');
    await this.#page.getByRole('link', { name: page, exact: true }).click();
    await this.#page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor({ state: 'detached' });
  }

  async namePairing(name: string, { note, considering = false }: { note?: string; considering?: boolean } = {}): Promise<void> {
    await this.goTo('Pairings');
    await this.press('New pairing');
    await this.field('What you call your peer here').fill(name);
    await this.choose('Do you two coach each other already?', considering ? 'We are considering it' : 'We coach each other already');
    if (note !== undefined) await this.field('A note about how you two work').fill(note);
    await this.press('Add this pairing');
    await this.heading(name);
  }

  async beginEntry(): Promise<void> {
    await this.goTo('Today');
    await this.#page.getByRole('link', { name: 'Write down a session' }).click();
    await this.atNewEntry();
  }

  /** Its list of pairings may be open already; until it closes, the rest of the page is not there for a screen reader. */
  async atNewEntry(): Promise<void> {
    await this.#page.getByRole('combobox', { name: 'Pairing' }).waitFor();
  }

  /** On the page of an entry: fills in what is given and waits until it is saved. */
  async writeSession(session: SessionToWrite): Promise<void> {
    await this.choosePairing(session.pairing);
    if (session.date !== undefined) await this.typeDate('Date', session.date);
    await this.chooseChairs(session.sittings.map(({ chair }) => chair));
    if (session.where) await this.choose('Where', session.where);
    if (session.howLong) await this.choose('How long', session.howLong);
    for (const sitting of session.sittings) await this.writeSitting(sitting, session.sittings.length === 1);
    if (session.betweenUs) await this.writeBetweenUs(session.betweenUs);
    if (session.aboutMyPeer) await this.writeAboutMyPeer(session.aboutMyPeer);
    await this.saved();
  }

  /** One that is there, or a new one added on the spot. */
  async choosePairing(name: string): Promise<void> {
    const box = this.#page.getByRole('combobox', { name: 'Pairing' });
    await box.fill(name);
    const there = this.#page.getByRole('option', { name, exact: true });
    const fresh = this.#page.getByRole('option', { name: `Add “${name}” as a new pairing` });
    await there.or(fresh).click();
    await this.#page.getByRole('listbox', { name: 'Pairings' }).waitFor({ state: 'detached' });
  }

  async chooseChairs(chairs: readonly Chair[]): Promise<void> {
    const [first, second] = chairs;
    if (first === undefined) return;
    await this.choose('Which chair was I in?', second === undefined ? CHAIR_NAME[first] : 'Both, one after the other');
    if (second !== undefined && first === 'coachee') await this.choose('Which came first?', CHAIR_NAME.coachee);
  }

  /** Day, month and year, typed one after the other. */
  async typeDate(label: string, date: string): Promise<void> {
    const [year = '', month = '', day = ''] = date.split('-');
    await this.#page.getByRole('group', { name: label, exact: true }).getByRole('spinbutton', { name: /^day/u }).click();
    await this.#page.keyboard.type(day + month + year);
  }

  /** The year alone: no other date lies on the way, as one does when a day is typed. */
  async typeYear(label: string, year: string): Promise<void> {
    await this.#page.getByRole('group', { name: label, exact: true }).getByRole('spinbutton', { name: /^year/u }).click();
    await this.#page.keyboard.type(year);
  }

  /** `YYYY-MM-DD`, as the field shows it. */
  async typedDate(label: string): Promise<string> {
    const group = this.#page.getByRole('group', { name: label, exact: true });
    const parts = ['year', 'month', 'day'].map((part) => group.getByRole('spinbutton', { name: new RegExp(`^${part}`, 'u') }).innerText());
    return (await Promise.all(parts)).join('-');
  }

  async writeSitting(sitting: SittingToWrite, alone = true): Promise<void> {
    const part = this.sitting(sitting.chair, alone);
    if (sitting.intention !== undefined) await this.write('What was I trying to do?', sitting.intention, part);
    if (sitting.brought !== undefined) await this.write('What I brought, in my own words', sitting.brought, part);
    if (sitting.takeaway !== undefined) await this.write('What I take away', sitting.takeaway, part);
    if (sitting.nextStep !== undefined) await part.getByRole('textbox', { name: 'My next small step' }).fill(sitting.nextStep);
    if (sitting.heldBack !== undefined) await this.write('Something I left out (the kind is enough)', sitting.heldBack, part);
    if (sitting.reasons || sitting.heldBackTags) await this.#sayWhatHeldItBack(sitting, part);
    for (const [measure, rating] of Object.entries(sitting.ratings ?? {})) await this.rate(measure as Measure, rating, sitting.chair, part);
  }

  async writeBetweenUs({ note, nicer, confidentiality }: NonNullable<SessionToWrite['betweenUs']>): Promise<void> {
    await this.unfold(/^Between us/u);
    if (note !== undefined) await this.write('Between us: a moment, a turn, an atmosphere', note);
    if (nicer !== undefined) await this.write('Where were we nicer than useful?', nicer);
    if (confidentiality !== undefined) await this.write('Did anything come up about confidentiality?', confidentiality);
  }

  async writeAboutMyPeer({ keywords, theirStep }: NonNullable<SessionToWrite['aboutMyPeer']>): Promise<void> {
    await this.unfold(/^About my peer/u);
    if (keywords !== undefined) await this.field('The least I need to remember about my peer’s matter').fill(keywords);
    if (theirStep !== undefined) await this.field('What my peer plans, if I agreed to ask about it').fill(theirStep);
  }

  /** The part of the entry that belongs to one chair. */
  sitting(chair: Chair, alone = true): Locator {
    return this.#page.getByRole('region', { name: alone ? 'About me' : CHAIR_HEADING[chair], exact: true });
  }

  /** Puts words into a field of writing, in place of what was there. */
  async write(label: string, text: string, within: Locator | Page = this.#page): Promise<void> {
    await within.getByRole('textbox', { name: label, exact: true }).fill(text);
  }

  /** As if it were taken from the clipboard of another program. */
  async paste(label: string, { text, html }: { text: string; html?: string }): Promise<void> {
    const field = this.#page.getByRole('textbox', { name: label, exact: true });
    await field.click();
    await field.evaluate(
      (element, [plain, rich]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', plain);
        if (rich !== null) clipboardData.setData('text/html', rich);
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      [text, html ?? null] as const,
    );
  }

  /** One of a row of pills or points: the pointer meets the words, not the round button behind them. */
  async choose(group: string, name: string, within: Locator | Page = this.#page): Promise<void> {
    const points = within.getByRole('radiogroup', { name: group, exact: true });
    await points.locator('label').filter({ has: this.#page.getByRole('radio', { name, exact: true }) }).click();
  }

  async rate(measure: Measure, rating: Rating, chair: Chair, within: Locator | Page = this.#page): Promise<void> {
    const { question, points } = measures[measure];
    await this.choose(question[chair], points[chair][rating - 1]!, within);
  }

  async tick(name: string, within: Locator | Page = this.#page): Promise<void> {
    await within.locator('label').filter({ has: this.#page.getByRole('checkbox', { name, exact: true }) }).click();
  }

  async addTag(field: string, tag: string, within: Locator | Page = this.#page): Promise<void> {
    const box = within.getByRole('combobox', { name: `${field}: Add a tag` });
    await box.fill(tag);
    await box.press('Enter');
    await within.getByRole('row', { name: tag, exact: true }).waitFor();
  }

  async unfold(name: RegExp, within: Locator | Page = this.#page): Promise<void> {
    const fold = within.getByRole('button', { name });
    if ((await fold.getAttribute('aria-expanded')) !== 'true') await fold.click();
  }

  /** Waits until the page says that what was written is saved. @returns its words */
  async saved(timeout = 10_000): Promise<string> {
    const line = this.#page.getByText(/^Saved \d/u);
    await line.waitFor({ timeout });
    return line.innerText();
  }

  /** Whether the page says at this moment that what was written is saved. */
  async saysSaved(): Promise<boolean> {
    return this.#page.getByText(/^Saved \d/u).isVisible();
  }

  /** Through the search of the journal. Waits until something was found. */
  async findByWord(words: string): Promise<Locator> {
    await this.search(words);
    const results = this.#page.getByRole('list', { name: 'Entries found, best match first' });
    await results.waitFor();
    return results.getByRole('listitem');
  }

  async search(words: string): Promise<void> {
    await this.goTo('Journal');
    await this.field('Search the journal').fill(words);
  }

  /** The entries of the journal's list, once it is there. */
  async entries(): Promise<Locator> {
    await this.goTo('Journal');
    const list = this.#page.getByRole('region', { name: 'Entries by month, newest first' });
    await list.waitFor();
    return list.getByRole('listitem');
  }

  async openPairing(name: string): Promise<void> {
    await this.goTo('Pairings');
    await this.#page.getByRole('main').getByRole('listitem').filter({ hasText: name }).getByRole('link').click();
    await this.heading(name);
  }

  /** A part of the pairing that is open: `Sessions`, `Readiness`, … */
  async toPart(name: string): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Parts of this pairing' }).getByRole('link', { name, exact: true }).click();
    await this.#page.getByRole('region', { name, exact: true }).waitFor();
  }

  /** From the entry that is open: one of the templates offered under a sitting. */
  async beginReflection(title: string, chair: Chair, alone = true): Promise<void> {
    await this.sitting(chair, alone).getByRole('link', { name: new RegExp(`^${title}, about`, 'u') }).click();
    await this.heading(title);
  }

  async toTrash(): Promise<void> {
    await this.goTo('Journal');
    await this.#page.getByRole('main').getByRole('link', { name: 'Trash' }).click();
    await this.heading('Trash');
  }

  /** One of a list that opens at a press. */
  async chooseFromList(label: string, name: string): Promise<void> {
    await this.#page.getByRole('button', { name: new RegExp(`${label}$`, 'u') }).click();
    await this.#page.getByRole('option', { name, exact: true }).click();
  }

  /** Opens an entry from a list by something its line says. */
  async openEntry(says: string | RegExp): Promise<void> {
    await this.search('');
    await this.#page.getByRole('main').getByRole('listitem').filter({ hasText: says }).getByRole('link').first().click();
    await this.#page.getByRole('region', { name: 'When and how' }).waitFor();
  }

  /** What stands in a field of the entry. */
  async written(label: string, within: Locator | Page = this.#page): Promise<string> {
    return within.getByRole('textbox', { name: label, exact: true }).innerText();
  }

  /** The words of the chosen point; null where nothing was chosen. */
  async rated(measure: Measure, chair: Chair, within: Locator | Page = this.#page): Promise<Rating | null> {
    const { question, points } = measures[measure];
    const group = within.getByRole('radiogroup', { name: question[chair], exact: true });
    for (const [place, words] of points[chair].entries()) {
      if (await group.getByRole('radio', { name: words, exact: true }).isChecked()) return (place + 1) as Rating;
    }
    return null;
  }

  /** In the readiness part: every question on one page, each clear but for these, and then what it comes to. */
  async answerReadiness(other: Partial<Record<QuestionId, string>>): Promise<void> {
    await this.#page.getByText('All on a page', { exact: true }).click();
    for (const [question, { ask, options }] of Object.entries(readiness.questions) as [QuestionId, { ask: string; options: Record<string, string> }][]) {
      const answer = options[other[question] ?? Object.keys(options)[0]!]!;
      const group = this.#page.getByRole('radiogroup', { name: ask, exact: true });
      if (!(await group.getByRole('radio', { name: answer, exact: true }).isChecked())) await group.getByText(answer, { exact: true }).click();
    }
    await this.press('See what it comes to');
  }

  /** Gives the app up as a person does who closes its window, and waits until nothing of it is left. */
  async leave(): Promise<void> {
    await this.app.close();
  }

  async heading(name: string): Promise<void> {
    await this.#page.getByRole('heading', { name, exact: true, level: 1 }).waitFor();
  }

  async press(name: string): Promise<void> {
    await this.#button(name).click();
  }

  field(label: string): Locator {
    return this.#page.getByRole('textbox', { name: label, exact: true });
  }

  /** Waits for a sentence of the app. */
  async told(sentence: string | RegExp): Promise<void> {
    await this.#page.getByText(sentence).first().waitFor();
  }

  /** For whoever has to find out why a story did not go on. */
  async keepPicture(name: string): Promise<void> {
    await this.#page.screenshot({ path: path.join(PICTURES, `${name.replace(/\W+/gu, '-').slice(0, 80)}.png`), fullPage: true }).catch(() => undefined);
  }

  #button(name: string): Locator {
    return this.#page.getByRole('button', { name, exact: true });
  }

  async #sayWhatHeldItBack({ reasons = [], heldBackTags = [] }: SittingToWrite, part: Locator): Promise<void> {
    await this.unfold(/^What held it back\?/u, part);
    for (const reason of reasons) await this.tick(holdReasons[reason], part);
    for (const tag of heldBackTags) await this.addTag('Tag it', tag, part);
  }
}
