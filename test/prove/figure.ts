/** A figure: a claim about the journal that can be counted, and that can fail. */
import type { Random } from './random.ts';

/** What a run of a figure is asked for. A figure may be run in shares, each in a process of its own. */
export interface Order {
  /** The whole figure; otherwise a sample of it. */
  full: boolean;
  seed: number;
  /** Number of this share, from 0. */
  share: number;
  shares: number;
  /** An empty folder of its own, in memory where the system has such a place. */
  folder: string;
  /** Another one, on a real disk, where a sync takes its time. */
  onDisk: string;
  /** Of seed, figure and share: the same choices each time. Keys and nonces are drawn by the system and differ. */
  random: Random;
}

/** One claim of a figure, counted. */
export interface Line {
  what: string;
  reached: number;
  /** What this run was to reach, in all shares together. */
  asked: number;
  /** What the whole figure has to reach. */
  goal: number;
  /** Counter-examples: with one of them the claim falls short. */
  failures: number;
  /** What the cases came to, by kind; the first few counter-examples in words. Never a text or a key. */
  tally: Record<string, number>;
  notes: string[];
}

export interface Figure {
  id: string;
  /** Shares that can run beside each other. */
  shares: 1 | 2;
  run: (order: Order) => Promise<Line[]>;
}

/** Counter-examples told at most: one is enough to look for the cause. */
const TOLD_AT_MOST = 5;

/** How often a line that is being counted is told, in milliseconds. */
const TOLD_EVERY_MS = 1000;
const begun: Count[] = [];
let toldAtMs = 0;
let tell: ((lines: readonly Line[]) => void) | null = null;

/** From now on all lines that were begun are told now and then, so that a run that is broken off has something to say. */
export function tellNowAndThen(how: (lines: readonly Line[]) => void): void {
  tell = how;
}

function counted(): void {
  if (tell === null || performance.now() - toldAtMs < TOLD_EVERY_MS) return;
  toldAtMs = performance.now();
  tell(begun);
}

/** A line being counted. */
export class Count implements Line {
  readonly what: string;
  readonly goal: number;
  readonly asked: number;
  reached = 0;
  failures = 0;
  readonly tally: Record<string, number> = {};
  readonly notes: string[] = [];

  /** @param asked of the whole run, of which a share does its part */
  constructor(what: string, { goal, asked }: { goal: number; asked: number }) {
    this.what = what;
    this.goal = goal;
    this.asked = asked;
    begun.push(this);
  }

  held(kind?: string): void {
    this.reached += 1;
    if (kind !== undefined) this.tally[kind] = (this.tally[kind] ?? 0) + 1;
    counted();
  }

  failed(why: string): void {
    this.reached += 1;
    this.failures += 1;
    if (this.notes.length < TOLD_AT_MOST) this.notes.push(why);
    counted();
  }

  note(text: string): void {
    this.notes.push(text);
  }
}

export function holds(line: Line): boolean {
  return line.failures === 0 && line.reached >= line.asked;
}

/** How many of `all` are this share's. */
export function partOf(all: number, { share, shares }: Pick<Order, 'share' | 'shares'>): number {
  return Math.floor((all * (share + 1)) / shares) - Math.floor((all * share) / shares);
}

/** The lines of all shares as those of one run. */
export function together(shares: readonly Line[][]): Line[] {
  const byWhat = new Map<string, Line>();
  for (const line of shares.flat()) {
    const sum = byWhat.get(line.what);
    if (sum === undefined) {
      byWhat.set(line.what, { ...line, tally: { ...line.tally }, notes: [...line.notes] });
      continue;
    }
    sum.reached += line.reached;
    sum.failures += line.failures;
    for (const [kind, count] of Object.entries(line.tally)) sum.tally[kind] = (sum.tally[kind] ?? 0) + count;
    sum.notes.push(...line.notes.filter((note) => !sum.notes.includes(note)));
  }
  return [...byWhat.values()];
}

/** What an error says, for a note: its kind and its code. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return 'something thrown that is no error';
  return `${error.name}: ${error.message.split('\n')[0]!.slice(0, 120)}`;
}
