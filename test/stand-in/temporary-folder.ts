/**
 * Folders that are gone when their maker is. A maker that was killed cannot remove its own: the next one does, and each folder says by
 * its name whose it is.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isRunning } from './is-running.ts';

const PREFIX = 'other-chair-stand-in-';

export interface TemporaryFolder {
  path: string;
  remove(): Promise<void>;
}

const present = new Set<string>();
let isWatchingExit = false;

export function temporaryFolder(): TemporaryFolder {
  removeAbandoned();
  if (!isWatchingExit) process.once('exit', removePresent);
  isWatchingExit = true;
  const folder = mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  present.add(folder);
  return {
    path: folder,
    async remove() {
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
      present.delete(folder);
    },
  };
}

/** Of makers that are no longer running. */
export function removeAbandoned(): void {
  for (const name of readdirSync(os.tmpdir())) {
    if (!name.startsWith(PREFIX) || isRunning(Number.parseInt(name.slice(PREFIX.length), 10))) continue;
    try {
      rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Somebody else's, or somebody else is removing it.
    }
  }
}

function removePresent(): void {
  for (const folder of present) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
