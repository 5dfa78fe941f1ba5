/**
 * What the keeper holds: no open journal, one being made (its keys derived, nothing on disk yet), or one open. One keeper opens one
 * journal once: locking ends the process.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { ChosenBackup, BackupStatus, RestoredBackup } from '../../shared/backups.ts';
import { copiedBy } from '../../shared/copying-services.ts';
import type { Rescued } from '../../shared/damage.ts';
import { describeFault } from '../../shared/fault-description.ts';
import type { ChosenPlace, ProtectionFacts } from '../../shared/place.ts';
import type { Preferences } from '../../shared/preferences.ts';
import type { Choosing, KeeperStart, Notice, ShellFacts } from '../../shared/process-messages.ts';
import type { JournalStatus } from '../../shared/requests.ts';
import { SHARED_FORMATS } from '../../shared/shared-file.ts';
import type { BackupProgress } from '../journal/backups.ts';
import { areTypedBack, somePlaces } from '../journal/asked-words.ts';
import { systemClock, type Clock } from '../journal/clock.ts';
import { JournalFault } from '../journal/fault.ts';
import { readForeignFile } from '../journal/foreign-file.ts';
import { Journal, openJournal, prepareJournal, type BothSecrets, type PreparedJournal, type RekeyProgress, type Secret } from '../journal/journal.ts';
import { looksManaged } from '../journal/managed.ts';
import { expectFolderForJournal, faultOfNewFolder, type MoveProgress } from '../journal/moving.ts';
import { isTooLong, weighPassphrase } from '../journal/passphrase.ts';
import { permissionsOf } from '../journal/permissions.ts';
import { Place } from '../journal/place.ts';
import { PreferencesFile } from '../journal/preferences-file.ts';
import { lookAtBackup, restoreJournal } from '../journal/restoring.ts';
import type { Gathering } from '../journal/store.ts';
import { Turn } from '../journal/turn.ts';

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
  /** The journal is closed, nothing is left to write: the process may end. `not-in-place`: the rescued one could not take the damaged one's place. */
  locked(because?: 'not-in-place'): void;
}

interface Begun { prepared: PreparedJournal; ask: number[] }

export class Custody {
  readonly #place: Place;
  readonly #anchors: string;
  readonly #preferencesFile: PreferencesFile;
  readonly #outside: Outside;
  readonly #clock: Clock;
  readonly #turn = new Turn();
  #begun: Begun | null = null;
  /** Null until the shell has told. */
  shellFacts: ShellFacts | null = null;
  #journal: Journal | null = null;
  #deriving: AbortController | null = null;
  /** The backup to restore from. The window never names a path. */
  #chosenBackup: string | null = null;
  /** The file the journal would have in the folder chosen to move it into. */
  #chosenFile: string | null = null;
  #moving: AbortController | null = null;
  /** A file that was double-clicked, and has not been looked into. */
  #offered: string | null = null;

  constructor({ journalFolder, settingsFolder }: KeeperStart, outside: Outside, clock: Clock = systemClock) {
    this.#place = new Place(journalFolder, settingsFolder);
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
    const { isKnown, isOwn, holds } = this.#place;
    const file = isKnown ? this.#place.file : '';
    const journal = this.#journal ? 'open' : ({ journal: 'locked', nothing: 'none', away: 'away' } as const)[holds];
    return { journal, place: isOwn ? 'own' : 'chosen', file, copiedBy: copiedBy(file, process.env), preferences: this.#preferencesFile.read() };
  }

  savePreferences(preferences: Preferences): Preferences {
    this.#preferencesFile.write(preferences);
    this.#outside.preferencesAre(preferences);
    return preferences;
  }

  /** Derives the keys of a new journal. Until `finish` nothing is on disk. */
  async begin(passphrase: string): Promise<{ recoveryWords: string[]; ask: number[] }> {
    this.#turn.expectFree();
    this.#expectNone();
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
    this.#turn.expectFree();
    this.#expectNone();
    this.#hold(prepared.write(this.#place.file, this.#gathering(), this.#clock));
    this.#begun = null;
  }

  async unlock(secret: Secret): Promise<void> {
    this.#turn.expectFree();
    // No journal has a passphrase of that length, so it is simply not the one.
    if (secret.kind === 'passphrase' && isTooLong(secret.passphrase)) throw new JournalFault('wrong-secret');
    const journal = await this.#derive((signal) => openJournal(this.#place.file, secret, signal, this.#gathering(), this.#clock));
    this.#outside.notice({ notice: 'unlocking', step: 'reading' });
    this.#hold(journal);
  }

  async chooseBackup(): Promise<ChosenBackup> {
    const file = await this.choose('backup-file');
    const chosen = await lookAtBackup(file);
    this.#chosenBackup = file;
    return chosen;
  }

  /** Puts the journal of the chosen backup into its place, keeps the one that is there, and opens it. */
  async restore(secret: Secret): Promise<RestoredBackup> {
    const backup = this.#chosenBackup;
    if (backup === null) throw new JournalFault('no-file');
    // Into a folder that is not connected nothing is restored: it would be another journal than the one that comes back with it.
    if (this.#place.holds === 'away') throw new JournalFault('no-journal');
    if (secret.kind === 'passphrase' && isTooLong(secret.passphrase)) throw new JournalFault('wrong-secret');
    const progress = this.backupProgress();
    const { journal, restored } = await this.#turn.alone('restore', () =>
      this.#derive((signal) => restoreJournal(backup, secret, this.#place.file, { signal, progress }, this.#gathering(), this.#clock)),
    );
    // It was chosen by hand: that it is older is no news.
    journal.takeCopy();
    this.#hold(journal);
    return restored;
  }

  async chooseBackupFolder(): Promise<BackupStatus> {
    const { backups } = this.journal;
    return backups.useFolder(await this.choose('backup-folder'));
  }

  /** For the window: not more often than it can be read. */
  backupProgress(): BackupProgress {
    const told = everySoOften();
    return (step, done, total) => {
      if (told() || done === total) this.#outside.notice({ notice: 'backup', step, done, total });
    };
  }

  /** A place chosen in a dialog of the system. @throws JournalFault `cancelled` */
  async choose(what: Choosing): Promise<string> {
    const path = await this.#outside.choose(what);
    if (path === null) throw new JournalFault('cancelled');
    return path;
  }

  /** The bytes of a file somebody else has written. @throws JournalFault `cancelled`, and as `readForeignFile` */
  async chooseForeignFile(what: 'agreement-file' | 'template-file'): Promise<Uint8Array> {
    return readForeignFile(await this.choose(what));
  }

  /** The person is asked once a journal is open. */
  offered(file: string): void {
    this.#offered = file;
    if (this.isOpen) this.#tellOffered();
  }

  /** The bytes of the file that was offered; it is at hand once. @throws JournalFault `nothing-offered`, and as `readForeignFile` */
  async takeOffered(): Promise<Uint8Array> {
    const file = this.#offered;
    this.#offered = null;
    if (file === null) throw new JournalFault('nothing-offered');
    return readForeignFile(file);
  }

  leaveOffered(): void {
    this.#offered = null;
  }

  cancelDeriving(): void {
    this.#deriving?.abort();
  }

  /** Closes the journal. Everything confirmed is already durable. */
  lock(): void {
    this.#turn.end();
    this.#deriving?.abort();
    this.#moving?.abort();
    this.#journal?.close();
    this.#journal = null;
    this.#outside.locked();
  }

  /** Of the damaged journal, beside it or in a folder the person chooses. */
  async saveReadable(where: 'beside' | 'chosen'): Promise<Rescued> {
    const folder = where === 'beside' ? null : await this.choose('rescue-folder');
    const told = everySoOften();
    return this.journal.rescue.save(folder, (step, done, total) => {
      if (told() || done === total) this.#outside.notice({ notice: 'rescuing', step, done, total });
    });
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
      // The damaged one is where it was, and so is what was saved: the lock screen says so.
      this.#outside.log(`putting the rescued journal in place: ${describeFault(error)}`);
      this.#outside.locked('not-in-place');
      return;
    }
    this.#outside.locked();
  }

  protectionFacts(): ProtectionFacts {
    const { file } = this.#place;
    return {
      file,
      filePermissions: permissionsOf(file),
      folderPermissions: permissionsOf(path.dirname(file)),
      managed: looksManaged(process.platform, process.env),
      eased: this.#journal?.keys.isEased ?? null,
      refusedRequests: this.shellFacts?.refusedRequests ?? null,
      capture: this.shellFacts?.capture ?? null,
    };
  }

  async chooseJournalFolder(): Promise<ChosenPlace> {
    const file = this.#place.fileIn(await this.choose('journal-folder'));
    await expectFolderForJournal(file, this.#place.file, this.journal.backups.folder);
    this.#chosenFile = file;
    return { file, copiedBy: copiedBy(file, process.env), managed: looksManaged(process.platform, process.env) };
  }

  /** The copy is the journal as soon as it was found whole and noted; the old file goes once every record was read from the new one. */
  async move(to: 'chosen' | 'own'): Promise<JournalStatus> {
    const from = this.#place.file;
    const file = to === 'own' ? this.#place.ownFile : this.#chosenFile;
    if (file === null) throw new JournalFault('no-folder');
    return this.#turn.alone('move', async () => {
      if (to === 'chosen') await expectFolderForJournal(file, from, this.journal.backups.folder);
      const moving = new AbortController();
      this.#moving = moving;
      try {
        const journal = await this.#moveTo(file, moving.signal);
        if (await journal.whole()) await this.#forgetLeftBehind(journal);
        return this.status();
      } finally {
        this.#moving = null;
      }
    });
  }

  cancelMoving(): void {
    this.#moving?.abort();
  }

  async findJournal(): Promise<JournalStatus> {
    this.#turn.expectFree();
    const file = this.#place.journalIn(await this.choose('journal-folder'));
    if (file === null) throw new JournalFault('no-journal');
    this.#place.use(file, null);
    return this.status();
  }

  forgetJournalFolder(): JournalStatus {
    this.#turn.expectFree();
    this.#place.use(this.#place.ownFile, null);
    return this.status();
  }

  async #moveTo(file: string, signal: AbortSignal): Promise<Journal> {
    const told = everySoOften();
    const progress: MoveProgress = (step, done, total) => {
      if (told() || done === total) this.#outside.notice({ notice: 'moving', step, done, total });
    };
    const before = this.journal;
    const { vault, sequence } = await before.copyTo(file, { signal, progress }).catch((error: unknown) => {
      throw faultOfNewFolder(error);
    });
    try {
      if (this.#journal !== before || signal.aborted) throw new JournalFault('cancelled');
      // Something was saved while it was copied. What was confirmed must be in the copy.
      if (before.sequence !== sequence) throw new JournalFault('written-meanwhile');
      this.#place.use(file, this.#place.file);
    } catch (error) {
      vault.close();
      fs.rmSync(file, { force: true });
      throw error;
    }
    before.close();
    const journal = new Journal(vault, this.#gathering(), this.#clock);
    this.#hold(journal);
    return journal;
  }

  /** The file a moved journal was in before: removed once the moved one was read whole, and where that fails, at the next opening. */
  async #forgetLeftBehind(journal: Journal): Promise<void> {
    const { leftBehind, file } = this.#place;
    if (leftBehind === null || this.#journal !== journal) return;
    try {
      if ((await journal.removeMoved(leftBehind)) && this.#journal === journal) this.#place.use(file, null);
    } catch (error) {
      this.#outside.log(`removing the moved: ${describeFault(error)}`);
    }
  }

  #expectNone(): void {
    const { holds } = this.#place;
    if (holds === 'journal') throw new JournalFault('exists');
    if (holds === 'away') throw new JournalFault('no-journal');
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

  /** A backup goes before it, where there is a folder for backups. */
  async rekey(secrets: BothSecrets): Promise<void> {
    const { keys, backups } = this.journal;
    const told = everySoOften();
    const tell: RekeyProgress = (step, done, total) => {
      if (told()) this.#outside.notice({ notice: 'rekeying', progress: { step, done, total } });
    };
    const backUp = async (signal: AbortSignal) => {
      const stop = () => backups.cancel();
      signal.addEventListener('abort', stop);
      try {
        await backups.makeFirst();
      } finally {
        signal.removeEventListener('abort', stop);
      }
    };
    try {
      await keys.rekey(secrets, tell, backUp);
    } finally {
      this.#outside.notice({ notice: 'rekeying', progress: null });
    }
  }

  #hold(journal: Journal): void {
    this.#journal = journal;
    this.#outside.unlocked();
    const { copy } = journal;
    if (copy.is !== 'expected') this.#outside.notice({ notice: 'copy', copy });
    this.#tellOffered();
    void journal.whole().then((whole) => {
      if (whole) void this.#forgetLeftBehind(journal);
      if (this.#journal === journal) this.#outside.notice(whole ? { notice: 'ready' } : { notice: 'damaged', damage: journal.rescue.damage });
    });
    void journal.wasTouched().then((touched) => {
      if (touched && this.#journal === journal) this.#outside.notice({ notice: 'touched' });
    });
  }

  #tellOffered(): void {
    if (this.#offered === null) return;
    const ending = path.extname(this.#offered).toLowerCase();
    this.#outside.notice({ notice: 'offered', kind: ending === SHARED_FORMATS.agreement.ending ? 'agreement' : 'template' });
  }

  #gathering(): Gathering {
    return {
      progress: this.#progress(),
      damaged: (error) => this.#outside.log(`gathering: ${describeFault(error)}`),
      anchors: this.#anchors,
      turn: this.#turn,
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
