import type { asymmetryRequests } from '../../../shared/requests/asymmetries.ts';
import type { HandlersOf } from './handler.ts';

export const asymmetryHandlers: HandlersOf<typeof asymmetryRequests> = {
  listAsymmetryMaps: ({ journal }, { pairing }) => journal.asymmetries.list(pairing),
  saveAsymmetryMap: ({ journal }, { pairing, map }) => journal.asymmetries.save(pairing, map),
};
