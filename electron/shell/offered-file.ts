/**
 * A file the app was started with, or that was double-clicked while it runs. Only its path is looked at here; the keeper asks the person
 * before it reads a byte of it.
 */
import path from 'node:path';

/** Agreements and templates. Journals and backups are never opened from outside. */
const ENDINGS = ['.oca', '.oct'];

/** @param argv with the program first; the last file counts. @returns an absolute path, or null where there is none of ours */
export function offeredIn(argv: readonly string[], folder: string): string | null {
  const last = argv.slice(1).findLast((each) => !each.startsWith('-') && isOffer(each));
  return last === undefined ? null : path.resolve(folder, last);
}

/** Keeps one offer until a journal is open and the keeper has it. */
export class OfferedFile {
  #path: string | null = null;
  #keeper: { offer(path: string): void } | null = null;

  /** The keeper that is told from now on. */
  tellTo(keeper: { offer(path: string): void }): void {
    this.#keeper = keeper;
    if (this.#path !== null) keeper.offer(this.#path);
  }

  /** A newer offer takes the place of the one before. */
  offer(file: string | null): void {
    if (file === null || !isOffer(file) || !path.isAbsolute(file)) return;
    this.#path = file;
    this.#keeper?.offer(file);
  }

  /** The person is asked now: a keeper that comes later does not ask again. */
  forget(): void {
    this.#path = null;
  }
}

function isOffer(file: string): boolean {
  return ENDINGS.includes(path.extname(file).toLowerCase());
}
