import { reveal } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import { broughtBackBy, type EventRow } from '../../shared/event.ts';
import { moved, type PairingState } from '../../shared/pairing.ts';
import { readinessDue, type Answered, type BringsBack, type Due } from '../../shared/readiness-due.ts';
import { isFinished, questionNumbered, readinessOf, type Answering, type AnsweringRow, type Finished, type KeptAnswers, type QuestionId } from '../../shared/readiness.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { newRecordId } from '../vault/vault.ts';
import type { PairingEntry } from '../workspace/entry.ts';
import type { Asymmetries } from './asymmetries.ts';
import type { Clock } from './clock.ts';
import { JournalFault } from './fault.ts';
import { reviewDay } from './review-day.ts';
import type { Store } from './store.ts';

/** The readiness screens of the pairings. Faults are those the requests promise. */
export class Readiness {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #asymmetries: Asymmetries;

  constructor(store: Store, clock: Clock, { asymmetries }: { asymmetries: Asymmetries }) {
    this.#store = store;
    this.#clock = clock;
    this.#asymmetries = asymmetries;
  }

  /** Every answering of a pairing, newest first. */
  async list(pairing: RecordId): Promise<AnsweringRow[]> {
    await this.#store.gathered;
    return this.#store.workspace.readiness.of(pairing);
  }

  /** The questions that are ready to be looked at again today; null: none. */
  async due(pairing: RecordId): Promise<Due | null> {
    const [answerings, entry] = [await this.list(pairing), this.#store.workspace.pairings.one(pairing)];
    const last = answerings.find(isFinished);
    if (entry === null || last === undefined || answerings[0] !== last) return null;
    return readinessDue(answeredIn(last), { state: entry.state, reviewOn: reviewDay(this.#store.workspace, pairing), bringsBack: await this.#bringsBack(pairing) }, this.#clock.today());
  }

  /** Without an id it begins another answering; one that is half-filled already goes on. */
  async save(id: RecordId | null, { pairing, asked, answers }: { pairing: RecordId; asked: QuestionId[] | null; answers: KeptAnswers }): Promise<{ id: RecordId; savedAtMs: number }> {
    await this.#store.gathered;
    if (!this.#store.workspace.pairings.has(pairing)) throw new JournalFault('no-pairing');
    const [newest] = this.#store.workspace.readiness.of(pairing);
    const before = id !== null ? this.#halfFilled(id) : newest?.answeredOn === null ? newest : null;
    const savedAtMs = this.#clock.nowMs();
    const begun: Answering = before === null ? { pairing, begunAtMs: savedAtMs, savedAtMs, answeredOn: null, asked, answers, askAgainOn: null, ahead: null } : { ...before, savedAtMs, answers };
    return this.#put(before?.id ?? newRecordId(), begun);
  }

  /** @throws JournalFault `still-open` while a question is */
  async finish(id: RecordId): Promise<void> {
    await this.#store.gathered;
    const row = this.#halfFilled(id);
    if (readinessOf(reveal(row.answers)).outcome === 'incomplete') throw new JournalFault('still-open');
    await this.#put(id, { ...row, answeredOn: this.#clock.today(), savedAtMs: this.#clock.nowMs() });
  }

  /** On the day it was finished an answering can be changed; later another one is begun, and this one stays as it was. */
  async reopen(id: RecordId): Promise<void> {
    await this.#store.gathered;
    const row = this.#newest(id);
    if (row.answeredOn !== this.#clock.today() || row.ahead !== null) throw new JournalFault('answered-earlier');
    await this.#put(id, { ...row, answeredOn: null, askAgainOn: null });
  }

  async discard(id: RecordId): Promise<void> {
    await this.#store.gathered;
    this.#halfFilled(id);
    await this.#store.put([], [id]);
  }

  /** A pairing that was considered begins with it. The note can be changed afterwards; the day stays. */
  async goAhead(id: RecordId, note: NonNullable<Answering['ahead']>['note']): Promise<void> {
    await this.#store.gathered;
    const { id: _id, ...answering } = this.#toWait(id);
    const today = this.#clock.today();
    const ahead = { on: answering.ahead?.on ?? today, note };
    await this.#store.put([{ kind: 'readiness', id, answering: { ...answering, ahead } }, ...this.#begun(answering.pairing, today)]);
  }

  async askAgain(id: RecordId, on: IsoDate): Promise<void> {
    await this.#store.gathered;
    const row = this.#toWait(id);
    if (on <= this.#clock.today()) throw new JournalFault('date-not-to-come');
    await this.#put(id, { ...row, askAgainOn: on });
  }

  #begun(pairing: RecordId, today: IsoDate): PairingEntry[] {
    const entry = this.#store.workspace.pairings.one(pairing);
    if (entry?.state.is !== 'considering') return [];
    const state: PairingState = moved(entry.state, 'active', today);
    return [{ ...entry, state, pairing: { ...entry.pairing, since: today } }];
  }

  async #bringsBack(pairing: RecordId): Promise<BringsBack[]> {
    const touching = await this.#asymmetries.touchingReadiness(pairing);
    return [
      ...this.#store.workspace.events.of(pairing).map(toBringsBack),
      ...touching.map(({ on, savedAtMs }): BringsBack => ({ on, savedAtMs, questions: ['informal_power', 'evaluation_power'], trigger: 'differences' })),
    ];
  }

  #one(id: RecordId): AnsweringRow {
    const row = this.#store.workspace.readiness.one(id);
    if (row === null) throw new JournalFault('not-found');
    return row;
  }

  #halfFilled(id: RecordId): AnsweringRow {
    const row = this.#one(id);
    if (row.answeredOn !== null) throw new JournalFault('answered-earlier');
    return row;
  }

  #newest(id: RecordId): AnsweringRow {
    const row = this.#one(id);
    if (this.#store.workspace.readiness.of(row.pairing)[0]?.id !== id) throw new JournalFault('answered-earlier');
    return row;
  }

  /** The last finished one, where its outcome is to wait. */
  #toWait(id: RecordId): AnsweringRow {
    const row = this.#one(id);
    const last = this.#store.workspace.readiness.of(row.pairing).find(isFinished);
    if (last?.id !== id || readinessOf(reveal(row.answers)).outcome !== 'not_now') throw new JournalFault('nothing-to-wait-for');
    return row;
  }

  async #put(id: RecordId, answering: Answering & { id?: RecordId }): Promise<{ id: RecordId; savedAtMs: number }> {
    const { id: _id, ...kept } = answering;
    await this.#store.put([{ kind: 'readiness', id, answering: kept }]);
    return { id, savedAtMs: kept.savedAtMs };
  }
}

function answeredIn({ answeredOn, savedAtMs, answers, askAgainOn, ahead }: Finished): Answered {
  return { answeredOn, savedAtMs, answers: reveal(answers), askAgainOn, aheadOn: ahead?.on ?? null };
}

function toBringsBack({ event, savedAtMs }: EventRow): BringsBack {
  const said = reveal(event);
  return { on: said.date, savedAtMs, questions: broughtBackBy(said).map(questionNumbered), trigger: said.kind === 'outside_interest' ? 'interest' : 'context' };
}
