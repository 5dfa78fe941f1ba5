/** A journal that keeps what it is given for as long as a test lasts, behind the bridge double. */
import { keep, reveal } from '../../../shared/about.ts';
import { plainText } from '../../../shared/rich-text.ts';
import type { RecordId } from '../../../shared/record-id.ts';
import type { Session, SessionRow } from '../../../shared/session.ts';
import { session as sessionSchema } from '../../../shared/session.ts';
import type { Answers } from '../bridge.ts';
import { id, pairings as samplePairings } from '../sample.ts';

interface Stored { session: Session; savedAtMs: number; trashedAtMs: number | null; versions: { id: RecordId; savedAtMs: number; session: Session }[] }

export interface Journal {
  entries: Map<RecordId, Stored>;
  answers: Answers;
  /** Each `saveSession` waits for this. */
  beforeSaving: () => Promise<void>;
  put: (session: Session, versions?: { session: Session; savedAtMs: number }[]) => RecordId;
}

const ok = <T,>(value: T) => ({ ok: true as const, value });

const FIRST_ENTRY = 0x1000;

export function journal(): Journal {
  const entries = new Map<RecordId, Stored>();
  const pairings = [...samplePairings];
  let count = 0;
  const next = () => id(FIRST_ENTRY + count++);

  const rowOf = (entryId: RecordId, { session, trashedAtMs }: Stored): SessionRow => ({
    id: entryId,
    pairing: session.pairing,
    pairingName: pairings.find((pairing) => pairing.id === session.pairing)?.name ?? keep('peer', ''),
    date: session.date,
    chairs: session.sittings.map(({ chair }) => chair),
    firstWords: firstWords(session),
    trashedAtMs,
  });

  const self: Journal = {
    entries,
    beforeSaving: () => Promise.resolve(),
    put: (session, versions = []) => {
      const entryId = next();
      entries.set(entryId, { session, savedAtMs: Date.now(), trashedAtMs: null, versions: versions.map((version) => ({ ...version, id: next() })) });
      return entryId;
    },
    answers: {
      listPairings: () => ok(pairings),
      addPairing: ({ pairing }) => {
        const row = { id: next(), ...pairing, state: { is: 'active', since: null, before: null }, sessions: 0, lastSession: null };
        pairings.push(row as (typeof pairings)[number]);
        return ok({ id: row.id, pairing: pairing as never });
      },
      listTrashedTemplates: () => ok([]),
      listTemplateAgreements: () => ok([]),
      listReflections: () => ok({ rows: [], next: null }),
      listTags: () => ok(['handover', 'avoiding']),
      listSessions: ({ trashed, pairing, chair, after, limit }) => {
        const rows = [...entries]
          .filter(([, entry]) => (entry.trashedAtMs !== null) === trashed)
          .map(([entryId, entry]) => rowOf(entryId, entry))
          .filter((row) => (pairing === null || row.pairing === pairing) && (chair === null || row.chairs.includes(chair)))
          .sort((one, other) => (one.date === other.date ? (one.id < other.id ? 1 : -1) : one.date < other.date ? 1 : -1));
        const from = after === null ? 0 : rows.findIndex((row) => row.id === after.id) + 1;
        const page = rows.slice(from, from + limit);
        const last = page.at(-1);
        return ok({ rows: page, next: from + limit < rows.length && last ? { date: last.date, id: last.id } : null });
      },
      readSession: ({ id: asked }) => {
        const entry = entries.get(asked as RecordId);
        return entry ? ok({ id: asked as RecordId, session: entry.session, agreementVersion: null, savedAtMs: entry.savedAtMs, trashedAtMs: entry.trashedAtMs }) : { ok: false, refusal: { why: 'not-found' } } as const;
      },
      saveSession: async ({ id: asked, session: allegedSession }) => {
        await self.beforeSaving();
        const session = sessionSchema.parse(allegedSession);
        const entryId = (asked as RecordId | null) ?? next();
        const before = entries.get(entryId);
        entries.set(entryId, { session, savedAtMs: Date.now(), trashedAtMs: null, versions: before?.versions ?? [] });
        return ok({ id: entryId, savedAtMs: Date.now(), agreementVersion: null });
      },
      trashSession: ({ id: asked }) => {
        entries.get(asked as RecordId)!.trashedAtMs = Date.now();
        return ok(null);
      },
      restoreSession: ({ id: asked }) => {
        entries.get(asked as RecordId)!.trashedAtMs = null;
        return ok(null);
      },
      eraseSession: ({ id: asked }) => {
        entries.delete(asked as RecordId);
        return ok(null);
      },
      listSessionVersions: ({ id: asked }) => ok(entries.get(asked as RecordId)!.versions.map(({ id: version, savedAtMs }) => ({ id: version, savedAtMs }))),
      readSessionVersion: ({ id: asked, version }) => {
        const found = entries.get(asked as RecordId)?.versions.find((each) => each.id === version);
        return found ? ok(found.session) : { ok: false, refusal: { why: 'not-found' } } as const;
      },
      restoreSessionVersion: ({ id: asked, version }) => {
        const entry = entries.get(asked as RecordId)!;
        const found = entry.versions.find((each) => each.id === version)!;
        entries.set(asked as RecordId, { ...entry, session: found.session, savedAtMs: Date.now(), versions: [{ id: next(), savedAtMs: entry.savedAtMs, session: entry.session }, ...entry.versions] });
        return ok({ id: asked as RecordId, savedAtMs: Date.now(), agreementVersion: null });
      },
    },
  };
  return self;
}

function firstWords(session: Session): SessionRow['firstWords'] {
  const text = session.sittings[0].takeaway;
  return text && keep('me', plainText(reveal(text)));
}
