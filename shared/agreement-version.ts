/**
 * One version of a pairing's agreement as the journal keeps it (domain §4.2): written, proposed, agreed, and later superseded or ended.
 * From `proposed` on the text is frozen: what the two read is what they agree on.
 */
import { agreementDraft, agreementNonce, agreementText, isReviewDue, type AgreementText } from './agreement.ts';
import { isoDate, type IsoDate } from './date.ts';
import { fingerprint, type Fingerprint } from './fingerprint.ts';
import { recordId, type RecordId } from './record-id.ts';
import { z } from './zod.ts';

/** What came of reading the twenty digits to each other (domain §4.7). */
export const COMPARISON_OUTCOMES = ['match', 'no_match', 'not_compared'] as const;
export type ComparisonOutcome = (typeof COMPARISON_OUTCOMES)[number];

/** `fingerprint`: of the text as it stood then; agreeing adds the day, and with it come other digits. */
export const comparison = z.strictObject({ on: isoDate, outcome: z.enum(COMPARISON_OUTCOMES), fingerprint });
export type Comparison = z.infer<typeof comparison>;
/** The last of them are kept. */
export const COMPARISONS_MAX = 20;

/**
 * `superseded` and `ended` say since when. Of a `cleared` one only days and digits are left; `until` is null where it was in force.
 * The nonce is drawn once, with the first draft, and goes on from version to version: both hold it through the file, so that both may
 * type the same change and come to the same digits (domain §4.7, 6).
 */
export const agreementStage = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('draft'), nonce: agreementNonce, draft: agreementDraft }),
  z.strictObject({ is: z.literal('proposed'), text: agreementText }),
  z.strictObject({ is: z.literal('agreed'), text: agreementText }),
  z.strictObject({ is: z.literal('superseded'), text: agreementText, until: isoDate }),
  z.strictObject({ is: z.literal('ended'), text: agreementText, until: isoDate }),
  z.strictObject({ is: z.literal('cleared'), was: z.enum(['agreed', 'superseded', 'ended']), agreedOn: isoDate, reviewOn: isoDate, until: isoDate.nullable(), fingerprint }),
]);
export type AgreementStage = z.infer<typeof agreementStage>;

/** `number` counts the versions of a pairing from 1. */
export const agreementVersion = z.strictObject({
  pairing: recordId,
  number: z.number().int().positive(),
  stage: agreementStage,
  comparisons: z.array(comparison).max(COMPARISONS_MAX),
  savedAtMs: z.number().int().nonnegative(),
});
export type AgreementVersion = z.infer<typeof agreementVersion>;

/** `review_due` follows from the date and is never stored. */
export const SHOWN_STATES = ['draft', 'proposed', 'agreed', 'review_due', 'superseded', 'ended'] as const;
export type ShownAgreementState = (typeof SHOWN_STATES)[number];

/** A version as lists show it. */
export interface AgreementRow {
  id: RecordId;
  number: number;
  state: ShownAgreementState;
  /** Its text was cleared with the pairing. */
  cleared: boolean;
  agreedOn: IsoDate | null;
  reviewOn: IsoDate | null;
  until: IsoDate | null;
  /** None as long as it is a draft. */
  fingerprint: Fingerprint | null;
  /** The last comparison of these very digits. */
  compared: Comparison | null;
  savedAtMs: number;
}

export interface OpenedAgreement { row: AgreementRow; stage: AgreementStage }

export function textOf(stage: AgreementStage): AgreementText | null {
  return 'text' in stage ? stage.text : null;
}

/** From when to when a version was or is in force; `until` null: it is. `null`: it never was. */
export function inForceFrom(stage: AgreementStage): { agreedOn: IsoDate; until: IsoDate | null } | null {
  if (stage.is === 'draft' || stage.is === 'proposed') return null;
  if (stage.is === 'cleared') return { agreedOn: stage.agreedOn, until: stage.until };
  const { agreedOn } = stage.text;
  return agreedOn === null ? null : { agreedOn, until: stage.is === 'agreed' ? null : stage.until };
}

/** The version that was in force on a day. On the day of a change it is the later one. */
export function inForceOn<Version extends Pick<AgreementVersion, 'number' | 'stage'>>(versions: readonly Version[], date: IsoDate): Version | null {
  const inForce = versions.filter(({ stage }) => {
    const stretch = inForceFrom(stage);
    return stretch !== null && stretch.agreedOn <= date && (stretch.until === null || date <= stretch.until);
  });
  return inForce.reduce<Version | null>((latest, each) => (latest === null || each.number > latest.number ? each : latest), null);
}

/** @param sessionsSince sessions of the pairing since it was agreed */
export function shownState(stage: AgreementStage, today: IsoDate, sessionsSince: number): ShownAgreementState {
  if (stage.is === 'cleared') return stage.was;
  return stage.is === 'agreed' && isReviewDue(stage.text, today, sessionsSince) ? 'review_due' : stage.is;
}
