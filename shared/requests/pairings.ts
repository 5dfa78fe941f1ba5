import { pairing, type Pairing, type PairingRow } from '../pairing.ts';
import { recordId, type RecordId } from '../record-id.ts';
import { z } from '../zod.ts';
import { byId, CANNOT_WRITE, nothing, request } from './request.ts';

export const pairingRequests = {
  listPairings: request('open', nothing).answers<PairingRow[]>().refuses(),
  savePairing: request('open', z.strictObject({ id: recordId.nullable(), pairing }))
    .answers<{ id: RecordId; pairing: Pairing }>()
    .refuses('not-found', 'same-name', ...CANNOT_WRITE),
  /** Only a pairing without sessions, in the list or in the trash. */
  removePairing: request('open', byId).answers<null>().refuses('not-found', 'has-sessions', ...CANNOT_WRITE),
} as const;
