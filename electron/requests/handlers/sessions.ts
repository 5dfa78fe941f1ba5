import type { sessionRequests } from '../../../shared/requests/sessions.ts';
import type { HandlersOf } from './handler.ts';

export const sessionHandlers: HandlersOf<typeof sessionRequests> = {
  listSessions: ({ journal }, asked) => journal.sessions.list(asked),
  readSession: ({ journal }, { id }) => journal.sessions.read(id),
  saveSession: ({ journal }, { id, session }) => journal.sessions.save(id, session),
  trashSession: async ({ journal }, { id }) => {
    await journal.sessions.trash(id);
    return null;
  },
  restoreSession: async ({ journal }, { id }) => {
    await journal.sessions.restore(id);
    return null;
  },
  eraseSession: async ({ journal }, { id }) => {
    await journal.sessions.erase(id);
    return null;
  },
  listSessionVersions: ({ journal }, { id }) => journal.sessions.listVersions(id),
  readSessionVersion: ({ journal }, { id, version }) => journal.sessions.readVersion(id, version),
  restoreSessionVersion: ({ journal }, { id, version }) => journal.sessions.restoreVersion(id, version),
  listTags: ({ journal }) => journal.sessions.tags(),
  search: ({ journal }, asked) => journal.search(asked),
};
