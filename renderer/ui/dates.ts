/** Dates and times in words, by the interface's language. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { today, type IsoDate } from '../../shared/date.ts';

export interface Dates {
  /** `Tuesday 3 March`; with the year where it is not this one. */
  day: (date: IsoDate) => string;
  /** `3 Mar 2026` */
  shortDay: (date: IsoDate) => string;
  /** `March 2026` */
  month: (date: IsoDate) => string;
  /** The calendar day of a moment, on this computer's clock. */
  isoDay: (atMs: number) => IsoDate;
  /** `3 Mar 2026`, the day of a moment. */
  dayOf: (atMs: number) => string;
  /** `14:05` today, else `3 Mar 2026, 14:05`. */
  moment: (atMs: number) => string;
}

export function useDates(): Dates {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => datesIn(language), [language]);
}

function datesIn(language: string): Dates {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(language, options);
    return (atMs: number) => formatter.format(atMs);
  };
  const ofDay = (options: Intl.DateTimeFormatOptions) => {
    const inWords = format({ ...options, timeZone: 'UTC' });
    return (date: IsoDate) => inWords(Date.parse(`${date}T00:00:00Z`));
  };
  const thisYear = ofDay({ weekday: 'long', day: 'numeric', month: 'long' });
  const anyYear = ofDay({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const time = format({ hour: '2-digit', minute: '2-digit' });
  const dayOnly = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const dayAndTime = format({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  return {
    day: (date) => (date.slice(0, 4) === today().slice(0, 4) ? thisYear(date) : anyYear(date)),
    shortDay: ofDay({ day: 'numeric', month: 'short', year: 'numeric' }),
    month: ofDay({ month: 'long', year: 'numeric' }),
    isoDay,
    dayOf: dayOnly,
    moment: (atMs) => (isoDay(atMs) === today() ? time(atMs) : dayAndTime(atMs)),
  };
}

function isoDay(atMs: number): IsoDate {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(Temporal.Now.timeZoneId()).toPlainDate().toString() as IsoDate;
}
