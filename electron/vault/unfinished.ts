/** The name a journal has until it is whole. What is found under it is waste, unless there is nothing else (FORMAT.md §15). */
import fs from 'node:fs';
import path from 'node:path';

export function unfinishedName(file: string): string {
  return `${file}.new`;
}

/** With everything a crash may have left beside it. Best effort: a file that will not go does no harm. */
export function removeUnfinished(file: string): void {
  const unfinished = unfinishedName(path.resolve(file));
  // A copy is made as any journal is: it has an unfinished name of its own for a moment.
  for (const each of [unfinished, unfinishedName(unfinished)]) {
    for (const belonging of ['', '-journal']) {
      try {
        fs.rmSync(each + belonging, { force: true });
      } catch {
        // It stays for the next time.
      }
    }
  }
}
