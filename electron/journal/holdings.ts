import { keep } from '../../shared/about.ts';
import type { AgreementStage } from '../../shared/agreement-version.ts';
import { addDays, type IsoDate } from '../../shared/date.ts';
import { heldIn, type HeldSession, type Holdings as Held, type PeerNoteRow } from '../../shared/holdings.ts';
import type { Pairing, PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { PEER_NOTE_DAYS, type Session } from '../../shared/session.ts';
import type { AgreementEntry, Entry, PairingEntry, SessionEntry, SessionVersionEntry } from '../workspace/entry.ts';
import type { Clock } from './clock.ts';
import { fingerprintOf } from './digest.ts';
import { JournalFault } from './fault.ts';
import { expectFreeName } from './pairings.ts';
import { without } from './records.ts';
import type { Store } from './store.ts';

/** Later than every date a note can be kept until. */
const ALL_DAYS = '9999-12-31' as IsoDate;

/** What is held of a pairing, and how it goes (domain §5.5). Faults are those the requests promise. */
export class Holdings {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async of(pairing: RecordId): Promise<Held> {
    await this.#pairing(pairing);
    const entries = this.#entriesOf(pairing);
    const count = (kind: Entry['kind']) => entries.filter((entry) => entry.kind === kind).length;
    return {
      sessions: heldSessions(entries, pairing),
      reflections: entries.flatMap((entry) => {
        const row = entry.kind === 'reflection' && entry.reflection.answers.some(({ about }) => about !== 'me') ? this.#store.workspace.reflections.one(entry.id) : null;
        return row ?? [];
      }),
      readiness: count('readiness'),
      differences: count('asymmetry'),
      agreements: count('agreement'),
      events: count('event'),
    };
  }

  async peerNotes(pairing: RecordId, due: boolean): Promise<PeerNoteRow[]> {
    await this.#pairing(pairing);
    return this.#store.workspace.peerNotes.dueOf(pairing, due ? addDays(this.#clock.today(), -1) : ALL_DAYS).flatMap((id) => {
      const { session } = this.#session(id);
      return session.peerNote ? [{ session: id, date: session.date, ...session.peerNote }] : [];
    });
  }

  async settlePeerNotes(sessions: readonly RecordId[], how: 'clear' | 'keep'): Promise<void> {
    await this.#store.gathered;
    const keepUntil = keep('peer', addDays(this.#clock.today(), PEER_NOTE_DAYS));
    const settled = ({ peerNote, ...rest }: Session): Session => ({ ...rest, peerNote: how === 'keep' && peerNote !== null ? { ...peerNote, keepUntil } : null });
    const changed = sessions.flatMap((id) => {
      const entry = this.#session(id);
      return [{ ...entry, session: settled(entry.session) }, ...this.#versionsOf(id).map((version) => ({ ...version, session: settled(version.session) }))];
    });
    await this.#store.put(changed);
  }

  /** In one step: either all of it is cleared, or nothing has changed. */
  async clear(pairing: RecordId, name: Pairing['name']): Promise<PairingRow> {
    const entry = await this.#pairing(pairing);
    expectFreeName(this.#store, name, pairing);
    const puts: Entry[] = [{ ...entry, pairing: { ...entry.pairing, name, note: null } }];
    const removes: RecordId[] = [];
    for (const each of this.#entriesOf(pairing)) {
      const left = myOwnOf(each);
      if (left === null) removes.push(each.id);
      else puts.push(left);
    }
    await this.#store.put(puts, removes);
    return this.#store.workspace.pairings.list().find(({ id }) => id === pairing)!;
  }

  async delete(pairing: RecordId): Promise<void> {
    await this.#pairing(pairing);
    await this.#store.put([], [pairing, ...this.#store.workspace.belongings.of(pairing).map(({ id }) => id)]);
  }

  #entriesOf(pairing: RecordId): Entry[] {
    return this.#store.workspace.belongings.of(pairing).flatMap(({ id }) => this.#store.read(id) ?? []);
  }

  async #pairing(id: RecordId): Promise<PairingEntry> {
    await this.#store.gathered;
    const entry = this.#store.workspace.pairings.one(id);
    if (entry === null) throw new JournalFault('not-found');
    return entry;
  }

  #session(id: RecordId): SessionEntry {
    const entry = this.#store.read(id);
    if (entry?.kind !== 'session') throw new JournalFault('not-found');
    return entry;
  }

  #versionsOf(session: RecordId): SessionVersionEntry[] {
    return this.#store.workspace.versions.of(session).flatMap(({ id }) => {
      const entry = this.#store.read(id);
      return entry?.kind === 'session-version' ? [entry] : [];
    });
  }
}

function heldSessions(entries: readonly Entry[], pairing: RecordId): HeldSession[] {
  const versions = entries.filter((entry) => entry.kind === 'session-version');
  return entries
    .filter((entry): entry is SessionEntry => entry.kind === 'session' && entry.session.pairing === pairing)
    .map(({ id, session, trashedAtMs }) => ({
      id,
      date: session.date,
      trashed: trashedAtMs !== null,
      earlierStates: versions.filter((version) => version.of === id && heldIn(version.session).length > 0).length,
      values: heldIn(session),
    }))
    .filter(({ values, earlierStates }) => values.length > 0 || earlierStates > 0)
    .sort((one, other) => (one.date < other.date ? 1 : -1));
}

/** What of a record is about me alone; null when nothing is. When and how two met is about them, but a session has to have its day. */
function myOwnOf(entry: Entry): Entry | null {
  if (entry.kind === 'agreement') return clearedAgreement(entry);
  const left = without(['us', 'peer'], entry);
  if (left === null) return null;
  if (left.kind === 'session' || left.kind === 'session-version') return { ...left, session: { ...left.session, setting: null, length: null } };
  return left.kind === 'reflection' && left.reflection.answers.length === 0 ? null : left;
}

/** Of an agreement that was in force its days and digits stay; a draft goes. */
function clearedAgreement(entry: AgreementEntry): AgreementEntry | null {
  const { stage } = entry.version;
  if (stage.is === 'draft' || stage.is === 'proposed') return null;
  return { ...entry, version: { ...entry.version, stage: cleared(stage) } };
}

function cleared(stage: Exclude<AgreementStage, { is: 'draft' | 'proposed' }>): AgreementStage {
  if (stage.is === 'cleared' || stage.text.agreedOn === null) return stage;
  const { agreedOn, reviewOn } = stage.text;
  return { is: 'cleared', was: stage.is, agreedOn, reviewOn, until: stage.is === 'agreed' ? null : stage.until, fingerprint: fingerprintOf(stage.text) };
}
