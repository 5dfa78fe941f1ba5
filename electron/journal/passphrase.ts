/** How hard a passphrase is to guess (zxcvbn), why, and six random words for those who would rather be given one. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';
import { randomInt } from 'node:crypto';
import { PASSPHRASE_MAX_BYTES, PASSPHRASE_MIN_LENGTH, PASSPHRASE_MIN_STRENGTH, type PassphraseAdvice, type PassphraseStrength } from '../../shared/requests.ts';
import { lengthOf } from '../../shared/text.ts';

/** The EFF list of 7,776 words: six of them are some 77 bits. */
const words = common.dictionary['diceware-common'];
const SUGGESTED_WORDS = 6;
/** What is typed beyond this is not looked at: guessing does not get easier by more characters. */
const WEIGHED_LENGTH = 256;

const zxcvbn = new ZxcvbnFactory({ dictionary: { ...common.dictionary, ...english.dictionary }, graphs: common.adjacencyGraphs, maxLength: WEIGHED_LENGTH });

const adviceByWarning: Record<string, PassphraseAdvice> = {
  straightRow: 'keyboard-pattern',
  keyPattern: 'keyboard-pattern',
  simpleRepeat: 'repeats',
  extendedRepeat: 'repeats',
  sequences: 'sequence',
  recentYears: 'date',
  dates: 'date',
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'similar-to-known',
  wordByItself: 'names-or-words',
  namesByThemselves: 'names-or-words',
  commonNames: 'names-or-words',
};

export function weighPassphrase(passphrase: string): PassphraseStrength {
  const normal = passphrase.normalize('NFC');
  if (normal === '') return { strength: 0, accepted: false, because: ['empty'] };
  const { score, feedback } = zxcvbn.check(normal.slice(0, WEIGHED_LENGTH));
  const because: PassphraseAdvice[] = [];
  if (lengthOf(normal) < PASSPHRASE_MIN_LENGTH) because.push('too-short');
  if (isTooLong(passphrase)) because.push('too-long');
  const advice = feedback.warning === null ? undefined : adviceByWarning[feedback.warning];
  if (score < PASSPHRASE_MIN_STRENGTH) because.push(advice ?? 'guessable');
  return { strength: score, accepted: because.length === 0, because };
}

/** More bytes than the format takes. */
export function isTooLong(passphrase: string): boolean {
  return Buffer.byteLength(passphrase.normalize('NFC'), 'utf8') > PASSPHRASE_MAX_BYTES;
}

/** Six words, each drawn evenly from the list. */
export function suggestPassphrase(): string {
  return Array.from({ length: SUGGESTED_WORDS }, () => words[randomInt(words.length)]!).join(' ');
}
