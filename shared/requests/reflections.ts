import { isoDate, type IsoDate } from '../date.ts';
import { recordId, type RecordId } from '../record-id.ts';
import { occasion, reflection, type Reflection, type ReflectionRow } from '../reflection.ts';
import { key, type TemplateText } from '../template.ts';
import { z } from '../zod.ts';
import { byId, CANNOT_WRITE, LIST_PAGE_MAX, request } from './request.ts';
import type { ListCursor } from './sessions.ts';

export interface ReflectionPage { rows: ReflectionRow[]; next: ListCursor | null }
export interface SavedReflection { id: RecordId; savedAtMs: number }

/** With the answers to measures as the sitting has them. `pairing` and `date`: with whom and when, where there is such a thing. */
export interface BegunReflection { text: TemplateText; reflection: Reflection; pairing: RecordId | null; date: IsoDate | null }
export interface OpenedReflection extends BegunReflection, SavedReflection {
  /** What has to be restored before one can write on: this, or the session it looks back at. */
  trashed: 'itself' | 'session' | null;
}

export const reflectionRequests = {
  listReflections: request(
    'open',
    z.strictObject({
      pairing: recordId.nullable(),
      session: recordId.nullable(),
      trashed: z.boolean(),
      after: z.strictObject({ date: isoDate, id: recordId }).nullable(),
      limit: z.number().int().min(1).max(LIST_PAGE_MAX),
    }),
  )
    .answers<ReflectionPage>()
    .refuses(),
  /** The questions of the newest version. Nothing is written until the first answer is. */
  beginReflection: request('open', z.strictObject({ template: key, occasion }))
    .answers<BegunReflection>()
    .refuses('not-found', 'no-pairing', 'no-session', 'other-chair', 'damaged'),
  readReflection: request('open', byId).answers<OpenedReflection>().refuses('not-found', 'no-template', 'damaged'),
  /** A rating of a sitting is written into its session, in the same step. Template and occasion of a reflection never change. */
  saveReflection: request('open', z.strictObject({ id: recordId.nullable(), reflection }))
    .answers<SavedReflection>()
    .refuses('not-found', 'no-pairing', 'no-session', 'no-template', 'other-chair', 'other-questions', 'in-trash', ...CANNOT_WRITE),
  trashReflection: request('open', byId).answers<null>().refuses('not-found', ...CANNOT_WRITE),
  restoreReflection: request('open', byId).answers<null>().refuses('not-found', ...CANNOT_WRITE),
  /** For ever. Only from the trash. */
  eraseReflection: request('open', byId).answers<null>().refuses('not-found', 'not-in-trash', ...CANNOT_WRITE),
} as const;
