/** Looks through the memory of another process (Linux, and only where that is permitted: to root, or to whoever may trace it). */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Detector, Sighting } from '../canary/detector.ts';

const STEP = 4 * 1024 * 1024;
const EMPTY = Buffer.alloc(16 * 1024);
const buffer = Buffer.alloc(STEP);

export interface MemorySeen {
  sightings: Sighting[];
  bytesRead: number;
}

/** @throws the error of the file system when the process has ended or may not be looked at */
export function lookThrough(pid: number, name: string, detector: Detector): MemorySeen {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const { push, sightings } = detector.stream(`the memory of ${name}`);
  let bytesRead = 0;
  try {
    for (const { from, to } of readableRanges(pid)) {
      for (let at = from; at < to; ) {
        const bytes = readAt(memory, at, Number(to - at < BigInt(STEP) ? to - at : BigInt(STEP)));
        bytesRead += bytes.length;
        pushWithoutEmpty(bytes, push);
        at += BigInt(bytes.length === 0 ? STEP : bytes.length);
      }
    }
  } finally {
    closeSync(memory);
  }
  return { sightings: sightings(), bytesRead };
}

/** Most of what a process has was never used and reads as zeros. */
function pushWithoutEmpty(bytes: Buffer, push: (chunk: Uint8Array) => void): void {
  let from = 0;
  for (let at = 0; at < bytes.length; at += EMPTY.length) {
    const end = Math.min(at + EMPTY.length, bytes.length);
    if (bytes.compare(EMPTY, 0, end - at, at, end) !== 0) continue;
    if (at > from) push(bytes.subarray(from, at));
    from = end;
  }
  if (from < bytes.length) push(bytes.subarray(from));
}

interface Range { from: bigint; to: bigint }

function readableRanges(pid: number): Range[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n').flatMap((line) => {
    const [, from, to, rest] = /^([0-9a-f]+)-([0-9a-f]+) r(.*)$/u.exec(line) ?? [];
    // The kernel's own pages cannot be read; programs and libraries, never written, are what they are on the disk.
    return from === undefined || /\[v(var|syscall)|^-.p.*\//u.test(rest!) ? [] : [{ from: BigInt(`0x${from}`), to: BigInt(`0x${to!}`) }];
  });
}

/** Nothing where the range went away meanwhile, or is of a device. */
function readAt(memory: number, at: bigint, length: number): Buffer {
  try {
    return buffer.subarray(0, readSync(memory, buffer, 0, length, at));
  } catch {
    return buffer.subarray(0, 0);
  }
}

/** Null where memory can be looked through; else why not, for a person. */
export function whyNotLookedThrough(): string | null {
  if (process.platform !== 'linux') return 'it is a matter of Linux';
  const child = spawn('sleep', ['5'], { stdio: 'ignore' });
  try {
    readSync(openSync(`/proc/${child.pid!}/mem`, 'r'), Buffer.alloc(1), 0, 1, readableRanges(child.pid!)[0]!.from);
    return null;
  } catch {
    return 'the system does not permit it';
  } finally {
    child.kill('SIGKILL');
  }
}
