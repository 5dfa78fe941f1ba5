import { isoDate, type IsoDate } from '../date.ts';
import { chair } from '../measures.ts';
import { recordId, type RecordId } from '../record-id.ts';
import type { ReflectionHit } from '../reflection.ts';
import { SEARCH_TEXT_MAX, type NoteHit, type SearchHit } from '../search.ts';
import { session, type Session, type SessionRow } from '../session.ts';
import { z } from '../zod.ts';
import { byId, CANNOT_WRITE, LIST_PAGE_MAX, nothing, request } from './request.ts';

/** Newest first; sessions of one day by id. */
export interface ListCursor { date: IsoDate; id: RecordId }
export interface SessionPage { rows: SessionRow[]; next: ListCursor | null }

/** `agreementVersion`: of the agreement the two had on the day of the session. */
export interface SavedSession { id: RecordId; savedAtMs: number; agreementVersion: number | null }
export interface OpenedSession extends SavedSession { session: Session; trashedAtMs: number | null }

/** An earlier state of an entry: kept when a later writing replaced it. */
export interface SessionVersionRow { id: RecordId; savedAtMs: number }

/** `notes` are what was found beside the sessions, newest first; `more` speaks of the sessions. */
export type SearchAnswer = { ready: true; hits: SearchHit[]; more: boolean; notes: NoteHit[]; reflections: ReflectionHit[] } | { ready: false };

export const sessionRequests = {
  listSessions: request(
    'open',
    z.strictObject({
      pairing: recordId.nullable(),
      chair: chair.nullable(),
      trashed: z.boolean(),
      after: z.strictObject({ date: isoDate, id: recordId }).nullable(),
      limit: z.number().int().min(1).max(LIST_PAGE_MAX),
    }),
  )
    .answers<SessionPage>()
    .refuses(),
  readSession: request('open', byId).answers<OpenedSession>().refuses('not-found', 'damaged'),
  saveSession: request('open', z.strictObject({ id: recordId.nullable(), session }))
    .answers<SavedSession>()
    .refuses('not-found', 'no-pairing', 'date-in-future', 'in-trash', ...CANNOT_WRITE),
  trashSession: request('open', byId).answers<null>().refuses('not-found', ...CANNOT_WRITE),
  restoreSession: request('open', byId).answers<null>().refuses('not-found', ...CANNOT_WRITE),
  /** For ever: the entry and its versions. Only from the trash. */
  eraseSession: request('open', byId).answers<null>().refuses('not-found', 'not-in-trash', ...CANNOT_WRITE),
  listSessionVersions: request('open', byId).answers<SessionVersionRow[]>().refuses('not-found'),
  readSessionVersion: request('open', z.strictObject({ id: recordId, version: recordId })).answers<Session>().refuses('not-found', 'damaged'),
  /** The present state becomes a version itself, so this can be undone. */
  restoreSessionVersion: request('open', z.strictObject({ id: recordId, version: recordId }))
    .answers<SavedSession>()
    .refuses('not-found', 'in-trash', 'no-pairing', ...CANNOT_WRITE),
  /** The private vocabulary: every tag in use, most used first. */
  listTags: request('open', nothing).answers<string[]>().refuses(),
  search: request(
    'open',
    z.strictObject({ text: z.string().max(SEARCH_TEXT_MAX), pairing: recordId.nullable(), chair: chair.nullable(), limit: z.number().int().min(1).max(LIST_PAGE_MAX) }),
  )
    .answers<SearchAnswer>()
    .refuses(),
} as const;
