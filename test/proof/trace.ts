/**
 * What the processes of a run asked of the kernel, as strace recorded it: every byte written to a file, also of files that were
 * deleted, truncated or replaced since; files mapped to be written through memory; and every address anybody wanted to reach.
 *
 * Not seen: what is written through a mapping (such files are named, and have to be read while they are there), and what a process
 * writes by io_uring (which Node uses for watching only, and which is named as well).
 */
import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { kindOf, type Kind } from './processes.ts';

const CALLS = [
  'open', 'openat', 'openat2', 'creat', 'write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'copy_file_range', 'sendfile', 'splice', 'mmap',
  'socket', 'connect', 'sendto', 'execve', 'clone', 'clone3', 'fork', 'vfork',
];
/** Longest write to a file that is recorded whole; SQLite's and LevelDB's are a hundred times shorter. */
const WHOLE_UP_TO_BYTES = 512 * 1024;

/** The tracer and its arguments; the program to trace follows. */
export function traced(into: string): string[] {
  return ['strace', '-f', '--seccomp-bpf', '-qq', '-y', '-xx', '-s', String(WHOLE_UP_TO_BYTES), '-o', into, '-e', `trace=${CALLS.join(',')}`, '-e', 'signal=none'];
}

/** Null where processes can be traced; else why not, for a person. */
export function whyNotTraced(): string | null {
  if (process.platform !== 'linux') return 'strace is for Linux only';
  const { status, error, stderr } = spawnSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (error) return 'strace is not installed';
  return status === 0 ? null : `strace may not trace here: ${stderr.trim().split('\n')[0] ?? ''}`;
}

export interface Trace {
  /** All that was written to a file by its path, in the order of writing. */
  written: Map<string, Uint8Array>;
  /** Standard output and standard error of each kind of process. */
  printed: Map<string, Uint8Array>;
  openedForWriting: Set<string>;
  /** Mapped shared and writable. */
  mapped: Set<string>;
  /** Writes recorded only in part, and ways of writing that are not recorded. */
  unseen: string[];
  /** Internet sockets made, and addresses called. */
  sockets: { kind: Kind; call: string }[];
  calls: { kind: Kind; call: string }[];
  processes: Set<Kind>;
}

interface Write { thread: number; descriptor: number; to: string; bytes: Uint8Array }

export async function readTrace(file: string): Promise<Trace> {
  const kinds = new Kinds();
  const writes: Write[] = [];
  const network: { thread: number; call: string }[] = [];
  const trace: Trace = { written: new Map(), printed: new Map(), openedForWriting: new Set(), mapped: new Set(), unseen: [], sockets: [], calls: [], processes: new Set() };
  for await (const [thread, call] of wholeCalls(file)) {
    const name = call.slice(0, call.indexOf('('));
    if (/^(execve|v?fork|clone)/u.test(name)) kinds.hear(thread, name, call);
    else if (name === 'socket' || name === 'connect' || name === 'sendto') {
      if (/AF_INET/u.test(call)) network.push({ thread, call: call.slice(0, 400) });
    } else if (/^(open|creat)/u.test(name)) noteOpening(call, trace);
    else if (name === 'mmap') noteMapping(call, trace);
    else noteWrite(thread, name, call, trace, writes);
  }
  gather(writes, kinds, trace);
  for (const { thread, call } of network) (call.startsWith('socket') ? trace.sockets : trace.calls).push({ kind: kinds.of(thread), call });
  return trace;
}

/** A call that another thread's line cut in two is put together again. */
async function* wholeCalls(file: string): AsyncGenerator<[thread: number, call: string]> {
  const beginnings = new Map<number, string>();
  for await (const line of createInterface({ input: createReadStream(file, { highWaterMark: 1024 * 1024 }) })) {
    const space = line.indexOf(' ');
    const thread = Number(line.slice(0, space));
    const rest = line.slice(space).trimStart();
    if (rest.endsWith(' <unfinished ...>')) {
      beginnings.set(thread, rest.slice(0, -' <unfinished ...>'.length));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/u.exec(rest);
    const call = resumed ? (beginnings.get(thread) ?? '') + rest.slice(resumed[0].length) : rest;
    beginnings.delete(thread);
    if (/^\w+\(/u.test(call)) yield [thread, call];
  }
  // Those the kill came upon: what they were about to write.
  for (const [thread, call] of beginnings) yield [thread, call];
}

function noteOpening(call: string, trace: Trace): void {
  const path = textsIn(call)[0];
  if (path !== undefined && /O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE|^creat/u.test(call) && !isNoFile(path)) trace.openedForWriting.add(path);
}

function noteMapping(call: string, trace: Trace): void {
  if (!/PROT_WRITE/u.test(call) || !/MAP_SHARED/u.test(call)) return;
  const target = /, \d+<([^>]*)>/u.exec(call)?.[1];
  const path = target === undefined ? undefined : decode(target).toString();
  if (path !== undefined && path.startsWith('/')) trace.mapped.add(path);
}

function noteWrite(thread: number, name: string, call: string, trace: Trace, writes: Write[]): void {
  const target = /^\w+\((\d+)<([^>]*)>/u.exec(call);
  const descriptor = Number(target?.[1]);
  const to = decode(target?.[2] ?? '').toString();
  const isFile = to.startsWith('/') && !isNoFile(to);
  const isPrinted = descriptor === 1 || descriptor === 2;
  if (!isFile && !isPrinted) return;
  if (!name.includes('write')) trace.unseen.push(`${name} to ${to}`);
  if (/"\.\.\./u.test(call)) trace.unseen.push(`the rest of a long write to ${to}`);
  writes.push({ thread, descriptor, to: isFile ? to.replace(/ \(deleted\)$/u, '') : '', bytes: Buffer.concat(bytesIn(call)) });
}

function gather(writes: readonly Write[], kinds: Kinds, trace: Trace): void {
  const pieces = new Map<Map<string, Uint8Array>, Map<string, Uint8Array[]>>([[trace.written, new Map()], [trace.printed, new Map()]]);
  for (const { thread, descriptor, to, bytes } of writes) {
    const [into, key] = to === '' ? [trace.printed, `${descriptor === 1 ? 'output' : 'errors'} of the ${kinds.of(thread)}`] : [trace.written, to];
    const list = pieces.get(into)!.get(key);
    if (list) list.push(bytes);
    else pieces.get(into)!.set(key, [bytes]);
  }
  for (const [into, byKey] of pieces) for (const [key, list] of byKey) into.set(key, Buffer.concat(list));
  trace.processes = kinds.all();
}

/** Which program a thread belongs to: the one it started, else that of the thread it was made by. */
class Kinds {
  readonly #started = new Map<number, Kind>();
  readonly #parent = new Map<number, number>();

  hear(thread: number, name: string, call: string): void {
    if (name === 'execve') {
      if (/= 0$/u.test(call)) this.#started.set(thread, kindOf(textsIn(call).slice(1).join(' ')));
      return;
    }
    const made = Number(/= (\d+)/u.exec(call)?.[1]);
    if (made > 0) this.#parent.set(made, thread);
  }

  of(thread: number): Kind {
    const parent = this.#parent.get(thread);
    return this.#started.get(thread) ?? (parent === undefined ? 'other' : this.of(parent));
  }

  all(): Set<Kind> {
    return new Set(this.#started.values());
  }
}

function textsIn(call: string): string[] {
  return bytesIn(call).map((bytes) => bytes.toString());
}

function bytesIn(call: string): Buffer[] {
  return [...call.matchAll(/"((?:\\x[0-9a-f]{2})*)"/gu)].map(([, escaped]) => decode(escaped!));
}

function decode(escaped: string): Buffer {
  return escaped.startsWith('\\x') ? Buffer.from(escaped.replaceAll('\\x', ''), 'hex') : Buffer.from(escaped);
}

/** The kernel's own: nothing on a disk. */
function isNoFile(path: string): boolean {
  return /^\/(proc|sys|dev(?!\/shm))\//u.test(path) || /^\/(dev\/shm|memfd:)/u.test(path);
}
