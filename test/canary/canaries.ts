/** What is typed, pasted, searched and refused in a run, one text for each, fresh each time. */
import { randomInt } from 'node:crypto';
import type { Canary } from './forms.ts';

/** In the order of a first evening with the app. Each is typed by the story under its name. */
const PLACES = [
  'passphrase', 'passphrase not accepted', 'wrong passphrase',
  'pairing name', 'pairing note', 'name with unseen characters',
  'intention', 'brought', 'tag of the matter', 'takeaway', 'next step', 'held back', 'tag of what was held back', 'tag that is too long',
  'between us', 'where nicer than useful', 'peer keyword', 'peer step',
  'typed and undone', 'pasted', 'written over', 'never saved', 'typed at the moment of the lock',
  'typed before the window crashed', 'typed before the keeper was killed', 'typed before everything was killed', 'typed on a full disk',
  'searched and found', 'searched and not found', 'typed into find or go', 'typed as a new pairing and left',
] as const;

export type Place = (typeof PLACES)[number];

export type Canaries = Record<Place, string>;

const LETTERS = 'abcdefghijkmnopqrstuvwxyz';

export function freshCanaries(): Canaries {
  return Object.fromEntries(PLACES.map((place) => [place, textFor(place)])) as Canaries;
}

export function canariesOf(texts: Canaries): Canary[] {
  return PLACES.map((name) => ({ name, text: texts[name] }));
}

/** Three words in a row, because two can stand in the word list itself; with what may stand between words. */
export function canariesOfWords(words: readonly string[]): Canary[] {
  return words.slice(2).flatMap((_, index) => [' ', '\n', ',', '","'].map((between) => ({ name: `recovery words ${index + 1} to ${index + 3}`, text: words.slice(index, index + 3).join(between) })));
}

/**
 * Letters only where the text has to be one word to be searched for; elsewhere with a space, a quotation mark and letters beyond ASCII,
 * which look different in each encoding.
 */
function textFor(place: Place): string {
  const isOneWord = /search|find|tag|name|pairing/u.test(place);
  return isOneWord ? letters(18) : `${letters(6)} ö${letters(8)}’s "${letters(8)}"`;
}

function letters(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]!).join('');
}
