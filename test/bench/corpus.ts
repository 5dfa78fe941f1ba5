/**
 * Sessions of about two kilobytes of text each, the same ones for the same seed: words drawn from a list of 7,776 by a Zipf law, so
 * that some are in every session and most in few, and sentences that recur, so that phrases are found.
 */
import { createCipheriv, createHash } from 'node:crypto';
import { dictionary } from '@zxcvbn-ts/language-common';
import { addDays, type IsoDate } from '../../shared/date.ts';
import { keep } from '../../shared/about.ts';
import { pairing, type Pairing } from '../../shared/pairing.ts';
import { recordId, type RecordId } from '../../shared/record-id.ts';
import { session, type Session } from '../../shared/session.ts';

const vocabulary = dictionary['diceware-common'];
const SENTENCES = 400;
const SENTENCE_WORDS = 11;
const WORDS_PER_SESSION = 220;
const TAGS = ['feedback', 'promotion', 'team', 'project', 'conflict', 'energy', 'meeting', 'plans'];

export interface Corpus {
  pairings: { id: RecordId; pairing: Pairing }[];
  sessions: { id: RecordId; session: Session }[];
  queries: Record<'one word' | 'two words' | 'beginning' | 'phrase', string[]>;
}

export function makeCorpus(count: number, seed: number): Corpus {
  const random = seeded(seed);
  const word = zipf(random);
  const sentences = Array.from({ length: SENTENCES }, () => Array.from({ length: SENTENCE_WORDS }, word));
  const pairings = Array.from({ length: 12 }, (_, n) => ({ id: idOf(random), pairing: pairing.parse({ name: keep('peer', `Peer ${n + 1}`), since: null, note: null }) }));
  const sessions = Array.from({ length: count }, (_, n) => ({ id: idOf(random), session: makeSession(random, word, sentences, pairings[n % pairings.length]!.id, addDays('2026-11-20' as IsoDate, -Math.floor((count - n) / 3))) }));
  return { pairings, sessions, queries: makeQueries(random, word, sentences) };
}

/** An edited copy: the same session with one more sentence. */
export function edited(original: Session, sentence: string): Session {
  const [first, ...rest] = original.sittings;
  return session.parse({ ...original, sittings: [{ ...first, takeaway: document([sentence]) }, ...rest] });
}

function makeSession(random: () => number, word: () => string, sentences: string[][], of: RecordId, date: IsoDate): Session {
  const text = (words: number) => document(Array.from({ length: Math.ceil(words / SENTENCE_WORDS) }, () => (random() < 0.3 ? sentences[Math.floor(random() * SENTENCES)]! : Array.from({ length: SENTENCE_WORDS }, word)).join(' ')));
  const rating = () => (random() < 0.2 ? null : 1 + Math.floor(random() * 5));
  const ratings = { candour: rating(), selfModeration: rating(), newPerspective: rating(), challenge: rating(), support: rating(), statusFelt: rating(), safety: rating() };
  const end = { takeaway: text(WORDS_PER_SESSION * 0.3), nextStep: { text: `${word()} ${word()}`, by: null }, heldBack: { answered: true, text: text(WORDS_PER_SESSION * 0.15), tags: [TAGS[Math.floor(random() * TAGS.length)]], reasons: ['timing'] } };
  const sitting = random() < 0.5 ? { chair: 'coach', ratings, intention: text(WORDS_PER_SESSION * 0.35), ...end } : { chair: 'coachee', ratings, brought: text(WORDS_PER_SESSION * 0.35), broughtTags: [TAGS[Math.floor(random() * TAGS.length)]], ...end };
  return session.parse({ pairing: of, date, setting: 'video', length: '30_60', sittings: [sitting], between: { note: text(WORDS_PER_SESSION * 0.2), nicer: null, travelled: null }, peerNote: { keywords: `${word()} ${word()} ${word()}`, theirStep: null, keepUntil: addDays(date, 90) } });
}

function makeQueries(random: () => number, word: () => string, sentences: string[][]): Corpus['queries'] {
  const many = (make: () => string) => Array.from({ length: 40 }, make);
  return {
    'one word': many(word),
    'two words': many(() => `${word()} ${word()}`),
    beginning: many(() => word().slice(0, 3)),
    phrase: many(() => {
      const sentence = sentences[Math.floor(random() * SENTENCES)]!;
      const from = Math.floor(random() * (SENTENCE_WORDS - 3));
      return `"${sentence.slice(from, from + 3).join(' ')}"`;
    }),
  };
}

function document(paragraphs: string[]): unknown {
  return { type: 'doc', content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text: `${text}.` }] })) };
}

function zipf(random: () => number): () => string {
  const weights = vocabulary.map((_, rank) => 1 / (rank + 2.7) ** 1.03);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const upTo = weights.map((weight) => (sum += weight / total));
  // The list is alphabetical; a fixed stride spreads common words over the alphabet.
  return () => vocabulary[(firstAbove(upTo, random()) * 4999) % vocabulary.length]!;
}

function firstAbove(rising: number[], value: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function idOf(random: () => number): RecordId {
  const half = () => Math.floor(random() * 2 ** 31).toString(16).padStart(8, '0');
  return recordId.parse(half() + half());
}

/** Numbers in [0, 1) from an AES key stream: the same for the same seed. */
function seeded(seed: number): () => number {
  const key = createHash('sha256').update(`other-chair-bench-${seed}`).digest().subarray(0, 16);
  const stream = createCipheriv('aes-128-ctr', key, Buffer.alloc(16));
  const zeros = Buffer.alloc(1 << 16);
  let block = stream.update(zeros);
  let at = 0;
  return () => {
    if (at === block.length) [block, at] = [stream.update(zeros), 0];
    const value = block.readUInt32LE(at) / 2 ** 32;
    at += 4;
    return value;
  };
}
