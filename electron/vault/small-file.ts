/** Small files beside the journal: there as a whole, or as they were before. */
import fs from 'node:fs';
import path from 'node:path';

/**
 * Writes a file durably and gives it its name in one step; made with mode 0600, its folder with 0700.
 * @throws what the system says
 */
export function writeWhole(file: string, bytes: Uint8Array): void {
  const part = `${file}.part`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    fs.rmSync(part, { force: true });
    const descriptor = fs.openSync(part, 'wx', 0o600);
    try {
      fs.writeSync(descriptor, bytes);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(part, file);
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw error;
  }
}
