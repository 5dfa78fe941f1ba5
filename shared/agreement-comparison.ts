/** Two versions of an agreement side by side: which clauses differ, and in which words. */
import { AGREEMENT_SCHEMA, CLAUSE_IDS, type AgreementText, type ClauseId } from './agreement.ts';
import { agreementInWords, type ClauseLine, type DayInWords } from './agreement-words.ts';
import { canonicalText, type SharedValue } from './fingerprint.ts';

/**
 * `agreedOn`: the day it was agreed. `nonce`: the number drawn when it was begun; it has no words, and differs where the two began apart.
 * Whatever makes the digits differ is in one of the parts.
 */
export type ComparedPart = ClauseId | 'agreedOn' | 'nonce';
const PARTS = ['agreedOn', ...CLAUSE_IDS, 'nonce'] as const satisfies ComparedPart[];

export interface PartCompared {
  part: ComparedPart;
  is: 'same' | 'changed' | 'only-one' | 'only-other';
  one: ClauseLine[];
  other: ClauseLine[];
}

/** Every part that stands in one of the two, in the order of the document. Both are expected in normal form. */
export function compareAgreements(one: AgreementText, other: AgreementText, day: DayInWords): PartCompared[] {
  const ours = partsOf(one, day);
  const theirs = partsOf(other, day);
  return PARTS.flatMap((part) => {
    const [mine, theirOwn] = [ours.get(part), theirs.get(part)];
    if (mine === undefined && theirOwn === undefined) return [];
    return [{ part, is: relation(mine, theirOwn), one: mine?.lines ?? [], other: theirOwn?.lines ?? [] }];
  });
}

interface Part { lines: ClauseLine[]; content: SharedValue }

function partsOf(text: AgreementText, day: DayInWords): Map<ComparedPart, Part> {
  const written = agreementInWords(text, day).map(({ id, lines }) => [id, { lines, content: contentOf(id, text) }] as [ComparedPart, Part]);
  const parts = new Map<ComparedPart, Part>(written);
  if (text.agreedOn !== null) parts.set('agreedOn', { lines: [{ about: null, words: day(text.agreedOn) }], content: text.agreedOn });
  if (text.nonce !== '') parts.set('nonce', { lines: [], content: text.nonce });
  return parts;
}

function contentOf(id: ClauseId, { parties, reviewOn, clauses }: AgreementText): SharedValue {
  return id === 'parties' ? parties : ([clauses.find((each) => each.id === id) ?? null, id === 'review' ? reviewOn : null] as SharedValue);
}

/** Equal words can be ticked by the one and typed by the other, and equal texts belong to other names: both differ. */
function relation(one: Part | undefined, other: Part | undefined): PartCompared['is'] {
  if (other === undefined) return 'only-one';
  if (one === undefined) return 'only-other';
  return inOneWay(one) === inOneWay(other) ? 'same' : 'changed';
}

function inOneWay({ lines, content }: Part): string {
  return canonicalText({ schema: AGREEMENT_SCHEMA, lines, content } as { schema: string });
}

/** A stretch of words that both have, that only the one has, or only the other. */
export interface Stretch { is: 'both' | 'one' | 'other'; words: string }

/** Longer texts are not compared word by word: the time it takes grows with the square. */
const WORDS_MAX = 3000;

/** Word by word: what has to be read twice is what differs. White space belongs to the word after it. */
export function compareWords(one: string, other: string): Stretch[] {
  const ours = toWords(one);
  const theirs = toWords(other);
  const before = commonStart(ours, theirs);
  const after = commonStart(ours.slice(before).reverse(), theirs.slice(before).reverse());
  const middle = differing(ours.slice(before, ours.length - after), theirs.slice(before, theirs.length - after));
  return joined([...ours.slice(0, before).map(inBoth), ...middle, ...ours.slice(ours.length - after).map(inBoth)]);
}

function toWords(text: string): string[] {
  return text.match(/\s*\S+|\s+$/gu) ?? [];
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  const end = one.findIndex((word, index) => word !== other[index]);
  return end < 0 ? one.length : end;
}

/** By the longest common subsequence. */
function differing(one: readonly string[], other: readonly string[]): Stretch[] {
  const apart: Stretch[] = [...one.map((words) => ({ is: 'one' as const, words })), ...other.map((words) => ({ is: 'other' as const, words }))];
  if (one.length + other.length > WORDS_MAX || one.length === 0 || other.length === 0) return apart;
  const lengths = commonLengths(one, other);
  const stretches: Stretch[] = [];
  let [a, b] = [0, 0];
  while (a < one.length || b < other.length) {
    if (a < one.length && one[a] === other[b]) {
      stretches.push(inBoth(one[a]!));
      a += 1;
      b += 1;
    } else if (b >= other.length || (a < one.length && lengths[a + 1]![b]! >= lengths[a]![b + 1]!)) stretches.push({ is: 'one', words: one[a++]! });
    else stretches.push({ is: 'other', words: other[b++]! });
  }
  return stretches;
}

/** @returns for every pair of places how many words the rests after them have in common */
function commonLengths(one: readonly string[], other: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let a = one.length - 1; a >= 0; a -= 1) {
    for (let b = other.length - 1; b >= 0; b -= 1) lengths[a]![b] = one[a] === other[b] ? lengths[a + 1]![b + 1]! + 1 : Math.max(lengths[a + 1]![b]!, lengths[a]![b + 1]!);
  }
  return lengths;
}

function inBoth(words: string): Stretch {
  return { is: 'both', words };
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const together: Stretch[] = [];
  for (const each of stretches) {
    const last = together.at(-1);
    if (last?.is === each.is) together[together.length - 1] = { is: each.is, words: last.words + each.words };
    else together.push(each);
  }
  return together;
}
