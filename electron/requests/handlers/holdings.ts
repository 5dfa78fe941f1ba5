import type { holdingRequests } from '../../../shared/requests/holdings.ts';
import type { HandlersOf } from './handler.ts';

export const holdingHandlers: HandlersOf<typeof holdingRequests> = {
  holdings: ({ journal }, { pairing }) => journal.holdings.of(pairing),
  listPeerNotes: ({ journal }, { pairing, due }) => journal.holdings.peerNotes(pairing, due),
  settlePeerNotes: async ({ journal }, { sessions, how }) => {
    await journal.holdings.settlePeerNotes(sessions, how);
    return null;
  },
  clearPairing: ({ journal }, { pairing, name }) => journal.holdings.clear(pairing, name),
  deletePairing: async ({ journal }, { pairing }) => {
    await journal.holdings.delete(pairing);
    return null;
  },
};
