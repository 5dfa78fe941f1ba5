import type { TravelledPage } from '../travelled.ts';
import { z } from '../zod.ts';
import { LIST_PAGE_MAX, request } from './request.ts';

export const travelledRequests = {
  /** Newest first; `before`: only lines with a smaller number. There is no request that changes or removes a line. */
  listTravelled: request('open', z.strictObject({ before: z.number().int().positive().nullable(), limit: z.number().int().min(1).max(LIST_PAGE_MAX) }))
    .answers<TravelledPage>()
    .refuses(),
} as const;
