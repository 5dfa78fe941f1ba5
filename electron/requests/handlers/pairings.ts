import type { pairingRequests } from '../../../shared/requests/pairings.ts';
import type { HandlersOf } from './handler.ts';

export const pairingHandlers: HandlersOf<typeof pairingRequests> = {
  listPairings: ({ journal }) => journal.pairings.list(),
  savePairing: ({ journal }, { id, pairing }) => journal.pairings.save(id, pairing),
  removePairing: async ({ journal }, { id }) => {
    await journal.pairings.remove(id);
    return null;
  },
};
