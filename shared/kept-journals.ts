/** Journal files the app has put aside beside the one in use, and never removes by itself. */
import type { IsoDate } from './date.ts';
import { z } from './zod.ts';

/** Why it was put aside: another was restored in its place; it is what could be read of a damaged one; it is that damaged one. */
export const KEPT_BECAUSE = ['restored', 'rescued', 'damaged'] as const;
export type KeptBecause = (typeof KEPT_BECAUSE)[number];

export const KEPT_BEGINNINGS: Readonly<Record<KeptBecause, string>> = { restored: 'journal before restoring', rescued: 'journal rescued', damaged: 'journal damaged' };

/** Why, the day and the time, and a number where that minute has several. Nothing a person wrote. */
export const KEPT_NAME = new RegExp(`^(${Object.values(KEPT_BEGINNINGS).join('|')}) (\\d{4}-\\d{2}-\\d{2}) (\\d{2})(\\d{2})(?: \\(\\d{1,2}\\))?\\.ocv$`, 'u');
export const keptName = z.string().max(80).regex(KEPT_NAME);

export interface KeptJournal {
  name: string;
  because: KeptBecause;
  date: IsoDate;
  /** `09:15`, on this computer's clock. */
  time: string;
  bytes: number;
}
