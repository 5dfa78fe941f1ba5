import { afterEach, beforeEach, expect, test } from 'vitest';
import { keep, reveal } from '../../shared/about.ts';
import type { AsymmetryMap, Difference, DifferenceValue } from '../../shared/asymmetry.ts';
import { recordId, type RecordId } from '../../shared/record-id.ts';
import { ben, newJournal, type TestJournal } from './open-journal.ts';

const DAY_MINUTES = 24 * 60;

let opened: TestJournal;
let pairing: RecordId;
beforeEach(async () => {
  opened = await newJournal();
  ({ id: pairing } = await opened.journal.pairings.add(ben, 'active'));
});
afterEach(() => { opened.remove(); });

const placed = (value: DifferenceValue | null, more: Partial<Difference> = {}): Difference => ({ value, named: null, note: null, moves: [], ...more });
const save = (map: AsymmetryMap) => opened.journal.asymmetries.save(pairing, keep('us', map));
const maps = async () => (await opened.journal.asymmetries.list(pairing)).map(({ on, map }) => [on, reveal(map)]);
const found = (text: string) => {
  const answer = opened.journal.search({ text, pairing: null, chair: null, limit: 20 });
  return answer.ready ? answer.notes : [];
};

test('writing on one day goes on in one version; on a later day the one before stays as it was', async () => {
  await save({ influence: placed(1) });
  opened.clock.passMinutes(90);
  await save({ influence: placed(2) });
  expect(await maps()).toEqual([['2026-03-02', { influence: placed(2) }]]);
  opened.clock.passMinutes(DAY_MINUTES);
  await save({ influence: placed(null) });
  await opened.reopen();
  expect(await maps()).toEqual([
    ['2026-03-03', { influence: placed(null) }],
    ['2026-03-02', { influence: placed(2) }],
  ]);
});

test('saving what is there already makes no version of it', async () => {
  const first = await save({ influence: placed(1), tenure: { named: null, note: null, moves: [] } });
  opened.clock.passMinutes(DAY_MINUTES);
  expect(await save({ influence: placed(1) })).toEqual(first);
  expect(await maps()).toHaveLength(1);
});

test('a clock that was set back never makes a version older than the newest', async () => {
  await save({ influence: placed(1) });
  opened.clock.passMinutes(-2 * DAY_MINUTES);
  await save({ influence: placed(2) });
  expect(await maps()).toEqual([['2026-03-02', { influence: placed(2) }]]);
});

test('a map belongs to a pairing that exists', async () => {
  const nobody = recordId.parse('0000000000000001');
  await expect(opened.journal.asymmetries.save(nobody, keep('us', {}))).rejects.toMatchObject({ fault: 'no-pairing' });
});

test('the notes of the newest version that holds the words are found, under the name of the pairing', async () => {
  await save({ influence: placed(1, { note: 'the budget committee' }) });
  opened.clock.passMinutes(DAY_MINUTES);
  await save({ influence: placed(1, { note: 'the budget committee' }), tenure: placed(0) });
  expect(found('committee')).toMatchObject([{ kind: 'asymmetry', pairing, pairingName: 'Ben', date: '2026-03-03', snippets: [{ about: 'us' }] }]);
  opened.clock.passMinutes(DAY_MINUTES);
  await save({ influence: placed(1) });
  expect(found('committee')).toMatchObject([{ date: '2026-03-03' }]);
});

test('a note that was taken back on its day is found no more, and nothing of a map when its pairing goes', async () => {
  await save({ influence: placed(1, { note: 'the budget committee' }) });
  await save({ influence: placed(1, { note: 'the canteen' }) });
  expect(found('committee')).toEqual([]);
  expect(found('canteen')).toHaveLength(1);
  await opened.journal.pairings.remove(pairing);
  expect(found('canteen')).toEqual([]);
  expect(await maps()).toEqual([]);
});

test('it is known which versions gave a reason to look at R04 and R07 again', async () => {
  await save({ influence: placed(-1) });
  expect(await opened.journal.asymmetries.touchingReadiness(pairing)).toEqual([]);
  opened.clock.passMinutes(DAY_MINUTES);
  await save({ influence: placed(1) });
  const moved = { on: '2026-03-03', savedAtMs: opened.clock.ms };
  opened.clock.passMinutes(DAY_MINUTES);
  await save({ influence: placed(0) });
  expect(await opened.journal.asymmetries.touchingReadiness(pairing)).toEqual([moved]);
  opened.clock.passMinutes(DAY_MINUTES);
  await save({ influence: placed(0), evaluation_power: placed(-1) });
  expect(await opened.journal.asymmetries.touchingReadiness(pairing)).toEqual([{ on: '2026-03-05', savedAtMs: opened.clock.ms }, moved]);
});
