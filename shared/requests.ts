/**
 * Everything the window may ask the keeper. One table: a request that is not in it does not exist, a refusal that is not in it
 * cannot be given, and a page that does not handle a refusal it may get does not compile.
 */
import { backupName, type BackupDrill, type BackupRow, type BackupStatus, type ChosenBackup, type RestoredBackup } from './backups.ts';
import type { Rescued } from './damage.ts';
import { isoDate, type IsoDate } from './date.ts';
import { chair } from './measures.ts';
import { pairing, type Pairing, type PairingRow } from './pairing.ts';
import type { ChosenPlace, ProtectionFacts } from './place.ts';
import { preferences, type Preferences } from './preferences.ts';
import { recordId, type RecordId } from './record-id.ts';
import type { RecoverySheet } from './recovery-sheet.ts';
import { SEARCH_TEXT_MAX, type SearchHit } from './search.ts';
import { session, type Session, type SessionRow } from './session.ts';
import { z } from './zod.ts';

/** Bytes of a passphrase in UTF-8 (vault format §10) and the shortest one accepted, in code points. */
export const PASSPHRASE_MAX_BYTES = 1024;
export const PASSPHRASE_MIN_LENGTH = 10;
/** zxcvbn's score from 0 to 4; below this the journal is not created. */
export const PASSPHRASE_MIN_STRENGTH = 3;
export const RECOVERY_WORDS = 12;
export const LIST_PAGE_MAX = 100;

const passphrase = z.string().max(PASSPHRASE_MAX_BYTES);
const words = z.string().max(400);
const secret = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('passphrase'), passphrase }), z.strictObject({ kind: z.literal('recovery'), words })]);
const wordsTypedBack = z.strictObject({ words: z.array(z.string().max(40)).length(3) });
const nothing = z.strictObject({});
const byId = z.strictObject({ id: recordId });

export interface JournalStatus {
  /** `away`: it was moved to a folder that cannot be found, or is not in it. No other one is made then. */
  journal: 'none' | 'locked' | 'open' | 'away';
  /** Whether it is in the app's own folder, or in one the person chose. */
  place: 'own' | 'chosen';
  /** Where the file is, or will be. Empty where that is not known any more, which is only while it is `away`. */
  file: string;
  /** A service that copies this folder elsewhere, by its name, or `network` for a network drive. */
  copiedBy: string | null;
  preferences: Preferences;
}

export interface PassphraseStrength {
  /** zxcvbn 0 to 4. A figure for the meter, never shown as a number. */
  strength: 0 | 1 | 2 | 3 | 4;
  accepted: boolean;
  /** Why not, or what would help: keys of wording. */
  because: PassphraseAdvice[];
}
export const PASSPHRASE_ADVICE = ['empty', 'too-short', 'too-long', 'common', 'names-or-words', 'keyboard-pattern', 'repeats', 'sequence', 'date', 'guessable', 'similar-to-known'] as const;
export type PassphraseAdvice = (typeof PASSPHRASE_ADVICE)[number];

/** Newest first; sessions of one day by id. */
export interface ListCursor { date: IsoDate; id: RecordId }
export interface SessionPage { rows: SessionRow[]; next: ListCursor | null }

export interface SavedSession { id: RecordId; savedAtMs: number }
export interface OpenedSession extends SavedSession { session: Session; trashedAtMs: number | null }

/** An earlier state of an entry: kept when a later writing replaced it. */
export interface SessionVersionRow { id: RecordId; savedAtMs: number }

export type SearchAnswer = { ready: true; hits: SearchHit[]; more: boolean } | { ready: false };

/** `due`: it is some time since anybody made sure that the sheet is there. */
export interface RecoverySheetStatus extends RecoverySheet { due: boolean }

/** `while`: in which states of the journal the request answers at all. */
const request = <Input extends z.ZodType>(state: 'locked' | 'open' | 'always', input: Input) => ({
  while: state,
  input,
  answers: <Answer>() => ({ refuses: <const Refusal extends string = never>(...refusals: Refusal[]): RequestShape<Input, Answer, Refusal> => ({ while: state, input, refusals }) }),
});

export interface RequestShape<Input extends z.ZodType, Answer, Refusal extends string> {
  readonly while: 'locked' | 'open' | 'always';
  readonly input: Input;
  readonly refusals: readonly Refusal[];
  readonly __answer?: Answer;
}

/** The settings or the journal could not be written: what was confirmed before is untouched. */
const CANNOT_STORE = ['disk-full', 'read-only', 'disk-error'] as const;
/** As above, or the journal was found damaged and nothing is written into it, or it holds as much as the format allows. */
const CANNOT_WRITE = [...CANNOT_STORE, 'damaged', 'too-large'] as const;
const CANNOT_OPEN = ['no-journal', 'not-a-journal', 'damaged', 'newer-version', 'in-use', 'unreadable', 'too-large', 'cancelled'] as const;

/** Why the keys of an open journal were not changed. Everything is as it was. */
const CANNOT_DERIVE = ['busy', 'cancelled', 'not-enough-memory'] as const;

/** Why the journal was not moved. It stays where it is, and as it is. */
const CANNOT_MOVE = ['folder-gone', 'folder-full', 'folder-read-only', 'folder-error', 'folder-of-backups', 'same-folder', 'exists'] as const;

/** Why a file is no backup that can be read. Nothing has changed. */
const NO_GOOD_BACKUP = ['not-a-backup', 'newer-version', 'damaged', 'too-large', 'unreadable'] as const;

export const requests = {
  journalStatus: request('always', nothing).answers<JournalStatus>().refuses(),
  savePreferences: request('always', preferences).answers<Preferences>().refuses(...CANNOT_STORE),

  weighPassphrase: request('always', z.strictObject({ passphrase: z.string().max(10_000) })).answers<PassphraseStrength>().refuses(),
  suggestPassphrase: request('always', nothing).answers<{ passphrase: string }>().refuses(),
  /** Derives the keys and answers with the recovery words; nothing is on disk yet. `ask` are three places, counted from 1. */
  beginJournal: request('locked', z.strictObject({ passphrase }))
    .answers<{ recoveryWords: string[]; ask: number[] }>()
    .refuses('weak-passphrase', 'exists', 'no-journal', 'cancelled', 'not-enough-memory'),
  /** The three words typed back. Only now is the file written, and the journal is open. */
  finishJournal: request('locked', wordsTypedBack)
    .answers<null>()
    .refuses('not-begun', 'wrong-words', 'exists', 'no-journal', ...CANNOT_STORE),
  unlockWithPassphrase: request('locked', z.strictObject({ passphrase })).answers<null>().refuses('wrong-secret', 'not-enough-memory', ...CANNOT_OPEN),
  /** `not-words`: a word is not on the list, or the twelve do not belong together; found before any key is derived. */
  unlockWithRecoveryWords: request('locked', z.strictObject({ words })).answers<null>().refuses('wrong-secret', 'not-words', 'not-enough-memory', ...CANNOT_OPEN),
  /** Stops a derivation under way; the request that started it is refused as `cancelled`. */
  cancelUnlocking: request('locked', nothing).answers<null>().refuses(),
  lock: request('open', nothing).answers<null>().refuses(),

  listPairings: request('open', nothing).answers<PairingRow[]>().refuses(),
  savePairing: request('open', z.strictObject({ id: recordId.nullable(), pairing }))
    .answers<{ id: RecordId; pairing: Pairing }>()
    .refuses('not-found', 'same-name', ...CANNOT_WRITE),
  /** Only a pairing without sessions, in the list or in the trash. */
  removePairing: request('open', byId).answers<null>().refuses('not-found', 'has-sessions', ...CANNOT_WRITE),

  listSessions: request(
    'open',
    z.strictObject({
      pairing: recordId.nullable(),
      chair: chair.nullable(),
      trashed: z.boolean(),
      after: z.strictObject({ date: isoDate, id: recordId }).nullable(),
      limit: z.number().int().min(1).max(LIST_PAGE_MAX),
    }),
  )
    .answers<SessionPage>()
    .refuses(),
  readSession: request('open', byId).answers<OpenedSession>().refuses('not-found', 'damaged'),
  saveSession: request('open', z.strictObject({ id: recordId.nullable(), session }))
    .answers<SavedSession>()
    .refuses('not-found', 'no-pairing', 'date-in-future', 'in-trash', ...CANNOT_WRITE),
  trashSession: request('open', byId).answers<null>().refuses('not-found', ...CANNOT_WRITE),
  restoreSession: request('open', byId).answers<null>().refuses('not-found', ...CANNOT_WRITE),
  /** For ever: the entry and its versions. Only from the trash. */
  eraseSession: request('open', byId).answers<null>().refuses('not-found', 'not-in-trash', ...CANNOT_WRITE),
  listSessionVersions: request('open', byId).answers<SessionVersionRow[]>().refuses('not-found'),
  readSessionVersion: request('open', z.strictObject({ id: recordId, version: recordId })).answers<Session>().refuses('not-found', 'damaged'),
  /** The present state becomes a version itself, so this can be undone. */
  restoreSessionVersion: request('open', z.strictObject({ id: recordId, version: recordId }))
    .answers<SavedSession>()
    .refuses('not-found', 'in-trash', 'no-pairing', ...CANNOT_WRITE),
  /** The private vocabulary: every tag in use, most used first. */
  listTags: request('open', nothing).answers<string[]>().refuses(),
  search: request(
    'open',
    z.strictObject({ text: z.string().max(SEARCH_TEXT_MAX), pairing: recordId.nullable(), chair: chair.nullable(), limit: z.number().int().min(1).max(LIST_PAGE_MAX) }),
  )
    .answers<SearchAnswer>()
    .refuses(),

  /** `current`: the present passphrase, or the recovery words of somebody who has forgotten it. */
  changePassphrase: request('open', z.strictObject({ current: secret, next: passphrase }))
    .answers<null>()
    .refuses('wrong-secret', 'not-words', 'weak-passphrase', ...CANNOT_DERIVE, ...CANNOT_WRITE),
  /** Draws other recovery words; nothing changes yet. `ask` are three places, counted from 1. */
  beginRecoverySheet: request('open', z.strictObject({ passphrase }))
    .answers<{ recoveryWords: string[]; ask: number[] }>()
    .refuses('wrong-secret', ...CANNOT_DERIVE, ...CANNOT_WRITE),
  /** The three words typed back. Only now the old words open nothing any more. */
  finishRecoverySheet: request('open', wordsTypedBack)
    .answers<null>()
    .refuses('not-begun', 'wrong-words', 'busy', ...CANNOT_WRITE),
  /** Tries the words as unlocking would, and changes nothing. */
  rehearseRecovery: request('open', z.strictObject({ words }))
    .answers<{ rehearsedAtMs: number }>()
    .refuses('wrong-secret', 'not-words', ...CANNOT_DERIVE),
  recoverySheetStatus: request('open', nothing).answers<RecoverySheetStatus>().refuses(),
  /** Another vault key for the whole journal, in a new file; passphrase and words stay. Where backups are made, one is made first. Progress comes as notices. `wrong-words`: they are not this journal's. */
  rekeyJournal: request('open', z.strictObject({ passphrase, words }))
    .answers<null>()
    .refuses('wrong-secret', 'wrong-words', 'not-words', 'in-use', 'unreadable', 'folder-gone', 'folder-full', 'folder-read-only', 'folder-error', 'not-verified', ...CANNOT_DERIVE, ...CANNOT_WRITE),
  /** Stops a change of the keys under way; the request that started it is refused as `cancelled`, and everything is as it was. */
  cancelKeyChange: request('open', nothing).answers<null>().refuses(),

  /** Goes on with a copy of the journal that is another than the one used last. */
  takeCopy: request('open', nothing).answers<null>().refuses(),
  /** Of a damaged journal: what verifies, as a new journal beside it. Nothing is written into the damaged one. */
  saveReadable: request('open', nothing).answers<Rescued>().refuses('busy', ...CANNOT_STORE),
  /** Gives what was saved the damaged journal's place, keeps that one beside it, and locks. */
  openRescued: request('open', nothing).answers<null>().refuses('no-file'),

  backupStatus: request('open', nothing).answers<BackupStatus>().refuses(),
  /** Lets the person choose in a dialog of the system. A first backup is not made by this. */
  chooseBackupFolder: request('open', nothing)
    .answers<BackupStatus>()
    .refuses('cancelled', 'busy', 'folder-gone', 'folder-read-only', 'folder-of-journal', ...CANNOT_WRITE),
  /** No more backups by themselves. Those that are there stay. */
  stopBackups: request('open', nothing).answers<BackupStatus>().refuses('busy', ...CANNOT_WRITE),
  /** Written, then read back and checked. */
  backupNow: request('open', nothing)
    .answers<BackupStatus>()
    .refuses('cancelled', 'busy', 'no-folder', 'folder-gone', 'folder-full', 'folder-read-only', 'folder-error', 'not-verified', 'unreadable', ...CANNOT_WRITE),
  /** Of this journal, newest first. */
  listBackups: request('open', nothing).answers<BackupRow[]>().refuses('no-folder', 'folder-gone', 'unreadable'),
  /** Restores into a scratch folder, compares, and removes it again. */
  drillBackup: request('open', z.strictObject({ name: backupName }))
    .answers<BackupDrill>()
    .refuses('cancelled', 'busy', 'no-folder', 'folder-gone', 'other-journal', ...NO_GOOD_BACKUP, ...CANNOT_STORE),
  /** Stops a backup or a drill under way; the request that started it is refused as `cancelled`. */
  cancelBackup: request('open', nothing).answers<null>().refuses(),
  /** Lets the person choose in a dialog of the system. */
  chooseBackupFile: request('locked', nothing).answers<ChosenBackup>().refuses('cancelled', ...NO_GOOD_BACKUP),
  /** From the file chosen before. A journal that is here is kept beside it; the restored one is open then. `cancelUnlocking` stops it. */
  restoreBackup: request('locked', z.strictObject({ secret: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('passphrase'), passphrase }), z.strictObject({ kind: z.literal('recovery'), words })]) }))
    .answers<RestoredBackup>()
    .refuses('cancelled', 'no-file', 'no-journal', 'wrong-secret', 'not-words', 'not-enough-memory', 'in-use', ...NO_GOOD_BACKUP, ...CANNOT_STORE),

  /** What is true at this moment of what the journal is protected by. */
  protectionFacts: request('always', nothing).answers<ProtectionFacts>().refuses(),
  /** Lets the person choose, in a dialog of the system, a folder to move the journal into. Nothing is moved by this. */
  chooseJournalFolder: request('open', nothing).answers<ChosenPlace>().refuses('cancelled', ...CANNOT_MOVE),
  /** Into the folder chosen before, or back into the app's own: copied, read back, and only then removed from where it was. Progress comes as notices. */
  moveJournal: request('open', z.strictObject({ to: z.enum(['chosen', 'own']) }))
    .answers<JournalStatus>()
    .refuses('cancelled', 'busy', 'no-folder', 'unreadable', ...CANNOT_MOVE, ...CANNOT_STORE, 'damaged'),
  /** Stops a move under way; the request that started it is refused as `cancelled`. */
  cancelMoving: request('open', nothing).answers<null>().refuses(),
  /** Lets the person point, in a dialog of the system, at the folder the journal is in now. */
  findJournal: request('locked', nothing).answers<JournalStatus>().refuses('cancelled', 'no-journal', ...CANNOT_STORE),
  /** Looks for the journal in the app's own folder again, whatever was chosen. */
  forgetJournalFolder: request('locked', nothing).answers<JournalStatus>().refuses(...CANNOT_STORE),
} as const;

export type Requests = typeof requests;
export type RequestName = keyof Requests;
/** What the window sends. */
export type InputOf<N extends RequestName> = z.input<Requests[N]['input']>;
/** What a handler gets: parsed. */
export type ParsedInputOf<N extends RequestName> = z.output<Requests[N]['input']>;
export type AnswerOf<N extends RequestName> = Requests[N] extends RequestShape<z.ZodType, infer Answer, string> ? Answer : never;
export type RefusalOf<N extends RequestName> = Requests[N]['refusals'][number];

/** Refusals any request may get: the journal is locked (or already open), the input is not of the form, or a fault of ours with a number to report it by. */
export type CommonRefusal = { why: 'wrong-state' } | { why: 'bad-input'; issues: { path: string; code: string }[] } | { why: 'fault'; reference: string };

export type Reply<N extends RequestName> = { ok: true; value: AnswerOf<N> } | { ok: false; refusal: { why: RefusalOf<N> } | CommonRefusal };

/** Bytes a message from the window may have, as structured data of strings: the longest entry, several times over. */
export const MESSAGE_MAX_BYTES = 8 * 1024 * 1024;

/** Through the port, from the window. */
export interface Asked { ask: number; name: string; input: unknown }
/** Through the port, to the window. */
export type Told = { reply: number; with: Reply<RequestName> } | { notice: import('./process-messages.ts').Notice };

/** What the preload puts on `window.otherChair`, and nothing else. */
export interface Bridge {
  ask<N extends RequestName>(name: N, input: InputOf<N>): Promise<Reply<N>>;
  /** Returns the function that stops listening. */
  onNotice(listener: (notice: import('./process-messages.ts').Notice) => void): () => void;
}
