import { keptAsymmetryMap, type AsymmetryVersion } from '../asymmetry.ts';
import { recordId, type RecordId } from '../record-id.ts';
import { z } from '../zod.ts';
import { CANNOT_WRITE, request } from './request.ts';

export const asymmetryRequests = {
  /** Every version of the map, newest first. */
  listAsymmetryMaps: request('open', z.strictObject({ pairing: recordId })).answers<AsymmetryVersion[]>().refuses(),
  /** On one day the newest version is written on; on a later one another begins. */
  saveAsymmetryMap: request('open', z.strictObject({ pairing: recordId, map: keptAsymmetryMap }))
    .answers<{ id: RecordId; savedAtMs: number }>()
    .refuses('no-pairing', ...CANNOT_WRITE),
} as const;
