import { keptEvent, type EventRow } from '../event.ts';
import { recordId, type RecordId } from '../record-id.ts';
import { z } from '../zod.ts';
import { byId, CANNOT_WRITE, request } from './request.ts';

export const eventRequests = {
  /** Of one pairing, with those that concern all; newest first. */
  listEvents: request('open', z.strictObject({ pairing: recordId })).answers<EventRow[]>().refuses(),
  /** A pause that has no end pauses its pairing, and one that gets an end makes it active again. */
  saveEvent: request('open', z.strictObject({ id: recordId.nullable(), event: keptEvent }))
    .answers<{ id: RecordId; savedAtMs: number }>()
    .refuses('not-found', 'no-pairing', 'date-in-future', 'cannot-pause', ...CANNOT_WRITE),
  removeEvent: request('open', byId).answers<null>().refuses('not-found', ...CANNOT_WRITE),
} as const;
