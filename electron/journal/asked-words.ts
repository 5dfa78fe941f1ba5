/** Three of the twelve recovery words, asked for so that it is certain they are on paper. */
import { randomInt } from 'node:crypto';
import { RECOVERY_WORDS } from '../../shared/requests.ts';

const WORDS_ASKED = 3;

/** Places on the sheet, counted from 1, in rising order. */
export function somePlaces(): number[] {
  const places = new Set<number>();
  while (places.size < WORDS_ASKED) places.add(randomInt(RECOVERY_WORDS) + 1);
  return [...places].sort((a, b) => a - b);
}

/** @param typed in the order of `places`, as a person types them */
export function areTypedBack(words: readonly string[], places: readonly number[], typed: readonly string[]): boolean {
  return places.every((place, index) => words[place - 1] === typed[index]?.trim().toLowerCase());
}
