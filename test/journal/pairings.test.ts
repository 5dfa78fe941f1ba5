import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep } from '../../shared/about.ts';
import { recordId } from '../../shared/record-id.ts';
import { ben, entry, newJournal, type TestJournal } from './open-journal.ts';

let opened: TestJournal;
beforeAll(async () => { opened = await newJournal(); });
afterAll(() => { opened.remove(); });

const fault = (work: Promise<unknown>) => work.then(() => 'no fault', (error: unknown) => (error as { fault?: string }).fault);

test('a pairing is named, renamed and counted', async () => {
  const { id } = await opened.journal.pairings.save(null, ben);
  await opened.journal.pairings.save(id, { ...ben, name: keep('peer', 'Benedict') });
  await opened.journal.sessions.save(null, entry(id, 'x', '2026-02-01'));
  expect(await opened.journal.pairings.list()).toEqual([{ id, name: 'Benedict', since: null, note: null, sessions: 1, lastSession: '2026-02-01' }]);
});

test('two pairings never carry one name, whatever the capitals', async () => {
  await opened.journal.pairings.save(null, { ...ben, name: keep('peer', 'Ada') });
  expect(await fault(opened.journal.pairings.save(null, { ...ben, name: keep('peer', ' ADA') }))).toBe('same-name');
});

test('a pairing with sessions, also in the trash, stays', async () => {
  const { id } = await opened.journal.pairings.save(null, { ...ben, name: keep('peer', 'Chloë') });
  const saved = await opened.journal.sessions.save(null, entry(id, 'x', '2026-02-01'));
  await opened.journal.sessions.trash(saved.id);
  expect(await fault(opened.journal.pairings.remove(id))).toBe('has-sessions');
  await opened.journal.sessions.erase(saved.id);
  await opened.journal.pairings.remove(id);
  expect(await fault(opened.journal.pairings.remove(id))).toBe('not-found');
  expect(await fault(opened.journal.pairings.save(recordId.parse('0000000000000001'), ben))).toBe('not-found');
});
