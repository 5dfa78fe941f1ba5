/** Makes files with something packed in them, for the detector to prove itself on. */
import { createHash } from 'node:crypto';
import zlib from 'node:zlib';

/** The same bytes every time; they look random and pack badly. */
export function noise(length: number, seed: string): Buffer {
  const pieces: Buffer[] = [];
  for (let index = 0; index * 64 < length; index += 1) pieces.push(createHash('sha512').update(`${seed} ${index}`).digest());
  return Buffer.concat(pieces).subarray(0, length);
}

/** Snappy with literals and copies, by a search of the last four bytes. */
export function packSnappy(bytes: Uint8Array): Buffer {
  const packed: number[] = [...varint(bytes.length)];
  const placeByBytes = new Map<string, number>();
  let literalFrom = 0;
  const literal = (to: number) => {
    for (let from = literalFrom; from < to; from += 60) {
      const piece = bytes.subarray(from, Math.min(to, from + 60));
      packed.push((piece.length - 1) << 2, ...piece);
    }
  };
  for (let at = 0; at + 4 <= bytes.length; ) {
    const key = Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');
    const before = placeByBytes.get(key);
    placeByBytes.set(key, at);
    if (before === undefined || at - before > 0xffff) {
      at += 1;
      continue;
    }
    let size = 4;
    while (size < 64 && at + size < bytes.length && bytes[before + size] === bytes[at + size]) size += 1;
    literal(at);
    packed.push(((size - 1) << 2) | 2, (at - before) & 0xff, (at - before) >> 8);
    at += size;
    literalFrom = at;
  }
  literal(bytes.length);
  return Buffer.from(packed);
}

/** A LevelDB table of one data block. */
export function levelDbTable(key: string, value: Uint8Array, pack: 'snappy' | 'zstd' | 'none'): Buffer {
  const file: Buffer[] = [];
  const put = (block: Buffer): Buffer => {
    const packed = pack === 'snappy' ? packSnappy(block) : pack === 'zstd' ? zlib.zstdCompressSync(block) : block;
    const handle = Buffer.from([...varint(Buffer.concat(file).length), ...varint(packed.length)]);
    file.push(packed, Buffer.from([{ none: 0, snappy: 1, zstd: 2 }[pack], 0, 0, 0, 0]));
    return handle;
  };
  const data = put(tableBlock(key, value));
  const metaIndex = put(tableBlock('', Buffer.alloc(0)));
  const index = put(tableBlock(key, data));
  const handles = Buffer.concat([metaIndex, index, Buffer.alloc(40)]).subarray(0, 40);
  return Buffer.concat([...file, handles, Buffer.from('57fb808b247547db', 'hex')]);
}

function tableBlock(key: string, value: Uint8Array): Buffer {
  const oneRestart = Buffer.from([0, 0, 0, 0, 1, 0, 0, 0]);
  return Buffer.concat([Buffer.from([0, ...varint(key.length), ...varint(value.length)]), Buffer.from(key), value, oneRestart]);
}

/** One entry of Chromium's simple cache. */
export function cacheEntry(key: string, body: Uint8Array): Buffer {
  const header = Buffer.alloc(24);
  header.write('305c72a71b6dfbfc', 'hex');
  header.writeUInt32LE(5, 8);
  header.writeUInt32LE(key.length, 12);
  return Buffer.concat([header, Buffer.from(key), body, noise(24, 'end of entry')]);
}

/** One deflated entry of a zip, as far as unpacking looks at it. */
export function zipEntry(name: string, body: Uint8Array): Buffer {
  const header = Buffer.alloc(30);
  header.write('504b0304', 'hex');
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), zlib.deflateRawSync(body)]);
}

/** The framing format, one packed frame. */
export function framedSnappy(bytes: Uint8Array): Buffer {
  const body = packSnappy(bytes);
  const frame = Buffer.alloc(8);
  frame.writeUIntLE(body.length + 4, 1, 3);
  return Buffer.concat([Buffer.from('ff060000734e61507059', 'hex'), frame, body]);
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 0x80))];
}
