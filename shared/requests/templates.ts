import { key, type Offer, type TemplateOrigin, type TemplateRow, type TemplateText, type TemplateVersion } from '../template.ts';
import { z } from '../zod.ts';
import { CANNOT_WRITE, nothing, request } from './request.ts';

export interface OpenedTemplate extends TemplateVersion {
  text: TemplateText;
  origin: TemplateOrigin;
  minutes: number | null;
  offered: readonly Offer[];
}

export const templateRequests = {
  /** Those that come with the app, then the person's own by title. */
  listTemplates: request('open', nothing).answers<TemplateRow[]>().refuses(),
  readTemplate: request('open', z.strictObject({ id: key })).answers<OpenedTemplate>().refuses('not-found'),
  favourTemplate: request('open', z.strictObject({ id: key, favourite: z.boolean() }))
    .answers<null>()
    .refuses('not-found', ...CANNOT_WRITE),
} as const;
