/** What a process did to the files of one folder, in the order it did it, as strace recorded it. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { VictimAsked } from './victim.ts';

/** Names are relative to the folder. */
export type Event =
  | { kind: 'create'; name: string; inode: number }
  | { kind: 'write'; inode: number; at: number; bytes: Buffer }
  | { kind: 'truncate'; inode: number; length: number }
  | { kind: 'sync'; inode: number }
  | { kind: 'syncFolder' }
  | { kind: 'unlink'; name: string }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'link'; from: string; to: string }
  | { kind: 'said'; line: string };

const CALLS = ['openat', 'open', 'close', 'write', 'pwrite64', 'writev', 'pwritev', 'lseek', 'ftruncate', 'truncate', 'fallocate', 'fsync', 'fdatasync', 'sync_file_range', 'unlink', 'unlinkat', 'rename', 'renameat', 'renameat2', 'link', 'linkat', 'mkdir', 'rmdir', 'copy_file_range', 'sendfile', 'read'];

/** Null where a process can be recorded; else why not. */
export function whyNotRecorded(): string | null {
  if (process.platform !== 'linux') return 'strace is for Linux only';
  const { status, error } = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']);
  return error === undefined && status === 0 ? null : 'strace is not installed, or may not trace here';
}

export interface Ended { said: string[]; code: number | null; signal: NodeJS.Signals | null; complaint: string }

/** Runs the victim under strace with these arguments. */
export function straced(asked: VictimAsked, args: readonly string[]): Promise<Ended> {
  const child = spawn('strace', ['-f', '-qq', ...args, process.execPath, '--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'victim.ts'), JSON.stringify(asked)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (said += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (complaint = (complaint + piece).slice(-400)));
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ said: said.split('\n').filter((line) => line !== ''), code, signal, complaint }));
  });
}

/** @param scratch where the trace is put, outside of the folder */
export async function recorded(asked: VictimAsked, scratch: string): Promise<Event[]> {
  const trace = path.join(scratch, 'trace');
  const files = contentsOf(asked.folder);
  const ended = await straced(asked, ['--seccomp-bpf', '-xx', '-s', String(4 * 1024 * 1024), '-o', trace, '-e', `trace=${CALLS.join(',')}`, '-e', 'signal=none']);
  if (ended.code !== 0) throw new Error(`The recorded process ended with ${ended.signal ?? ended.code}: ${ended.said.at(-1) ?? ''} ${ended.complaint}`);
  try {
    return new Recording(asked.folder, files).read(fs.readFileSync(trace, 'latin1'));
  } finally {
    fs.rmSync(trace, { force: true });
  }
}

interface Open { inode: number; at: number }

class Recording {
  readonly #folder: string;
  readonly #events: Event[] = [];
  readonly #inodeByName = new Map<string, number>();
  /** Files of the folder that are open, by descriptor; the folder itself is inode 0. */
  readonly #open = new Map<number, Open>();
  readonly #firstContents = new Map<number, Buffer>();
  #nextInode = 1;

  /** @param files what was there before; `Disk` numbers them the same way */
  constructor(folder: string, files: ReadonlyMap<string, Buffer>) {
    this.#folder = folder;
    for (const [name, bytes] of files) {
      this.#firstContents.set(this.#nextInode, bytes);
      this.#inodeByName.set(name, this.#nextInode++);
    }
  }

  read(trace: string): Event[] {
    const begun = new Map<string, string>();
    for (const line of trace.split('\n')) {
      const found = /^(\d+)\s+(.*)$/u.exec(line);
      if (found === null) continue;
      const [thread, rest] = [found[1]!, found[2]!];
      if (rest.endsWith(' <unfinished ...>')) begun.set(thread, rest.slice(0, -' <unfinished ...>'.length));
      else {
        const resumed = /^<\.\.\. \w+ resumed>/u.exec(rest);
        this.#call(resumed === null ? rest : (begun.get(thread) ?? '') + rest.slice(resumed[0].length));
      }
    }
    return this.#events;
  }

  #call(call: string): void {
    const name = call.slice(0, call.indexOf('('));
    const result = Number(/\)\s+= (-?\d+)/u.exec(call)?.[1] ?? -1);
    if (result < 0) return;
    const args = argumentsOf(call);
    switch (name) {
      case 'open': case 'openat': { this.#opened(args, name === 'open' ? 0 : 1, result); return; }
      case 'close': return void this.#open.delete(Number(args[0]));
      case 'lseek': { this.#sought(Number(args[0]), result); return; }
      case 'write': case 'writev': { this.#wrote(Number(args[0]), bytesIn(call).subarray(0, result), null); return; }
      case 'pwrite64': { this.#wrote(Number(args[0]), bytesIn(call).subarray(0, result), Number(args.at(-1))); return; }
      case 'read': { this.#moved(Number(args[0]), result); return; }
      case 'copy_file_range': { this.#copied(Number(args[0]), Number(args[2]), result); return; }
      case 'sendfile': { this.#copied(Number(args[1]), Number(args[0]), result); return; }
      case 'ftruncate': { this.#onInode(Number(args[0]), (inode) => this.#events.push({ kind: 'truncate', inode, length: Number(args[1]) })); return; }
      case 'fsync': case 'fdatasync': { this.#onInode(Number(args[0]), (inode) => this.#events.push(inode === 0 ? { kind: 'syncFolder' } : { kind: 'sync', inode })); return; }
      case 'unlink': { this.#unlinked(this.#nameOf(args[0]!)); return; }
      case 'unlinkat': { this.#unlinked(this.#nameOf(args[1]!)); return; }
      case 'rename': { this.#renamed(this.#nameOf(args[0]!), this.#nameOf(args[1]!)); return; }
      case 'renameat': case 'renameat2': { this.#renamed(this.#nameOf(args[1]!), this.#nameOf(args[3]!)); return; }
      case 'link': { this.#linked(this.#nameOf(args[0]!), this.#nameOf(args[1]!)); return; }
      case 'linkat': { this.#linked(this.#nameOf(args[1]!), this.#nameOf(args[3]!)); return; }
      case 'pwritev': case 'fallocate': case 'truncate': if (call.includes(hexOf(this.#folder))) throw new Error(`The recording does not know ${name}.`);
    }
  }

  #opened(args: string[], at: number, descriptor: number): void {
    const file = textOf(args[at]!);
    this.#open.delete(descriptor);
    if (file === this.#folder) this.#open.set(descriptor, { inode: 0, at: 0 });
    const name = this.#nameOf(args[at]!);
    if (name === null) return;
    const flags = args[at + 1]!;
    if (!this.#inodeByName.has(name)) {
      // A folder inside, or one that was opened only to be looked at.
      if (!flags.includes('O_CREAT')) return;
      this.#inodeByName.set(name, this.#nextInode);
      this.#events.push({ kind: 'create', name, inode: this.#nextInode++ });
    }
    const inode = this.#inodeByName.get(name)!;
    if (flags.includes('O_TRUNC')) this.#events.push({ kind: 'truncate', inode, length: 0 });
    this.#open.set(descriptor, { inode, at: 0 });
  }

  #wrote(descriptor: number, bytes: Buffer, at: number | null): void {
    if (descriptor === 1 && !this.#open.has(1)) {
      for (const line of bytes.toString().split('\n')) if (line !== '') this.#events.push({ kind: 'said', line });
      return;
    }
    const file = this.#open.get(descriptor);
    if (file === undefined || file.inode === 0) return;
    this.#events.push({ kind: 'write', inode: file.inode, at: at ?? file.at, bytes: Buffer.from(bytes) });
    if (at === null) file.at += bytes.length;
  }

  /** What was copied inside the kernel is not in the trace: it is what the other file held. */
  #copied(from: number, to: number, length: number): void {
    const [source, target] = [this.#open.get(from), this.#open.get(to)];
    if (source !== undefined && target !== undefined) {
      this.#events.push({ kind: 'write', inode: target.inode, at: target.at, bytes: this.#contentOf(source.inode).subarray(source.at, source.at + length) });
      target.at += length;
    }
    if (source !== undefined) source.at += length;
  }

  #contentOf(inode: number): Buffer {
    let content: Buffer = this.#firstContents.get(inode) ?? Buffer.alloc(0);
    for (const event of this.#events) {
      if (event.kind === 'write' && event.inode === inode) content = written(content, event.at, event.bytes);
      if (event.kind === 'truncate' && event.inode === inode) content = resized(content, event.length);
    }
    return content;
  }

  #moved(descriptor: number, by: number): void {
    const file = this.#open.get(descriptor);
    if (file !== undefined) file.at += by;
  }

  #sought(descriptor: number, to: number): void {
    const file = this.#open.get(descriptor);
    if (file !== undefined) file.at = to;
  }

  #onInode(descriptor: number, act: (inode: number) => void): void {
    const file = this.#open.get(descriptor);
    if (file !== undefined) act(file.inode);
  }

  #unlinked(name: string | null): void {
    if (name !== null && this.#inodeByName.delete(name)) this.#events.push({ kind: 'unlink', name });
  }

  #renamed(from: string | null, to: string | null): void {
    if (from === null || to === null) return;
    const inode = this.#inodeByName.get(from);
    if (inode === undefined) return;
    this.#inodeByName.delete(from);
    this.#inodeByName.set(to, inode);
    this.#events.push({ kind: 'rename', from, to });
  }

  #linked(from: string | null, to: string | null): void {
    if (from === null || to === null) return;
    this.#inodeByName.set(to, this.#inodeByName.get(from)!);
    this.#events.push({ kind: 'link', from, to });
  }

  /** Relative to the folder; null for a file elsewhere. */
  #nameOf(argument: string): string | null {
    const file = textOf(argument);
    return path.dirname(file) === this.#folder ? path.basename(file) : null;
  }
}

/** The files of a folder, by name. */
export function contentsOf(folder: string): Map<string, Buffer> {
  const names = fs.readdirSync(folder, { withFileTypes: true }).filter((each) => each.isFile()).map(({ name }) => name);
  return new Map(names.sort().map((name) => [name, fs.readFileSync(path.join(folder, name))]));
}

export function written(content: Buffer, at: number, bytes: Uint8Array): Buffer {
  const longer = Buffer.alloc(Math.max(content.length, at + bytes.length));
  content.copy(longer);
  longer.set(bytes, at);
  return longer;
}

export function resized(content: Buffer, length: number): Buffer {
  const other = Buffer.alloc(length);
  content.copy(other, 0, 0, length);
  return other;
}

/** Commas inside of texts are written as numbers by -xx, so that the remaining ones part the arguments. */
function argumentsOf(call: string): string[] {
  return call.slice(call.indexOf('(') + 1, call.lastIndexOf(')')).split(', ');
}

function textOf(argument: string): string {
  return bytesIn(argument).toString();
}

function bytesIn(text: string): Buffer {
  return Buffer.concat([...text.matchAll(/"((?:\\x[0-9a-f]{2})*)"/gu)].map(([, escaped]) => Buffer.from(escaped!.replaceAll('\\x', ''), 'hex')));
}

function hexOf(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
