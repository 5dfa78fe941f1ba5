import type { eventRequests } from '../../../shared/requests/events.ts';
import type { HandlersOf } from './handler.ts';

export const eventHandlers: HandlersOf<typeof eventRequests> = {
  listEvents: ({ journal }, { pairing }) => journal.events.list(pairing),
  saveEvent: ({ journal }, { id, event }) => journal.events.save(id, event),
  removeEvent: async ({ journal }, { id }) => {
    await journal.events.remove(id);
    return null;
  },
};
