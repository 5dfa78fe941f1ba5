import { randomBytes } from 'node:crypto';
import { draftOfText, emptyDraft, openClauses, textOfDraft, type AgreementDraft, type AgreementText } from '../../shared/agreement.ts';
import { COMPARISONS_MAX, inForceFrom, inForceOn, shownState, textOf, type AgreementRow, type AgreementStage, type AgreementVersion, type ComparisonOutcome, type OpenedAgreement } from '../../shared/agreement-version.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { Fingerprint } from '../../shared/fingerprint.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { newRecordId } from '../vault/vault.ts';
import type { AgreementEntry } from '../workspace/entry.ts';
import type { Clock } from './clock.ts';
import { fingerprintOf } from './digest.ts';
import { JournalFault } from './fault.ts';
import type { Store } from './store.ts';

const NONCE_BYTES = 16;

/** The agreements and their versions. Faults are those the requests promise. */
export class Agreements {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async list(pairing: RecordId): Promise<AgreementRow[]> {
    await this.#store.gathered;
    return this.#of(pairing).map((entry) => this.#row(entry));
  }

  async read(id: RecordId): Promise<OpenedAgreement> {
    await this.#store.gathered;
    const entry = this.#entry(id);
    return { row: this.#row(entry), stage: entry.version.stage };
  }

  /** A draft begins where the last text stands, and with its nonce. When the two look at it again is theirs to say anew. */
  async begin(pairing: RecordId, byHand: boolean): Promise<{ id: RecordId }> {
    await this.#store.gathered;
    this.#expectPairing(pairing);
    if (this.#begun(pairing) !== undefined) throw new JournalFault('already-begun');
    const last = this.#of(pairing).map(({ version }) => textOf(version.stage)).find((text) => text !== null);
    const id = newRecordId();
    await this.#put(id, pairing, last === undefined ? { is: 'draft', nonce: newNonce(byHand), draft: emptyDraft() } : { is: 'draft', nonce: last.nonce, draft: { ...draftOfText(last), reviewOn: null } });
    return { id };
  }

  async saveDraft(id: RecordId, draft: AgreementDraft): Promise<{ id: RecordId; savedAtMs: number }> {
    await this.#store.gathered;
    const { version } = this.#entry(id);
    const stage = inStage(version, 'draft');
    if (JSON.stringify(stage.draft) === JSON.stringify(draft)) return { id, savedAtMs: version.savedAtMs };
    const savedAtMs = await this.#put(id, version.pairing, { ...stage, draft });
    return { id, savedAtMs };
  }

  async propose(id: RecordId): Promise<void> {
    await this.#store.gathered;
    const { version } = this.#entry(id);
    const { draft, nonce } = inStage(version, 'draft');
    const { reviewOn } = draft;
    if (reviewOn === null || openClauses(draft).length > 0) throw new JournalFault('still-open');
    await this.#put(id, version.pairing, { is: 'proposed', text: textOfDraft({ ...draft, reviewOn }, nonce) });
  }

  async reopen(id: RecordId): Promise<void> {
    await this.#store.gathered;
    const { version } = this.#entry(id);
    const { text } = inStage(version, 'proposed');
    await this.#put(id, version.pairing, { is: 'draft', nonce: text.nonce, draft: draftOfText(text) });
  }

  /** The version that was in force is superseded in the same breath: never are there two, and never by accident none. */
  async agree(id: RecordId, agreedOn: IsoDate): Promise<void> {
    await this.#store.gathered;
    const entry = this.#entry(id);
    const { text } = inStage(entry.version, 'proposed');
    if (agreedOn > this.#clock.today()) throw new JournalFault('date-in-future');
    if (text.reviewOn <= agreedOn) throw new JournalFault('review-not-after');
    // A text that came from the peer may leave open what this one needs.
    if (openClauses(draftOfText(text)).length > 0) throw new JournalFault('still-open');
    const before = this.#of(entry.version.pairing).flatMap((other) => (other.version.stage.is === 'agreed' ? [withStage(other, { is: 'superseded', text: other.version.stage.text, until: agreedOn })] : []));
    await this.#store.put([this.#saved(withStage(entry, { is: 'agreed', text: { ...text, agreedOn } })), ...before.map((other) => this.#saved(other))]);
  }

  async end(id: RecordId): Promise<void> {
    await this.#store.gathered;
    const { version } = this.#entry(id);
    const { text } = inStage(version, 'agreed');
    await this.#put(id, version.pairing, { is: 'ended', text, until: this.#clock.today() });
  }

  async discard(id: RecordId): Promise<void> {
    await this.#store.gathered;
    const { version } = this.#entry(id);
    if (inForceFrom(version.stage) !== null) throw new JournalFault('other-stage');
    await this.#store.put([], [id]);
  }

  async noteComparison(id: RecordId, outcome: ComparisonOutcome): Promise<void> {
    await this.#store.gathered;
    const entry = this.#entry(id);
    const text = textOf(entry.version.stage);
    if (text === null) throw new JournalFault('other-stage');
    const comparisons = [...entry.version.comparisons, { on: this.#clock.today(), outcome, fingerprint: fingerprintOf(text) }].slice(-COMPARISONS_MAX);
    await this.#store.put([this.#saved({ ...entry, version: { ...entry.version, comparisons } })]);
  }

  /**
   * What is to be kept once the person takes over a text from their peer: a proposal, in the place of a draft or proposal that was begun.
   * @param text in normal form; nothing of it is changed
   * @throws JournalFault `no-pairing`, `not-found` while the records are still being read
   */
  takingOver(pairing: RecordId, text: AgreementText): AgreementEntry {
    this.#expectPairing(pairing);
    const begun = this.#begun(pairing);
    const version = { pairing, number: begun?.version.number ?? this.#nextNumber(pairing), stage: { is: 'proposed' as const, text }, comparisons: [], savedAtMs: 0 };
    return this.#saved({ kind: 'agreement', id: begun?.id ?? newRecordId(), version });
  }

  /** Whether this very text is kept: agreed on, or proposed. */
  holds(pairing: RecordId, text: AgreementText): boolean {
    const digits = fingerprintOf(text);
    return this.#of(pairing).some(({ version }) => ['proposed', 'agreed'].includes(version.stage.is) && digitsOf(version.stage) === digits);
  }

  async #put(id: RecordId, pairing: RecordId, stage: AgreementStage): Promise<number> {
    const known = this.#of(pairing).find((each) => each.id === id)?.version;
    const entry = this.#saved({ kind: 'agreement', id, version: { pairing, number: known?.number ?? this.#nextNumber(pairing), stage, comparisons: known?.comparisons ?? [], savedAtMs: 0 } });
    await this.#store.put([entry]);
    return entry.version.savedAtMs;
  }

  #saved(entry: AgreementEntry): AgreementEntry {
    return { ...entry, version: { ...entry.version, savedAtMs: this.#clock.nowMs() } };
  }

  #row({ id, version: { number, stage, comparisons, savedAtMs, pairing } }: AgreementEntry): AgreementRow {
    const text = textOf(stage);
    const fingerprint = digitsOf(stage);
    const since = inForceFrom(stage);
    const sessionsSince = since === null ? 0 : this.#store.workspace.sessions.countSince(pairing, since.agreedOn);
    return {
      id,
      number,
      state: shownState(stage, this.#clock.today(), sessionsSince),
      cleared: stage.is === 'cleared',
      agreedOn: since?.agreedOn ?? text?.agreedOn ?? null,
      reviewOn: text?.reviewOn ?? (stage.is === 'cleared' ? stage.reviewOn : null),
      until: since?.until ?? null,
      fingerprint,
      compared: comparisons.findLast((each) => each.fingerprint === fingerprint) ?? null,
      savedAtMs,
    };
  }

  #entry(id: RecordId): AgreementEntry {
    const entry = this.#store.read(id);
    if (entry?.kind !== 'agreement') throw new JournalFault('not-found');
    return entry;
  }

  #of(pairing: RecordId): AgreementEntry[] {
    return this.#store.workspace.agreements.of(pairing);
  }

  /** The draft or proposal of a pairing: there is one at most. */
  #begun(pairing: RecordId): AgreementEntry | undefined {
    return this.#of(pairing).find(({ version }) => version.stage.is === 'draft' || version.stage.is === 'proposed');
  }

  #nextNumber(pairing: RecordId): number {
    return (this.#of(pairing)[0]?.version.number ?? 0) + 1;
  }

  #expectPairing(pairing: RecordId): void {
    if (!this.#store.workspace.pairings.has(pairing)) throw new JournalFault('no-pairing');
  }
}

/** The number of the version that was in force on a day, or null. */
export function agreementInForce(store: Store, pairing: RecordId, date: IsoDate): number | null {
  return inForceOn(store.workspace.agreements.of(pairing).map(({ version }) => version), date)?.number ?? null;
}

/** So that nobody can guess what stands in a mostly standard text from its digits (domain §4.7, 6). */
function newNonce(byHand: boolean): string {
  return byHand ? '' : randomBytes(NONCE_BYTES).toString('base64');
}

function digitsOf(stage: AgreementStage): Fingerprint | null {
  const text = textOf(stage);
  if (text !== null) return fingerprintOf(text);
  return stage.is === 'cleared' ? stage.fingerprint : null;
}

function withStage(entry: AgreementEntry, stage: AgreementStage): AgreementEntry {
  return { ...entry, version: { ...entry.version, stage } };
}

/** @throws JournalFault `other-stage` */
function inStage<Is extends AgreementStage['is']>({ stage }: AgreementVersion, is: Is): Extract<AgreementStage, { is: Is }> {
  if (stage.is !== is) throw new JournalFault('other-stage');
  return stage as Extract<AgreementStage, { is: Is }>;
}
