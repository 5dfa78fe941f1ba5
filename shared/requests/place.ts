import type { ChosenPlace, ProtectionFacts } from '../place.ts';
import { keptName, type KeptJournal } from '../kept-journals.ts';
import { z } from '../zod.ts';
import { BUSY, BUSY_RESTORING, CANNOT_STORE, nothing, request } from './request.ts';
import type { JournalStatus } from './unlocking.ts';

/** Why the journal was not moved. It stays where it is, and as it is. */
const CANNOT_MOVE = ['folder-gone', 'folder-full', 'folder-read-only', 'folder-error', 'folder-of-backups', 'same-folder', 'exists'] as const;

export const placeRequests = {
  /** What is true at this moment of what the journal is protected by. */
  protectionFacts: request('always', nothing).answers<ProtectionFacts>().refuses(),
  /** Lets the person choose, in a dialog of the system, a folder to move the journal into. Nothing is moved by this. */
  chooseJournalFolder: request('open', nothing).answers<ChosenPlace>().refuses('cancelled', ...CANNOT_MOVE),
  /** Into the folder chosen before, or back into the app's own: copied, read back, and only then removed from where it was. Progress comes as notices. */
  moveJournal: request('open', z.strictObject({ to: z.enum(['chosen', 'own']) }))
    .answers<JournalStatus>()
    .refuses('cancelled', ...BUSY, 'written-meanwhile', 'no-folder', 'unreadable', ...CANNOT_MOVE, ...CANNOT_STORE, 'damaged'),
  /** Stops a move under way; the request that started it is refused as `cancelled`. */
  cancelMoving: request('open', nothing).answers<null>().refuses(),
  /** Journals put aside beside this one, newest first. */
  listKeptJournals: request('open', nothing).answers<KeptJournal[]>().refuses(),
  /** One of them, and for ever. Never the one in use. */
  removeKeptJournal: request('open', z.strictObject({ name: keptName })).answers<null>().refuses('not-found', ...CANNOT_STORE),
  /** Lets the person point, in a dialog of the system, at the folder the journal is in now. */
  findJournal: request('locked', nothing).answers<JournalStatus>().refuses('cancelled', BUSY_RESTORING, 'no-journal', ...CANNOT_STORE),
  /** Looks for the journal in the app's own folder again, whatever was chosen. */
  forgetJournalFolder: request('locked', nothing).answers<JournalStatus>().refuses(BUSY_RESTORING, ...CANNOT_STORE),
} as const;
