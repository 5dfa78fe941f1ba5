import { recordId } from '../record-id.ts';
import { AGREED_COMPARISONS, type TemplateAgreementRow } from '../template-agreement.ts';
import { key } from '../template.ts';
import { z } from '../zod.ts';
import { byId, CANNOT_WRITE, request } from './request.ts';

export const templateAgreementRequests = {
  /** What the two have agreed to look back with, by title. */
  listTemplateAgreements: request('open', z.strictObject({ pairing: recordId })).answers<TemplateAgreementRow[]>().refuses(),
  /** On the template as it stands, from today. It takes the place of what was agreed on an earlier version of it. */
  agreeOnTemplate: request('open', z.strictObject({ pairing: recordId, template: key, compared: z.enum(AGREED_COMPARISONS) }))
    .answers<null>()
    .refuses('not-found', 'no-pairing', ...CANNOT_WRITE),
  removeTemplateAgreement: request('open', byId).answers<null>().refuses('not-found', ...CANNOT_WRITE),
} as const;
