import { afterEach, beforeEach, expect, test } from 'vitest';
import { keep } from '../../shared/about.ts';
import { addDays, type IsoDate } from '../../shared/date.ts';
import { LEVEL_BY_OPTION, noAnswers, QUESTIONS, type Answers, type Level, type QuestionId } from '../../shared/readiness.ts';
import { recordId, type RecordId } from '../../shared/record-id.ts';
import { ben, entry, newJournal, type TestJournal } from './open-journal.ts';

const DAY_MINUTES = 24 * 60;

let opened: TestJournal;
let pairing: RecordId;
beforeEach(async () => {
  opened = await newJournal();
  pairing = (await opened.journal.pairings.add(ben, 'considering')).id;
});
afterEach(() => { opened.remove(); });

const fault = (work: Promise<unknown>) => work.then(() => 'no fault', (error: unknown) => (error as { fault?: string }).fault);
const answers = (other: Partial<Record<QuestionId, Level>> = {}) =>
  keep('us', Object.fromEntries(QUESTIONS.map((question) => [question, Object.entries(LEVEL_BY_OPTION[question]).find(([, level]) => level === (other[question] ?? 'clear'))![0]])) as Answers);
const save = (given: ReturnType<typeof answers>, { id = null, asked = null }: { id?: RecordId | null; asked?: QuestionId[] | null } = {}) => opened.journal.readiness.save(id, { pairing, asked, answers: given });
const finished = async (given: ReturnType<typeof answers>, asked: QuestionId[] | null = null) => {
  const { id } = await save(given, { asked });
  await opened.journal.readiness.finish(id);
  return id;
};
const stateNow = async () => (await opened.journal.pairings.list())[0]!.state.is;
const keys = async () => (await opened.journal.reminders.of(pairing)).map(({ key }) => key);
const pass = (days: number) => { opened.clock.passMinutes(days * DAY_MINUTES); };

test('a half-filled screen is kept as it is, and goes on after locking', async () => {
  const half = keep('us', { ...noAnswers, privacy: 'unsure' as const });
  const { id } = await save(half);
  const { readiness } = await opened.reopen();
  expect(await readiness.list(pairing)).toMatchObject([{ id, answeredOn: null, answers: half }]);
  expect(await fault(readiness.finish(id))).toBe('still-open');
  // Beginning once more goes on where one was.
  expect((await save(answers())).id).toBe(id);
  await readiness.finish(id);
  expect(await readiness.list(pairing)).toMatchObject([{ id, answeredOn: '2026-03-02' }]);
});

test('what is finished can be changed on its day, and stays as it was from the next on', async () => {
  const first = await finished(answers({ privacy: 'care' }));
  expect(await fault(save(answers(), { id: first }))).toBe('answered-earlier');
  await opened.journal.readiness.reopen(first);
  await save(answers(), { id: first });
  await opened.journal.readiness.finish(first);
  pass(1);
  expect(await fault(opened.journal.readiness.reopen(first))).toBe('answered-earlier');
  const second = await finished(answers({ both_chairs: 'care' }));
  expect((await opened.journal.readiness.list(pairing)).map(({ id, answeredOn }) => [id, answeredOn])).toEqual([[second, '2026-03-03'], [first, '2026-03-02']]);
});

test('only a half-filled screen can be thrown away', async () => {
  const { id } = await save(noAnswers as never);
  await opened.journal.readiness.discard(id);
  expect(await opened.journal.readiness.list(pairing)).toEqual([]);
  expect(await fault(opened.journal.readiness.discard(await finished(answers())))).toBe('answered-earlier');
});

test('whoever goes ahead begins the pairing, and the note is found again', async () => {
  const id = await finished(answers({ advancement: 'stop', privacy: 'care' }));
  expect(await stateNow()).toBe('considering');
  await opened.journal.readiness.goAhead(id, keep('us', 'Neither of us wants that windmill.'));
  const { readiness } = await opened.reopen();
  expect(await stateNow()).toBe('active');
  expect((await readiness.list(pairing))[0]?.ahead).toEqual({ on: '2026-03-02', note: 'Neither of us wants that windmill.' });
  const found = opened.journal.search({ text: 'windmill', pairing: null, chair: null, limit: 10 });
  expect(found.ready && found.notes.map((hit) => [hit.kind, hit.id])).toEqual([['readiness', id]]);
  expect(await fault(readiness.reopen(id))).toBe('answered-earlier');
});

test('nobody is asked to go ahead, or to wait, where nothing stands in the way', async () => {
  const id = await finished(answers({ privacy: 'care' }));
  expect(await fault(opened.journal.readiness.goAhead(id, null))).toBe('nothing-to-wait-for');
  expect(await fault(opened.journal.readiness.askAgain(id, '2027-01-01' as IsoDate))).toBe('nothing-to-wait-for');
  expect(await fault(opened.journal.readiness.goAhead(recordId.parse('0000000000000001'), null))).toBe('not-found');
});

test('after "not now" the questions come back on the day the person chose', async () => {
  const id = await finished(answers({ advancement: 'stop' }));
  const { readiness, clock } = { readiness: opened.journal.readiness, clock: opened.clock };
  expect(await fault(readiness.askAgain(id, clock.today()))).toBe('date-not-to-come');
  await readiness.askAgain(id, addDays(clock.today(), 7));
  pass(6);
  expect(await readiness.due(pairing)).toBeNull();
  pass(1);
  expect(await readiness.due(pairing)).toEqual({ questions: ['advancement'], since: '2026-03-09', because: [{ trigger: 'not_now', on: '2026-03-09' }] });
});

test('events and the map of differences bring their questions back, and answering settles it', async () => {
  await finished(answers());
  const { events, asymmetries, readiness } = opened.journal;
  pass(1);
  await events.save(null, keep('us', { kind: 'context', pairing: null, date: '2026-03-03' as IsoDate, type: 'tool_introduced', affects: null, note: null }));
  await events.save(null, keep('us', { kind: 'outside_interest', pairing, date: '2026-03-03' as IsoDate, who: 'sponsor', wanted: 'nothing', answered: null, toldPeer: null, note: null }));
  await asymmetries.save(pairing, keep('us', { evaluation_power: { value: 1, named: null, note: null, moves: [] } }));
  expect(await readiness.due(pairing)).toMatchObject({ questions: ['informal_power', 'content_collection', 'evaluation_power', 'privacy'], since: '2026-03-03' });
  expect(await keys()).toEqual(['H4']);
  opened.clock.passMinutes(1);
  await finished(answers(), ['informal_power', 'content_collection', 'evaluation_power', 'privacy']);
  expect(await readiness.due(pairing)).toBeNull();
});

test('there is at most one invitation in fourteen days', async () => {
  await finished(answers(), ['privacy']);
  const happened = async () => opened.journal.events.save(null, keep('us', { kind: 'context', pairing, date: opened.clock.today(), type: 'absence', affects: null, note: null }));
  pass(3);
  await happened();
  expect(await opened.journal.readiness.due(pairing)).toMatchObject({ questions: ['both_chairs'] });
  expect(await keys()).toEqual([]);
  pass(11);
  expect(await keys()).toEqual(['H4']);
  await opened.journal.reminders.putAside(pairing, 'H4');
  expect(await keys()).toEqual([]);
  pass(13);
  await opened.reopen();
  expect(await keys()).toEqual([]);
  pass(1);
  expect(await keys()).toEqual(['H4']);
});

test('sessions without an agreement, notes past their day and long silence each give a line', async () => {
  const { journal } = opened;
  await journal.pairings.move(pairing, 'active');
  expect(await keys()).toEqual([]);
  await journal.sessions.save(null, entry(pairing, 'one', '2026-02-20'));
  await journal.sessions.save(null, { ...entry(pairing, 'two', '2026-03-01'), peerNote: { keywords: keep('peer', 'house'), theirStep: null, keepUntil: keep('peer', '2026-05-30' as IsoDate) } });
  expect(await journal.reminders.of(pairing)).toEqual([{ key: 'H2', on: '2026-03-01' }, { key: 'H5', on: '2026-03-01', missing: true }]);
  pass(95);
  expect(await keys()).toEqual(['H2', 'H3', 'H5', 'H6']);
  await journal.reminders.putAside(pairing, 'H6');
  pass(20);
  expect(await keys()).toEqual(['H2', 'H3', 'H5']);
  await journal.pairings.move(pairing, 'ended');
  expect(await keys()).toEqual(['H3']);
});
