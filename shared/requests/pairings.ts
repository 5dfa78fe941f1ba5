import { BEGINNINGS, pairing, PAIRING_STATES, type Pairing, type PairingRow, type PairingState } from '../pairing.ts';
import { recordId, type RecordId } from '../record-id.ts';
import { z } from '../zod.ts';
import { byId, CANNOT_WRITE, nothing, request } from './request.ts';

export const pairingRequests = {
  listPairings: request('open', nothing).answers<PairingRow[]>().refuses(),
  addPairing: request('open', z.strictObject({ pairing, begins: z.enum(BEGINNINGS) }))
    .answers<{ id: RecordId; pairing: Pairing }>()
    .refuses('same-name', ...CANNOT_WRITE),
  savePairing: request('open', z.strictObject({ id: recordId, pairing }))
    .answers<{ id: RecordId; pairing: Pairing }>()
    .refuses('not-found', 'same-name', ...CANNOT_WRITE),
  /** To one of the states `movesFrom` names. */
  movePairing: request('open', z.strictObject({ id: recordId, to: z.enum(PAIRING_STATES) }))
    .answers<PairingState>()
    .refuses('not-found', 'no-such-move', ...CANNOT_WRITE),
  /** Only a pairing without sessions, in the list or in the trash. */
  removePairing: request('open', byId).answers<null>().refuses('not-found', 'has-sessions', ...CANNOT_WRITE),
} as const;
