import { afterEach, beforeEach, expect, test } from 'vitest';
import { keep } from '../../shared/about.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { newRecordId } from '../../electron/vault/vault.ts';
import { ben, newJournal, type TestJournal } from './open-journal.ts';

let opened: TestJournal;
let pairing: RecordId;

beforeEach(async () => {
  opened = await newJournal();
  pairing = (await opened.journal.pairings.add(ben, 'active')).id;
});
afterEach(() => {
  opened.remove();
});

const fault = (work: Promise<unknown>) => work.then(() => 'no fault', (error: unknown) => (error as { fault?: string }).fault);

test('a template agreed on is there after locking, with its day and how it was compared', async () => {
  await opened.journal.templateAgreements.agree(pairing, 'grow-debrief', 'match');
  await opened.reopen();
  expect(await opened.journal.templateAgreements.list(pairing)).toEqual([
    { id: expect.any(String) as string, title: 'GROW debrief', current: true, here: true, agreed: { template: expect.objectContaining({ id: 'grow-debrief', version: 1 }) as unknown, on: '2026-03-02', compared: 'match' } },
  ]);
});

test('a template that is changed afterwards is not what was agreed on, until it is agreed on anew', async () => {
  const { journal } = opened;
  const { id } = await journal.templates.copy('grow-debrief', 'Our look back');
  await journal.templateAgreements.agree(pairing, id, 'match');
  const { text } = await journal.templates.read(id);
  await journal.templates.save(id, { ...text, title: 'Our other look back' });
  expect(await journal.templateAgreements.list(pairing)).toMatchObject([{ title: 'Our look back', current: false, here: true }]);
  await journal.templateAgreements.agree(pairing, id, 'not_compared');
  expect(await journal.templateAgreements.list(pairing)).toMatchObject([{ title: 'Our other look back', current: true, agreed: { template: { version: 2 }, compared: 'not_compared' } }]);
});

test('what was agreed on keeps its title when the template is thrown away', async () => {
  const { journal } = opened;
  const { id } = await journal.templates.copy('grow-debrief', 'Our look back');
  await journal.templateAgreements.agree(pairing, id, 'match');
  await journal.templates.trash(id);
  expect(await journal.templateAgreements.list(pairing)).toMatchObject([{ title: 'Our look back', current: false, here: false }]);
});

test('each pairing has agreements of its own, and they go with it', async () => {
  const { journal } = opened;
  const other = (await journal.pairings.add({ ...ben, name: keep('peer', 'Carla') }, 'active')).id;
  await journal.templateAgreements.agree(pairing, 'grow-debrief', 'match');
  await journal.templateAgreements.agree(other, 'niceness-audit', 'match');
  await journal.holdings.clear(pairing, keep('peer', 'Former peer'));
  expect(await journal.templateAgreements.list(pairing)).toEqual([]);
  expect(await journal.templateAgreements.list(other)).toHaveLength(1);
});

test('one that was noted by mistake is taken back; what is not there is refused', async () => {
  const { journal } = opened;
  await journal.templateAgreements.agree(pairing, 'grow-debrief', 'match');
  const [row] = await journal.templateAgreements.list(pairing);
  await journal.templateAgreements.remove(row!.id);
  expect(await journal.templateAgreements.list(pairing)).toEqual([]);
  expect(await fault(journal.templateAgreements.remove(row!.id))).toBe('not-found');
  expect(await fault(journal.templateAgreements.agree(pairing, 'no-such-template', 'match'))).toBe('not-found');
  expect(await fault(journal.templateAgreements.agree(newRecordId(), 'grow-debrief', 'match'))).toBe('no-pairing');
});
