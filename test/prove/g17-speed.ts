/** G17: a large journal stays quick. Measured from the moment the key is known; whatever else the machine does counts as well. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { edited, makeCorpus, type Corpus } from '../bench/corpus.ts';
import type { Opened } from '../bench/design.ts';
import { journalDesign } from '../bench/journal-design.ts';
import { Count, type Figure, type Line, type Order } from './figure.ts';

const SESSIONS = 10_000;
const SESSIONS_OF_SAMPLE = 2000;
const UNLOCKINGS = 5;
const SAVES = 200;
const WITHIN_MS = { firstPage: 600, save: 25, backup: 10_000, rekeying: 15_000 };
/** One save in twenty may take longer. */
const SLOW_SHARE = 0.05;

export const g17: Figure = { id: 'G17', shares: 1, run };

async function run(order: Order): Promise<Line[]> {
  const many = order.full ? SESSIONS : SESSIONS_OF_SAMPLE;
  const corpus = makeCorpus(many, order.seed);
  const folder = path.join(order.onDisk, 'journal');
  fs.mkdirSync(folder);
  await journalDesign.make(folder, corpus);
  const of = `with ${many.toLocaleString('en-GB')} sessions`;
  const opened = await unlockings(folder, of);
  try {
    await opened.journal.searchReady();
    const lines = [opened.count, await saves(opened.journal, corpus, of), await whole(opened.journal, 'backup', WITHIN_MS.backup, `a backup ${of}, made and read back`), await whole(opened.journal, 're-keying', WITHIN_MS.rekeying, `re-keying ${of}, with its derivations and its backup before`)];
    opened.count.note(`Load of the machine: ${os.loadavg().map((load) => load.toFixed(1)).join(', ')} on ${os.availableParallelism()} processors.`);
    return lines;
  } finally {
    opened.journal.close();
  }
}

/** The last one stays open. */
async function unlockings(folder: string, of: string): Promise<{ count: Count; journal: Opened }> {
  const count = new Count(`unlockings ${of}: the first page within ${WITHIN_MS.firstPage} ms`, { goal: UNLOCKINGS, asked: UNLOCKINGS });
  let journal: Opened | null = null;
  for (let turn = 0; turn < UNLOCKINGS; turn += 1) {
    journal?.close();
    const prepared = await journalDesign.prepare(folder);
    const began = performance.now();
    journal = await prepared.open();
    await journal.firstPage();
    judge(count, performance.now() - began, WITHIN_MS.firstPage);
  }
  return { count, journal: journal! };
}

async function saves(journal: Opened, corpus: Corpus, of: string): Promise<Line> {
  const count = new Count(`saves ${of}, durable: 19 of 20 within ${WITHIN_MS.save} ms`, { goal: SAVES, asked: SAVES });
  const times: number[] = [];
  for (let turn = 0; turn < SAVES; turn += 1) {
    const place = (turn * 37) % corpus.sessions.length;
    const session = edited(corpus.sessions[place]!.session, `one more sentence ${turn}`);
    const began = performance.now();
    await journal.save(turn % 4 === 0 ? null : place, session);
    times.push(performance.now() - began);
    count.held();
  }
  times.sort((one, other) => one - other);
  const slow = times.filter((ms) => ms > WITHIN_MS.save);
  if (slow.length > SAVES * SLOW_SHARE) {
    count.failures = slow.length;
    count.note(`${slow.length} took longer, the slowest ${Math.round(times.at(-1)!)} ms`);
  }
  count.note(`half within ${times[Math.floor(SAVES / 2)]!.toFixed(1)} ms, 19 of 20 within ${times[Math.floor(SAVES * (1 - SLOW_SHARE))]!.toFixed(1)} ms`);
  return count;
}

async function whole(journal: Opened, work: 'backup' | 're-keying', withinMs: number, what: string): Promise<Line> {
  const count = new Count(`${what}: within ${withinMs / 1000} s`, { goal: 1, asked: 1 });
  const began = performance.now();
  await journal.whole!(work);
  judge(count, performance.now() - began, withinMs);
  return count;
}

function judge(count: Count, ms: number, withinMs: number): void {
  if (ms <= withinMs) {
    count.held();
    count.note(`${Math.round(ms)} ms`);
  } else count.failed(`${Math.round(ms)} ms`);
}
