/**
 * Where the journal's file is: in the app's own folder, or in one the person chose. The choice is a path in `location.json` beside the
 * preferences, in clear, because it has to be known before anything is opened.
 */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from '../../shared/zod.ts';
import { sync } from '../vault/file.ts';
import { writeWhole } from '../vault/small-file.ts';
import { isThere } from '../vault/vault.ts';
import { writingFaultOf } from './preferences-file.ts';

const JOURNAL_FILE = 'journal.ocv';
/** Made inside the folder a person chose, so that nothing is mixed and nobody else can look into it. */
const FOLDER_OF_ITS_OWN = 'Other Chair journal';
const PATH_MAX = 4096;

const location = z.strictObject({
  folder: z.string().min(1).max(PATH_MAX).refine((folder) => path.isAbsolute(folder)),
  /** The file the journal was moved away from, as long as it may still be there. */
  leftBehind: z.string().min(1).max(PATH_MAX).nullable(),
});
type Location = z.infer<typeof location>;

export class Place {
  readonly #ownFolder: string;
  readonly #record: string;
  /** Null: the app's own folder. */
  #chosen: Location | null;

  constructor(ownFolder: string, settingsFolder: string) {
    this.#ownFolder = ownFolder;
    this.#record = path.join(settingsFolder, 'location.json');
    this.#chosen = this.#read();
  }

  /** False where the note that says where cannot be read: then no path is worth showing. */
  get isKnown(): boolean {
    return this.#chosen?.folder !== path.dirname(this.#record);
  }

  get file(): string {
    return path.join(this.#chosen?.folder ?? this.#ownFolder, JOURNAL_FILE);
  }

  get isOwn(): boolean {
    return this.#chosen === null;
  }

  /** `away`: there must be a journal, in the folder that was chosen, and it is not there. Nothing new is made then. */
  get holds(): 'journal' | 'nothing' | 'away' {
    if (isThere(this.file)) return 'journal';
    return this.isOwn ? 'nothing' : 'away';
  }

  get leftBehind(): string | null {
    return this.#chosen?.leftBehind ?? null;
  }

  /** The file a journal would have in the app's own folder. */
  get ownFile(): string {
    return path.join(this.#ownFolder, JOURNAL_FILE);
  }

  /** The file a journal would have after it was moved into this folder. */
  fileIn(folder: string): string {
    return path.join(path.basename(folder) === FOLDER_OF_ITS_OWN ? folder : path.join(folder, FOLDER_OF_ITS_OWN), JOURNAL_FILE);
  }

  /** The journal in a folder a person points at: in it, or in the app's folder inside it; null when there is none. */
  journalIn(folder: string): string | null {
    return [path.join(folder, JOURNAL_FILE), this.fileIn(folder)].find(isThere) ?? null;
  }

  /**
   * From here on the journal is looked for at `file`, also after a loss of power.
   * @throws JournalFault `disk-full`, `read-only`, `disk-error`; then it is looked for where it was before
   */
  use(file: string, leftBehind: string | null): void {
    const folder = path.dirname(file);
    const isOwn = folder === this.#ownFolder;
    const chosen = isOwn && leftBehind === null ? null : { folder, leftBehind };
    try {
      if (chosen === null) rmSync(this.#record, { force: true });
      else writeWhole(this.#record, Buffer.from(`${JSON.stringify(chosen)}\n`));
      if (process.platform !== 'win32') sync(path.dirname(this.#record));
    } catch (error) {
      throw writingFaultOf(error);
    }
    this.#chosen = chosen;
  }

  /** A record that cannot be read still says that the journal was moved: it is not taken for none. */
  #read(): Location | null {
    let text: string;
    try {
      text = readFileSync(this.#record, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      return this.#unknown();
    }
    try {
      return location.parse(JSON.parse(text));
    } catch {
      return this.#unknown();
    }
  }

  #unknown(): Location | null {
    return isThere(this.ownFile) ? null : { folder: path.dirname(this.#record), leftBehind: null };
  }
}
