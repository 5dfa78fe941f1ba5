import { today, type IsoDate } from '../../shared/date.ts';

/** What time it is, so that a test can say. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  nowMs(): number;
  today(): IsoDate;
}

export const systemClock: Clock = { nowMs: () => Date.now(), today };
