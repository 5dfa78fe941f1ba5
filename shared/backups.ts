/** Backups: complete sealed copies of the journal in a folder of the person's choice. */
import type { IsoDate } from './date.ts';
import { z } from './zod.ts';

/** Characters of a path. */
const PATH_MAX = 4096;
const atMs = z.number().int().nonnegative();
const sequence = z.number().int().nonnegative();

/** What the journal itself remembers of its backups. */
export const backupMemory = z.strictObject({
  /** Where they go; `null`: none are made. */
  folder: z.string().min(1).max(PATH_MAX).nullable(),
  lastVerifiedAtMs: atMs.nullable(),
  /** The save that the last one holds. */
  lastSequence: sequence.nullable(),
  /** Saves up to this one changed nothing the last one does not hold: remembering a backup is a save, too. */
  coveredSequence: sequence.nullable(),
  lastDrillAtMs: atMs.nullable(),
});
export type BackupMemory = z.output<typeof backupMemory>;

export const noBackups: BackupMemory = { folder: null, lastVerifiedAtMs: null, lastSequence: null, coveredSequence: null, lastDrillAtMs: null };

/** The day and the time it was made, and a number where that minute has several. Nothing a person wrote. */
export const BACKUP_NAME = /^Other Chair (\d{4}-\d{2}-\d{2}) (\d{2})(\d{2})(?: \((\d{1,2})\))?\.ocb$/u;
export const backupName = z.string().max(60).regex(BACKUP_NAME);

export interface BackupRow {
  name: string;
  date: IsoDate;
  /** `09:15`, on this computer's clock. */
  time: string;
  bytes: number;
}

/** Why the last attempt came to nothing. Nothing is lost by it. */
export const BACKUP_PROBLEMS = ['folder-gone', 'folder-full', 'folder-read-only', 'folder-error', 'not-verified', 'damaged', 'unreadable', 'fault'] as const;
export type BackupProblem = (typeof BACKUP_PROBLEMS)[number];

export interface BackupStatus {
  folder: string | null;
  /** A service that copies the folder elsewhere, by its name, or `network`. */
  copiedBy: string | null;
  lastVerifiedAtMs: number | null;
  lastDrillAtMs: number | null;
  /** Whether the journal holds something that the last backup does not. */
  changed: boolean;
  underWay: boolean;
  problem: BackupProblem | null;
}

/** A restore drill that found everything as it should be. */
export interface BackupDrill {
  name: string;
  madeAtMs: number;
  records: number;
  /** Whether the journal holds something that this backup does not. */
  changed: boolean;
}

/** The file to restore from, as far as it can be read without a key. */
export interface ChosenBackup {
  name: string;
  bytes: number;
}

export interface RestoredBackup {
  madeAtMs: number;
  records: number;
  /** What the journal that was here is called now; `null` when there was none. */
  keptAs: string | null;
}

export type BackupStep = 'writing' | 'checking' | 'restoring' | 'comparing';
