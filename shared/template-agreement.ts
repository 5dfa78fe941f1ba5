/**
 * That two peers have agreed to look back with the same questions: which version of a template, since when, and whether they read its
 * digits to each other. A changed template is another one, and wants to be agreed anew.
 */
import { kept, type Kept } from './about.ts';
import { isoDate } from './date.ts';
import type { RecordId } from './record-id.ts';
import { templateVersion } from './template.ts';
import { z } from './zod.ts';

/** What came of reading the digits out. Where they differ, nothing is agreed. */
export const AGREED_COMPARISONS = ['match', 'not_compared'] as const;
export type AgreedComparison = (typeof AGREED_COMPARISONS)[number];

export const agreedTemplate = z.strictObject({ template: templateVersion, on: isoDate, compared: z.enum(AGREED_COMPARISONS) });
export type AgreedTemplate = z.infer<typeof agreedTemplate>;

/** As it is kept: one value, about us. */
export const keptAgreedTemplate = kept('us', agreedTemplate);

/** `current`: the template is still word for word what was agreed on. `here`: the journal still has it to begin with. */
export interface TemplateAgreementRow {
  id: RecordId;
  agreed: Kept<'us', AgreedTemplate>;
  title: string;
  current: boolean;
  here: boolean;
}
