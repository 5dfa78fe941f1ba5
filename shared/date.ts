/** Calendar dates, without time or zone: a session belongs to a day. */
import { Temporal } from 'temporal-polyfill';
import { z } from './zod.ts';

/** `YYYY-MM-DD`, a day that exists. */
export type IsoDate = string & { readonly __isoDate: true };

export function isIsoDate(text: string): text is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

export const isoDate: z.ZodType<IsoDate, string> = z.string().max(10).refine(isIsoDate, 'not-a-date').meta({ format: 'date' });

/** The day it is now on this machine's clock. */
export function today(): IsoDate {
  return Temporal.Now.plainDateISO().toString() as IsoDate;
}

/** @throws RangeError when the result is outside the calendar */
export function addDays(date: IsoDate, days: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as IsoDate;
}
