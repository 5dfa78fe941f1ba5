/**
 * `npm run bench`: this journal, page encryption and plain SQLite, side by side in one run. Each unlocking is a fresh process; the
 * designs take turns, so that a slow minute of the machine meets them all.
 *
 *   npm run bench                          1,000 and 10,000 sessions
 *   npm run bench -- --sessions 500,2000   other sizes
 *   npm run bench -- --json                figures only, for a program to read
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { derive, freshKdf, PASSPHRASE_COST, RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { sodiumReady } from '../../electron/vault/seal.ts';
import type { DesignName, Done, Order } from './keeper.ts';
import { WHOLE_WORK, type WholeWork } from './whole-work.ts';

const ROUNDS = 5;
const SEARCH_ROUNDS = 5;
const SAVES = 300;
const READS = 500;
const ASK_EVERY_MS = 5;
const NAMES: DesignName[] = ['journal', 'cipher', 'plain'];

interface Figures {
  'first page, ms': number;
  'search ready, ms': number;
  'longest stall of an ask, ms': number;
  'memory above idle, MB': number;
  'search, one word, p50 ms': number;
  'search, one word, p95 ms': number;
  'search, two words, p50 ms': number;
  'search, two words, p95 ms': number;
  'search, beginning, p50 ms': number;
  'search, beginning, p95 ms': number;
  'search, phrase, p50 ms': number;
  'search, phrase, p95 ms': number;
  'save, durable, p50 ms': number;
  'save, durable, p95 ms': number;
  'open one, p50 ms': number;
  'file, MB': number;
}
type Figure = keyof Figures;

class Keeper {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (value: unknown) => void>();
  #asked = 0;

  constructor(name: DesignName, folder: string, sessions: number) {
    this.#child = fork(path.join(import.meta.dirname, 'keeper.ts'), [name, folder, String(sessions)], { execArgv: ['--expose-gc'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' });
    this.#child.on('message', ({ id, value }: Done) => {
      this.#waiting.get(id)?.(value);
      this.#waiting.delete(id);
    });
    this.#child.on('exit', (code) => {
      if (code) throw new Error(`the measured process ended with ${code}`);
    });
  }

  ask<T>(order: Order): Promise<T> {
    this.#asked += 1;
    this.#child.send({ id: this.#asked, ...order });
    return new Promise((resolve) => this.#waiting.set(this.#asked, resolve as (value: unknown) => void));
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    await this.ask({ do: 'close' });
    await gone;
  }
}

/** One unlocking: the list while the records are still being read, the longest wait for it, and the moment of the first search. */
async function unlocking(keeper: Keeper): Promise<Pick<Figures, 'first page, ms' | 'search ready, ms' | 'longest stall of an ask, ms' | 'memory above idle, MB'>> {
  const idle = await keeper.ask<number>({ do: 'prepare' });
  const start = performance.now();
  await keeper.ask({ do: 'open' });
  await keeper.ask({ do: 'first-page' });
  const firstPage = performance.now() - start;
  const ready = keeper.ask({ do: 'search-ready' }).then(() => performance.now() - start);
  const stall = await longestWait(keeper, ready);
  return { 'first page, ms': firstPage, 'search ready, ms': await ready, 'longest stall of an ask, ms': stall, 'memory above idle, MB': ((await keeper.ask<number>({ do: 'memory' })) - idle) / 1e6 };
}

/** How long each takes, and the longest wait for the list meanwhile. */
type WholeFigures = Record<WholeWork, { 'longest stall of an ask, ms': number; 'in all, ms': number }>;

async function wholeWork(keeper: Keeper, say: (line: string) => void): Promise<WholeFigures> {
  await keeper.ask({ do: 'prepare' });
  await keeper.ask({ do: 'open' });
  await keeper.ask({ do: 'search-ready' });
  const figures: Partial<WholeFigures> = {};
  for (const work of WHOLE_WORK) {
    say(`the whole journal: ${work}`);
    const start = performance.now();
    const done = keeper.ask({ do: 'whole', work }).then(() => performance.now() - start);
    const stall = await longestWait(keeper, done);
    figures[work] = { 'longest stall of an ask, ms': stall, 'in all, ms': await done };
  }
  return figures as WholeFigures;
}

async function longestWait(keeper: Keeper, until: Promise<unknown>): Promise<number> {
  const over = new AbortController();
  void until.then(() => over.abort());
  let longest = 0;
  while (!over.signal.aborted) {
    const asked = performance.now();
    await keeper.ask({ do: 'first-page' });
    longest = Math.max(longest, performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return longest;
}

interface Measured { byDesign: Record<DesignName, Figures>; whole: WholeFigures }

async function measure(sessions: number, say: (line: string) => void): Promise<Measured> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'other-chair-bench-'));
  const folderOf = (name: DesignName) => path.join(scratch, name);
  const rounds: Record<DesignName, Partial<Figures>[]> = { journal: [], cipher: [], plain: [] };
  try {
    for (const name of NAMES) {
      say(`making ${sessions} sessions: ${name}`);
      mkdirSync(folderOf(name));
      const maker = new Keeper(name, folderOf(name), sessions);
      await maker.ask({ do: 'make' });
      await maker.ask({ do: 'prepare' });
      await maker.ask({ do: 'open' });
      await maker.ask({ do: 'search-ready' });
      await maker.close();
    }
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const name of NAMES) {
        say(`round ${round} of ${ROUNDS}: ${name}`);
        const keeper = new Keeper(name, folderOf(name), sessions);
        const figures: Partial<Figures> = await unlocking(keeper);
        if (round <= 2) Object.assign(figures, searchFigures(await keeper.ask({ do: 'searches', rounds: SEARCH_ROUNDS })), { 'open one, p50 ms': at(await keeper.ask<number[]>({ do: 'reads', count: READS }), 0.5) });
        if (round === ROUNDS) {
          figures['file, MB'] = sizeOf(folderOf(name)) / 1e6;
          const times = await keeper.ask<number[]>({ do: 'saves', count: SAVES });
          Object.assign(figures, { 'save, durable, p50 ms': at(times, 0.5), 'save, durable, p95 ms': at(times, 0.95) });
        }
        await keeper.close();
        rounds[name].push(figures);
      }
    }
    const keeper = new Keeper('journal', folderOf('journal'), sessions);
    const whole = await wholeWork(keeper, say);
    await keeper.close();
    return { byDesign: Object.fromEntries(NAMES.map((name) => [name, medians(rounds[name])])) as Record<DesignName, Figures>, whole };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function searchFigures(timesByKind: Record<string, number[]>): Partial<Figures> {
  return Object.fromEntries(Object.entries(timesByKind).flatMap(([kind, times]) => [[`search, ${kind}, p50 ms`, at(times, 0.5)], [`search, ${kind}, p95 ms`, at(times, 0.95)]]));
}

function medians(rounds: Partial<Figures>[]): Figures {
  const figures = new Set(rounds.flatMap((round) => Object.keys(round) as Figure[]));
  return Object.fromEntries([...figures].map((figure) => {
    const values = rounds.map((round) => round[figure]).filter((value) => value !== undefined);
    // A stall is a promise about the worst case, so the worst round counts.
    return [figure, figure.startsWith('longest') ? Math.max(...values) : at(values, 0.5)];
  })) as never;
}

function at(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

function sizeOf(folder: string): number {
  return readdirSync(folder).filter((name) => name.startsWith('journal')).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

/** What the design sets out to reach at 10,000 sessions. */
function goals({ byDesign: { journal, plain }, whole }: Measured): [string, boolean][] {
  const searches = (Object.keys(journal) as Figure[]).filter((figure) => figure.startsWith('search, '));
  const worst = Math.max(...searches.map((figure) => journal[figure] / plain[figure]));
  return [
    ['first page of the list ≤ 150 ms', journal['first page, ms'] <= 150],
    ['search ready ≤ 1,500 ms', journal['search ready, ms'] <= 1500],
    ['no ask stalls > 50 ms', journal['longest stall of an ask, ms'] <= 50],
    ['nor while the whole journal is worked on', Object.values(whole).every((figures) => figures['longest stall of an ask, ms'] <= 50)],
    [`search p50 and p95 ≤ 1.5 × plain (worst ${worst.toFixed(2)} ×)`, worst <= 1.5],
    ['durable save p95 ≤ 25 ms', journal['save, durable, p95 ms'] <= 25],
    ['memory ≤ 150 MB above idle', journal['memory above idle, MB'] <= 150],
    [`file ≤ 1.5 × plain (${(journal['file, MB'] / plain['file, MB']).toFixed(2)} ×)`, journal['file, MB'] <= 1.5 * plain['file, MB']],
  ];
}

async function derivations(): Promise<Record<string, number>> {
  await sodiumReady();
  const time = async (cost: typeof PASSPHRASE_COST) => {
    const start = performance.now();
    await derive(new TextEncoder().encode('a passphrase for measuring only'), freshKdf(cost));
    return performance.now() - start;
  };
  return { 'passphrase, ms': at([await time(PASSPHRASE_COST), await time(PASSPHRASE_COST), await time(PASSPHRASE_COST)], 0.5), 'recovery words, ms': at([await time(RECOVERY_COST), await time(RECOVERY_COST), await time(RECOVERY_COST)], 0.5) };
}

function print(sessions: number, { byDesign: figures, whole }: Measured): void {
  const row = (cells: string[]) => `${cells[0]!.padEnd(30)}${cells.slice(1).map((cell) => cell.padStart(14)).join('')}`;
  console.log(`\n${sessions.toLocaleString('en-GB')} sessions of about 2 KB\n${row(['', 'this journal', 'page-encrypted', 'plain', '÷ encrypted', '÷ plain'])}`);
  for (const figure of Object.keys(figures.journal) as Figure[]) {
    const [ours, encrypted, plain] = NAMES.map((name) => figures[name][figure]) as [number, number, number];
    console.log(row([figure, ...[ours, encrypted, plain].map((value) => value.toFixed(value < 10 ? 2 : 1)), (ours / encrypted).toFixed(2), (ours / plain).toFixed(2)]));
  }
  console.log(row(['\nThe whole journal', 'longest stall', 'in all, ms']));
  for (const work of WHOLE_WORK) console.log(row([work, ...Object.values(whole[work]).map((ms) => ms.toFixed(1))]));
}

async function main(): Promise<void> {
  const json = process.argv.includes('--json');
  const sizes = (process.argv[process.argv.indexOf('--sessions') + 1] ?? '').split(',').map(Number).filter((size) => size > 0);
  const say = (line: string) => {
    if (!json) process.stderr.write(`${line}\n`);
  };
  const machine = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'unknown'}`;
  if (!json) console.log(machine);
  const bySize: Record<string, Measured> = {};
  for (const sessions of process.argv.includes('--sessions') && sizes.length > 0 ? sizes : [1000, 10_000]) {
    const figures = await measure(sessions, say);
    bySize[sessions] = figures;
    if (json) continue;
    print(sessions, figures);
    if (sessions === 10_000) for (const [goal, holds] of goals(figures)) console.log(`${holds ? 'reached    ' : 'falls short'}  ${goal}`);
  }
  const keys = await derivations();
  if (json) console.log(JSON.stringify({ machine, bySize, keys }, null, 2));
  else console.log(`\nKey derivation, apart: ${Object.entries(keys).map(([what, ms]) => `${what} ${ms.toFixed(0)}`).join(', ')}`);
}

await main();
