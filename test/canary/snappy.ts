/**
 * Reads the snappy format, in which LevelDB packs the blocks of its tables (google/snappy, format_description.txt): the length as a
 * varint, then elements; the low two bits of an element's first byte say whether it is a literal or a copy of what came before.
 */

/** What was unpacked until the input ended or made no sense; null when it cannot be snappy at all. */
export function unpackSnappy(packed: Uint8Array, maxBytes: number): Uint8Array | null {
  const length = readVarint(packed, 0);
  if (length === null || length.value === 0 || length.value > maxBytes) return null;
  const unpacked = Buffer.alloc(length.value);
  let from = length.end;
  let to = 0;
  while (from < packed.length && to < unpacked.length) {
    const element = elementAt(packed, from);
    const { isCopy, size, offset } = element;
    from = element.end;
    if (isCopy && (offset === 0 || offset > to)) break;
    if (isCopy) {
      // Byte by byte: a copy may reach into what it is making.
      for (let index = 0; index < size && to < unpacked.length; index += 1, to += 1) unpacked[to] = unpacked[to - offset]!;
    } else {
      to += Buffer.from(packed.buffer, packed.byteOffset, packed.length).copy(unpacked, to, from, from + size);
      from += size;
    }
  }
  return to === 0 ? null : unpacked.subarray(0, to);
}

interface Element {
  isCopy: boolean;
  size: number;
  /** How far back a copy begins. */
  offset: number;
  end: number;
}

function elementAt(packed: Uint8Array, at: number): Element {
  const tag = packed[at]!;
  const kind = tag & 3;
  if (kind === 0) {
    const lengthBytes = Math.max(0, (tag >> 2) - 59);
    const size = (lengthBytes === 0 ? tag >> 2 : littleEndian(packed, at + 1, lengthBytes)) + 1;
    return { isCopy: false, size, offset: 0, end: at + 1 + lengthBytes };
  }
  if (kind === 1) return { isCopy: true, size: ((tag >> 2) & 7) + 4, offset: ((tag >> 5) << 8) | (packed[at + 1] ?? 0), end: at + 2 };
  const offsetBytes = kind === 2 ? 2 : 4;
  return { isCopy: true, size: (tag >> 2) + 1, offset: littleEndian(packed, at + 1, offsetBytes), end: at + 1 + offsetBytes };
}

function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = length - 1; index >= 0; index -= 1) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}

/** Seven bits a byte, the lowest first; null where there is none of at most five bytes. */
export function readVarint(bytes: Uint8Array, at: number): { value: number; end: number } | null {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  return null;
}
