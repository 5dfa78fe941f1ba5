import { isoDate } from '../date.ts';
import type { Due } from '../readiness-due.ts';
import { aheadNote, askedQuestions, keptAnswers, type AnsweringRow } from '../readiness.ts';
import { recordId, type RecordId } from '../record-id.ts';
import { z } from '../zod.ts';
import { byId, CANNOT_WRITE, request } from './request.ts';

export const readinessRequests = {
  /** Every answering of a pairing, newest first, and what is ready to be looked at again. */
  listReadiness: request('open', z.strictObject({ pairing: recordId })).answers<{ answerings: AnsweringRow[]; due: Due | null }>().refuses(),
  /** As it is being answered. `asked`: the questions it was begun for. */
  saveReadiness: request('open', z.strictObject({ id: recordId.nullable(), pairing: recordId, asked: askedQuestions, answers: keptAnswers }))
    .answers<{ id: RecordId; savedAtMs: number }>()
    .refuses('not-found', 'no-pairing', 'answered-earlier', ...CANNOT_WRITE),
  finishReadiness: request('open', byId).answers<null>().refuses('not-found', 'answered-earlier', 'still-open', ...CANNOT_WRITE),
  /** On the day it was finished. */
  reopenReadiness: request('open', byId).answers<null>().refuses('not-found', 'answered-earlier', ...CANNOT_WRITE),
  /** Only a half-filled one. */
  discardReadiness: request('open', byId).answers<null>().refuses('not-found', 'answered-earlier', ...CANNOT_WRITE),
  /** Despite "not now". A pairing that is considered becomes active. */
  goAheadAnyway: request('open', z.strictObject({ id: recordId, note: aheadNote })).answers<null>().refuses('not-found', 'nothing-to-wait-for', ...CANNOT_WRITE),
  /** After "not now": on which day to be asked again. */
  askReadinessAgain: request('open', z.strictObject({ id: recordId, on: isoDate })).answers<null>().refuses('not-found', 'nothing-to-wait-for', 'date-not-to-come', ...CANNOT_WRITE),
} as const;
