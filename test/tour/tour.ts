/**
 * The tour: the main job from the first day to finding a session again, through the real window, on a throw-away journal. Says each step
 * as it happens and leaves a picture of every page in out/tour/. Started by `npm run tour [-- --keep DIR]`.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { suggestPassphrase } from '../../electron/journal/passphrase.ts';
import { AgreementWriter } from '../e2e/agreement-writer.ts';
import { Coach, KEYS_PAGES } from '../e2e/coach.ts';
import { freshFolder, JOURNAL_FILE, writeIntoJournal } from '../e2e/laid-journal.ts';
import { samplePairings, sampleSessions } from '../e2e/sample-sessions.ts';
import { lookAround } from './around.ts';
import { Pictures } from './pictures.ts';
import { lookAtTemplates } from './templates.ts';

const OUT = path.join(import.meta.dirname, '../../out/tour');
const [mira, ...otherPairings] = samplePairings;
const [latest, earlier] = [sampleSessions[sampleSessions.length - 4]!, sampleSessions.filter((_, place) => place !== sampleSessions.length - 4)];

const began = performance.now();
let step = 'starting';
let coach: Coach | null = null;

process.exitCode = await main(process.argv.slice(2));

/** @returns the exit code */
async function main(args: string[]): Promise<number> {
  try {
    const kept = keptFolder(args);
    await tour(kept ?? freshFolder(), kept !== null);
    return 0;
  } catch (error) {
    process.stderr.write(`Other Chair: the tour stopped at “${step}”: ${reasonOf(error)}\n`);
    await coach?.page.screenshot({ path: path.join(OUT, 'where-it-stopped.png') }).catch(() => undefined);
    return 1;
  } finally {
    await coach?.app.kill().catch(() => undefined);
  }
}

async function tour(folder: string, keep: boolean): Promise<void> {
  const passphrase = suggestPassphrase();
  const pictures = new Pictures(OUT);
  const take = (title: string) => pictures.take(coach!.page, title);
  coach = await Coach.sitDown(folder, { quiet: true });
  print(`The tour runs on ${coach.app.ranOn}.`);

  say('creating a journal: passphrase, recovery words, where it lives, what it protects');
  const recoveryWords = await createJournal(coach, passphrase, take);
  say('looking at the empty pages');
  await lookAtEmptyPages(coach, take);
  say(`naming a pairing, ${mira!.name}, and writing down a session in both chairs`);
  await writeFirstSession(coach, pictures);
  say('locking');
  await coach.lock();
  await lookAtLockScreen(coach, take);
  say('meanwhile, some months go by: eleven more sessions in three pairings');
  await writeIntoJournal(folder, passphrase, otherPairings, earlier);
  say('unlocking with the recovery words');
  await coach.unlockWithRecoveryWords(recoveryWords);
  say('looking at every page');
  await lookAtPages(coach, pictures);
  say('locking once more, and unlocking with the passphrase');
  await coach.lock();
  await coach.unlockWithPassphrase(passphrase);
  say('finding the session again by the word “conscience”');
  await coach.findByWord('conscience');
  await coach.openEntry('The bad conscience was my father’s');
  await coach.leave();

  say(`done: ${pictures.count} pictures, side by side in ${path.relative(process.cwd(), pictures.writeIndex(coach.app.ranOn))}`);
  if (keep) tellHowToOpen(folder, passphrase, recoveryWords);
}

async function createJournal(present: Coach, passphrase: string, take: (title: string) => Promise<void>): Promise<string[]> {
  return present.createJournal(passphrase, async (page) => {
    if (page === 'A passphrase') await present.press('Offer me six random words');
    await take(page);
  });
}

async function lookAtEmptyPages(present: Coach, take: (title: string) => Promise<void>): Promise<void> {
  await take('A first entry');
  for (const place of ['Today', 'Pairings', 'Journal'] as const) {
    await present.goTo(place);
    await take(`${place}, empty`);
  }
  await present.toTrash();
  await take('The trash, empty');
}

async function writeFirstSession(present: Coach, pictures: Pictures): Promise<void> {
  await present.namePairing(mira!.name, { note: mira!.note });
  await pictures.take(present.page, 'A pairing without a session');
  await present.beginEntry();
  await present.writeSession(latest);
  await pictures.take(present.page, 'An entry');
  await pictures.takeWhole(present.page, 'An entry from head to foot');
}

async function lookAtLockScreen(present: Coach, take: (title: string) => Promise<void>): Promise<void> {
  await take('The lock screen');
  await present.tryPassphrase('not the right one');
  await present.told(/^These words do not open this journal\./u);
  await take('The lock screen, a wrong passphrase');
  await present.press('Use the recovery words instead');
  await take('The lock screen, with the recovery words');
  await present.press('Use the passphrase instead');
}

async function lookAtPages(present: Coach, pictures: Pictures): Promise<void> {
  const take = (title: string) => pictures.take(present.page, title);
  await take('Today');
  await pictures.takeAt200PerCent(present.page, 'Today at 200 %');
  await lookAtPairings(present, take);
  await lookAtAgreement(present, pictures);
  await lookAround(present, pictures);
  await lookAtJournal(present, take);
  await lookAtEntry(present, pictures);
  await lookAtTemplates(present, pictures);
  await lookAtTrash(present, take);
  await lookAtDialogs(present, take);
  await present.goTo('Settings');
  await take('Settings');
  await pictures.takeWhole(present.page, 'Settings from head to foot');
  for (const page of KEYS_PAGES) {
    await present.goToKeys(page);
    await take(page);
  }
}

async function lookAtPairings(present: Coach, take: (title: string) => Promise<void>): Promise<void> {
  await present.goTo('Pairings');
  await take('Pairings');
  await present.openPairing('Jonas K.');
  await take('A pairing');
  await lookAtReadiness(present, take);
  await present.press('Change');
  await take('A pairing, being changed');
  await present.press('Cancel');
  await present.goTo('Pairings');
  await present.press('New pairing');
  await take('A new pairing');
}

async function lookAtAgreement(present: Coach, pictures: Pictures): Promise<void> {
  const agreement = new AgreementWriter(present);
  await agreement.open('Jonas K.');
  await pictures.take(present.page, 'No agreement yet');
  await present.press('Begin the agreement');
  await agreement.write(['Jonas', 'M.']);
  await pictures.takeWhole(present.page, 'An agreement, clause by clause');
  await agreement.propose();
  await pictures.take(present.page, 'An agreement, proposed');
  await present.press('Compare the digits');
  await pictures.take(present.page, 'Twenty digits, to be read aloud');
  await present.press('Same');
  await present.press('Done');
  await agreement.agree();
  await pictures.takeWhole(present.page, 'An agreement in force');
}

async function lookAtReadiness(present: Coach, take: (title: string) => Promise<void>): Promise<void> {
  await present.toPart('Readiness');
  await take('Readiness');
  await present.press('Answer the questions');
  await take('A readiness question');
  await present.answerReadiness({ restructuring: 'rumoured', informal_power: 'strong', privacy: 'unsure' });
  await present.told(/^As things are/u);
  await take('What the answers come to');
}

async function lookAtJournal(present: Coach, take: (title: string) => Promise<void>): Promise<void> {
  await present.entries();
  await take('The journal');
  await present.choose('Chair', 'Coachee’s');
  await present.chooseFromList('Pairing', 'Jonas K.');
  await take('The journal, filtered');
  await present.choose('Chair', 'Either chair');
  await present.chooseFromList('Pairing', 'All pairings');
  await present.findByWord('panel');
  await take('The journal, searched');
  await present.search('nothing like this');
  await present.told(/^Nothing was found/u);
  await take('The journal, nothing found');
}

async function lookAtEntry(present: Coach, pictures: Pictures): Promise<void> {
  await present.openEntry('I described the role for half an hour');
  await pictures.take(present.page, 'An entry opened again');
  await pictures.takeWhole(present.page, 'An entry opened again, from head to foot');
  await present.write('What I take away', 'I described the role for half an hour and never said that I want it. I do want it.');
  await present.saved();
  await present.press('Earlier versions');
  await present.page.getByRole('dialog').getByRole('option').first().click();
  await present.page.getByRole('button', { name: 'Restore this version' }).waitFor();
  await pictures.take(present.page, 'Earlier versions');
  await present.page.keyboard.press('Escape');
}

async function lookAtTrash(present: Coach, take: (title: string) => Promise<void>): Promise<void> {
  await present.openEntry('Short and useful');
  await present.press('Move to the trash');
  await present.told('The entry is in the trash.');
  await take('The journal, an entry just put into the trash');
  await present.toTrash();
  await take('The trash');
  await present.press('Delete for ever');
  await present.page.getByRole('alertdialog').waitFor();
  await take('The trash, before deleting for ever');
  await present.press('Keep it');
  await present.press('Restore');
  await present.told('The trash is empty.');
  await present.press('Close this line');
}

async function lookAtDialogs(present: Coach, take: (title: string) => Promise<void>): Promise<void> {
  await present.goTo('Today');
  await present.page.keyboard.press('ControlOrMeta+K');
  await present.page.getByRole('combobox', { name: 'Page, pairing or words from a session' }).fill('jo');
  await present.page.getByRole('dialog').getByRole('option').first().waitFor();
  await take('Find or go');
  await present.page.keyboard.press('Escape');
  await present.page.keyboard.press('Escape');
  await present.page.getByRole('dialog').waitFor({ state: 'detached' });
  await present.page.keyboard.press('?');
  await present.page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await take('The keys');
  await present.page.keyboard.press('Escape');
}

/** Null: the journal is thrown away. @throws Error for a folder that has something in it, or for words that are not understood */
function keptFolder(args: string[]): string | null {
  const [option, folder, ...more] = args;
  if (option === undefined) return null;
  if (option !== '--keep' || folder === undefined || more.length > 0) throw new Error('it was started with something else than --keep DIR.');
  const kept = path.resolve(folder);
  if (existsSync(kept) && readdirSync(kept).length > 0) throw new Error(`${kept} is not empty. Name a folder that is, or one that is not there yet.`);
  mkdirSync(kept, { recursive: true });
  return kept;
}

function tellHowToOpen(folder: string, passphrase: string, recoveryWords: readonly string[]): void {
  rmSync(path.join(folder, 'scratch'), { recursive: true, force: true });
  print(`\nThe journal is kept:  ${path.join(folder, JOURNAL_FILE)}`);
  print(`Its passphrase:       ${passphrase}`);
  print(`Its recovery words:   ${recoveryWords.join(' ')}`);
}

/** In one line: what went wrong, and what was waited for. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [what, waited] = [error.message.split('\n')[0]!, /waiting for .*/u.exec(stripVTControlCharacters(error.message))?.[0]];
  return waited === undefined ? what : `${what} (${waited})`;
}

function say(what: string): void {
  step = what;
  print(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
