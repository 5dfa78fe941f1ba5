/** `preferences.json`: theme and when to lock, in clear, because the lock screen needs them and nobody wrote anything in them. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { defaultPreferences, preferences, type Preferences } from '../../shared/preferences.ts';
import { JournalFault, type JournalFaultCode } from './fault.ts';

const SIZE_MAX = 4096;

export class PreferencesFile {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = path.join(folder, 'preferences.json');
  }

  /** What a file from before some setting does not say is as by default; all of it where the file is missing, too large or not of its form: preferences are never a reason not to open a journal. */
  read(): Preferences {
    try {
      const text = readFileSync(this.#file, 'utf8');
      return text.length > SIZE_MAX ? defaultPreferences : preferences.parse({ ...defaultPreferences, ...(JSON.parse(text) as object) });
    } catch {
      return defaultPreferences;
    }
  }

  /**
   * Durable when it returns; the old file stays whole until then.
   * @throws JournalFault `disk-full`, `read-only` or `disk-error`
   */
  write(chosen: Preferences): void {
    const part = `${this.#file}.part`;
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      writeDurably(part, `${JSON.stringify(chosen)}\n`);
      renameSync(part, this.#file);
    } catch (error) {
      rmSync(part, { force: true });
      throw writingFaultOf(error);
    }
  }
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What it means for a setting that a file could not be written. */
export function writingFaultOf(error: unknown): JournalFault {
  return new JournalFault(faultOf((error as NodeJS.ErrnoException).code));
}

function faultOf(code: string | undefined): JournalFaultCode {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'read-only';
  return 'disk-error';
}
