/** G5: the process is killed at any moment of anything it does. What it had confirmed is there, and the journal opens. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { derivedFor, laid, stateAmong } from './after-crash.ts';
import { Count, partOf, type Figure, type Line, type Order } from './figure.ts';
import type { Random } from './random.ts';
import { straced, whyNotRecorded, type Ended } from './recording.ts';
import { after, FLOWS, type Flow, type State, type Step } from './steps.ts';
import type { VictimAsked } from './victim.ts';

const GOAL = 10_000;
const SAMPLE = 48;
/** Backups kept for each flow. */
const FILES_MAX = 20;

export const g5: Figure = { id: 'G5', shares: 2, run: async (order) => [await kills(order)] };

interface Place { folder: string; state: State }

const NOT_KILLED = 'it was not killed';

/** The n-th call of a kind is where the kill comes. */
interface Kill { call: string; nth: number }

/** Most of what is written to a journal is written by pwrite64: five to twenty calls a save. */
function killAtCall(random: Random): Kill {
  const call = random.of(['pwrite64', 'pwrite64', 'pwrite64', 'fdatasync', 'ftruncate']);
  return { call, nth: random.between(1, call === 'pwrite64' ? 30 : 6) };
}

async function kills(order: Order): Promise<Line> {
  const asked = order.full ? GOAL : SAMPLE;
  const count = new Count(`kills in ${FLOWS.length} flows: nothing confirmed is lost, everything opens`, { goal: GOAL, asked });
  const places = new Map<Flow, Place>();
  for (const flow of FLOWS) places.set(flow, await placeFor(flow, order));
  const whyNot = whyNotRecorded();
  if (whyNot !== null) count.note(`Killed at moments drawn by chance only, not at writes: ${whyNot}.`);
  const turns = turnsOf(partOf(asked, order), order);
  for (const [turn, flow] of turns.entries()) {
    const place = places.get(flow)!;
    const kill = whyNot === null && turn % 2 === 0 ? killAtCall(order.random) : null;
    let outcome = await killed(flow, place, order, String(turn), kill);
    // It came to the end of its turns without that call.
    if (outcome.wrong === NOT_KILLED) outcome = await killed(flow, place, order, `${turn}-again`, null);
    else add(count, kill === null ? 'at a moment' : `at ${kill.call}`, 1);
    add(count, 'confirmed steps', outcome.said.filter((line) => line === 'done').length);
    if (outcome.wrong === null) count.held(flow.name);
    else {
      count.failed(`${flow.name}, kill ${turn}${kill === null ? '' : ` at ${kill.call} number ${kill.nth}`}: ${outcome.wrong}`);
      places.set(flow, await placeFor(flow, order, `again-${turn}`));
    }
  }
  return count;
}

function add({ tally }: Count, kind: string, many: number): void {
  tally[kind] = (tally[kind] ?? 0) + many;
}

/** Each flow as often as it weighs, and at least once. */
function turnsOf(kills: number, { random }: Order): Flow[] {
  const weighed = FLOWS.flatMap((flow) => Array.from({ length: flow.weight }, () => flow));
  return Array.from({ length: kills }, (_, turn) => FLOWS[turn] ?? random.of(weighed));
}

async function placeFor(flow: Flow, { onDisk, share }: Order, name = ''): Promise<Place> {
  const own = path.join(onDisk, `${flow.name}-${share}${name}`);
  fs.mkdirSync(own, { recursive: true });
  return { folder: own, state: flow.startsWithout === 'journal' ? { journal: null, backups: {} } : await laid(own) };
}

async function killed(flow: Flow, place: Place, { random, seed, onDisk }: Order, label: string, kill: Kill | null): Promise<{ said: string[]; wrong: string | null }> {
  tidy(place, flow);
  const asked: VictimAsked = { flow: flow.name, folder: place.folder, state: place.state, derived: derivedFor(place.folder, place.state), turns: 1_000_000, seed: `${seed}/${label}` };
  const { said, signal, code, complaint } = kill === null ? await untilKilled(asked, (random.below(1000) / 1000) * flow.withinMs) : await untilCall({ ...asked, turns: flow.withinMs > 100 ? 3 : 12 }, kill, path.join(onDisk, 'trace'));
  const broken = said.find((line) => line.startsWith('broke') || line.startsWith('fault'));
  if (broken !== undefined) return { said, wrong: broken };
  if (signal !== 'SIGKILL' && (code !== 0 || kill === null)) return { said, wrong: `it ended by itself: ${complaint}` };
  const found = await stateAmong(statesAllowed(place.state, said, flow), place.folder);
  if (typeof found === 'string') return { said, wrong: found };
  place.state = found;
  return { said, wrong: signal === 'SIGKILL' ? null : NOT_KILLED };
}

/** After all that was confirmed, with or without the step that was begun. A flow that starts without a journal moves away what it made. */
export function statesAllowed(from: State, said: readonly string[], flow: Flow): State[] {
  let state = from;
  let begun: Step | null = null;
  for (const line of said) {
    if (line.startsWith('will ')) begun = JSON.parse(line.slice(5)) as Step;
    if (line === 'done') {
      state = after(state, begun!);
      begun = null;
    }
  }
  const states = begun === null ? [state] : [after(state, begun), state];
  return flow.startsWithout === 'journal' && state.journal !== null ? [...states, { ...state, journal: null }] : states;
}

/** Runs a process and kills it some milliseconds after its first step was begun. */
function untilKilled(asked: VictimAsked, afterMs: number): Promise<Ended> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'victim.ts'), JSON.stringify(asked)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complaint = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    said += piece;
    if (said.includes('will ')) timer ??= setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (complaint = (complaint + piece).slice(-400)));
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      // A line that was cut off is not a line: what it would have said was not said.
      resolve({ said: said.slice(0, said.lastIndexOf('\n') + 1).split('\n').filter((line) => line !== ''), code, signal, complaint });
    });
  });
}

function untilCall(asked: VictimAsked, { call, nth }: Kill, trace: string): Promise<Ended> {
  // Not with --seccomp-bpf: strace then forgets the signal.
  return straced(asked, ['-o', trace, '-e', `trace=${call}`, '-e', `inject=${call}:signal=KILL:when=${nth}`]);
}

/** Old backups and journals that were moved away would fill the memory. */
function tidy({ folder, state }: Place, flow: Flow): void {
  for (const name of fs.readdirSync(folder)) if (/^(?:away|before) /u.test(name)) fs.rmSync(path.join(folder, name));
  if (flow.name !== 'backup' && flow.name !== 'restore') return;
  const names = Object.keys(state.backups);
  for (const name of names.slice(0, Math.max(0, names.length - FILES_MAX))) {
    fs.rmSync(path.join(folder, `${name}.ocb`), { force: true });
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a name of this run
    delete state.backups[name];
  }
}
