/** Folders that only their owner can look into. */
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import type { Locations } from './locations.ts';

const OWNER_ONLY = 0o700;

/**
 * Makes the folders the app cannot do without.
 * @throws the error of the file system when the scratch folder cannot be made: Chromium does not start without it
 */
export function makeFolders({ journalFolder, settingsFolder, scratch, sessionData, crashDumps, logs, temp }: Locations): void {
  for (const folder of [scratch, sessionData, crashDumps, logs, temp]) makePrivate(folder);
  for (const folder of [journalFolder, settingsFolder]) {
    try {
      makePrivate(folder);
    } catch {
      // The keeper meets the same folder, and can tell the person in words why nothing can be saved there.
    }
  }
}

/** Takes away what others may do and leaves what the owner may: a folder made read-only on purpose stays so. */
function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  const mode = statSync(folder).mode & 0o777;
  if ((mode & OWNER_ONLY) !== mode) chmodSync(folder, mode & OWNER_ONLY);
}
