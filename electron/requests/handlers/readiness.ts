import type { readinessRequests } from '../../../shared/requests/readiness.ts';
import type { HandlersOf } from './handler.ts';

export const readinessHandlers: HandlersOf<typeof readinessRequests> = {
  listReadiness: async ({ journal }, { pairing }) => ({ answerings: await journal.readiness.list(pairing), due: await journal.readiness.due(pairing) }),
  saveReadiness: ({ journal }, { id, ...answering }) => journal.readiness.save(id, answering),
  finishReadiness: async ({ journal }, { id }) => {
    await journal.readiness.finish(id);
    return null;
  },
  reopenReadiness: async ({ journal }, { id }) => {
    await journal.readiness.reopen(id);
    return null;
  },
  discardReadiness: async ({ journal }, { id }) => {
    await journal.readiness.discard(id);
    return null;
  },
  goAheadAnyway: async ({ journal }, { id, note }) => {
    await journal.readiness.goAhead(id, note);
    return null;
  },
  askReadinessAgain: async ({ journal }, { id, on }) => {
    await journal.readiness.askAgain(id, on);
    return null;
  },
};
