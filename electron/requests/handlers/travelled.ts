import type { travelledRequests } from '../../../shared/requests/travelled.ts';
import type { HandlersOf } from './handler.ts';

export const travelledHandlers: HandlersOf<typeof travelledRequests> = {
  listTravelled: ({ journal }, { before, limit }) => journal.travelled.list(before, limit),
};
