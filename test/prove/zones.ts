/** What each byte of a journal file belongs to, after SQLite's file format. */
import Database from 'better-sqlite3';

const PAGE = 4096;

/** A name for each byte. Pages that are free count as unused space, though SQLite keeps a list in some of them. */
export function zonesOf(file: string, bytes: Buffer): string[] {
  const zones = Array.from({ length: bytes.length }, (_, at): string => (at < 100 ? headerZone(at) : 'unused space of a page'));
  const mark = (from: number, length: number, zone: string) => void zones.fill(zone, from, from + length);
  for (let page = 0; page < bytes.length / PAGE; page += 1) {
    const start = page * PAGE + (page === 0 ? 100 : 0);
    const kind = bytes[start]!;
    if (kind !== 0x0d && kind !== 0x05) continue;
    const headerBytes = kind === 0x0d ? 8 : 12;
    const cells = bytes.readUInt16BE(start + 3);
    mark(start, headerBytes, 'page header');
    mark(start + headerBytes, cells * 2, 'cell pointers');
    for (let cell = 0; cell < cells; cell += 1) markCell(bytes, page * PAGE + bytes.readUInt16BE(start + headerBytes + cell * 2), kind, mark);
  }
  for (const { name, b } of sealedRows(file)) markRow(bytes, b, name, mark);
  return zones;
}

function headerZone(at: number): string {
  const isHint = (at >= 24 && at < 32) || (at >= 40 && at < 60) || (at >= 64 && at < 68) || at >= 72;
  return isHint ? 'file header: hints' : 'file header';
}

function markCell(bytes: Buffer, at: number, kind: number, mark: (from: number, length: number, zone: string) => void): void {
  let end = kind === 0x05 ? at + 4 : at;
  if (kind === 0x0d) while (bytes[end++]! & 0x80);
  while (bytes[end++]! & 0x80 && end < at + 18);
  // In a leaf: the header of the row as well.
  mark(at, end - at + (kind === 0x0d ? 4 : 0), 'cell header');
}

function sealedRows(file: string): { name: string; b: Buffer }[] {
  const database = new Database(file, { readonly: true });
  try {
    const names = ['header', 'header MAC', 'head', 'front page'];
    const m = database.prepare<[], { k: number; b: Buffer }>('SELECT k, b FROM m').all().map(({ k, b }) => ({ name: names[k]!, b }));
    return [...m, ...database.prepare<[], Buffer>('SELECT b FROM r').pluck().all().map((b) => ({ name: 'record', b }))];
  } finally {
    database.close();
  }
}

/** A long row lies in pieces on several pages: each is found by its own bytes. */
function markRow(bytes: Buffer, row: Buffer, name: string, mark: (from: number, length: number, zone: string) => void): void {
  for (let at = 0; at < row.length; ) {
    const found = bytes.indexOf(row.subarray(at, at + Math.min(32, row.length - at)));
    if (found < 0) return;
    let length = 0;
    while (at + length < row.length && bytes[found + length] === row[at + length]) length += 1;
    mark(found, length, name);
    at += length;
  }
}
