import type { pairingRequests } from '../../../shared/requests/pairings.ts';
import type { HandlersOf } from './handler.ts';

export const pairingHandlers: HandlersOf<typeof pairingRequests> = {
  listPairings: ({ journal }) => journal.pairings.list(),
  addPairing: ({ journal }, { pairing, begins }) => journal.pairings.add(pairing, begins),
  savePairing: ({ journal }, { id, pairing }) => journal.pairings.save(id, pairing),
  movePairing: ({ journal }, { id, to }) => journal.pairings.move(id, to),
  removePairing: async ({ journal }, { id }) => {
    await journal.pairings.remove(id);
    return null;
  },
};
