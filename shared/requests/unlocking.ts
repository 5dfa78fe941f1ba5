import { preferences, type Preferences } from '../preferences.ts';
import { z } from '../zod.ts';
import { BUSY_RESTORING, CANNOT_STORE, nothing, request } from './request.ts';
import { passphrase, words, wordsTypedBack } from './secret.ts';

export interface JournalStatus {
  /** `away`: it was moved to a folder that cannot be found, or is not in it. No other one is made then. */
  journal: 'none' | 'locked' | 'open' | 'away';
  /** Whether it is in the app's own folder, or in one the person chose. */
  place: 'own' | 'chosen';
  /** Where the file is, or will be. Empty where that is not known any more, which is only while it is `away`. */
  file: string;
  /** A service that copies this folder elsewhere, by its name, or `network` for a network drive. */
  copiedBy: string | null;
  preferences: Preferences;
}

export interface PassphraseStrength {
  /** zxcvbn 0 to 4. A figure for the meter, never shown as a number. */
  strength: 0 | 1 | 2 | 3 | 4;
  accepted: boolean;
  /** Why not, or what would help: keys of wording. */
  because: PassphraseAdvice[];
}
export const PASSPHRASE_ADVICE = ['empty', 'too-short', 'too-long', 'common', 'names-or-words', 'keyboard-pattern', 'repeats', 'sequence', 'date', 'guessable', 'similar-to-known'] as const;
export type PassphraseAdvice = (typeof PASSPHRASE_ADVICE)[number];

const CANNOT_OPEN = [BUSY_RESTORING, 'no-journal', 'not-a-journal', 'damaged', 'newer-version', 'in-use', 'unreadable', 'too-large', 'cancelled'] as const;

/** Until a journal is open, and the end of that. */
export const unlockingRequests = {
  journalStatus: request('always', nothing).answers<JournalStatus>().refuses(),
  savePreferences: request('always', preferences).answers<Preferences>().refuses(...CANNOT_STORE),
  weighPassphrase: request('always', z.strictObject({ passphrase: z.string().max(10_000) })).answers<PassphraseStrength>().refuses(),
  suggestPassphrase: request('always', nothing).answers<{ passphrase: string }>().refuses(),
  /** Derives the keys and answers with the recovery words; nothing is on disk yet. `ask` are three places, counted from 1. */
  beginJournal: request('locked', z.strictObject({ passphrase }))
    .answers<{ recoveryWords: string[]; ask: number[] }>()
    .refuses(BUSY_RESTORING, 'weak-passphrase', 'exists', 'no-journal', 'cancelled', 'not-enough-memory'),
  /** The three words typed back. Only now is the file written, and the journal is open. */
  finishJournal: request('locked', wordsTypedBack)
    .answers<null>()
    .refuses(BUSY_RESTORING, 'not-begun', 'wrong-words', 'exists', 'no-journal', ...CANNOT_STORE),
  unlockWithPassphrase: request('locked', z.strictObject({ passphrase })).answers<null>().refuses('wrong-secret', 'not-enough-memory', ...CANNOT_OPEN),
  /** `not-words`: a word is not on the list, or the twelve do not belong together; found before any key is derived. */
  unlockWithRecoveryWords: request('locked', z.strictObject({ words })).answers<null>().refuses('wrong-secret', 'not-words', 'not-enough-memory', ...CANNOT_OPEN),
  /** Stops a derivation under way; the request that started it is refused as `cancelled`. */
  cancelUnlocking: request('locked', nothing).answers<null>().refuses(),
  lock: request('open', nothing).answers<null>().refuses(),
} as const;
