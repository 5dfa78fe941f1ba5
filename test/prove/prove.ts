/**
 * `npm run prove [-- --json] [--only G3,G5] [--full] [--seed N] [--processes 1]`: counts what the journal promises. A sample in some
 * minutes; with --full the whole of each figure, which takes hours. Broken off (Ctrl-C), it says what was reached. Exit code 1 when
 * anything falls short.
 */
import Database from 'better-sqlite3';
import sodium from 'libsodium-wrappers-sumo';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { holds, together, type Figure, type Line } from './figure.ts';
import { FIGURES } from './figures.ts';
import type { ShareAsked } from './share.ts';

/** A share that does not end by itself when it is broken off is ended after this time. */
const ENDS_WITHIN_MS = 3000;

const { values: asked } = parseArgs({
  options: {
    json: { type: 'boolean', default: false }, full: { type: 'boolean', default: false }, only: { type: 'string' },
    seed: { type: 'string', default: '1' }, processes: { type: 'string', default: '2' },
  },
});
const seed = Number(asked.seed);
const chosen = chosenFigures(asked.only);
const versions = await versionsHere();
const waiting = chosen.flatMap((figure) => Array.from({ length: figure.shares }, (_, share) => ({ figure, share })));
const running = new Set<ChildProcess>();
const brokenOff = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, breakOff);

interface Proved extends Line {
  figure: string;
  seed: number;
  versions: typeof versions;
  seconds: number;
  holds: boolean;
}

if (!asked.json) print(`${asked.full ? 'Whole figures' : 'A sample of each figure'}\n`);
const proved = await inTurn();
const short = [...new Set(proved.filter((line) => !line.holds).map((line) => line.figure))];
const notBegun = chosen.map(({ id }) => id).filter((id) => !proved.some((line) => line.figure === id));
if (asked.json) print(JSON.stringify(proved, null, 2));
else print(`\n${[`${proved.filter((line) => line.holds).length} of ${proved.length} hold`, ...(short.length > 0 ? [`short: ${short.join(', ')}`] : []), ...(notBegun.length > 0 ? [`not begun: ${notBegun.join(', ')}`] : [])].join('; ')}`);
process.exitCode = proved.length > 0 && short.length === 0 && !brokenOff.signal.aborted ? 0 : 1;

function chosenFigures(only: string | undefined): readonly Figure[] {
  if (only === undefined) return FIGURES;
  const ids = only.toUpperCase().split(',');
  const unknown = ids.filter((id) => !FIGURES.some((figure) => figure.id === id));
  if (unknown.length > 0) throw new Error(`There is no figure ${unknown.join(', ')}. There are: ${FIGURES.map((figure) => figure.id).join(', ')}.`);
  return FIGURES.filter((figure) => ids.includes(figure.id));
}

interface Begun {
  shares: number;
  lines: Line[][];
  atMs: number;
}

/** Every share of every figure, some at a time; a figure is told when none of its shares is running or waiting any more. */
async function inTurn(): Promise<Proved[]> {
  const begun = new Map<Figure, Begun>(chosen.map((figure) => [figure, { shares: 0, lines: [], atMs: performance.now() }]));
  const told: Proved[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { figure, share } = next;
      const run = begun.get(figure)!;
      if (run.shares === 0) run.atMs = performance.now();
      run.shares += 1;
      run.lines.push(await runShare(figure, share));
      if (run.lines.length === run.shares && !waiting.some((each) => each.figure === figure)) told.push(...tell(figure, together(run.lines), (performance.now() - run.atMs) / 1000));
    }
  };
  await Promise.all(Array.from({ length: Number(asked.processes) }, work));
  return told;
}

/** A share whose process ends in any other way than with its lines has found something, too, unless it was broken off. */
function runShare(figure: Figure, share: number): Promise<Line[]> {
  const folders = [existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), os.tmpdir()].map((place) => mkdtempSync(path.join(place, 'other-chair-prove-')));
  const order: ShareAsked = { id: figure.id, full: asked.full, seed, share, shares: figure.shares, folder: folders[0]!, onDisk: folders[1]! };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'share.ts'), JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let printed = '';
  let complained = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (printed = withoutOld(printed + piece)));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (complained = (complained + piece).slice(-2000)));
  return new Promise((resolve) => {
    // Not even begun: `close` comes after this, too.
    child.once('error', (error) => (complained += error.message));
    child.once('close', (code, signal) => {
      running.delete(child);
      for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      const counted = JSON.parse(printed.split('\n').findLast((line) => line.startsWith('[{') && line.endsWith('}]')) ?? '[]') as Line[];
      if (code === 0 || brokenOff.signal.aborted) resolve(counted);
      else resolve([...counted, { what: 'the run itself', reached: 0, asked: 1, goal: 1, failures: 1, tally: {}, notes: [`ended with ${signal ?? code}: ${complained.trim()}`] }]);
    });
  });
}

/** The last whole line, and what has come of the next one. */
function withoutOld(printed: string): string {
  return printed.split('\n').slice(-2).join('\n');
}

function breakOff(): void {
  brokenOff.abort();
  waiting.length = 0;
  for (const child of running) {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS).unref();
  }
}

function tell(figure: Figure, lines: readonly Line[], seconds: number): Proved[] {
  const proved = lines.map((line) => ({ figure: figure.id, ...line, seed, versions, seconds: Math.round(seconds * 10) / 10, holds: holds(line) }));
  if (!asked.json) for (const line of proved) print(inText(line));
  return proved;
}

function inText(line: Proved): string {
  const count = `${number(line.reached)} of ${number(line.goal)}`;
  const { node, sqlite, libsodium } = line.versions;
  const ranOn = `seed ${line.seed}, Node ${node}, SQLite ${sqlite}, libsodium ${libsodium}`;
  const head = `${line.figure.padEnd(4)} ${line.what.padEnd(76)} ${count.padStart(24)} ${`${line.seconds.toFixed(1)} s`.padStart(9)}  ${ranOn}  ${line.holds ? 'holds' : 'falls short'}`;
  const tally = Object.entries(line.tally).map(([kind, many]) => `${kind} ${number(many)}`).join(', ');
  const shortOf = line.reached < line.asked ? [`only ${number(line.reached)} of the ${number(line.asked)} of this run`] : [];
  const failed = line.failures > 0 ? [`${number(line.failures)} counter-examples`] : [];
  return [head, ...[tally, ...shortOf, ...failed, ...line.notes].filter((each) => each !== '').map((each) => `       ${each}`)].join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

async function versionsHere(): Promise<{ node: string; sqlite: string; libsodium: string }> {
  await sodium.ready;
  const database = new Database(':memory:');
  const sqlite = database.prepare<[], string>('SELECT sqlite_version()').pluck().get()!;
  database.close();
  return { node: process.versions.node, sqlite, libsodium: sodium.sodium_version_string() };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
