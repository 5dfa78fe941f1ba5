import { agreementDraft } from '../agreement.ts';
import { COMPARISON_OUTCOMES, type AgreementRow, type OpenedAgreement } from '../agreement-version.ts';
import { isoDate } from '../date.ts';
import { recordId, type RecordId } from '../record-id.ts';
import { z } from '../zod.ts';
import { byId, CANNOT_WRITE, request } from './request.ts';

export const agreementRequests = {
  /** Every version of a pairing's agreement, newest first. */
  listAgreements: request('open', z.strictObject({ pairing: recordId })).answers<AgreementRow[]>().refuses(),
  readAgreement: request('open', byId).answers<OpenedAgreement>().refuses('not-found', 'damaged'),
  /** A new draft: empty, or from the last text to change it. `byHand`: both type it in, so that nothing random goes into the digits. */
  beginAgreement: request('open', z.strictObject({ pairing: recordId, byHand: z.boolean() }))
    .answers<{ id: RecordId }>()
    .refuses('no-pairing', 'already-begun', ...CANNOT_WRITE),
  saveAgreementDraft: request('open', z.strictObject({ id: recordId, draft: agreementDraft }))
    .answers<{ id: RecordId; savedAtMs: number }>()
    .refuses('not-found', 'other-stage', ...CANNOT_WRITE),
  /** Freezes the text, for the two to read. */
  proposeAgreement: request('open', byId).answers<null>().refuses('not-found', 'other-stage', 'still-open', ...CANNOT_WRITE),
  /** A proposal becomes a draft again. */
  reopenAgreement: request('open', byId).answers<null>().refuses('not-found', 'other-stage', ...CANNOT_WRITE),
  /** Both have read it, and agreed on this day. The version before is superseded. */
  agreeOnAgreement: request('open', z.strictObject({ id: recordId, agreedOn: isoDate, bothHaveRead: z.literal(true) }))
    .answers<null>()
    .refuses('not-found', 'other-stage', 'still-open', 'date-in-future', 'review-not-after', ...CANNOT_WRITE),
  endAgreement: request('open', byId).answers<null>().refuses('not-found', 'other-stage', ...CANNOT_WRITE),
  /** Only a draft or a proposal. */
  discardAgreement: request('open', byId).answers<null>().refuses('not-found', 'other-stage', ...CANNOT_WRITE),
  /** What came of reading the digits to each other. */
  noteComparison: request('open', z.strictObject({ id: recordId, outcome: z.enum(COMPARISON_OUTCOMES) }))
    .answers<null>()
    .refuses('not-found', 'other-stage', ...CANNOT_WRITE),
} as const;
