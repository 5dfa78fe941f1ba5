/** The app as a person uses it, for the figures that look at its files and its processes: built from the sources of this moment, on the stand-in. */
import buildApp from '../../build/app.setup.ts';
import { headlessChromium } from '../../build/headless-chromium.ts';
import type { Teller } from '../proof/teller.ts';

/** Null where the app can be used; else why not. */
export function whyNoApp(): string | null {
  try {
    Object.assign(process.env, headlessChromium().env);
    buildApp();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'the app could not be built';
  }
}

/**
 * An evening with the app and some bad moments in it: a journal is made, written in, changed, searched, locked while somebody types; its window
 * crashes, and its keeper is killed. @returns the recovery words
 */
export async function tellAnEvening(teller: Teller): Promise<string[]> {
  const words = await teller.tell('makesAJournal');
  await teller.tell('namesAPairing');
  await teller.tell('writesASession');
  await teller.tell('changesItsMind');
  await teller.tell('seeks');
  await teller.tell('leavesAnEntryUnsaved');
  await teller.tell('locksWhileTyping');
  await teller.tell('triesAWrongPassphrase');
  await teller.tell('unlocks');
  await teller.tell('losesItsWindow');
  await teller.tell('unlocksWithWords', words);
  await teller.tell('losesItsKeeperWhileSaving');
  await teller.tell('unlocks');
  await teller.tell('locks');
  return words;
}
