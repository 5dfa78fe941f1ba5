/**
 * A first evening with the app and some bad moments after it, told in a process of its own: it types, it owns the browser, and it
 * passes on what window and keeper say to each other. So it knows every text, and is no part of what is examined.
 *
 * `teller.ts` starts it, perhaps under a tracer, and asks for one chapter after the other.
 */
import { rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { Canaries } from '../canary/canaries.ts';
import { Coach } from '../e2e/coach.ts';
import { isRunning } from '../stand-in/is-running.ts';

export interface ToldTo { id: number; chapter: Chapter; input: unknown }
export type Answer = { id: number; value: unknown } | { id: number; failed: string };
export type Chapter = keyof typeof chapters;
export type InputOf<C extends Chapter> = Parameters<(typeof chapters)[C]>[0];
export type ValueOf<C extends Chapter> = Awaited<ReturnType<(typeof chapters)[C]>>;

const BROUGHT = 'What I brought, in my own words';
const TAKEAWAY = 'What I take away';

let texts: Canaries;
let coach: Coach;
let userData: string;

const chapters = {
  async opens(input: { userData: string; texts: Canaries }) {
    ({ userData, texts } = input);
    coach = await Coach.sitDown(userData);
    return null;
  },

  /** @returns the recovery words */
  async makesAJournal() {
    await coach.press('Begin');
    await coach.field('Passphrase').fill(texts.passphrase);
    await coach.field('The same passphrase once more').fill(texts['passphrase not accepted']);
    await coach.press('Go on');
    await coach.told('The two are not the same. Type it once more.');
    await coach.press('Go back');
    return coach.createJournal(texts.passphrase);
  },

  async namesAPairing() {
    await coach.goTo('Pairings');
    await coach.press('New pairing');
    const name = coach.field('What you call your peer here');
    await name.fill(`${texts['name with unseen characters']}\u202e`);
    await coach.choose('Do you two coach each other already?', 'We coach each other already');
    await coach.press('Add this pairing');
    await coach.told('The name holds characters that cannot be seen.');
    await name.fill(texts['pairing name']);
    await coach.field('A note about how you two work').fill(texts['pairing note']);
    await coach.press('Add this pairing');
    await coach.heading(texts['pairing name']);
    return null;
  },

  async writesASession() {
    await beginEntry();
    await coach.page.getByRole('combobox', { name: 'Pairing' }).fill(texts['typed as a new pairing and left']);
    await coach.writeSession({
      pairing: texts['pairing name'],
      sittings: [
        { chair: 'coach', intention: texts.intention, takeaway: `${texts.takeaway} ${texts['searched and found']}`, nextStep: texts['next step'], heldBack: texts['held back'], heldBackTags: [texts['tag of what was held back']] },
        { chair: 'coachee', brought: texts.brought },
      ],
      betweenUs: { note: texts['between us'], nicer: texts['where nicer than useful'] },
      aboutMyPeer: { keywords: texts['peer keyword'], theirStep: texts['peer step'] },
    });
    const coachee = coach.sitting('coachee', false);
    const tag = coachee.getByRole('combobox', { name: 'My tags for it: Add a tag' });
    await tag.fill(texts['tag of the matter']);
    await tag.press('Enter');
    // The list of tags used before opens again and hides the rest of the page.
    await tag.press('Escape');
    await coachee.getByRole('row', { name: texts['tag of the matter'], exact: true }).waitFor();
    await tag.fill(`${texts['tag that is too long']} ${'long '.repeat(8)}`);
    await tag.press('Enter');
    await tag.fill('');
    await tag.press('Escape');
    await coach.saved();
    return null;
  },

  /** Undo, paste by the system's own keys, and words over other words, with a save in between. */
  async changesItsMind() {
    const brought = coach.sitting('coachee', false).getByRole('textbox', { name: BROUGHT });
    const takeaway = coach.sitting('coachee', false).getByRole('textbox', { name: TAKEAWAY });
    const keys = coach.page.keyboard;
    await brought.press('Control+End');
    await keys.type(` ${texts['typed and undone']}`);
    await savedAnew();
    for (let tries = 0; (await brought.innerText()).includes(texts['typed and undone'].slice(0, 5)) && tries < 8; tries += 1) await keys.press('Control+z');
    await takeaway.fill(texts.pasted);
    await takeaway.press('Control+a');
    await keys.press('Control+x');
    await keys.press('Control+v');
    await keys.press('Control+v');
    await savedAnew();
    await takeaway.fill(texts['written over']);
    await savedAnew();
    await takeaway.fill('Nothing of that.');
    await savedAnew();
    return takeaway.innerText();
  },

  async seeks() {
    const found = await (await coach.findByWord(texts['searched and found'])).count();
    await coach.search(texts['searched and not found']);
    await coach.told(/^Nothing was found for these words/u);
    await coach.page.keyboard.press('Control+k');
    await coach.page.getByRole('dialog', { name: 'Find or go' }).getByRole('combobox').fill(texts['typed into find or go']);
    await coach.told('Nothing found with these words.');
    await coach.page.keyboard.press('Escape');
    return found;
  },

  /** A new entry without a pairing cannot be saved; it is left behind. */
  async leavesAnEntryUnsaved() {
    await beginEntry();
    await coach.page.keyboard.press('Escape');
    await coach.chooseChairs(['coachee']);
    await coach.write(BROUGHT, texts['never saved']);
    await coach.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Today' }).click();
    await coach.press('Leave it behind');
    await coach.heading('Today');
    return null;
  },

  async opensTheEntry() {
    await coach.openEntry(texts['pairing name']);
    return null;
  },

  /** Types and locks before what was typed could be saved by itself. @returns milliseconds until the lock screen stood */
  async locksWhileTyping() {
    await coach.openEntry(texts['pairing name']);
    await type('typed at the moment of the lock');
    const began = performance.now();
    await coach.lock();
    return performance.now() - began;
  },

  async triesAWrongPassphrase() {
    await coach.tryPassphrase(texts['wrong passphrase']);
    await coach.told(/^These words do not open this journal/u);
    return null;
  },

  async unlocks() {
    await coach.unlockWithPassphrase(texts.passphrase);
    return null;
  },

  async unlocksWithWords(words: string[]) {
    await coach.unlockWithRecoveryWords(words);
    return null;
  },

  /** The page's process dies as by a fault of Chromium. */
  async losesItsWindow() {
    await coach.openEntry(texts['pairing name']);
    await type('typed before the window crashed');
    await coach.followToFreshWindow(() => coach.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()));
    await coach.atLockScreen();
    return null;
  },

  /**
   * `kill -9` of the keeper in the middle of a transaction, so that SQLite's rollback journal stays on the disk.
   * @returns whether that was hit
   */
  async losesItsKeeperWhileSaving() {
    const rollback = path.join(userData, 'journal/journal.ocv-journal');
    await coach.openEntry(texts['pairing name']);
    const { keepers } = await coach.app.children();
    let isHot = false;
    await coach.followToFreshWindow(async () => {
      await type('typed before the keeper was killed');
      const until = performance.now() + 10_000;
      while (sizeOf(rollback) === 0 && performance.now() < until) await turn();
      for (const keeper of keepers) process.kill(keeper, 'SIGKILL');
      isHot = sizeOf(rollback) > 0;
    });
    await coach.atLockScreen();
    return isHot;
  },

  /** Typed, and not yet saved when the chapter ends. */
  async typesAndIsCutOff() {
    await coach.openEntry(texts['pairing name']);
    await type('typed before everything was killed');
    return null;
  },

  /** @param ballast a file that fills the disk, and is removed afterwards */
  async savesOnAFullDisk({ ballast }: { ballast: string }) {
    await coach.openEntry(texts['pairing name']);
    fill(ballast);
    await coach.page.keyboard.press('Control+Home');
    await coach.sitting('coachee', false).getByRole('textbox', { name: TAKEAWAY }).fill(`${texts['typed on a full disk']} ${'and more '.repeat(8000)}`);
    await coach.page.getByText('Not saved', { exact: true }).waitFor();
    rmSync(ballast);
    await coach.press('Try again');
    await coach.saved();
    return null;
  },

  /** The control of it all: one file with one text, there for a moment only. */
  leaksOnPurpose({ text }: { text: string }) {
    const file = path.join(os.tmpdir(), 'planted');
    writeFileSync(file, `before ${text} after`);
    rmSync(file);
    return Promise.resolve(file);
  },

  async locks() {
    await coach.lock();
    return null;
  },

  /** @returns milliseconds from the press of the button until each of the processes was gone */
  async locksAndWatches({ pids }: { pids: number[] }) {
    const button = await coach.page.getByRole('button', { name: 'Lock', exact: true }).boundingBox();
    const goneAfterMs: Record<number, number> = {};
    await coach.followToFreshWindow(async () => {
      const pressed = performance.now();
      await coach.page.mouse.click(button!.x + button!.width / 2, button!.y + button!.height / 2);
      while (Object.keys(goneAfterMs).length < pids.length && performance.now() - pressed < 10_000) {
        for (const pid of pids) if (!isRunning(pid)) goneAfterMs[pid] ??= performance.now() - pressed;
        await wait(2);
      }
    });
    await coach.atLockScreen();
    return goneAfterMs;
  },

  /** The control of looking through memory: a text where none may be. */
  plantsInTheShell: ({ text }: { text: string }) => coach.app.evaluate((_, given) => void Object.assign(globalThis, { planted: given }), text),

  async leaves() {
    await coach.leave();
    return coach.app.output();
  },

  refused: () => Promise.resolve(coach.app.refused),
  entries: async () => (await coach.entries()).count(),
};

/** With a pairing there, its list stands open at once and hides the heading. */
async function beginEntry(): Promise<void> {
  await coach.goTo('Today');
  await coach.page.getByRole('link', { name: 'Write down a session' }).click();
  await coach.page.getByRole('combobox', { name: 'Pairing' }).waitFor();
}

/** At the end of a field, without waiting for anything. */
async function type(place: keyof Canaries): Promise<void> {
  await coach.sitting('coachee', false).getByRole('textbox', { name: TAKEAWAY }).press('Control+End');
  await coach.page.keyboard.insertText(` ${texts[place]}`);
}

/** "Saved" is gone with the first change and comes back when all of it is durable. */
async function savedAnew(): Promise<void> {
  await coach.page.getByText(/^Saved \d/u).waitFor({ state: 'detached', timeout: 3000 }).catch(() => undefined);
  await coach.saved();
}

function fill(file: string): void {
  for (let block = 256 * 1024; block >= 512; block /= 2) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(block), { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

process.on('message', (message: ToldTo) => void tell(message));
process.once('disconnect', () => process.exit(1));

async function tell({ id, chapter, input }: ToldTo): Promise<void> {
  try {
    process.send!({ id, value: await chapters[chapter](input as never) } satisfies Answer);
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.send!({ id, failed: `${said}\nThe page:\n${await pageInWords()}` } satisfies Answer);
  }
}

/** What the person at the window would have before them. */
async function pageInWords(): Promise<string> {
  try {
    return (await coach.page.locator('body').ariaSnapshot({ timeout: 2000 })).slice(0, 3000);
  } catch {
    return 'There is none.';
  }
}
