/** Looks through the memory of another process (Linux, and only where that is permitted: to root, or to whoever may trace it). */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Detector, Sighting } from '../canary/detector.ts';

const STEP = 4 * 1024 * 1024;

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
      for (let at = from; at < to; at += BigInt(STEP)) {
        const bytes = readAt(memory, at, Number(to - at < BigInt(STEP) ? to - at : BigInt(STEP)));
        bytesRead += bytes.length;
        push(bytes);
      }
    }
  } finally {
    closeSync(memory);
  }
  return { sightings: sightings(), bytesRead };
}

interface Range { from: bigint; to: bigint }

function readableRanges(pid: number): Range[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n').flatMap((line) => {
    const [, from, to, rest] = /^([0-9a-f]+)-([0-9a-f]+) r(.*)$/u.exec(line) ?? [];
    // The kernel's own pages cannot be read.
    return from === undefined || /\[v(var|syscall)/u.test(rest!) ? [] : [{ from: BigInt(`0x${from}`), to: BigInt(`0x${to!}`) }];
  });
}

/** Nothing where the range went away meanwhile, or is of a device. */
function readAt(memory: number, at: bigint, length: number): Uint8Array {
  const bytes = Buffer.alloc(length);
  try {
    return bytes.subarray(0, readSync(memory, bytes, 0, length, at));
  } catch {
    return bytes.subarray(0, 0);
  }
}
