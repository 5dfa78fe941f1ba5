import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import { recordId } from '../../shared/record-id.ts';
import { fromBytes } from '../../electron/journal/front-page.ts';
import { checked, toEntry } from '../../electron/journal/records.ts';
import { ben, entry, newJournal, type TestJournal } from './open-journal.ts';

let opened: TestJournal;
beforeAll(async () => { opened = await newJournal(); });
afterAll(() => { opened.remove(); });

const fault = (work: Promise<unknown>) => work.then(() => 'no fault', (error: unknown) => (error as { fault?: string }).fault);

test('a pairing is named, renamed and counted', async () => {
  const { id } = await opened.journal.pairings.add(ben, 'active');
  await opened.journal.pairings.save(id, { ...ben, name: keep('peer', 'Benedict') });
  await opened.journal.sessions.save(null, entry(id, 'x', '2026-02-01'));
  expect(await opened.journal.pairings.list()).toEqual([{ id, name: 'Benedict', since: null, note: null, state: { is: 'active', since: null, before: null }, sessions: 1, lastSession: '2026-02-01' }]);
});

test('two pairings never carry one name, whatever the capitals', async () => {
  await opened.journal.pairings.add({ ...ben, name: keep('peer', 'Ada') }, 'active');
  expect(await fault(opened.journal.pairings.add({ ...ben, name: keep('peer', ' ADA') }, 'active'))).toBe('same-name');
});

test('a pairing with sessions, also in the trash, stays', async () => {
  const { id } = await opened.journal.pairings.add({ ...ben, name: keep('peer', 'Chloë') }, 'active');
  const saved = await opened.journal.sessions.save(null, entry(id, 'x', '2026-02-01'));
  await opened.journal.sessions.trash(saved.id);
  expect(await fault(opened.journal.pairings.remove(id))).toBe('has-sessions');
  await opened.journal.sessions.erase(saved.id);
  await opened.journal.pairings.remove(id);
  expect(await fault(opened.journal.pairings.remove(id))).toBe('not-found');
  expect(await fault(opened.journal.pairings.save(recordId.parse('0000000000000001'), ben))).toBe('not-found');
});

test('a pairing is considered, begun, paused, taken up again and ended, each from a day', async () => {
  const { journal, clock } = opened;
  const { id } = await journal.pairings.add({ ...ben, name: keep('peer', 'Dana') }, 'considering');
  const row = async () => (await journal.pairings.list()).find((each) => each.id === id)!;
  expect((await row()).state).toEqual({ is: 'considering', since: '2026-03-02', before: null });
  expect(await fault(journal.pairings.move(id, 'paused'))).toBe('no-such-move');
  clock.passMinutes(24 * 60);
  await journal.pairings.move(id, 'active');
  expect(await row()).toMatchObject({ since: '2026-03-03', state: { is: 'active', since: '2026-03-03', before: { is: 'considering', since: '2026-03-02' } } });
  clock.passMinutes(24 * 60);
  await journal.pairings.move(id, 'paused');
  clock.passMinutes(24 * 60);
  await journal.pairings.move(id, 'active');
  expect((await row()).state).toEqual({ is: 'active', since: '2026-03-05', before: { is: 'paused', since: '2026-03-04' } });
  await journal.pairings.save(id, { ...ben, name: keep('peer', 'Dana D.') });
  await journal.pairings.move(id, 'ended');
  expect((await row()).state).toEqual({ is: 'ended', since: '2026-03-05', before: { is: 'active', since: '2026-03-05' } });
});

test('an ending is taken back on its day, and on no other', async () => {
  const { journal, clock } = opened;
  const { id } = await journal.pairings.add({ ...ben, name: keep('peer', 'Edda'), since: '2025-01-07' as IsoDate }, 'active');
  await journal.pairings.move(id, 'ended');
  expect(await fault(journal.pairings.move(id, 'paused'))).toBe('no-such-move');
  expect(await journal.pairings.move(id, 'active')).toEqual({ is: 'active', since: '2025-01-07', before: null });
  await journal.pairings.move(id, 'ended');
  clock.passMinutes(24 * 60);
  expect(await fault(journal.pairings.move(id, 'active'))).toBe('no-such-move');
});

test('a pairing from before there were states is active since the two coach each other', () => {
  const payload = new TextEncoder().encode(JSON.stringify({ pairing: { name: 'Ben', since: '2025-11-03', note: null } }));
  const id = recordId.parse('0000000000000001');
  expect(checked(toEntry({ id, type: 1, schema: 1, revision: 1, payload })!)).toEqual({ kind: 'pairing', id, pairing: { name: 'Ben', since: '2025-11-03', note: null }, state: { is: 'active', since: '2025-11-03', before: null }, putAside: {} });
});

test('a front page from before there were states still shows', () => {
  const row = { id: '0000000000000001', name: 'Ben', since: null, note: null, sessions: 3, lastSession: '2026-02-01' };
  const page = fromBytes(new TextEncoder().encode(JSON.stringify({ sessions: { rows: [], next: null }, pairings: [row], count: 3 })));
  expect(page?.pairings).toEqual([{ ...row, state: { is: 'active', since: null, before: null } }]);
});
