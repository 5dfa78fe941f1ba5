import { recordId, type RecordId } from '../record-id.ts';
import { key, templateText, type Offer, type TemplateOrigin, type TemplateRow, type TemplateText, type TemplateVersion } from '../template.ts';
import { z } from '../zod.ts';
import { byId, CANNOT_WRITE, nothing, request } from './request.ts';

export interface OpenedTemplate extends TemplateVersion {
  text: TemplateText;
  origin: TemplateOrigin;
  minutes: number | null;
  offered: readonly Offer[];
  /** What it is a copy of: whom an answer is about may not be said more loosely than there. */
  source: TemplateText | null;
  savedAtMs: number | null;
}

export interface SavedTemplate { id: RecordId; savedAtMs: number }
export interface TemplateVersionRow extends TemplateVersion { text: TemplateText; origin: TemplateOrigin; savedAtMs: number }

export const templateRequests = {
  /** Those that come with the app, then the person's own by title. */
  listTemplates: request('open', nothing).answers<TemplateRow[]>().refuses(),
  readTemplate: request('open', z.strictObject({ id: key })).answers<OpenedTemplate>().refuses('not-found'),
  /** One of one's own to change, called by this title. */
  copyTemplate: request('open', z.strictObject({ id: key, title: templateText.shape.title }))
    .answers<{ id: RecordId }>()
    .refuses('not-found', ...CANNOT_WRITE),
  /** The id that stands in the text is not looked at: `id` says which template, and null gives it one. */
  saveTemplate: request('open', z.strictObject({ id: recordId.nullable(), text: templateText }))
    .answers<SavedTemplate>()
    .refuses('not-found', 'of-app', 'looser', 'in-trash', 'no-template', ...CANNOT_WRITE),
  /** Newest first. */
  listTemplateVersions: request('open', z.strictObject({ id: key })).answers<TemplateVersionRow[]>().refuses(),
  listTrashedTemplates: request('open', nothing).answers<TemplateRow[]>().refuses(),
  trashTemplate: request('open', byId).answers<null>().refuses('not-found', 'of-app', ...CANNOT_WRITE),
  restoreTemplate: request('open', byId).answers<null>().refuses('not-found', 'of-app', ...CANNOT_WRITE),
  favourTemplate: request('open', z.strictObject({ id: key, favourite: z.boolean() }))
    .answers<null>()
    .refuses('not-found', ...CANNOT_WRITE),
} as const;
