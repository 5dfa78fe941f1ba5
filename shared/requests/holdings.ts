import type { Holdings, PeerNoteRow } from '../holdings.ts';
import { pairing, type PairingRow } from '../pairing.ts';
import { recordId } from '../record-id.ts';
import { z } from '../zod.ts';
import { CANNOT_WRITE, request } from './request.ts';

/** Notes about peers settled in one step at most. */
export const PEER_NOTES_MAX = 1000;

const ofPairing = z.strictObject({ pairing: recordId });

export const holdingRequests = {
  /** Everything about the peer or the two. */
  holdings: request('open', ofPairing).answers<Holdings>().refuses('not-found', 'damaged'),
  /** Notes about the peer: those past the day they were to be kept until, or all. The one to be cleared first comes first. */
  listPeerNotes: request('open', z.strictObject({ pairing: recordId, due: z.boolean() })).answers<PeerNoteRow[]>().refuses('not-found', 'damaged'),
  /** Clears the notes of these sessions, in their earlier states too, or keeps them for another while from today. */
  settlePeerNotes: request('open', z.strictObject({ sessions: z.array(recordId).min(1).max(PEER_NOTES_MAX), how: z.enum(['clear', 'keep']) }))
    .answers<null>()
    .refuses('not-found', ...CANNOT_WRITE),
  /** Leaves my own learning, under another name; of the agreement its days and digits. For ever. */
  clearPairing: request('open', z.strictObject({ pairing: recordId, name: pairing.shape.name }))
    .answers<PairingRow>()
    .refuses('not-found', 'same-name', ...CANNOT_WRITE),
  /** The pairing and everything that tells of it. For ever. */
  deletePairing: request('open', ofPairing)
    .answers<null>()
    .refuses('not-found', ...CANNOT_WRITE),
} as const;
