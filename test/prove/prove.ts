/**
 * `npm run prove [-- --json] [--only G3,G5] [--full] [--seed N]`: counts what the journal promises. A sample in some minutes; with
 * --full the whole of each figure, which takes hours. Exit code 1 when anything falls short.
 */
import Database from 'better-sqlite3';
import sodium from 'libsodium-wrappers-sumo';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { holds, together, type Figure, type Line } from './figure.ts';
import { FIGURES } from './figures.ts';
import type { ShareAsked } from './share.ts';

const AT_ONCE = 2;

const { values: asked } = parseArgs({
  options: { json: { type: 'boolean', default: false }, full: { type: 'boolean', default: false }, only: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const seed = Number(asked.seed);
const chosen = chosenFigures(asked.only);
const versions = await versionsHere();

interface Proved extends Line {
  figure: string;
  seed: number;
  versions: typeof versions;
  seconds: number;
  holds: boolean;
}

if (!asked.json) print(`${asked.full ? 'Whole figures' : 'A sample of each figure'}, seed ${seed}, Node ${versions.node}, SQLite ${versions.sqlite}, libsodium ${versions.libsodium}\n`);
const proved = await inTurn(chosen);
if (asked.json) print(JSON.stringify(proved, null, 2));
else print(`\n${proved.filter((line) => line.holds).length} of ${proved.length} hold${proved.every((line) => line.holds) ? '' : `; short: ${[...new Set(proved.filter((line) => !line.holds).map((line) => line.figure))].join(', ')}`}`);
process.exitCode = proved.length > 0 && proved.every((line) => line.holds) ? 0 : 1;

function chosenFigures(only: string | undefined): readonly Figure[] {
  if (only === undefined) return FIGURES;
  const ids = only.toUpperCase().split(',');
  const unknown = ids.filter((id) => !FIGURES.some((figure) => figure.id === id));
  if (unknown.length > 0) throw new Error(`There is no figure ${unknown.join(', ')}. There are: ${FIGURES.map((figure) => figure.id).join(', ')}.`);
  return FIGURES.filter((figure) => ids.includes(figure.id));
}

/** Every share of every figure, two at a time; a figure is told when its last share is done. */
async function inTurn(figures: readonly Figure[]): Promise<Proved[]> {
  const waiting = figures.flatMap((figure) => Array.from({ length: figure.shares }, (_, share) => ({ figure, share })));
  const done = new Map<Figure, { lines: Line[][]; beganAtMs: number }>(figures.map((figure) => [figure, { lines: [], beganAtMs: Infinity }]));
  const told: Proved[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { figure, share } = next;
      const result = done.get(figure)!;
      result.beganAtMs = Math.min(result.beganAtMs, performance.now());
      result.lines.push(await runShare({ id: figure.id, full: asked.full, seed, share, shares: figure.shares }));
      if (result.lines.length === figure.shares) told.push(...tell(figure, together(result.lines), (performance.now() - result.beganAtMs) / 1000));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return told;
}

/** A share whose process ends in any other way than with its lines has found something, too. */
function runShare(share: ShareAsked): Promise<Line[]> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'share.ts'), JSON.stringify(share)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let complained = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (printed += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (complained = (complained + piece).slice(-2000)));
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(printed.trimEnd().split('\n').at(-1)!) as Line[]);
      else resolve([{ what: 'the run itself', reached: 0, asked: 1, goal: 1, failures: 1, tally: {}, notes: [`ended with ${signal ?? code}: ${complained.trim()}`] }]);
    });
  });
}

function tell(figure: Figure, lines: readonly Line[], seconds: number): Proved[] {
  const proved = lines.map((line) => ({ figure: figure.id, ...line, seed, versions, seconds: Math.round(seconds * 10) / 10, holds: holds(line) }));
  if (!asked.json) for (const line of proved) print(inText(line));
  return proved;
}

function inText(line: Proved): string {
  const count = `${number(line.reached)} of ${number(line.goal)}`;
  const head = `${line.figure.padEnd(4)} ${line.what.padEnd(76)} ${count.padStart(24)}  seed ${line.seed} ${`${line.seconds.toFixed(1)} s`.padStart(9)}  ${line.holds ? 'holds' : 'falls short'}`;
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
