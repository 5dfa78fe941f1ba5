import type { Busy } from '../../shared/whole-work.ts';

/** Why the journal did not do what it was asked. Wording for people is the window's; nothing a person wrote is ever in an error. */
export type JournalFaultCode =
  | 'not-found'
  | 'same-name'
  | 'has-sessions'
  | 'no-such-move'
  | 'answered-earlier'
  | 'nothing-to-wait-for'
  | 'date-not-to-come'
  | 'no-pairing'
  | 'no-session'
  | 'no-template'
  | 'of-app'
  | 'looser'
  | 'other-chair'
  | 'other-questions'
  | 'cannot-pause'
  | 'already-begun'
  | 'other-stage'
  | 'still-open'
  | 'review-not-after'
  | 'date-in-future'
  | 'in-trash'
  | 'not-in-trash'
  | 'damaged'
  | 'not-damaged'
  | 'exists'
  | 'weak-passphrase'
  | 'wrong-secret'
  | 'not-begun'
  | 'wrong-words'
  | 'disk-full'
  | 'read-only'
  | 'disk-error'
  | 'cancelled'
  | 'written-meanwhile'
  | Busy
  | 'no-folder'
  | 'no-file'
  | 'folder-gone'
  | 'folder-full'
  | 'folder-read-only'
  | 'folder-error'
  | 'folder-of-journal'
  | 'folder-of-backups'
  | 'same-folder'
  | 'no-journal'
  | 'file-unreadable'
  | 'file-exists'
  | 'place-full'
  | 'place-read-only'
  | 'place-error'
  | 'not-as-shown'
  | 'nothing-received'
  | 'nothing-offered'
  | 'other-pairing'
  | 'id-of-app';

export class JournalFault extends Error {
  readonly fault: JournalFaultCode;

  constructor(fault: JournalFaultCode) {
    super(fault);
    this.name = 'JournalFault';
    this.fault = fault;
  }
}
