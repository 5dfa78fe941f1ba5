/** The files two peers hand each other: an agreement (`.oca`), a template (`.oct`). What leaves is shown before, what comes is kept only after. */
import type { AgreementText } from '../agreement.ts';
import type { Fingerprint } from '../fingerprint.ts';
import { recordId, type RecordId } from '../record-id.ts';
import { SHARED_FILE_FAULTS } from '../shared-file.ts';
import { key, type TemplateText } from '../template.ts';
import { COUNTERPARTS } from '../travelled.ts';
import { z } from '../zod.ts';
import { byId, CANNOT_WRITE, nothing, request } from './request.ts';

/** A file as it would leave: `text` is all of it. */
export interface LeavingFile {
  text: string;
  bytes: number;
  sha256: string;
  fingerprint: Fingerprint;
}

/** What stands in a file that was opened. Nothing of it is kept yet. */
export interface ReceivedFile<Text> {
  /** Of the file, byte for byte; names it when it is accepted. */
  sha256: string;
  text: Text;
  fingerprint: Fingerprint;
  /** This very text is in the journal already. */
  held: boolean;
}

export interface ReceivedAgreement extends ReceivedFile<AgreementText> {
  /** One's own newest text for this pairing, to compare with; none before one was proposed. */
  own: { id: RecordId; text: AgreementText; fingerprint: Fingerprint } | null;
}

export interface ReceivedTemplate extends ReceivedFile<TemplateText> {
  /** One's own newest version of the template with this id. */
  own: { version: number; text: TemplateText; fingerprint: Fingerprint } | null;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not-a-digest');
const inPairing = z.strictObject({ pairing: recordId });

/** The file could not be written; nothing has left. */
const CANNOT_LEAVE = ['cancelled', 'not-as-shown', 'file-exists', 'place-full', 'place-read-only', 'place-error', 'file-too-large', 'hidden-characters', ...CANNOT_WRITE] as const;
/** Nothing was taken over from the file, and it is as it was. */
const CANNOT_COME = ['file-unreadable', ...SHARED_FILE_FAULTS] as const;
const CANNOT_LOOK = ['file-too-large', 'hidden-characters'] as const;

export const sharedFileRequests = {
  /** The whole file of a version that has a text, as it would leave. */
  lookAtAgreementFile: request('open', byId).answers<LeavingFile>().refuses('not-found', 'other-stage', ...CANNOT_LOOK),
  /** Lets the person choose where, in a dialog of the system, and writes what was looked at; `sha256` says what that was. */
  exportAgreement: request('open', z.strictObject({ id: recordId, sha256 }))
    .answers<{ bytes: number }>()
    .refuses('not-found', 'other-stage', ...CANNOT_LEAVE),
  /** The text goes to a printer now: a line in the ledger. */
  noteAgreementPrintout: request('open', byId).answers<null>().refuses('not-found', 'other-stage', ...CANNOT_WRITE),
  /** Lets the person choose a file, in a dialog of the system. */
  openAgreementFile: request('open', inPairing).answers<ReceivedAgreement>().refuses('cancelled', 'no-pairing', 'other-pairing', ...CANNOT_COME),
  /** The file that was double-clicked, once the person wants it looked at. */
  openOfferedAgreement: request('open', inPairing).answers<ReceivedAgreement>().refuses('nothing-offered', 'no-pairing', 'other-pairing', ...CANNOT_COME),
  openOfferedTemplate: request('open', nothing).answers<ReceivedTemplate>().refuses('nothing-offered', 'id-of-app', ...CANNOT_COME),
  /** Nobody wants it looked at. */
  leaveOffered: request('open', nothing).answers<null>().refuses(),
  /** Keeps the agreement that was opened last as a proposal, in the place of a draft or proposal that was begun. */
  acceptAgreementFile: request('open', z.strictObject({ pairing: recordId, sha256 }))
    .answers<{ id: RecordId }>()
    .refuses('no-pairing', 'nothing-received', ...CANNOT_WRITE),

  lookAtTemplateFile: request('open', z.strictObject({ id: key })).answers<LeavingFile>().refuses('not-found', ...CANNOT_LOOK),
  /** `to`: what kind of person it is for; `pairing` where that is one of them. */
  exportTemplate: request('open', z.strictObject({ id: key, sha256, to: z.enum(COUNTERPARTS), pairing: recordId.nullable() }))
    .answers<{ bytes: number }>()
    .refuses('not-found', ...CANNOT_LEAVE),
  openTemplateFile: request('open', nothing).answers<ReceivedTemplate>().refuses('cancelled', 'id-of-app', ...CANNOT_COME),
  /** The bytes of a file that was dropped onto the window; the window has not looked into them. */
  dropTemplateFile: request('open', z.strictObject({ bytes: z.instanceof(Uint8Array) })).answers<ReceivedTemplate>().refuses('id-of-app', ...CANNOT_COME),
  acceptTemplateFile: request('open', z.strictObject({ sha256, pairing: recordId.nullable() }))
    .answers<{ id: string; version: number; fingerprint: Fingerprint }>()
    .refuses('nothing-received', ...CANNOT_WRITE),
} as const;
