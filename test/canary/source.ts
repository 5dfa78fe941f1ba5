/** Bytes that can be read from any place: a file, or what came out of a packed one. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export interface Source {
  size: number;
  /** Fewer bytes than asked for only at the end. */
  read(at: number, length: number): Uint8Array;
}

export function sourceOf(bytes: Uint8Array): Source {
  return { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) };
}

export async function withFile<T>(file: string, use: (source: Source) => Promise<T>): Promise<T> {
  const descriptor = openSync(file, 'r');
  try {
    const read = (at: number, length: number) => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, at));
    };
    return await use({ size: fstatSync(descriptor).size, read });
  } finally {
    closeSync(descriptor);
  }
}
