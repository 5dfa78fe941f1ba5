/** G6: the power fails at any moment, or the disk refuses a write. What was confirmed is there, and the journal opens. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { derivedFor, laid, stateAmong } from './after-crash.ts';
import { Disk, layDown, type Loss } from './disk.ts';
import { Count, partOf, type Figure, type Line, type Order } from './figure.ts';
import { statesAllowed } from './g5-kills.ts';
import { contentsOf, recorded, straced, whyNotRecorded, type Event } from './recording.ts';
import { backupName, FLOWS, type Flow, type State } from './steps.ts';
import type { VictimAsked } from './victim.ts';

const GOAL = 20_000;
const SAMPLE = 1000;
const FAULTS_GOAL = 500;
const FAULTS_SAMPLE = 16;

export const g6: Figure = { id: 'G6', shares: 2, run };

async function run(order: Order): Promise<Line[]> {
  const whyNot = whyNotRecorded();
  return [await powerLoss(order, whyNot), await refusedWrites(order, whyNot)];
}

interface Started { state: State; asked: VictimAsked }

/** A journal that has seen some saves, and a process about to go on with a flow. */
async function started(flow: Flow, { folder, seed, share }: Order, turns: number, label: string): Promise<Started> {
  const place = path.join(folder, `place-${share}`);
  fs.rmSync(place, { recursive: true, force: true });
  fs.mkdirSync(place);
  const state: State = flow.startsWithout === 'journal' ? { journal: null, backups: {} } : await laid(place);
  return { state, asked: { flow: flow.name, folder: place, state, derived: derivedFor(place, state), turns, seed: `${seed}/${label}` } };
}

// ------------------------------------------------------------------------------------------------ power

async function powerLoss(order: Order, whyNot: string | null): Promise<Line> {
  const asked = order.full ? GOAL : SAMPLE;
  const count = new Count(`different states of the disk after a power cut, in ${FLOWS.length} flows: nothing confirmed is lost`, { goal: GOAL, asked });
  count.note('Modelled: each write not yet synced is there, missing, or in part by sectors of 512 bytes, by chance; names in their order up to some point; all prefixes. Not modelled: a disk that lies about syncing.');
  if (whyNot !== null) {
    count.note(`Not run: ${whyNot}.`);
    return count;
  }
  const wanted = partOf(asked, order);
  for (let round = 0; count.reached < wanted && round < 200; round += 1) {
    for (const flow of FLOWS) {
      if (count.reached >= wanted) break;
      await oneRecording(flow, order, round, count, Math.ceil(wanted / FLOWS.length / (order.full ? 6 : 1)));
    }
  }
  return count;
}

async function oneRecording(flow: Flow, order: Order, round: number, count: Count, most: number): Promise<void> {
  const turns = /save|delete|front/u.test(flow.name) ? 8 : 2;
  const { state, asked } = await started(flow, order, turns, `power/${order.share}/${round}/${flow.name}`);
  const before = contentsOf(asked.folder);
  const events = await recorded(asked, order.folder);
  const seen = new Set<string>();
  // Several times over the whole recording, each with other losses, so that a limit cuts off no part of it.
  for (const losses of [['none', 'all'], ['some', 'some', 'some'], ['some', 'some', 'some', 'some', 'some', 'some']] as const) {
    if (!(await replay(flow, order, { state, before, events, losses, seen, most }, count))) return;
  }
}

interface Replay { state: State; before: Map<string, Buffer>; events: readonly Event[]; losses: readonly Loss[]; seen: Set<string>; most: number }

/** @returns whether there may be more */
async function replay(flow: Flow, order: Order, { state, before, events, losses, seen, most }: Replay, count: Count): Promise<boolean> {
  const disk = new Disk(before);
  const said: string[] = [];
  const scratch = path.join(order.folder, `after-${order.share}`);
  for (const [at, event] of [null, ...events].entries()) {
    if (event?.kind === 'said') said.push(event.line);
    if (event !== null) disk.take(event);
    if (event?.kind === 'said' && event.line === 'ready') continue;
    for (const loss of losses) {
      const files = disk.afterLoss(loss, order.random);
      const allowed = statesAllowed(state, said, flow);
      const identity = identityOf(files, said.length);
      if (seen.has(identity)) continue;
      seen.add(identity);
      layDown(files, scratch);
      const found = await stateAmong(allowed, scratch);
      if (typeof found === 'string') count.failed(`${flow.name}, event ${at} of ${events.length} (${event?.kind ?? 'start'}), loss ${loss}: ${found}; ${[...files.keys()].join(', ')}`);
      else count.held(flow.name);
      if (seen.size >= most) return false;
    }
  }
  return true;
}

function identityOf(files: ReadonlyMap<string, Buffer>, said: number): string {
  const hash = createHash('sha256').update(String(said));
  for (const [name, bytes] of files) hash.update(`${name} ${bytes.length} `).update(bytes);
  return hash.digest('base64');
}

// ------------------------------------------------------------------------------------------------ refused writes

interface Kind {
  call: string;
  /** What is counted in a recording for it. */
  event: Event['kind'];
  errors: readonly string[];
  /** Flows in which it happens; the others have none. */
  in: RegExp;
}

const KINDS: readonly Kind[] = [
  { call: 'pwrite64', event: 'write', errors: ['ENOSPC', 'EIO', 'EDQUOT'], in: /./u },
  { call: 'fdatasync', event: 'sync', errors: ['EIO'], in: /./u },
  { call: 'fsync', event: 'sync', errors: ['EIO'], in: /create|key|backup|restore/u },
  { call: 'ftruncate', event: 'truncate', errors: ['EIO'], in: /save|delete|front|passphrase|words|key|restore/u },
  // SQLite does not use it, so only a backup is written by it.
  { call: 'write', event: 'write', errors: ['ENOSPC', 'EIO', 'EDQUOT'], in: /backup/u },
  { call: 'unlink', event: 'unlink', errors: ['EIO'], in: /create|key|restore/u },
  { call: 'rename', event: 'rename', errors: ['EIO', 'ENOSPC'], in: /key|restore/u },
  { call: 'link', event: 'link', errors: ['EIO', 'ENOSPC', 'EMLINK'], in: /create|backup|key|restore/u },
];

/** One call of one kind fails once; the step fails with a name, or goes through, and once more it goes through. */
async function refusedWrites(order: Order, whyNot: string | null): Promise<Line> {
  const asked = order.full ? FAULTS_GOAL : FAULTS_SAMPLE;
  const count = new Count('writes, syncs, renames refused by the system, one at a time: said, nothing lost, the next try goes through', { goal: FAULTS_GOAL, asked });
  count.note('Modelled: the n-th call of a kind on the files of the journal fails with ENOSPC, EDQUOT or EIO and does nothing (strace). Not modelled: a write that is short.');
  if (whyNot !== null) {
    count.note(`Not run: ${whyNot}.`);
    return count;
  }
  const cases = order.full ? await allCases(order) : [];
  const wanted = partOf(asked, order);
  for (let turn = 0; count.reached < wanted && turn < wanted * 20; turn += 1) {
    const each = cases[turn * order.shares + order.share] ?? caseByChance(order, turn);
    const outcome = await refusedOnce(each, order, turn);
    if (outcome === 'not reached') continue;
    if (outcome.startsWith('fine')) count.held(outcome.slice(5));
    else count.failed(`${each.flow.name}, ${each.call} number ${each.nth} with ${each.error}: ${outcome}`);
  }
  return count;
}

interface Refused { flow: Flow; call: string; error: string; nth: number }

function caseByChance({ random, share, shares }: Order, turn: number): Refused {
  const flow = FLOWS[(turn * shares + share) % FLOWS.length]!;
  const { call, errors } = random.of(KINDS.filter((kind) => kind.in.test(flow.name)));
  return { flow, call, error: random.of(errors), nth: 1 + random.below(random.of([1, 3, 8])) };
}

/** Every call of every kind of every flow. */
async function allCases(order: Order): Promise<Refused[]> {
  const cases: Refused[] = [];
  for (const flow of FLOWS) {
    const { asked } = await started(flow, order, 1, 'count');
    const events = await recorded(asked, order.folder);
    for (const { call, event, errors } of KINDS.filter((kind) => kind.in.test(flow.name))) {
      const many = events.filter(({ kind }) => kind === event).length;
      for (const error of errors) for (let nth = 1; nth <= many; nth += 1) cases.push({ flow, call, error, nth });
    }
  }
  return cases;
}

async function refusedOnce({ flow, call, error, nth }: Refused, order: Order, turn: number): Promise<string> {
  const { state, asked } = await started(flow, order, 1, `refused/${order.share}/${turn}`);
  const trace = path.join(order.folder, `injected-${order.share}`);
  const backup = `${backupName(asked.seed, 0)}.ocb`;
  const names = ['', '.new', '.new.new', '.restoring', '.restoring.new'].flatMap((ending) => [`journal.ocv${ending}`, `journal.ocv${ending}-journal`]);
  const paths = ['', ...(call === 'write' ? [] : names), backup, `${backup}.part`].flatMap((name) => ['-P', path.join(asked.folder, name)]);
  const { said, code, complaint } = await straced(asked, ['-o', trace, ...paths, '-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${nth}`]);
  const wasReached = fs.readFileSync(trace, 'utf8').includes('(INJECTED)');
  fs.rmSync(trace);
  if (!wasReached) return 'not reached';
  const broke = said.find((line) => line.startsWith('broke'));
  if (code !== 0) return broke ?? `ended with ${code ?? 'a signal'}: ${complaint}`;
  const found = await stateAmong(statesAllowed(state, said, flow), asked.folder);
  if (typeof found === 'string') return found;
  const faults = said.filter((line) => line.startsWith('fault')).map((line) => line.slice(6));
  return `fine ${faults.length === 0 ? 'went through' : faults.join(', then ')}`;
}
