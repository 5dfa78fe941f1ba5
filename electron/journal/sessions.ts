import type { RecordId } from '../../shared/record-id.ts';
import type { OpenedSession, ParsedInputOf, SavedSession, SessionPage, SessionVersionRow } from '../../shared/requests.ts';
import type { Chair, Measure, Rating } from '../../shared/measures.ts';
import { session as sessionSchema, type Session } from '../../shared/session.ts';
import { newRecordId } from '../vault/vault.ts';
import type { SessionEntry, SessionVersionEntry } from '../workspace/entry.ts';
import { agreementInForce } from './agreements.ts';
import type { Clock } from './clock.ts';
import { JournalFault } from './fault.ts';
import { FRONT_PAGE_ROWS } from './front-page.ts';
import type { Store } from './store.ts';

/** Earlier states kept of one entry. */
export const VERSIONS_MAX = 20;
/** Writing goes on in one state as long as it does not rest for longer than this: a version for each key pressed would help nobody. */
export const REST_MS = 10 * 60 * 1000;

/** Entries to put and to remove in one step. */
interface Change { puts: (SessionEntry | SessionVersionEntry)[]; removes: RecordId[] }

/** The entries of a journal and their earlier states. Faults are those the requests promise. */
export class Sessions {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #openedAtMs: number;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#openedAtMs = clock.nowMs();
  }

  async list(asked: ParsedInputOf<'listSessions'>): Promise<SessionPage> {
    const early = this.#store.state === 'gathering' ? this.#fromFrontPage(asked) : null;
    if (early) return early;
    await this.#store.gathered;
    return this.#store.workspace.sessions.list(asked);
  }

  read(id: RecordId): OpenedSession {
    const { session, agreementVersion, savedAtMs, trashedAtMs } = this.#entry(id);
    return { id, session, agreementVersion, savedAtMs, trashedAtMs };
  }

  async save(id: RecordId | null, session: Session): Promise<SavedSession> {
    await this.#store.gathered;
    if (session.date > this.#clock.today()) throw new JournalFault('date-in-future');
    this.#expectPairing(session);
    if (id === null) return this.#write({ kind: 'session', id: newRecordId(), session, agreementVersion: this.#agreementOf(session), savedAtMs: this.#clock.nowMs(), trashedAtMs: null });

    const before = this.#entry(id);
    if (before.trashedAtMs !== null) throw new JournalFault('in-trash');
    if (JSON.stringify(before.session) === JSON.stringify(session)) return { id, savedAtMs: before.savedAtMs, agreementVersion: before.agreementVersion };
    return this.#write(this.#rewritten(before, session), this.#hasRested(before) ? before : null);
  }

  async trash(id: RecordId): Promise<void> {
    await this.#store.gathered;
    await this.#store.put([{ ...this.#entry(id), trashedAtMs: this.#clock.nowMs() }]);
  }

  async restore(id: RecordId): Promise<void> {
    await this.#store.gathered;
    await this.#store.put([{ ...this.#entry(id), trashedAtMs: null }]);
  }

  /** The entry, all its earlier states, and the reflections on its sittings. */
  async erase(id: RecordId): Promise<void> {
    await this.#store.gathered;
    if (this.#entry(id).trashedAtMs === null) throw new JournalFault('not-in-trash');
    await this.#store.put([], [id, ...this.#versions(id).map((version) => version.id), ...this.#store.workspace.reflections.ofSession(id)]);
  }

  async listVersions(id: RecordId): Promise<SessionVersionRow[]> {
    await this.#store.gathered;
    this.#entry(id);
    return this.#versions(id);
  }

  readVersion(id: RecordId, version: RecordId): Session {
    return this.#version(id, version).session;
  }

  /** The present state becomes a version itself, so that this can be taken back. */
  async restoreVersion(id: RecordId, version: RecordId): Promise<SavedSession> {
    await this.#store.gathered;
    const before = this.#entry(id);
    if (before.trashedAtMs !== null) throw new JournalFault('in-trash');
    const { session } = this.#version(id, version);
    this.#expectPairing(session);
    return this.#write(this.#rewritten(before, session), before);
  }

  /**
   * A sitting rated by another way than its entry: what has to be written for it, along with what else belongs to that change.
   * @throws JournalFault `not-found`
   */
  rated(id: RecordId, chair: Chair, ratings: Partial<Record<Measure, Rating | null>>): Change | null {
    const before = this.#entry(id);
    const sittings = before.session.sittings.map((sitting) => (sitting.chair === chair ? { ...sitting, ratings: { ...sitting.ratings, ...ratings } } : sitting));
    const session = sessionSchema.parse({ ...before.session, sittings });
    if (JSON.stringify(before.session) === JSON.stringify(session)) return null;
    return this.#replacing({ ...before, session, savedAtMs: this.#clock.nowMs() }, this.#hasRested(before) ? before : null);
  }

  async tags(): Promise<string[]> {
    await this.#store.gathered;
    return this.#store.workspace.sessions.tags();
  }

  async #write(entry: SessionEntry, replaced: SessionEntry | null = null): Promise<SavedSession> {
    const { puts, removes } = this.#replacing(entry, replaced);
    await this.#store.put(puts, removes);
    return { id: entry.id, savedAtMs: entry.savedAtMs, agreementVersion: entry.agreementVersion };
  }

  /** @param replaced a state to keep as a version; null where writing goes on in one */
  #replacing(entry: SessionEntry, replaced: SessionEntry | null): Change {
    if (replaced === null) return { puts: [entry], removes: [] };
    const version: SessionVersionEntry = { kind: 'session-version', id: newRecordId(), of: entry.id, session: replaced.session, savedAtMs: replaced.savedAtMs };
    const tooOld = this.#versions(entry.id).slice(VERSIONS_MAX - 1);
    return { puts: [entry, version], removes: tooOld.map(({ id }) => id) };
  }

  /** An agreement is not changed by writing on: the one of the first saving stays as long as pairing and day do. */
  #rewritten(before: SessionEntry, session: Session): SessionEntry {
    const isSameMeeting = before.session.pairing === session.pairing && before.session.date === session.date;
    return { ...before, session, agreementVersion: isSameMeeting ? before.agreementVersion : this.#agreementOf(session), savedAtMs: this.#clock.nowMs() };
  }

  #agreementOf({ pairing, date }: Session): number | null {
    return agreementInForce(this.#store, pairing, date);
  }

  #hasRested(before: SessionEntry): boolean {
    return before.savedAtMs < this.#openedAtMs || this.#clock.nowMs() - before.savedAtMs > REST_MS;
  }

  #entry(id: RecordId): SessionEntry {
    const entry = this.#store.read(id);
    if (entry?.kind !== 'session') throw new JournalFault('not-found');
    return entry;
  }

  #version(of: RecordId, id: RecordId): SessionVersionEntry {
    const entry = this.#store.read(id);
    if (entry?.kind !== 'session-version' || entry.of !== of) throw new JournalFault('not-found');
    return entry;
  }

  #versions(of: RecordId): SessionVersionRow[] {
    return this.#store.workspace.versions.of(of);
  }

  #expectPairing(session: Session): void {
    if (!this.#store.workspace.pairings.has(session.pairing)) throw new JournalFault('no-pairing');
  }

  /** The unfiltered beginning of the list, while the records are still being read. */
  #fromFrontPage({ pairing, chair, trashed, after, limit }: ParsedInputOf<'listSessions'>): SessionPage | null {
    const page = this.#store.frontPage?.sessions;
    if (!page || pairing !== null || chair !== null || trashed || after !== null || limit > FRONT_PAGE_ROWS) return null;
    const rows = page.rows.slice(0, limit);
    const last = rows.at(-1);
    return { rows, next: last && page.rows.length > limit ? { date: last.date, id: last.id } : page.next };
  }
}
