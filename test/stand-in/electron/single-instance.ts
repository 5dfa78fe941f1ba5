/**
 * One instance for each folder of user data. The lock is a file that names its holder; a holder that was killed leaves it behind, and
 * the next start takes it over. A second start leaves a note of its arguments, which the first one reads and removes.
 */
import { linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, watch, writeFileSync, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { isRunning } from '../is-running.ts';

const NOTE = 'SingletonNote-';

export interface SecondStart { argv: string[]; workingDirectory: string; additionalData: unknown }

export class SingleInstance {
  readonly #folder: string;
  readonly #lock: string;
  readonly #onSecondStart: (second: SecondStart) => void;
  #watcher: FSWatcher | null = null;

  constructor(folder: string, onSecondStart: (second: SecondStart) => void) {
    this.#folder = folder;
    this.#lock = path.join(folder, 'SingletonLock');
    this.#onSecondStart = onSecondStart;
  }

  /** False when another instance holds it; that one is told of this start. */
  request(additionalData: unknown): boolean {
    if (this.#watcher) return true;
    mkdirSync(this.#folder, { recursive: true });
    if (this.#take() || (this.#removeStale() && this.#take())) {
      this.#listen();
      return true;
    }
    const note: SecondStart = { argv: process.argv, workingDirectory: process.cwd(), additionalData: additionalData ?? null };
    this.#appear(path.join(this.#folder, `${NOTE}${process.pid}`), JSON.stringify(note), renameSync);
    return false;
  }

  get isHeld(): boolean {
    return this.#watcher !== null;
  }

  release(): void {
    if (!this.#watcher) return;
    this.#watcher.close();
    this.#watcher = null;
    rmSync(this.#lock, { force: true });
  }

  #take(): boolean {
    try {
      this.#appear(this.#lock, startOf(process.pid), linkSync);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  /** Whole or not at all: nobody reads a half-written file. */
  #appear(file: string, text: string, put: (from: string, to: string) => void): void {
    const fresh = `${file}.${process.pid}.new`;
    writeFileSync(fresh, text, { mode: 0o600 });
    try {
      put(fresh, file);
    } finally {
      rmSync(fresh, { force: true });
    }
  }

  #removeStale(): boolean {
    const seen = this.#holder();
    if (seen !== null && isHolder(seen)) return false;
    const aside = `${this.#lock}.${process.pid}.stale`;
    try {
      renameSync(this.#lock, aside);
    } catch {
      return true;
    }
    // Somebody else may have taken it over between the look and the move.
    const moved = readFileSync(aside, 'utf8');
    if (isHolder(moved)) linkSync(aside, this.#lock);
    rmSync(aside, { force: true });
    return !isHolder(moved);
  }

  #holder(): string | null {
    try {
      return readFileSync(this.#lock, 'utf8');
    } catch {
      return null;
    }
  }

  #listen(): void {
    this.#watcher = watch(this.#folder, () => { this.#readNotes(); });
    this.#watcher.unref();
    this.#watcher.on('error', () => undefined);
    process.once('exit', () => { this.release(); });
    for (const note of this.#notes()) rmSync(note, { force: true });
  }

  #readNotes(): void {
    for (const note of this.#notes()) {
      try {
        const second = JSON.parse(readFileSync(note, 'utf8')) as SecondStart;
        rmSync(note);
        this.#onSecondStart(second);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
  }

  #notes(): string[] {
    return readdirSync(this.#folder).filter((name) => name.startsWith(NOTE) && !name.endsWith('.new')).map((name) => path.join(this.#folder, name));
  }
}

/** A process number is used again after a while; its time of starting tells two apart (Linux; elsewhere the number has to do). */
function startOf(pid: number): string {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!;
    return `${pid} ${afterName.split(' ')[19]!}`;
  } catch {
    return `${pid} `;
  }
}

function isHolder(written: string): boolean {
  const pid = Number.parseInt(written, 10);
  return isRunning(pid) && startOf(pid) === written;
}
