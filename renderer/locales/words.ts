/** Every word of the interface: one file a feature, loaded as a namespace. British English first. */
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import agreements from './en/agreements.json';
import backups from './en/backups.json';
import damage from './en/damage.json';
import differences from './en/differences.json';
import events from './en/events.json';
import frame from './en/frame.json';
import holdings from './en/holdings.json';
import keys from './en/keys.json';
import pairings from './en/pairings.json';
import protects from './en/protects.json';
import reflections from './en/reflections.json';
import readiness from './en/readiness.json';
import refusals from './en/refusals.json';
import sessions from './en/sessions.json';
import settings from './en/settings.json';
import templates from './en/templates.json';
import today from './en/today.json';
import templateFiles from './en/template-files.json';
import travelled from './en/travelled.json';
import ui from './en/ui.json';
import unlock from './en/unlock.json';

export const english = { agreements, backups, damage, differences, events, frame, holdings, keys, pairings, protects, readiness, reflections, refusals, sessions, settings, templates, today, 'template-files': templateFiles, travelled, ui, unlock } as const;

/** How dates, times and numbers are written (BCP 47). */
export const LANGUAGE = 'en-GB';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'frame';
    resources: typeof english;
    returnNull: false;
  }
}

/** i18next, ready at once: nothing is loaded later. React draws text as text, so nothing is escaped twice. */
export const words: i18n = createInstance({
  lng: LANGUAGE,
  fallbackLng: LANGUAGE,
  resources: { [LANGUAGE]: english },
  defaultNS: 'frame',
  initAsync: false,
  interpolation: { escapeValue: false },
});
void words.use(initReactI18next).init();
