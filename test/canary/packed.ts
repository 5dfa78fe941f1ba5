/**
 * Finds packed streams in a file and unpacks them. gzip, zlib, zstd, zip and framed snappy have marks by which they are found anywhere.
 * Raw deflate, brotli and raw snappy have none: they are tried where something begins, that is at the start of a file, of an entry of
 * Chromium's cache and of an entry of a zip, and in every block of a LevelDB table.
 */
import type { Duplex } from 'node:stream';
import zlib from 'node:zlib';
import { unpackedBlocks } from './leveldb.ts';
import { unpackSnappy } from './snappy.ts';
import type { Source } from './source.ts';

export type Packing = 'gzip' | 'zlib' | 'raw deflate' | 'zstd' | 'brotli' | 'snappy' | 'framed snappy';

export interface PackedAt {
  packing: Packing;
  at: number;
}

interface Mark {
  bytes: Uint8Array;
  begins: (source: Source, at: number) => PackedAt[];
}

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const withoutMark = (at: number): PackedAt[] => (['raw deflate', 'brotli', 'snappy'] as const).map((packing) => ({ packing, at }));

const MARKS: Mark[] = [
  { bytes: hex('1f8b08'), begins: (_, at) => [{ packing: 'gzip', at }] },
  ...['7801', '785e', '789c', '78da'].map((bytes) => ({ bytes: hex(bytes), begins: (_: Source, at: number): PackedAt[] => [{ packing: 'zlib', at }] })),
  { bytes: hex('28b52ffd'), begins: (_, at) => [{ packing: 'zstd', at }] },
  { bytes: hex('ff060000734e61507059'), begins: (_, at) => [{ packing: 'framed snappy', at }] },
  // A zip's local header: 30 bytes, of which the last four are the lengths of the name and of what follows it.
  { bytes: hex('504b0304'), begins: (source, at) => withoutMark(at + 30 + numberAt(source, at + 26, 2) + numberAt(source, at + 28, 2)) },
  // An entry of Chromium's simple cache: magic 8, version 4, length of the key 4, its hash 4, padding 4, the key.
  { bytes: hex('305c72a71b6dfbfc'), begins: (source, at) => withoutMark(at + 24 + numberAt(source, at + 12, 4)) },
];
const STEP = 1024 * 1024;
const OVERLAP = 16;
/** Unpacked bytes of one stream; a bomb is cut off there. */
export const UNPACKED_MAX_BYTES = 32 * 1024 * 1024;
const SNAPPY_MAX_BYTES = 16 * 1024 * 1024;

/** Where a packed stream may begin. Most of what is found in random bytes is none; unpacking tells. */
export function packedStreamsIn(source: Source): PackedAt[] {
  const found = withoutMark(0);
  for (let from = 0; from < source.size; from += STEP) {
    const chunk = Buffer.from(source.read(from, STEP + OVERLAP));
    for (const { bytes, begins } of MARKS) {
      for (let at = chunk.indexOf(bytes); at !== -1 && at < STEP; at = chunk.indexOf(bytes, at + 1)) found.push(...begins(source, from + at));
    }
  }
  return found.filter(({ at }) => at < source.size);
}

/** What comes out, as far as it makes sense: also of a stream that is damaged or cut off. */
export async function unpack(source: Source, { packing, at }: PackedAt): Promise<Uint8Array> {
  if (packing === 'snappy') return unpackSnappy(source.read(at, SNAPPY_MAX_BYTES), SNAPPY_MAX_BYTES) ?? new Uint8Array(0);
  if (packing === 'framed snappy') return unpackFrames(source, at);
  return flow(OPENING[packing](), source, at);
}

/** The blocks of a LevelDB table, unpacked and in a row. */
export function unpackTable(source: Source): Uint8Array {
  return Buffer.concat([...unpackedBlocks(source)]);
}

const OPENING: Record<Exclude<Packing, 'snappy' | 'framed snappy'>, () => Duplex> = {
  gzip: () => zlib.createGunzip(),
  zlib: () => zlib.createInflate(),
  'raw deflate': () => zlib.createInflateRaw(),
  zstd: () => zlib.createZstdDecompress(),
  brotli: () => zlib.createBrotliDecompress(),
};

function flow(unpacking: Duplex, source: Source, from: number): Promise<Uint8Array> {
  const STRIDE = 64 * 1024;
  return new Promise((resolve) => {
    const unpacked: Buffer[] = [];
    let length = 0;
    let at = from;
    let ended = false;
    const end = () => {
      ended = true;
      unpacking.destroy();
      resolve(Buffer.concat(unpacked));
    };
    const feed = () => {
      if (ended) return;
      const chunk = source.read(at, STRIDE);
      at += chunk.length;
      if (chunk.length === 0) unpacking.end();
      else unpacking.write(chunk, feed);
    };
    unpacking.on('data', (chunk: Buffer) => {
      unpacked.push(chunk);
      length += chunk.length;
      if (length > UNPACKED_MAX_BYTES) end();
    });
    unpacking.once('error', end).once('end', end);
    feed();
  });
}

/** The framing format of snappy: a type, three bytes of length, four of checksum, then the data. */
function unpackFrames(source: Source, from: number): Uint8Array {
  const unpacked: Uint8Array[] = [];
  for (let at = from; at + 4 <= source.size; ) {
    const [type, ...length] = source.read(at, 4);
    const size = length[0]! | (length[1]! << 8) | (length[2]! << 16);
    const body = source.read(at + 8, Math.max(0, size - 4));
    if (type === 0) unpacked.push(unpackSnappy(body, SNAPPY_MAX_BYTES) ?? new Uint8Array(0));
    else if (type === 1) unpacked.push(body);
    else if (type! < 0x80) break;
    at += 4 + size;
  }
  return Buffer.concat(unpacked);
}

function numberAt(source: Source, at: number, bytes: number): number {
  return source.read(at, bytes).reduceRight((value, byte) => value * 256 + byte, 0);
}
