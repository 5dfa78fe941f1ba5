/** The backups of a journal: on demand, once a day by themselves, and the drill that shows they can be restored. */
import fs from 'node:fs';
import path from 'node:path';
import { noBackups, type BackupDrill, type BackupMemory, type BackupProblem, type BackupRow, type BackupStatus, type BackupStep } from '../../shared/backups.ts';
import { copiedBy } from '../../shared/copying-services.ts';
import { BackupReader } from '../vault/backup-reader.ts';
import { unfinishedBackup, writeBackup } from '../vault/backup-writer.ts';
import { VaultFault, type VaultFaultCode } from '../vault/fault.ts';
import { drillBackup, removeLeftovers } from '../vault/restoring.ts';
import type { Snapshot } from '../vault/snapshot.ts';
import { newRecordId } from '../vault/vault.ts';
import type { BackupsEntry } from '../workspace/entry.ts';
import { backupNameAt, byAge, whenOf } from './backup-names.ts';
import { isDue, tooMany } from './backup-schedule.ts';
import type { Clock } from './clock.ts';
import { sha256OfFile } from './digest.ts';
import { JournalFault, type JournalFaultCode } from './fault.ts';
import type { Store } from './store.ts';
import type { Travelled } from './travelled.ts';
import type { Turn } from './turn.ts';
import { isWithin } from './within.ts';

/** Records done, of all; each step begins at 0. */
export type BackupProgress = (step: BackupStep, done: number, total: number) => void;

/** After a backup by itself came to nothing, it is not tried again for so long. */
const REST_AFTER_PROBLEM_MS = 60 * 60 * 1000;

/** What the vault says of a folder it writes backups into, apart from what it says of the journal's own. */
const faultOfFolder: Partial<Record<VaultFaultCode, JournalFaultCode>> = { 'disk-full': 'folder-full', 'read-only': 'folder-read-only', 'disk-error': 'folder-error' };

export class Backups {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #travelled: Travelled;
  readonly #turn: Turn;
  #underWay: AbortController | null = null;
  #tidied = false;
  #problem: { what: BackupProblem; atMs: number } | null = null;

  constructor(store: Store, clock: Clock, travelled: Travelled, turn: Turn) {
    this.#turn = turn;
    this.#store = store;
    this.#clock = clock;
    this.#travelled = travelled;
  }

  async status(): Promise<BackupStatus> {
    await this.#store.gathered;
    const { folder, lastVerifiedAtMs, lastDrillAtMs } = this.#memory;
    const gone = folder !== null && !(await isFolder(folder));
    const problem = gone ? 'folder-gone' : (this.#problem?.what ?? null);
    return { folder, copiedBy: folder === null ? null : copiedBy(folder, process.env), lastVerifiedAtMs, lastDrillAtMs, changed: this.#changed, underWay: this.#underWay !== null, problem };
  }

  /** @throws JournalFault `busy-…`, `folder-gone`, `folder-read-only`, `folder-of-journal`, and as every save */
  async useFolder(folder: string): Promise<BackupStatus> {
    await this.#store.gathered;
    this.#turn.expectFree();
    await expectFolderForBackups(folder, this.#store.folder);
    await this.#remember({ folder });
    this.#problem = null;
    return this.status();
  }

  /** No more backups by themselves; those that are there stay. */
  async stop(): Promise<BackupStatus> {
    await this.#store.gathered;
    this.#turn.expectFree();
    await this.#remember({ folder: null });
    this.#problem = null;
    return this.status();
  }

  /** @throws JournalFault and VaultFault as the request `backupNow` promises */
  async make(progress: BackupProgress): Promise<BackupStatus> {
    await this.#turn.alone('backup', () => this.#makeStoppable(progress));
    // Locked while too many were being removed: it is made, and nobody is there any more to be told.
    if (this.#store.state === 'closed') throw new JournalFault('cancelled');
    return this.status();
  }

  /**
   * Makes one where one is due and nothing else is under way; whatever a person asks for then stops it. Never rejects: what stands in the way is in the status.
   * @returns whether one was made or tried
   */
  async makeWhenDue(): Promise<boolean> {
    this.#tidyOnce();
    if (this.#store.state !== 'ready' || this.#underWay !== null || this.#memory.folder === null) return false;
    const nowMs = this.#clock.nowMs();
    const resting = this.#problem !== null && Math.abs(nowMs - this.#problem.atMs) < REST_AFTER_PROBLEM_MS;
    if (resting || !isDue({ changed: this.#changed, lastVerifiedAtMs: this.#memory.lastVerifiedAtMs }, nowMs)) return false;
    return this.#turn.aside((stop) => this.#makeStoppable(() => undefined, stop));
  }

  /**
   * Within the turn of something that is done to the whole journal: what is in it is in a backup that was read back. Nothing where backups are not made
   * at all.
   * @throws as `make`
   */
  async makeFirst(): Promise<void> {
    await this.#store.gathered;
    if (this.#memory.folder !== null && this.#changed) await this.#makeStoppable(() => undefined);
  }

  /** Those of this journal in the folder, newest first. @throws JournalFault `no-folder`, `folder-gone`, VaultFault `unreadable` */
  async list(): Promise<BackupRow[]> {
    await this.#store.gathered;
    const folder = this.#folder();
    const names = (await this.#ours(folder)).sort(byAge);
    const rows = await Promise.all(names.map(async (name) => ({ name, ...whenOf(name)!, bytes: await sizeOf(path.join(folder, name)) })));
    return rows.filter((row): row is BackupRow => row.bytes !== null);
  }

  /**
   * Restores one into a scratch folder, compares it with what it says of itself and with the journal, and removes it again.
   * @throws JournalFault and VaultFault as the request `drillBackup` promises
   */
  async drill(name: string, progress: BackupProgress): Promise<BackupDrill> {
    return this.#turn.alone('drill', () => this.#stoppable(async (signal) => {
      await this.#store.gathered;
      const file = path.join(this.#folder(), name);
      const drilled = await this.#still((snapshot) => drillBackup(file, snapshot, this.#store.folder, { signal, progress }));
      const { lastSequence } = this.#memory;
      await this.#remember({ lastDrillAtMs: this.#clock.nowMs() });
      return { name, madeAtMs: drilled.madeAtMs, records: drilled.records, changed: drilled.sequence !== lastSequence || this.#changed };
    }));
  }

  cancel(): void {
    this.#underWay?.abort();
  }

  close(): void {
    this.cancel();
  }

  /** Where they go; null: nowhere. */
  get folder(): string | null {
    return this.#memory.folder;
  }

  get #memory(): BackupMemory {
    return this.#store.workspace.backups.memory ?? noBackups;
  }

  get #changed(): boolean {
    return this.#store.sequence !== this.#memory.coveredSequence;
  }

  /** What went wrong stays in the status until it goes right. */
  async #makeStoppable(progress: BackupProgress, stop?: AbortSignal): Promise<void> {
    try {
      await this.#stoppable(async (signal) => {
        await this.#store.gathered;
        await this.#make(this.#folder(), progress, signal);
      }, stop);
      this.#problem = null;
    } catch (error) {
      const problem = problemOf(error);
      if (problem !== null) this.#problem = { what: problem, atMs: this.#clock.nowMs() };
      throw error;
    }
  }

  async #make(folder: string, progress: BackupProgress, signal: AbortSignal): Promise<void> {
    const madeAtMs = this.#clock.nowMs();
    if (!(await isFolder(folder))) throw new JournalFault('folder-gone');
    const name = backupNameAt(madeAtMs, (each) => fs.existsSync(path.join(folder, each)));
    await this.#removeUnfinished(folder);
    const sequence = await this.#still(async (snapshot) => {
      await writeBackup(snapshot, path.join(folder, name), { madeAtMs, signal, progress }).catch((error: unknown) => {
        const fault = error instanceof VaultFault ? faultOfFolder[error.fault] : undefined;
        throw fault === undefined ? error : new JournalFault(fault);
      });
      return snapshot.head.sequence;
    });
    const written = await sha256OfFile(path.join(folder, name));
    const memory = { lastVerifiedAtMs: madeAtMs, lastSequence: sequence, coveredSequence: sequence };
    await this.#travelled.add({ direction: 'out', what: 'backup', counterpart: 'self', pairing: null, ...written }, () => [this.#remembering(memory)]);
    await this.#removeTooMany(folder, name);
  }

  /** What a drill or a restoring that was cut off has left beside the journal. Nobody else can be at either: the journal is open here. */
  #tidyOnce(): void {
    if (this.#tidied || this.#underWay !== null) return;
    this.#tidied = true;
    removeLeftovers(this.#store.folder);
  }

  /** Only files of the name and the inside that a backup of this journal has. */
  async #ours(folder: string): Promise<string[]> {
    const names = await fs.promises.readdir(folder).catch((error: unknown) => {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new JournalFault('folder-gone') : new VaultFault('unreadable');
    });
    const ours: string[] = [];
    for (const name of names) if (whenOf(name) !== null && (await this.#isOfThisJournal(path.join(folder, name)))) ours.push(name);
    return ours;
  }

  async #isOfThisJournal(file: string): Promise<boolean> {
    try {
      const reader = await BackupReader.open(file);
      await reader.close();
      return Buffer.compare(reader.header.vaultId, this.#store.vaultId) === 0;
    } catch {
      return false;
    }
  }

  async #removeTooMany(folder: string, good: string): Promise<void> {
    try {
      for (const name of tooMany(await this.#ours(folder), good)) await fs.promises.rm(path.join(folder, name));
    } catch {
      // One too many does no harm, and the next time it goes.
    }
  }

  /** What a backup that was cut off has left. */
  async #removeUnfinished(folder: string): Promise<void> {
    const ending = unfinishedBackup('');
    const names = await fs.promises.readdir(folder).catch(() => []);
    for (const name of names) {
      if (!name.endsWith(ending) || whenOf(name.slice(0, -ending.length)) === null) continue;
      const file = path.join(folder, name);
      if ((await sizeOf(file)) === 0 || (await this.#isOfThisJournal(file))) await fs.promises.rm(file, { force: true }).catch(() => undefined);
    }
  }

  /** Remembering is a save like any other; one that changes nothing a backup would hold does not ask for the next backup. */
  async #remember(part: Partial<BackupMemory>): Promise<void> {
    await this.#store.put([this.#remembering(part)]);
  }

  #remembering(part: Partial<BackupMemory>): BackupsEntry {
    const memory = { ...this.#memory, ...part };
    const covered = memory.coveredSequence === this.#store.sequence;
    const id = this.#store.workspace.backups.id ?? newRecordId();
    return { kind: 'backups', id, memory: { ...memory, coveredSequence: covered ? this.#store.sequence + 1 : memory.coveredSequence } };
  }

  async #still<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const snapshot = this.#store.snapshot();
    try {
      return await work(snapshot);
    } finally {
      snapshot.release();
    }
  }

  /** @param others stops it, too */
  async #stoppable<T>(work: (signal: AbortSignal) => Promise<T>, others?: AbortSignal): Promise<T> {
    const stop = new AbortController();
    this.#underWay = stop;
    others?.addEventListener('abort', () => stop.abort());
    try {
      return await work(stop.signal);
    } catch (error) {
      // What was stopped in its middle may look like anything.
      throw stop.signal.aborted ? new JournalFault('cancelled') : error;
    } finally {
      this.#underWay = null;
    }
  }

  #folder(): string {
    const { folder } = this.#memory;
    if (folder === null) throw new JournalFault('no-folder');
    return folder;
  }
}

async function expectFolderForBackups(folder: string, ofJournal: string): Promise<void> {
  if (!(await isFolder(folder))) throw new JournalFault('folder-gone');
  // A backup that goes when the journal's folder goes is none.
  const [real, other] = await Promise.all([fs.promises.realpath(folder), fs.promises.realpath(ofJournal)]);
  if (isWithin(real, other) || isWithin(other, real)) throw new JournalFault('folder-of-journal');
  await fs.promises.access(folder, fs.constants.W_OK).catch(() => {
    throw new JournalFault('folder-read-only');
  });
}

async function isFolder(folder: string): Promise<boolean> {
  return fs.promises.stat(folder).then(
    (stat) => stat.isDirectory(),
    () => false,
  );
}

async function sizeOf(file: string): Promise<number | null> {
  return fs.promises.stat(file).then(
    (stat) => stat.size,
    () => null,
  );
}

/** What of a failure is worth a line later; null for what the person did. */
function problemOf(error: unknown): BackupProblem | null {
  const fault = (error as { fault?: unknown } | null)?.fault;
  switch (fault) {
    case 'cancelled':
    case 'no-folder':
      return null;
    case 'folder-gone':
    case 'folder-full':
    case 'folder-read-only':
    case 'folder-error':
    case 'not-verified':
    case 'damaged':
    case 'unreadable':
      return fault;
    default:
      return 'fault';
  }
}
