import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keep } from '../../shared/about.ts';
import { draftOfText, emptyDraft, textOfDraft, type AgreementText } from '../../shared/agreement.ts';
import { textOf } from '../../shared/agreement-version.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { settledDraft } from '../arbitrary/settled-agreement.ts';
import { entry, newJournal, type TestJournal } from './open-journal.ts';

let opened: TestJournal;
let pairing: RecordId;
let made = 0;
beforeAll(async () => { opened = await newJournal(); });
afterAll(() => { opened.remove(); });
beforeEach(async () => {
  made += 1;
  pairing = (await opened.journal.pairings.add({ name: keep('peer', `Ben ${String(made)}`), since: null, note: null }, 'active')).id;
});

const fault = (work: Promise<unknown>) => work.then(() => 'no fault', (error: unknown) => (error as { fault?: string }).fault);
const day = (date: string) => date as IsoDate;
const agreements = () => opened.journal.agreements;

async function proposed(of: RecordId = pairing, change: (draft: ReturnType<typeof settledDraft>) => ReturnType<typeof settledDraft> = (draft) => draft): Promise<RecordId> {
  const { id } = await agreements().begin(of, false);
  await agreements().saveDraft(id, change(settledDraft()));
  await agreements().propose(id);
  return id;
}

async function agreed(agreedOn = day('2026-03-02')): Promise<RecordId> {
  const id = await proposed();
  await agreements().agree(id, agreedOn);
  return id;
}

async function text(id: RecordId): Promise<AgreementText> {
  return textOf((await agreements().read(id)).stage)!;
}

test('a draft is kept as it is typed, with what is still open in it', async () => {
  const { id } = await agreements().begin(pairing, false);
  await agreements().saveDraft(id, { ...emptyDraft(), parties: ['Ada', ''], leftOut: ['slips'] });
  await opened.reopen();
  const { row, stage } = await agreements().read(id);
  expect(stage).toMatchObject({ is: 'draft', draft: { parties: ['Ada', ''], leftOut: ['slips'] } });
  expect(row).toMatchObject({ number: 1, state: 'draft', fingerprint: null });
});

test('a draft with something open cannot be proposed', async () => {
  const { id } = await agreements().begin(pairing, false);
  expect(await fault(agreements().propose(id))).toBe('still-open');
  await agreements().saveDraft(id, { ...settledDraft(), leftOut: settledDraft().leftOut.slice(1) });
  expect(await fault(agreements().propose(id))).toBe('still-open');
});

test('a proposal is frozen until it is a draft again, and is then the same draft', async () => {
  const id = await proposed();
  expect(await fault(agreements().saveDraft(id, settledDraft()))).toBe('other-stage');
  const before = await text(id);
  await agreements().reopen(id);
  const { stage } = await agreements().read(id);
  expect(stage).toEqual({ is: 'draft', nonce: before.nonce, draft: draftOfText(before) });
});

test('agreeing adds the day to the text, and with it come other digits', async () => {
  const id = await proposed();
  const before = (await agreements().read(id)).row;
  await agreements().agree(id, day('2026-03-01'));
  const { row } = await agreements().read(id);
  expect(row).toMatchObject({ state: 'agreed', agreedOn: '2026-03-01', reviewOn: '2026-06-02' });
  expect(row.fingerprint).not.toBe(before.fingerprint);
});

test('nobody agrees on a day to come, nor on a review that is over by then', async () => {
  const id = await proposed();
  expect(await fault(agreements().agree(id, day('2026-03-03')))).toBe('date-in-future');
  const late = await proposed((await opened.journal.pairings.add({ name: keep('peer', 'Chloë'), since: null, note: null }, 'active')).id, (draft) => ({ ...draft, reviewOn: day('2026-03-01') }));
  expect(await fault(agreements().agree(late, day('2026-03-01')))).toBe('review-not-after');
});

test('a draft is not agreed on: first both read the text as it will stand', async () => {
  const { id } = await agreements().begin(pairing, false);
  await agreements().saveDraft(id, settledDraft());
  expect(await fault(agreements().agree(id, day('2026-03-02')))).toBe('other-stage');
});

test('a change is a new version that begins with the words and the nonce of the last one, and supersedes it once it is agreed', async () => {
  const first = await agreed(day('2026-02-01'));
  const { id } = await agreements().begin(pairing, false);
  const { stage } = await agreements().read(id);
  const before = await text(first);
  expect(stage).toEqual({ is: 'draft', nonce: before.nonce, draft: { ...draftOfText(before), reviewOn: null } });
  expect((await agreements().list(pairing)).map(({ state }) => state)).toEqual(['draft', 'agreed']);

  await agreements().saveDraft(id, { ...settledDraft(), reviewOn: day('2026-07-01') });
  await agreements().propose(id);
  await agreements().agree(id, day('2026-03-02'));
  expect((await agreements().list(pairing)).map(({ number, state, until }) => ({ number, state, until }))).toEqual([
    { number: 2, state: 'agreed', until: null },
    { number: 1, state: 'superseded', until: '2026-03-02' },
  ]);
  expect(await text(first)).toEqual(before);
});

test('only one version is being written at a time', async () => {
  await proposed();
  expect(await fault(agreements().begin(pairing, false))).toBe('already-begun');
});

test('a draft or a proposal can be discarded, what was agreed cannot', async () => {
  const id = await proposed();
  await agreements().discard(id);
  expect(await agreements().list(pairing)).toEqual([]);
  expect(await fault(agreements().discard(await agreed()))).toBe('other-stage');
});

test('an agreement that was ended stays readable and is no longer in force', async () => {
  const id = await agreed();
  await agreements().end(id);
  expect((await agreements().list(pairing))[0]).toMatchObject({ state: 'ended', until: '2026-03-02' });
  expect((await text(id)).parties).toEqual(['Ada', 'Ben']);
  expect(await fault(agreements().end(id))).toBe('other-stage');
});

test('the review is due on its day', async () => {
  const id = await agreed();
  const { clock } = opened;
  const before = clock.ms;
  clock.ms = Date.UTC(2026, 5, 1, 12);
  expect((await agreements().read(id)).row.state).toBe('agreed');
  clock.ms = Date.UTC(2026, 5, 2, 12);
  expect((await agreements().read(id)).row.state).toBe('review_due');
  clock.ms = before;
});

test('the review is due after three sessions, where the two said so', async () => {
  const id = await proposed(pairing, (draft) => ({ ...draft, clauses: [...draft.clauses, { id: 'review', choices: ['three_sessions'] }] }));
  await agreements().agree(id, day('2026-02-01'));
  for (const date of ['2026-01-31', '2026-02-01', '2026-02-10']) await opened.journal.sessions.save(null, entry(pairing, 'x', date));
  expect((await agreements().read(id)).row.state).toBe('agreed');
  await opened.journal.sessions.save(null, entry(pairing, 'x', '2026-02-20'));
  expect((await agreements().read(id)).row.state).toBe('review_due');
});

test('what came of reading the digits counts for these digits and no others', async () => {
  const id = await proposed();
  await agreements().noteComparison(id, 'match');
  const { row } = await agreements().read(id);
  expect(row.compared).toEqual({ on: '2026-03-02', outcome: 'match', fingerprint: row.fingerprint });
  await agreements().agree(id, day('2026-03-02'));
  expect((await agreements().read(id)).row.compared).toBeNull();
});

test('two who type it in by hand come to the same digits, two who begin apart do not', async () => {
  const other = (await opened.journal.pairings.add({ name: keep('peer', 'Li'), since: null, note: null }, 'active')).id;
  const digits = async (byHand: boolean, of: RecordId) => {
    const { id } = await agreements().begin(of, byHand);
    await agreements().saveDraft(id, settledDraft());
    await agreements().propose(id);
    const { row } = await agreements().read(id);
    await agreements().discard(id);
    return row.fingerprint;
  };
  expect(await digits(true, pairing)).toBe(await digits(true, other));
  expect(await digits(false, pairing)).not.toBe(await digits(false, other));
});

/** As the file service does: with a line of what travelled, all or nothing. */
async function takeOver(received: AgreementText): Promise<RecordId> {
  const line = { direction: 'in', what: 'agreement', counterpart: 'peer', pairing, bytes: 1, sha256: '0'.repeat(64) } as const;
  await opened.journal.travelled.add(line, () => [agreements().takingOver(pairing, received)]);
  return (await agreements().list(pairing))[0]!.id;
}

test('a text taken over from the peer is a proposal, word for word, in the place of one that was begun', async () => {
  const received: AgreementText = { ...textOfDraft(settledDraft(), 'AAECAwQFBgcICQoLDA0ODw=='), agreedOn: day('2026-03-01') };
  const begun = await proposed();
  expect(await takeOver(received)).toBe(begun);
  expect((await agreements().read(begun)).stage).toEqual({ is: 'proposed', text: received });
  expect(agreements().holds(pairing, received)).toBe(true);
  await agreements().agree(begun, day('2026-03-02'));
  await takeOver(received);
  expect((await agreements().list(pairing)).map(({ number, state }) => ({ number, state }))).toEqual([{ number: 2, state: 'proposed' }, { number: 1, state: 'agreed' }]);
});

test('a text of the peer that leaves a required clause out is kept, and not agreed on', async () => {
  const id = await takeOver({ ...textOfDraft(settledDraft(), ''), clauses: [] });
  expect(await fault(agreements().agree(id, day('2026-03-02')))).toBe('still-open');
});

test('a session knows the version that was in force on its day, and keeps it when it is written on', async () => {
  await agreed(day('2026-02-10'));
  const { sessions } = opened.journal;
  const before = await sessions.save(null, entry(pairing, 'before', '2026-02-09'));
  const since = await sessions.save(null, entry(pairing, 'since', '2026-02-10'));
  expect([before.agreementVersion, since.agreementVersion]).toEqual([null, 1]);

  const { id } = await agreements().begin(pairing, false);
  await agreements().saveDraft(id, settledDraft());
  await agreements().propose(id);
  await agreements().agree(id, day('2026-02-10'));
  // On the day of a change it is the later one.
  expect(await sessions.save(null, entry(pairing, 'that day', '2026-02-10'))).toMatchObject({ agreementVersion: 2 });
  expect(await sessions.save(since.id, entry(pairing, 'since then', '2026-02-10'))).toMatchObject({ agreementVersion: 1 });
  expect(await sessions.save(before.id, entry(pairing, 'before', '2026-02-11'))).toMatchObject({ agreementVersion: 2 });
  expect(sessions.read(before.id).agreementVersion).toBe(2);
});
