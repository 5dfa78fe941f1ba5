/** Reads a file somebody else has written, and changes nothing about it. */
import fs from 'node:fs';
import { FOREIGN_BYTES_MAX, ForeignFault } from '../../shared/foreign-json.ts';
import { JournalFault } from './fault.ts';

/** Without waiting: a pipe nobody writes into would never be opened. Windows has neither the pipes nor the flag. */
const HOW = fs.constants.O_RDONLY | (process.platform === 'win32' ? 0 : fs.constants.O_NONBLOCK);

/**
 * All of its bytes; one that is too large is not read at all.
 * @throws JournalFault `file-unreadable`, ForeignFault `file-too-large`
 */
export async function readForeignFile(file: string): Promise<Uint8Array> {
  try {
    const handle = await fs.promises.open(file, HOW);
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) throw new JournalFault('file-unreadable');
      if (stat.size > FOREIGN_BYTES_MAX) throw new ForeignFault('file-too-large');
      return await read(handle);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw error instanceof ForeignFault || error instanceof JournalFault ? error : new JournalFault('file-unreadable');
  }
}

/** One byte more than may be, at most: a file may grow while it is read. */
async function read(handle: fs.promises.FileHandle): Promise<Uint8Array> {
  const bytes = new Uint8Array(FOREIGN_BYTES_MAX + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
    length += bytesRead;
    if (bytesRead === 0 || length === bytes.length) return bytes.subarray(0, length);
  }
}
