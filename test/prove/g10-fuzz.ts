/** G10: bytes and messages nobody would send. Each ends as a fault that has a name, soon, or in something that is whole. */
import path from 'node:path';
import { VaultFault } from '../../electron/vault/fault.ts';
import { openFrontPage } from '../../electron/vault/front-page.ts';
import { hash } from '../../electron/vault/hash.ts';
import { openHead } from '../../electron/vault/head.ts';
import { encodeHeader, parseHeader, type Header } from '../../electron/vault/header.ts';
import { joined, sameBytes, u32, u64, u8 } from '../../electron/vault/bytes.ts';
import { keysOf } from '../../electron/vault/keys.ts';
import { openRecord, sealRecord } from '../../electron/vault/record.ts';
import { recoveryBytes } from '../../electron/vault/recovery-words.ts';
import { seal } from '../../electron/vault/seal.ts';
import { encodeSlot, parseSlot } from '../../electron/vault/slots.ts';
import { parsePreamble, encodePreamble } from '../../electron/vault/backup-preamble.ts';
import { answer } from '../../electron/requests/answer.ts';
import { Custody } from '../../electron/requests/custody.ts';
import { requests, type RequestName } from '../../shared/requests.ts';
import { finish } from '../vault/vectors/draft.ts';
import { sound } from '../vault/vectors/sound.ts';
import { Count, inWords, partOf, type Figure, type Line, type Order } from './figure.ts';
import { fuzzForeignFiles } from './g10-foreign.ts';
import { asked as messages } from './messages.ts';
import type { Random } from './random.ts';

const GOAL = 1_000_000;
const SAMPLE = 20_000;
const SAMPLE_OF_REQUESTS = 6000;
/** Longer than any input may take. */
const HANGS_MS = 1000;

export const g10: Figure = { id: 'G10', shares: 2, run };

interface Parser {
  what: string;
  seeds: Uint8Array[];
  /** What surrounds the mutated bytes, so that they are not refused at the door: a checksum made right, a seal. */
  wrap?: (bytes: Uint8Array, random: Random) => Uint8Array;
  /** Throws a VaultFault, or says what came of it; null is a counter-example: something that is not whole was taken for it. */
  parse: (bytes: Uint8Array) => string | null;
}

async function run(order: Order): Promise<Line[]> {
  const sealed = finish(sound);
  const header = parseHeader(sealed.header);
  return [...parsersOf(header, sealed.header).map((parser) => fuzz(parser, order)), ...fuzzForeignFiles(order), await fuzzRequests(order)];
}

function parsersOf(header: Header, headerBytes: Uint8Array): Parser[] {
  const keys = keysOf(Uint8Array.from(sound.vaultKey));
  const key = 0x0123456789abcdefn;
  const record = { id: '0123456789abcdef' as never, type: 1, schema: 2, revision: 3, payload: new TextEncoder().encode('an entry') };
  const row = sealRecord(keys.record, header, record);
  const rowAad = joined(u8(1), header.vaultId, u64(key), u32(header.epoch));
  const inner = joined(u32(record.payload.length), new Uint8Array([1, 0, 2, 0]), u64(3), record.payload, new Uint8Array(512 - 16 - record.payload.length));
  const headAad = joined(header.vaultId, u32(header.epoch));
  const headText = joined(u64(1), u64(1), new Uint8Array(64).fill(7));
  const frontAad = joined(headAad, u64(1));
  const page = joined(u32(5), new TextEncoder().encode('front'), new Uint8Array(503));
  const sealedPage = seal(keys.front, 'oc1/front', frontAad, page);
  const unknownSlot = joined(u8(9), u8(0), new Uint8Array(40).fill(5));
  return [
    {
      what: 'header',
      seeds: [headerBytes, encodeHeader({ ...header, slots: [...header.slots, { known: false, number: 3, type: 9, body: new Uint8Array(30) }] })],
      wrap: (bytes, random) => (random.isOneIn(4) ? bytes : joined(bytes.subarray(0, -32), hash(bytes.subarray(0, Math.max(0, bytes.length - 32))))),
      parse: (bytes) => takenIf(sameBytes(encodeHeader(parseHeader(bytes)), bytes)),
    },
    { what: 'slot', seeds: [encodeSlot(header.slots[0]!), encodeSlot(header.slots[1]!), unknownSlot], parse: (bytes) => takenIf(sameBytes(encodeSlot(parseSlot(0, bytes)), bytes)) },
    { what: 'record, as it stands', seeds: [row], parse: (bytes) => takenIf(openRecord(keys.record, header, key, bytes).revision === 3 && sameBytes(bytes, row)) },
    {
      what: 'record, sealed rightly around what was changed',
      seeds: [inner],
      wrap: (bytes) => joined(u8(1), u32(header.epoch), seal(keys.record, 'oc1/rec', rowAad, bytes)),
      parse: (bytes) => {
        const { payload, revision } = openRecord(keys.record, header, key, bytes);
        return takenIf(revision >= 1 && Number.isSafeInteger(revision) && payload.length <= bytes.length - 77 - 16);
      },
    },
    { what: 'head, sealed rightly around what was changed', seeds: [headText], wrap: (bytes) => seal(keys.head, 'oc1/head', headAad, bytes), parse: (bytes) => takenIf(Number.isSafeInteger(openHead(keys.head, header, bytes).count)) },
    { what: 'front page, as it stands', seeds: [sealedPage], parse: (bytes) => (openFrontPage(keys.front, header, 1, bytes) === null ? 'absent' : takenIf(sameBytes(bytes, sealedPage))) },
    {
      what: 'front page, sealed rightly around what was changed',
      seeds: [page],
      wrap: (bytes) => seal(keys.front, 'oc1/front', frontAad, bytes),
      parse: (bytes) => {
        const opened = openFrontPage(keys.front, header, 1, bytes);
        return opened === null ? 'absent' : takenIf(opened.length <= bytes.length - 72 - 4);
      },
    },
    {
      what: 'beginning of a backup',
      seeds: [encodePreamble({ headerBytes, headerMac: new Uint8Array(32), backupId: new Uint8Array(16), commitment: new Uint8Array(32), streamHeader: new Uint8Array(24) })],
      wrap: (bytes, random) => (random.isOneIn(4) ? bytes : withChecksum(bytes)),
      parse: (bytes) => takenIf(sameBytes(encodePreamble(parsePreamble(bytes)), bytes)),
    },
    { what: 'recovery words', seeds: [new TextEncoder().encode('abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about')], parse: (bytes) => takenIf(recoveryBytes(new TextDecoder().decode(bytes)).length === 16) },
  ];
}

/** The header inside gets the checksum of what it has become. */
function withChecksum(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - (32 + 16 + 32 + 24);
  if (end < 12 + 32) return bytes;
  return joined(bytes.subarray(0, end - 32), hash(bytes.subarray(12, end - 32)), bytes.subarray(end));
}

function takenIf(whole: boolean): string | null {
  return whole ? 'taken' : null;
}

function fuzz({ what, seeds, wrap, parse }: Parser, order: Order): Line {
  const asked = order.full ? GOAL : SAMPLE;
  const count = new Count(`fuzzed inputs: ${what}`, { goal: GOAL, asked });
  const corpus = [...seeds];
  const began = performance.now();
  for (let turn = 0; turn < partOf(asked, order); turn += 1) {
    const mutated = mutation(order.random.of(order.random.isOneIn(2) ? seeds : corpus), order.random);
    const input = wrap === undefined ? mutated : wrap(mutated, order.random);
    const before = performance.now();
    try {
      const kind = parse(input);
      if (kind === null) count.failed(`input ${turn}: taken, and it is not whole`);
      else count.held(kind);
      // What was taken is mutated further: it has got past the door.
      if (kind === 'taken') corpus[corpus.length < CORPUS_MAX ? corpus.length : order.random.below(corpus.length)] = mutated;
    } catch (error) {
      if (error instanceof VaultFault) count.held(error.fault);
      else count.failed(`input ${turn}: ${inWords(error)}`);
    }
    if (performance.now() - before > HANGS_MS) count.failed(`input ${turn}: more than a second`);
  }
  count.tally['a second'] = Math.round(count.reached / ((performance.now() - began) / 1000));
  return count;
}

const CORPUS_MAX = 100;
const TELLING = [0, 1, 2, 3, 0x10, 0x7f, 0x80, 0xff];

function mutation(from: Uint8Array, random: Random): Uint8Array {
  let bytes: Uint8Array = Uint8Array.from(from);
  for (let step = random.of([1, 1, 1, 2, 4]); step > 0; step -= 1) {
    // Numbers stand at the beginning.
    const at = random.below(random.isOneIn(3) ? Math.min(32, bytes.length + 1) : bytes.length + 1);
    const length = random.isOneIn(4) ? random.below(200) : random.below(8);
    switch (random.below(9)) {
      case 0: case 1: if (at < bytes.length) bytes[at]! ^= 1 << random.below(8); break;
      case 2: if (at < bytes.length) bytes[at] = random.of(TELLING); break;
      case 3: if (at + 4 <= bytes.length) new DataView(bytes.buffer).setUint32(at, random.of([0, 1, 0xffffffff, 0x7fffffff, 0x80000000, 16_777_217, random.next()]), true); break;
      case 4: if (at + 2 <= bytes.length) new DataView(bytes.buffer).setUint16(at, random.of([0, 1, 0xffff, 0x8000, bytes.length, random.below(65_536)]), true); break;
      case 5: bytes = joined(bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + length))); break;
      case 6: bytes = joined(bytes.subarray(0, at), random.bytes(length), bytes.subarray(at)); break;
      case 7: { const from_ = random.below(bytes.length + 1); bytes = joined(bytes.subarray(0, at), bytes.slice(from_, from_ + length), bytes.subarray(at)); break; }
      default: bytes = random.isOneIn(10) ? random.bytes(random.below(700)) : bytes.slice(0, at);
    }
  }
  return bytes;
}

/** Requests whose handlers derive keys or end the keeper are sent only what they must refuse. */
const SLOW_OR_LAST = /^(?:lock|unlock|changePassphrase|beginRecoverySheet|finishRecoverySheet|rehearse|rekey|openRescued|moveJournal|findJournal|forgetJournalFolder|takeCopy)/u;

async function fuzzRequests(order: Order): Promise<Line> {
  const asked = order.full ? GOAL : SAMPLE_OF_REQUESTS;
  const count = new Count('fuzzed messages to an open journal: answered or refused, never a fault', { goal: GOAL, asked });
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  const custody = await openCustody(order.folder, log);
  const ids: string[] = [];
  const began = performance.now();
  for (let turn = 0; turn < partOf(asked, order); turn += 1) {
    const message = messages(order.random, ids);
    if (!isQuiet(message)) {
      count.held('not sent');
      continue;
    }
    const before = performance.now();
    try {
      const told = await answer(custody, message, log);
      const reply = told?.with as { ok: boolean; value?: unknown; refusal?: { why: string } } | undefined;
      if (reply?.refusal?.why === 'fault') count.failed(`message ${turn}: ${logged.at(-1) ?? 'a fault'}`);
      else count.held(reply === undefined ? 'no question' : reply.ok ? 'answered' : reply.refusal!.why);
      remember(reply?.value, ids, order.random);
    } catch (error) {
      count.failed(`message ${turn}: ${inWords(error)}`);
    }
    if (performance.now() - before > HANGS_MS) count.failed(`message ${turn}: more than a second`);
  }
  count.tally['a second'] = Math.round(count.reached / ((performance.now() - began) / 1000));
  custody.lock();
  return count;
}

function isQuiet(message: unknown): boolean {
  const { name, input } = (message ?? {}) as { name?: unknown; input?: unknown };
  if (typeof name !== 'string' || !Object.hasOwn(requests, name) || !SLOW_OR_LAST.test(name)) return true;
  return !requests[name as RequestName].input.safeParse(input).success;
}

function remember(value: unknown, ids: string[], random: Random): void {
  const id = (value as { id?: unknown } | null | undefined)?.id;
  if (typeof id !== 'string') return;
  if (ids.length < 40) ids.push(id);
  else ids[random.below(ids.length)] = id;
}

async function openCustody(folder: string, log: (line: string) => void): Promise<Custody> {
  const custody = new Custody(
    { journalFolder: path.join(folder, 'journal'), settingsFolder: path.join(folder, 'settings') },
    { notice: () => undefined, preferencesAre: () => undefined, unlocked: () => undefined, locked: () => undefined, choose: () => Promise.resolve(null), log },
  );
  const ask = async (name: RequestName, input: unknown) => ((await answer(custody, { ask: 1, name, input }, log))!.with as unknown as { value: never }).value as { recoveryWords: string[]; ask: number[] };
  const begun = await ask('beginJournal', { passphrase: 'lantern gravel oboe thicket marzipan quorum' });
  await ask('finishJournal', { words: begun.ask.map((place) => begun.recoveryWords[place - 1]) });
  return custody;
}
