/**
 * What the shell and the keeper say to each other, and what reaches the window unasked. Nothing a person wrote is in any of these: the
 * shell carries the port between the window and the keeper, and cannot read what goes through it.
 */
import type { BackupStep } from './backups.ts';
import type { MoveStep } from './place.ts';
import type { CopyFound, Damage } from './damage.ts';
import type { Preferences } from './preferences.ts';
import type { SharedKind } from './shared-file.ts';

/** Why the lock screen is being shown. */
export const LOCK_REASONS = ['start', 'asked', 'idle', 'suspend', 'screen-lock', 'hidden', 'shutdown', 'keeper-stopped', 'not-in-place'] as const;
export type LockReason = (typeof LOCK_REASONS)[number];

/**
 * Sent by the shell to the keeper. A `window` message carries one port: the window's other end. `lock`: end. `away`: nobody is there any
 * more; an open journal locks, and a key that is being derived is not.
 */
export type ToKeeper =
  | { say: 'window'; because: LockReason }
  | { say: 'lock' }
  | { say: 'away' }
  | { say: 'chosen'; number: number; path: string | null }
  | { say: 'facts'; facts: ShellFacts }
  /** The path of a file that was double-clicked. Nobody has read it yet. */
  | { say: 'offered'; path: string };

/** What only the shell can know of what is protected. */
export interface ShellFacts {
  /** Requests of the window for anything but the app's own files, since the app was started. All of them were refused. */
  refusedRequests: number;
  /** Whether the system was asked to leave the window out of screenshots and recordings, and does so: `in-part` where only older ways to take them obey. */
  capture: 'off' | 'honoured' | 'in-part' | 'not-honoured';
}

/** From the preload, through the port to the keeper: somebody has used the window; something was copied from it. No more than that. */
export type Sign = 'touched' | 'copied';
export interface Signed { sign: Sign }

/** What a person may choose in a dialog of the system. */
export const CHOICES = ['backup-folder', 'backup-file', 'journal-folder', 'rescue-folder', 'agreement-file', 'agreement-place', 'template-file', 'template-place'] as const;
export type Choosing = (typeof CHOICES)[number];

/**
 * Sent by the keeper to the shell. `preferences` comes once at the start and after each change. `choose` is answered by `chosen` with its number.
 * `locking` with `not-in-place`: a rescued journal could not take the place of the damaged one.
 * `idle`: nobody has used the window for as long as was set. `copied`: something was copied from the window; what, the shell does not learn.
 */
export type ToShell = { say: 'preferences'; preferences: Preferences } | { say: 'unlocked' } | { say: 'locking'; because?: 'not-in-place' } | { say: 'idle' } | { say: 'copied' } | { say: 'choose'; what: Choosing; number: number };

/** What a keeper is started with, as one JSON argument. */
export interface KeeperStart {
  /** Folder of the journal file. */
  journalFolder: string;
  /** Folder of `preferences.json`. */
  settingsFolder: string;
}

export interface RekeyProgress { step: 'sealing' | 'checking'; done: number; total: number }

/** Told to the window without its asking. */
export type Notice =
  /** The first thing through a fresh port. */
  | { notice: 'lock-screen'; because: LockReason }
  /** Steps of unlocking or creating; the derivation of the key cannot be divided, so it has no fraction. */
  | { notice: 'unlocking'; step: 'deriving' | 'reading' }
  /** The workspace is being built; `done` of `total` records. Searching waits for `ready`. */
  | { notice: 'gathering'; done: number; total: number }
  | { notice: 'ready' }
  /** How far a backup, a drill or a restoring is: records, of all. Each step begins at 0. */
  | { notice: 'backup'; step: BackupStep; done: number; total: number }
  /** How far moving the journal is: records, of all. Each step begins at 0. */
  | { notice: 'moving'; step: MoveStep; done: number; total: number }
  /** How far the saving of what can be read of a damaged journal is: records, of all that verify. Each step begins at 0. */
  | { notice: 'rescuing'; step: 'saving' | 'checking'; done: number; total: number }
  /** How far re-keying is: records, of all. Each step begins at 0; `null` at the end, however it ended. */
  | { notice: 'rekeying'; progress: RekeyProgress | null }
  /** The journal is about to lock: ask for what is unsaved to be saved, then ask `lock`. */
  | { notice: 'lock-coming' }
  /** The journal is damaged, and nothing is written into it. The numbers are null where they cannot be told. */
  | { notice: 'damaged'; damage: Damage | null }
  /** The file is another copy of the journal than the one used last. */
  | { notice: 'copy'; copy: CopyFound }
  /** Bytes of the file were changed while it was at rest; every record was found whole. */
  | { notice: 'touched' }
  /** A file was double-clicked; by its name it is one of these. Nothing of it was read. */
  | { notice: 'offered'; kind: SharedKind };
