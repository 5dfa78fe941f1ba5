/** What happened, as a person reads it: for the list of events, and for reading what is held. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import agreement from '../../shared/content/en/agreement.json';
import wording from '../../shared/content/en/events.json';
import type { Consent, PairingEvent } from '../../shared/event.ts';
import { useDates } from '../ui/dates.ts';

export interface EventInWords {
  title: string;
  /** What was said of it, one line each; nothing where nothing was. */
  details: string[];
  /** In the person's own words. */
  note: string | null;
}

export function useEventInWords(): (event: PairingEvent) => EventInWords {
  const { t } = useTranslation('events');
  const { shortDay } = useDates();
  const consentInWords = useCallback(
    (consent: Consent) => {
      if (consent.is !== 'given') return wording.consent[consent.is];
      return [wording.consent.given, consent.how, consent.on && shortDay(consent.on)].filter(Boolean).join(', ');
    },
    [shortDay],
  );
  return useCallback(
    (event) => {
      const said = (label: 'wanted' | 'answered' | 'toldPeer' | 'form' | 'toRole' | 'consent' | 'repair' | 'affects', value: string | null) => (value === null ? [] : [t(`details.${label}`, { value })]);
      switch (event.kind) {
        case 'outside_interest':
          return {
            title: t('titles.outside_interest', { who: wording.who[event.who] }),
            details: [...said('wanted', event.wanted && wording.wanted[event.wanted]), ...said('answered', event.answered && wording.answered[event.answered]), ...said('toldPeer', event.toldPeer && wording.toldPeer[event.toldPeer])],
            note: event.note,
          };
        case 'disclosure':
          return {
            title: t('titles.disclosure', { what: agreement.travel.rows[event.row] }),
            details: [
              ...said('toRole', event.toRole),
              ...said('form', event.form && agreement.travel.forms[event.form].name),
              ...said('consent', event.consent && consentInWords(event.consent)),
              ...said('repair', event.repair && wording.repair[event.repair]),
            ],
            note: event.note,
          };
        case 'context':
          return { title: wording.type[event.type], details: said('affects', event.affects && wording.affects[event.affects]), note: event.note };
        case 'pause':
          return { title: t('titles.pause'), details: [event.until === null ? t('pause.ongoing') : t('pause.until', { date: shortDay(event.until) })], note: event.reason };
      }
    },
    [t, shortDay, consentInWords],
  );
}
