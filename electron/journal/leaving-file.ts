/** Writes a file for somebody else to read, at a place the person has chosen. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { writingFault } from '../vault/fault.ts';
import { JournalFault, type JournalFaultCode } from './fault.ts';

const FAULTS: Readonly<Record<string, JournalFaultCode>> = { 'disk-full': 'place-full', 'read-only': 'place-read-only' };

/**
 * The whole file or none, mode 0600. The line in the ledger is written when all bytes are on the disk and before the file has its name:
 * a file without a line cannot be, a line without a file can, should the disk fail between the two.
 * @param chosen as the dialog answered; without the ending it is added, and nothing that is there is then replaced
 * @throws JournalFault `file-exists`, `place-full`, `place-read-only`, `place-error`; and what `note` throws
 */
export async function writeLeavingFile(chosen: string, ending: string, bytes: Uint8Array, note: () => Promise<void>): Promise<void> {
  const file = withEnding(chosen, ending);
  const part = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString('hex')}.part`);
  try {
    inPlace(part, () => writeDurably(part, bytes));
    await note();
    inPlace(part, () => giveName(part, file));
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw error;
  }
}

function withEnding(chosen: string, ending: string): string {
  if (path.extname(chosen).toLowerCase() === ending) return chosen;
  const file = chosen + ending;
  // The dialog has asked about the name without the ending.
  if (fs.existsSync(file)) throw new JournalFault('file-exists');
  return file;
}

function writeDurably(part: string, bytes: Uint8Array): void {
  const descriptor = fs.openSync(part, 'wx', 0o600);
  try {
    fs.writeFileSync(descriptor, bytes);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function giveName(part: string, file: string): void {
  // A link is replaced, not followed; a folder is no file to replace.
  fs.renameSync(part, file);
  if (process.platform === 'win32') return;
  const folder = fs.openSync(path.dirname(file), 'r');
  try {
    fs.fsyncSync(folder);
  } finally {
    fs.closeSync(folder);
  }
}

function inPlace(part: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const { fault } = writingFault(error, () => canWrite(path.dirname(part)));
    throw new JournalFault(FAULTS[fault] ?? 'place-error');
  }
}

function canWrite(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
