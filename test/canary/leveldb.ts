/**
 * Reads the blocks of a LevelDB table (`.ldb`, `.sst`; google/leveldb, doc/table_format.md). Chromium keeps local storage, session storage
 * and IndexedDB in such tables. Its `.log` files are not packed and need no reading of their own.
 */
import zlib from 'node:zlib';
import { readVarint, unpackSnappy } from './snappy.ts';
import type { Source } from './source.ts';

const FOOTER_BYTES = 48;
const MAGIC = Buffer.from('57fb808b247547db', 'hex');
/** Type and checksum behind each block. */
const TRAILER_BYTES = 5;
const BLOCK_MAX_BYTES = 16 * 1024 * 1024;

interface Handle { offset: number; size: number }

/** Every packed block, unpacked; nothing when the source is no table. */
export function* unpackedBlocks(source: Source): Generator<Uint8Array> {
  if (source.size < FOOTER_BYTES) return;
  const footer = source.read(source.size - FOOTER_BYTES, FOOTER_BYTES);
  if (!MAGIC.equals(footer.subarray(FOOTER_BYTES - MAGIC.length))) return;
  const metaIndex = readHandle(footer, 0);
  const index = metaIndex && readHandle(footer, metaIndex.end);
  for (const handle of [metaIndex, index]) {
    const block = handle && readBlock(source, handle);
    if (!block) continue;
    yield block;
    for (const each of handlesIn(block)) {
      const data = readBlock(source, each);
      if (data) yield data;
    }
  }
}

function readBlock(source: Source, { offset, size }: Handle): Uint8Array | null {
  if (size > BLOCK_MAX_BYTES || offset + size + TRAILER_BYTES > source.size) return null;
  const stored = source.read(offset, size + 1);
  const body = stored.subarray(0, size);
  try {
    if (stored[size] === 1) return unpackSnappy(body, BLOCK_MAX_BYTES);
    if (stored[size] === 2) return zlib.zstdDecompressSync(body, { maxOutputLength: BLOCK_MAX_BYTES });
    return body;
  } catch {
    return null;
  }
}

/** The values of an index block: each tells where a block lies. */
function* handlesIn(block: Uint8Array): Generator<Handle> {
  if (block.length < 4) return;
  const restarts = Buffer.from(block).readUInt32LE(block.length - 4);
  const end = block.length - 4 - restarts * 4;
  for (let at = 0; at < end; ) {
    const shared = readVarint(block, at);
    const own = shared && readVarint(block, shared.end);
    const valueLength = own && readVarint(block, own.end);
    if (!valueLength) return;
    const valueAt = valueLength.end + own.value;
    const handle = readHandle(block, valueAt);
    if (handle) yield handle;
    at = valueAt + valueLength.value;
  }
}

function readHandle(bytes: Uint8Array, at: number): (Handle & { end: number }) | null {
  const offset = readVarint(bytes, at);
  const size = offset && readVarint(bytes, offset.end);
  return size && { offset: offset.value, size: size.value, end: size.end };
}
