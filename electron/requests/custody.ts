/**
 * What the keeper holds: no open journal, one being made (its keys derived, nothing on disk yet), or one open. One keeper opens one
 * journal once: locking ends the process.
 */
import path from 'node:path';
import type { ChosenBackup, BackupStatus, RestoredBackup } from '../../shared/backups.ts';
import { copiedBy } from '../../shared/copying-services.ts';
import { describeFault } from '../../shared/fault-description.ts';
import type { Preferences } from '../../shared/preferences.ts';
import type { Choosing, KeeperStart, Notice, ShellFacts } from '../../shared/process-messages.ts';
import type { JournalStatus } from '../../shared/requests.ts';
import type { BackupProgress } from '../journal/backups.ts';
import { areTypedBack, somePlaces } from '../journal/asked-words.ts';
import { systemClock, type Clock } from '../journal/clock.ts';
import { JournalFault } from '../journal/fault.ts';
import { isThere, openJournal, prepareJournal, type BothSecrets, type Journal, type PreparedJournal, type Secret } from '../journal/journal.ts';
import { isTooLong, weighPassphrase } from '../journal/passphrase.ts';
import { PreferencesFile } from '../journal/preferences-file.ts';
import { lookAtBackup, restoreJournal } from '../journal/restoring.ts';
import type { Gathering } from '../journal/store.ts';

const JOURNAL_FILE = 'journal.ocv';
/** In the folder of the settings: whoever puts another journal file in its place does not put this one with it. */
const ANCHORS_FOLDER = 'anchors';
const PROGRESS_EVERY_MS = 100;

/** What custody tells the outside. */
export interface Outside {
  notice(notice: Notice): void;
  preferencesAre(preferences: Preferences): void;
  unlocked(): void;
  /** Lets the person choose in a dialog of the system; null when they did not. */
  choose(what: Choosing): Promise<string | null>;
  /** Codes and places of an error for the log: see `describeFault`. */
  log(line: string): void;
  /** The journal is closed, nothing is left to write: the process may end. */
  locked(): void;
}

interface Begun { prepared: PreparedJournal; ask: number[] }

export class Custody {
  readonly #file: string;
  readonly #anchors: string;
  readonly #preferencesFile: PreferencesFile;
  readonly #outside: Outside;
  readonly #clock: Clock;
  #begun: Begun | null = null;
  /** Null until the shell has told. */
  shellFacts: ShellFacts | null = null;
  #journal: Journal | null = null;
  #deriving: AbortController | null = null;
  /** The backup to restore from. The window never names a path. */
  #chosenBackup: string | null = null;

  constructor({ journalFolder, settingsFolder }: KeeperStart, outside: Outside, clock: Clock = systemClock) {
    this.#file = path.join(journalFolder, JOURNAL_FILE);
    this.#anchors = path.join(settingsFolder, ANCHORS_FOLDER);
    this.#preferencesFile = new PreferencesFile(settingsFolder);
    this.#outside = outside;
    this.#clock = clock;
  }

  get isOpen(): boolean {
    return this.#journal !== null;
  }

  /** The open journal; asked for only by requests that answer while it is open. */
  get journal(): Journal {
    if (!this.#journal) throw new Error('no journal is open');
    return this.#journal;
  }

  status(): JournalStatus {
    const journal = this.#journal ? 'open' : isThere(this.#file) ? 'locked' : 'none';
    return { journal, file: this.#file, copiedBy: copiedBy(this.#file, process.env), preferences: this.#preferencesFile.read() };
  }

  savePreferences(preferences: Preferences): Preferences {
    this.#preferencesFile.write(preferences);
    this.#outside.preferencesAre(preferences);
    return preferences;
  }

  /** Derives the keys of a new journal. Until `finish` nothing is on disk. */
  async begin(passphrase: string): Promise<{ recoveryWords: string[]; ask: number[] }> {
    if (isThere(this.#file)) throw new JournalFault('exists');
    if (!weighPassphrase(passphrase).accepted) throw new JournalFault('weak-passphrase');
    const prepared = await this.#derive((signal) => prepareJournal(passphrase, signal));
    this.#begun?.prepared.forget();
    this.#begun = { prepared, ask: somePlaces() };
    return { recoveryWords: [...prepared.recoveryWords], ask: this.#begun.ask };
  }

  /** Writes the journal once the words asked for were typed back. */
  finish(words: readonly string[]): void {
    if (!this.#begun) throw new JournalFault('not-begun');
    const { prepared, ask } = this.#begun;
    if (!areTypedBack(prepared.recoveryWords, ask, words)) throw new JournalFault('wrong-words');
    this.#hold(prepared.write(this.#file, this.#gathering(), this.#clock));
    this.#begun = null;
  }

  async unlock(secret: Secret): Promise<void> {
    // No journal has a passphrase of that length, so it is simply not the one.
    if (secret.kind === 'passphrase' && isTooLong(secret.passphrase)) throw new JournalFault('wrong-secret');
    const journal = await this.#derive((signal) => openJournal(this.#file, secret, signal, this.#gathering(), this.#clock));
    this.#outside.notice({ notice: 'unlocking', step: 'reading' });
    this.#hold(journal);
  }

  async chooseBackup(): Promise<ChosenBackup> {
    const file = await this.#choose('backup-file');
    const chosen = await lookAtBackup(file);
    this.#chosenBackup = file;
    return chosen;
  }

  /** Puts the journal of the chosen backup into its place, keeps the one that is there, and opens it. */
  async restore(secret: Secret): Promise<RestoredBackup> {
    const backup = this.#chosenBackup;
    if (backup === null) throw new JournalFault('no-file');
    if (secret.kind === 'passphrase' && isTooLong(secret.passphrase)) throw new JournalFault('wrong-secret');
    const progress = this.backupProgress();
    const { journal, restored } = await this.#derive((signal) => restoreJournal(backup, secret, this.#file, { signal, progress }, this.#gathering(), this.#clock));
    // It was chosen by hand: that it is older is no news.
    journal.takeCopy();
    this.#hold(journal);
    return restored;
  }

  async chooseBackupFolder(): Promise<BackupStatus> {
    const { backups } = this.journal;
    return backups.useFolder(await this.#choose('backup-folder'));
  }

  /** For the window: not more often than it can be read. */
  backupProgress(): BackupProgress {
    const told = everySoOften();
    return (step, done, total) => {
      if (told() || done === total) this.#outside.notice({ notice: 'backup', step, done, total });
    };
  }

  cancelDeriving(): void {
    this.#deriving?.abort();
  }

  /** Closes the journal. Everything confirmed is already durable. */
  lock(): void {
    this.#deriving?.abort();
    this.#journal?.close();
    this.#journal = null;
    this.#outside.locked();
  }

  /** The journal that was saved out of the damaged one takes its place; the lock screen shows then. */
  openRescued(): void {
    const { rescue } = this.journal;
    rescue.expectSaved();
    this.#journal?.close();
    this.#journal = null;
    try {
      rescue.putInPlace();
    } catch (error) {
      // The damaged one is where it was, and says so again when it is unlocked.
      this.#outside.log(`putting the rescued journal in place: ${describeFault(error)}`);
    }
    this.#outside.locked();
  }

  async #choose(what: Choosing): Promise<string> {
    const path = await this.#outside.choose(what);
    if (path === null) throw new JournalFault('cancelled');
    return path;
  }

  /** One key derivation at a time: a newer one takes the place of the one before. */
  async #derive<T>(derivation: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#deriving?.abort();
    const deriving = new AbortController();
    this.#deriving = deriving;
    this.#outside.notice({ notice: 'unlocking', step: 'deriving' });
    try {
      return await derivation(deriving.signal);
    } finally {
      if (this.#deriving === deriving) this.#deriving = null;
    }
  }

  async rekey(secrets: BothSecrets): Promise<void> {
    await this.journal.backups.makeFirst();
    const told = everySoOften();
    try {
      await this.journal.keys.rekey(secrets, (step, done, total) => {
        if (told()) this.#outside.notice({ notice: 'rekeying', progress: { step, done, total } });
      });
    } finally {
      this.#outside.notice({ notice: 'rekeying', progress: null });
    }
  }

  #hold(journal: Journal): void {
    this.#journal = journal;
    this.#outside.unlocked();
    const { copy } = journal;
    if (copy.is !== 'expected') this.#outside.notice({ notice: 'copy', copy });
    void journal.whole().then((whole) => {
      if (this.#journal === journal) this.#outside.notice(whole ? { notice: 'ready' } : { notice: 'damaged', damage: journal.rescue.damage });
    });
    void journal.wasTouched().then((touched) => {
      if (touched && this.#journal === journal) this.#outside.notice({ notice: 'touched' });
    });
  }

  #gathering(): Gathering {
    return {
      progress: this.#progress(),
      damaged: (error) => this.#outside.log(`gathering: ${describeFault(error)}`),
      anchors: this.#anchors,
      traces: (doing, error) => this.#outside.log(error === null ? doing : `${doing}: ${describeFault(error)}`),
    };
  }

  #progress(): (done: number, total: number) => void {
    const told = everySoOften();
    return (done, total) => {
      if (told()) this.#outside.notice({ notice: 'gathering', done, total });
    };
  }
}

/** True where it was not true for a while. */
function everySoOften(): () => boolean {
  let toldAtMs = 0;
  return () => {
    if (performance.now() - toldAtMs < PROGRESS_EVERY_MS) return false;
    toldAtMs = performance.now();
    return true;
  };
}
