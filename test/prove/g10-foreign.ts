/** A part of G10: files of a peer nobody should have to open. Each ends as a refusal that has a name, soon, or in a text that says the same to everybody. */
import { ForeignFault } from '../../shared/foreign-json.ts';
import { readSharedFile, SHARED_FILE_FAULTS, sharedFileText, type SharedKind, type SharedTexts } from '../../shared/shared-file.ts';
import { hostileCases } from '../fixtures/hostile/cases.ts';
import { Count, inWords, partOf, type Line, type Order } from './figure.ts';
import type { Random } from './random.ts';

const GOAL = 1_000_000;
const SAMPLE = 40_000;
/** Longer than any input may take. */
const HANGS_MS = 1000;
const CORPUS_MAX = 200;
/** Large ones are met as they are; changing them a million times would be reading the same spaces. */
const CHANGED_BYTES_MAX = 8192;

export function fuzzForeignFiles(order: Order): Line[] {
  return [fuzz('agreement', order), fuzz('template', order)];
}

function fuzz(kind: SharedKind, order: Order): Line {
  const asked = order.full ? GOAL : SAMPLE;
  const count = new Count(`fuzzed ${kind} files: refused by name, or whole`, { goal: GOAL, asked });
  const corpus = hostileCases.map(({ bytes }) => Buffer.from(bytes).toString('latin1')).filter((text) => text.length <= CHANGED_BYTES_MAX);
  const began = performance.now();
  for (let turn = 0; turn < partOf(asked, order); turn += 1) {
    const changed = mutation(order.random.of(corpus), order.random);
    const before = performance.now();
    judge(count, turn, kind, Buffer.from(changed, 'latin1'), () => {
      // What was taken is changed further: it has got past the door.
      corpus[corpus.length < CORPUS_MAX ? corpus.length : order.random.below(corpus.length)] = changed;
    });
    if (performance.now() - before > HANGS_MS) count.failed(`input ${turn}: more than a second`);
  }
  count.tally['a second'] = Math.round(count.reached / ((performance.now() - began) / 1000));
  return count;
}

function judge(count: Count, turn: number, kind: SharedKind, bytes: Uint8Array, taken: () => void): void {
  try {
    const text = readSharedFile(kind, bytes);
    taken();
    const why = whyNotWhole(kind, text);
    if (why === null) count.held('taken');
    else count.failed(`input ${turn}: taken, and ${why}`);
  } catch (error) {
    const fault = error instanceof ForeignFault ? (error as ForeignFault<string>).fault : '';
    if ((SHARED_FILE_FAULTS as readonly string[]).includes(fault)) count.held(fault);
    else count.failed(`input ${turn}: ${inWords(error)}`);
  }
}

/** What was taken must be able to go on to the next peer, and say the same there. */
function whyNotWhole(kind: SharedKind, text: SharedTexts[SharedKind]): string | null {
  const written = sharedFileText(kind, text);
  const again = sharedFileText(kind, readSharedFile(kind, Buffer.from(written, 'utf8')));
  if (again !== written) return 'its file says something else when it is read again';
  return JSON.stringify(JSON.parse(written) as unknown).length === JSON.stringify(text).length ? null : 'JSON.parse reads something else';
}

const PIECES = ['"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', '1e9', '.5', '99999999999999999999', 'null', 'true', ' ', '\n', '\\u0000', '\\ud800', '\\u202e', '\xe2\x80\xae', '\xf0\x9f\xaa\x91', '\xff', '"__proto__":', '"id":', '"text":""', '[[[[[[[', '{"a":'];

/** Bytes as characters of Latin-1: cut, doubled, moved, flipped, and pieces of JSON put in. */
function mutation(from: string, random: Random): string {
  let text = from;
  for (let step = random.of([0, 1, 1, 1, 2, 4]); step > 0; step -= 1) {
    const at = random.below(text.length + 1);
    const length = random.isOneIn(4) ? random.below(200) : random.below(8);
    switch (random.below(8)) {
      case 0: case 1: text = text.slice(0, at) + random.of(PIECES) + text.slice(at); break;
      case 2: text = text.slice(0, at) + text.slice(at + length); break;
      case 3: { const other = random.below(text.length + 1); text = text.slice(0, at) + text.slice(other, other + length) + text.slice(at); break; }
      case 4: text = text.slice(0, at) + String.fromCharCode(random.below(256)) + text.slice(at + 1); break;
      case 5: text = text.slice(0, at) + random.of(PIECES).repeat(random.below(40)) + text.slice(at); break;
      case 6: text = text.slice(0, at) + random.of(PIECES) + text.slice(at + length); break;
      default: if (random.isOneIn(8)) text = text.slice(0, at);
    }
  }
  return text.slice(0, CHANGED_BYTES_MAX);
}
