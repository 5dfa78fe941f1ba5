import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { reveal } from '../../shared/about.ts';
import { plainText } from '../../shared/rich-text.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { recordId } from '../../shared/record-id.ts';
import type { Session } from '../../shared/session.ts';
import { VERSIONS_MAX } from '../../electron/journal/sessions.ts';
import { ben, entry, newJournal, type TestJournal } from './open-journal.ts';

let opened: TestJournal;
let pairing: RecordId;
beforeAll(async () => { opened = await newJournal(); });
afterAll(() => { opened.remove(); });
beforeEach(async () => {
  const { pairings } = opened.journal;
  pairing = (await pairings.list())[0]?.id ?? (await pairings.add(ben, 'active')).id;
});

const everything = { pairing: null, chair: null, trashed: false, after: null, limit: 50 };
const fault = (work: Promise<unknown>) => work.then(() => 'no fault', (error: unknown) => (error as { fault?: string }).fault);
const saysIn = (session: Session) => plainText(reveal(session.sittings[0].takeaway!));

test('a session is found again after locking and unlocking, in the list, by reading and by searching', async () => {
  const saved = await opened.journal.sessions.save(null, entry(pairing, 'the windmill turned'));
  const journal = await opened.reopen();
  const { rows } = await journal.sessions.list(everything);
  expect(rows.map((row) => row.id)).toContain(saved.id);
  expect(saysIn(journal.sessions.read(saved.id).session)).toBe('the windmill turned');
  await journal.whole();
  const answer = journal.search({ text: 'windmill', pairing: null, chair: null, limit: 10 });
  expect(answer.ready && answer.hits.map((hit) => hit.row.id)).toEqual([saved.id]);
});

test('the first page is there before all records are read, and is the same page', async () => {
  const journal = await opened.reopen();
  expect(journal.search({ text: 'windmill', pairing: null, chair: null, limit: 10 })).toEqual({ ready: false });
  const early = await journal.sessions.list({ ...everything, limit: 20 });
  const earlyPairings = await journal.pairings.list();
  await journal.whole();
  expect(await journal.sessions.list({ ...everything, limit: 20 })).toEqual(early);
  expect(await journal.pairings.list()).toEqual(earlyPairings);
});

test('saving the same words again writes nothing', async () => {
  const saved = await opened.journal.sessions.save(null, entry(pairing, 'same'));
  opened.clock.passMinutes(1);
  expect(await opened.journal.sessions.save(saved.id, entry(pairing, 'same'))).toEqual(saved);
});

test('a state that rested is kept as a version, one key press after another is not', async () => {
  const { id } = await opened.journal.sessions.save(null, entry(pairing, 'first'));
  await opened.journal.sessions.save(id, entry(pairing, 'first t'));
  expect(await opened.journal.sessions.listVersions(id)).toEqual([]);
  opened.clock.passMinutes(11);
  await opened.journal.sessions.save(id, entry(pairing, 'second'));
  const [version] = await opened.journal.sessions.listVersions(id);
  expect(saysIn(opened.journal.sessions.readVersion(id, version!.id))).toBe('first t');
});

test('what was written before the last unlocking is kept as a version', async () => {
  const { id } = await opened.journal.sessions.save(null, entry(pairing, 'yesterday'));
  opened.clock.passMinutes(1);
  const journal = await opened.reopen();
  await journal.sessions.save(id, entry(pairing, 'today'));
  expect(await journal.sessions.listVersions(id)).toHaveLength(1);
});

test('restoring a version can itself be taken back', async () => {
  const { id } = await opened.journal.sessions.save(null, entry(pairing, 'old'));
  opened.clock.passMinutes(11);
  await opened.journal.sessions.save(id, entry(pairing, 'new'));
  const [old] = await opened.journal.sessions.listVersions(id);
  opened.clock.passMinutes(1);
  await opened.journal.sessions.restoreVersion(id, old!.id);
  expect(saysIn(opened.journal.sessions.read(id).session)).toBe('old');
  const [newer] = await opened.journal.sessions.listVersions(id);
  expect(saysIn(opened.journal.sessions.readVersion(id, newer!.id))).toBe('new');
});

test('the last twenty versions are kept, also over a restart', async () => {
  const { id } = await opened.journal.sessions.save(null, entry(pairing, 'v0'));
  for (let n = 1; n <= VERSIONS_MAX + 5; n += 1) {
    opened.clock.passMinutes(11);
    await opened.journal.sessions.save(id, entry(pairing, `v${n}`));
  }
  const journal = await opened.reopen();
  const versions = await journal.sessions.listVersions(id);
  expect(versions).toHaveLength(VERSIONS_MAX);
  expect(saysIn(journal.sessions.readVersion(id, versions.at(-1)!.id))).toBe('v5');
});

test('a trashed session leaves the list and the search, and comes back', async () => {
  const { id } = await opened.journal.sessions.save(null, entry(pairing, 'harbour'));
  await opened.journal.sessions.trash(id);
  const hits = () => { const answer = opened.journal.search({ text: 'harbour', pairing: null, chair: null, limit: 10 }); return answer.ready && answer.hits.length; };
  expect(hits()).toBe(0);
  expect((await opened.journal.sessions.list({ ...everything, trashed: true })).rows.map((row) => row.id)).toContain(id);
  expect(await fault(opened.journal.sessions.save(id, entry(pairing, 'x')))).toBe('in-trash');
  await opened.journal.sessions.restore(id);
  expect(hits()).toBe(1);
});

test('erasing is only possible from the trash, and takes the versions along', async () => {
  const { id } = await opened.journal.sessions.save(null, entry(pairing, 'one'));
  opened.clock.passMinutes(11);
  await opened.journal.sessions.save(id, entry(pairing, 'two'));
  const [version] = await opened.journal.sessions.listVersions(id);
  expect(await fault(opened.journal.sessions.erase(id))).toBe('not-in-trash');
  await opened.journal.sessions.trash(id);
  await opened.journal.sessions.erase(id);
  expect(() => opened.journal.sessions.read(id)).toThrow('not-found');
  expect(() => opened.journal.sessions.readVersion(id, version!.id)).toThrow('not-found');
});

test('a date in the future, a pairing that is not there and an id of another kind are refused', async () => {
  expect(await fault(opened.journal.sessions.save(null, entry(pairing, 'x', '2030-01-01')))).toBe('date-in-future');
  expect(await fault(opened.journal.sessions.save(null, entry(recordId.parse('0000000000000001'), 'x')))).toBe('no-pairing');
  expect(await fault(opened.journal.sessions.save(pairing, entry(pairing, 'x')))).toBe('not-found');
});

test('a list of many sessions is handed out page by page, newest first, none twice', async () => {
  for (let n = 1; n <= 25; n += 1) await opened.journal.sessions.save(null, entry(pairing, `page ${n}`, `2026-01-${String((n % 5) + 1).padStart(2, '0')}`));
  const seen: string[] = [];
  let page = await opened.journal.sessions.list({ ...everything, limit: 7 });
  for (;;) {
    seen.push(...page.rows.map((row) => `${row.date} ${row.id}`));
    if (page.next === null) break;
    page = await opened.journal.sessions.list({ ...everything, limit: 7, after: page.next });
  }
  expect(seen).toEqual([...seen].sort().reverse());
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThanOrEqual(25);
});
