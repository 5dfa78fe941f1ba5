/** A small open journal, as the keeper would answer for it. */
import { keep, reveal } from '../../shared/about.ts';
import { isIsoDate, type IsoDate } from '../../shared/date.ts';
import type { Chair } from '../../shared/measures.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import { defaultPreferences } from '../../shared/preferences.ts';
import { recordId, type RecordId } from '../../shared/record-id.ts';
import type { JournalStatus } from '../../shared/requests.ts';
import type { SessionRow } from '../../shared/session.ts';
import { done, type Answers } from './bridge.ts';

export function id(number: number): RecordId {
  return recordId.parse(number.toString(16).padStart(16, '0'));
}

export function date(text: string): IsoDate {
  if (!isIsoDate(text)) throw new Error('not a date');
  return text;
}

export function pairingRow(number: number, name: string, more: Partial<PairingRow> = {}): PairingRow {
  return { id: id(number), name: keep('peer', name), since: null, note: null, state: { is: 'active', since: null, before: null }, sessions: 0, lastSession: null, ...more };
}

export function sessionRow(number: number, of: PairingRow, day: string, chairs: Chair[], firstWords: string | null): SessionRow {
  return { id: id(number), pairing: of.id, pairingName: of.name, date: date(day), chairs, firstWords: firstWords === null ? null : keep('me', firstWords), trashedAtMs: null };
}

export const status: JournalStatus = { journal: 'open', place: 'own', file: '/home/ada/.local/share/Other Chair/journal.ocv', copiedBy: null, preferences: defaultPreferences };

const maren = pairingRow(1, 'Maren', { since: date('2025-09-02'), note: keep('us', 'We meet every second Tuesday and swap chairs at half time.'), sessions: 12, lastSession: date('2026-11-17') });
const tobias = pairingRow(2, 'T. from the night shift', { sessions: 3, lastSession: date('2026-10-29') });
const nobody = pairingRow(3, 'Oyelaran', { since: date('2026-11-20') });
export const pairings = [maren, tobias, nobody];

export const sessions = [
  sessionRow(11, maren, '2026-11-17', ['coach', 'coachee'], 'I let the silence stand this time, and she found the sentence herself.'),
  sessionRow(12, maren, '2026-11-03', ['coachee'], 'The handover again, and what I have been avoiding about it since the spring, when the plan was first put on the table'),
  sessionRow(13, tobias, '2026-10-29', ['coach'], null),
  sessionRow(14, maren, '2026-10-20', ['coach'], 'Too many suggestions. Ask first.'),
];

/** Answers while a passphrase is being chosen. */
const choosing: Answers = {
  weighPassphrase: ({ passphrase }) => done(passphrase.length < 10 ? { strength: 1, accepted: false, because: ['too-short', 'names-or-words'] } : { strength: 4, accepted: true, because: [] }),
  suggestPassphrase: () => done({ passphrase: 'umbrella granite sofa lantern outback mellow' }),
};

/** Answers for an open journal that does not change. */
export const openJournal: Answers = {
  ...choosing,
  journalStatus: () => done(status),
  listPairings: () => done(pairings),
  listSessions: ({ pairing, limit }) => {
    const rows = sessions.filter((row) => pairing === null || row.pairing === pairing);
    return done({ rows: rows.slice(0, limit), next: null });
  },
  listTrashedTemplates: () => done([]),
  listTemplateAgreements: () => done([]),
  listReflections: () => done({ rows: [], next: null }),
  listReminders: () => done([]),
  listReadiness: () => done({ answerings: [], due: null }),
  listTags: () => done([]),
  search: ({ text }) => {
    const hits = sessions.filter((row) => row.firstWords !== null && reveal(row.firstWords).toLowerCase().includes(text.toLowerCase()));
    return done({ ready: true, more: false, notes: [], reflections: [], hits: hits.map((row) => ({ row, snippets: [{ about: 'me', parts: keep('me', [{ text: row.firstWords === null ? '' : reveal(row.firstWords), hit: false }]) }] })) });
  },
  savePreferences: (preferences) => done(preferences),
  listKeptJournals: () => done([]),
  recoverySheetStatus: () => done({ issuedAtMs: Date.parse('2026-09-02T10:00:00Z'), rehearsedAtMs: null, due: false }),
  backupStatus: () => done({ folder: null, copiedBy: null, lastVerifiedAtMs: null, lastDrillAtMs: null, changed: false, underWay: false, problem: null }),
  protectionFacts: () => done({ file: status.file, filePermissions: 'owner-only', folderPermissions: 'owner-only', managed: false, eased: false, refusedRequests: 0, capture: 'not-honoured' }),
  lock: () => done(null),
};

/** Answers for a machine without a journal. */
export const noJournal: Answers = {
  journalStatus: () => done({ ...status, journal: 'none' }),
  ...choosing,
  beginJournal: () => done({ recoveryWords: 'legal winner thank year wave sausage worth useful legal winner thank yellow'.split(' '), ask: [3, 6, 12] }),
  cancelUnlocking: () => done(null),
  protectionFacts: openJournal.protectionFacts!,
};
