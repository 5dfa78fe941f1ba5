/**
 * What the processes know: the shell never a text or a key, and nobody any more once the journal is locked. The story runs where there
 * is no network at all, so it proves on the way that the app needs none.
 *
 * The story's own process types the texts and, on the stand-in, passes on what window and keeper say; Chromium's browser process hands
 * the keys that are pressed to the page. On Electron the first does not exist, and the second is the shell's: what is proved here for
 * the shell is that our code there holds nothing. The browser process is only reported.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canariesOf, canariesOfWords, freshCanaries } from '../canary/canaries.ts';
import { Detector, inWords, type Sighting } from '../canary/detector.ts';
import { withoutNetwork } from './closed-network.ts';
import { keysOfFile } from './keys.ts';
import { lookThrough, whyNotLookedThrough } from './memory.ts';
import { processesUnder, type Kind, type Running } from './processes.ts';
import { startTeller, type Teller } from './teller.ts';

const LOCKED_WITHIN_MS = 500;
const whyNot = whyNotLookedThrough();
const closed = withoutNetwork();
const texts = freshCanaries();
const planted = `planted ${freshCanaries().intention}`;
const folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-proof-'));
const userData = path.join(folder, 'app');

type Seen = Map<Kind, { count: number; bytesRead: number; sightings: Sighting[] }>;
let before: Running[] = [];
let unlocked: Seen;
let locked: Seen;
let control: Seen;
let goneAfterMs: Record<number, number> = {};
let found = 0;

beforeAll(async () => {
  if (closed === null) process.stderr.write('A network cannot be taken away here, so the story is told with the one there is.\n');
  if (whyNot !== null) process.stderr.write(`Memory is not looked through: ${whyNot}.\n`);
  mkdirSync(userData);
  const teller = startTeller(folder, closed ?? []);
  await teller.tell('opens', { userData, texts });
  const words = await teller.tell('makesAJournal');
  await teller.tell('namesAPairing');
  await teller.tell('writesASession');
  if (whyNot === null) await lookAround(teller, words);
  else await teller.tell('locks');
  await teller.tell('unlocksWithWords', words);
  found = await teller.tell('entries');
  await teller.tell('leaves');
  await teller.end();
}, 180_000);

afterAll(() => { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); });

async function lookAround(teller: Teller, words: string[]): Promise<void> {
  const keys = await keysOfFile(path.join(userData, 'journal/journal.ocv'), texts.passphrase);
  const detector = new Detector([...canariesOf(texts), ...canariesOfWords(words), ...keys, { name: 'planted', text: planted }]);
  before = processesUnder(teller.pid);
  unlocked = look(before, detector);
  goneAfterMs = await teller.tell('locksAndWatches', { pids: pidsHolding(unlocked) });
  locked = look(processesUnder(teller.pid), detector);
  await teller.tell('plantsInTheShell', { text: planted });
  control = look(processesUnder(teller.pid).filter(({ kind }) => kind === 'shell'), detector);
}

function look(processes: readonly Running[], detector: Detector): Seen {
  const seen: Seen = new Map();
  for (const { pid, kind } of processes) {
    if (kind === 'story' || kind === 'other') continue;
    const { sightings, bytesRead } = lookThrough(pid, `${kind} ${pid}`, detector);
    const sum = seen.get(kind) ?? { count: 0, bytesRead: 0, sightings: [] };
    seen.set(kind, { count: sum.count + 1, bytesRead: sum.bytesRead + bytesRead, sightings: [...sum.sightings, ...sightings] });
  }
  return seen;
}

/** The keeper, and the page the texts were on: Chromium has another one for the empty page it begins with. */
function pidsHolding(seen: Seen): number[] {
  const holding = (kind: Kind) => (seen.get(kind)?.sightings ?? []).map(({ place }) => Number(place.split(' ').at(-1)));
  return [...new Set([...holding('keeper'), ...holding('page')])];
}

const names = (sightings: readonly Sighting[]) => new Set(sightings.map(({ canary }) => canary));

test('the whole story works where there is no network', () => {
  expect(found).toBe(1);
});

describe.runIf(whyNot === null)('while the journal is open', () => {
  test('the shell holds no text, no passphrase, no recovery word and no key', () => {
    const shell = unlocked.get('shell')!;
    expect(shell.count).toBe(1);
    expect(shell.bytesRead).toBeGreaterThan(20 * 1024 * 1024);
    expect(inWords(shell.sightings)).toEqual([]);
  });

  test('the same look finds texts and keys in the keeper and texts in the page, where they have to be', () => {
    const inKeeper = names(unlocked.get('keeper')!.sightings);
    expect([...inKeeper]).toEqual(expect.arrayContaining(['takeaway', 'peer keyword', 'between us']));
    // One of them may be on its way through the heap while it is looked through.
    expect([...inKeeper].filter((name) => name.endsWith(' key')).length).toBeGreaterThan(1);
    const inPage = names(unlocked.get('page')!.sightings);
    expect([...inPage]).toEqual(expect.arrayContaining(['takeaway', 'peer keyword', 'between us']));
    expect([...inPage].filter((name) => name.endsWith(' key'))).toEqual([]);
  });

  test('and finds a text that was planted in the shell', () => {
    expect([...names(control.get('shell')!.sightings)]).toEqual(['planted']);
  });
});

describe.runIf(whyNot === null)('once the journal is locked', () => {
  test(`the keeper and the page that knew it are gone within ${LOCKED_WITHIN_MS} ms`, () => {
    const kinds = Object.keys(goneAfterMs).map((pid) => before.find((each) => each.pid === Number(pid))?.kind);
    expect(kinds.sort()).toEqual(['keeper', 'page']);
    process.stderr.write(`Gone after the lock was pressed: ${Object.values(goneAfterMs).map((ms) => `${Math.round(ms)} ms`).join(', ')}.\n`);
    expect(Math.max(...Object.values(goneAfterMs))).toBeLessThanOrEqual(LOCKED_WITHIN_MS);
  });

  test('shell, fresh keeper and fresh page hold nothing of it', () => {
    for (const kind of ['shell', 'keeper', 'page'] as const) {
      expect(locked.get(kind)!.count, kind).toBeGreaterThan(0);
      expect(inWords(locked.get(kind)!.sightings), kind).toEqual([]);
    }
  });

  test("Chromium's other processes hold no key; which texts they still hold is reported", () => {
    const { count, sightings } = locked.get('browser')!;
    const texts = [...names(sightings)].filter((name) => !name.endsWith(' key'));
    process.stderr.write(`In ${count} other processes of Chromium, after the lock: ${texts.length === 0 ? 'no text' : texts.join(', ')}.\n`);
    expect([...names(sightings)].filter((name) => name.endsWith(' key'))).toEqual([]);
  });
});
