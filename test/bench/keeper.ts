/**
 * The process that is measured, in the keeper's place: it opens a journal of one design and answers what the parent, in the window's
 * place, asks over the pipe.
 */
import { edited, makeCorpus } from './corpus.ts';
import type { Design, Opened, Prepared } from './design.ts';
import { journalDesign } from './journal-design.ts';
import { cipherDesign, plainDesign } from './sqlite-design.ts';
import type { WholeWork } from './whole-work.ts';

export const designs = { journal: journalDesign, plain: plainDesign, cipher: cipherDesign } satisfies Record<string, Design>;
export type DesignName = keyof typeof designs;

export type Order =
  | { do: 'make' }
  | { do: 'prepare' }
  | { do: 'open' }
  | { do: 'first-page' }
  | { do: 'search-ready' }
  | { do: 'memory' }
  | { do: 'searches'; rounds: number }
  | { do: 'saves'; count: number }
  | { do: 'reads'; count: number }
  | { do: 'whole'; work: WholeWork }
  | { do: 'close' };

/** `value` by order: milliseconds, lists of them, bytes. */
export interface Done { id: number; value: unknown }

const [name, folder, count] = process.argv.slice(2) as [DesignName, string, string];
const SEED = 20261122;
const design = designs[name];
const corpus = makeCorpus(Number(count), SEED);
let prepared: Prepared;
let opened: Opened;

process.on('message', ({ id, ...order }: Order & { id: number }) => {
  void carryOut(order).then((value) => process.send?.({ id, value } satisfies Done));
});

async function carryOut(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'make': return design.make(folder, corpus);
    case 'prepare': prepared = await design.prepare(folder); return memory();
    case 'open': opened = await prepared.open(); return null;
    case 'first-page': return opened.firstPage();
    case 'search-ready': await opened.searchReady(); opened.search('chair'); return null;
    case 'memory': return memory();
    case 'searches': return searches(order.rounds);
    case 'saves': return saves(order.count);
    case 'reads': return timesOf(order.count, (n) => { opened.read((n * 7919) % corpus.sessions.length); });
    case 'whole': await opened.whole?.(order.work); return null;
    case 'close': opened.close(); setTimeout(() => process.exit(0), 10); return null;
  }
}

/** For each kind of query the median of the rounds, query by query. */
function searches(rounds: number): Record<string, number[]> {
  return Object.fromEntries(Object.entries(corpus.queries).map(([kind, queries]) => [kind, queries.map((query) => {
    const times = Array.from({ length: rounds }, () => timeOf(() => opened.search(query))).sort((a, b) => a - b);
    return times[times.length >> 1]!;
  })]));
}

/** Half of the saves add a session, half change one. */
async function saves(howMany: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < howMany; n += 1) {
    const place = (n * 104_729) % corpus.sessions.length;
    const session = edited(corpus.sessions[place]!.session, `saved ${n} at a moment of its own`);
    const start = performance.now();
    await opened.save(n % 2 === 0 ? null : place, session);
    times.push(performance.now() - start);
    // Between two saves the event loop turns, as it does between two keys pressed.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return times;
}

function timesOf(howMany: number, work: (n: number) => void): number[] {
  return Array.from({ length: howMany }, (_, n) => timeOf(() => work(n)));
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}
