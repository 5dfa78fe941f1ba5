import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keep, reveal } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import { event, type Pause, type PairingEvent } from '../../shared/event.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import { recordId, type RecordId } from '../../shared/record-id.ts';
import { ben, newJournal, type TestJournal } from './open-journal.ts';

const DAY_MINUTES = 24 * 60;
const TODAY = '2026-03-02' as IsoDate;

let opened: TestJournal;
let pairing: RecordId;
beforeEach(async () => {
  opened = await newJournal();
  ({ id: pairing } = await opened.journal.pairings.add({ ...ben, since: '2026-01-01' as IsoDate }, 'active'));
});
afterEach(() => { opened.remove(); });

const save = (said: PairingEvent, id: RecordId | null = null) => opened.journal.events.save(id, keep('us', said));
const listed = async (of = pairing) => (await opened.journal.events.list(of)).map(({ event: said }) => reveal(said));
const row = async (id = pairing): Promise<PairingRow> => (await opened.journal.pairings.list()).find((each) => each.id === id)!;
const found = (text: string, of: RecordId | null = null) => {
  const answer = opened.journal.search({ text, pairing: of, chair: null, limit: 20 });
  return answer.ready ? answer.notes : [];
};
const context = (more: object = {}) => event.parse({ kind: 'context', pairing, date: TODAY, type: 'new_leader', affects: null, note: null, ...more });
const pause = (more: Partial<Pause> = {}): Pause => ({ kind: 'pause', pairing, date: TODAY, until: null, reason: null, ...more });

describe('events', () => {
  test('are listed newest first, with those that concern every pairing, and are there after unlocking', async () => {
    const { id: other } = await opened.journal.pairings.add({ ...ben, name: keep('peer', 'Ada') }, 'active');
    await save(context({ date: '2026-02-01' }));
    await save(context({ pairing: null, date: '2026-02-15', type: 'job_cuts' }));
    await save(context({ pairing: other, date: '2026-02-20' }));
    await opened.reopen();
    expect((await listed()).map(({ date }) => date)).toEqual(['2026-02-15', '2026-02-01']);
    expect((await listed(other)).map(({ date }) => date)).toEqual(['2026-02-20', '2026-02-15']);
  });

  test('can be changed and removed, and are found by their words only while they are there', async () => {
    const { id } = await save(context({ note: 'she came from the harbour' }));
    expect(found('harbour')).toMatchObject([{ kind: 'event', event: 'context', id, pairing, pairingName: 'Ben', date: TODAY }]);
    expect(found('leader')).toHaveLength(1);
    await save(context({ note: 'he came from the station' }), id);
    expect(found('harbour')).toEqual([]);
    expect(found('station')).toHaveLength(1);
    await opened.journal.events.remove(id);
    expect(found('station')).toEqual([]);
    expect(await listed()).toEqual([]);
    await opened.reopen();
    expect(await listed()).toEqual([]);
  });

  test('that concern every pairing are found with each of them; those of another pairing are not', async () => {
    const { id: other } = await opened.journal.pairings.add({ ...ben, name: keep('peer', 'Ada') }, 'active');
    await save(context({ pairing: null, note: 'harbour' }));
    await save(context({ pairing: other, note: 'harbour' }));
    expect(found('harbour')).toHaveLength(2);
    expect(found('harbour', pairing)).toMatchObject([{ pairing: null, pairingName: null }]);
    const inAChair = opened.journal.search({ text: 'harbour', pairing: null, chair: 'coach', limit: 20 });
    expect(inAChair).toMatchObject({ ready: true, notes: [] });
  });

  test('have happened, belong to a pairing that exists, and stay of the kind they are', async () => {
    await expect(save(context({ date: '2026-03-03' }))).rejects.toMatchObject({ fault: 'date-in-future' });
    await expect(save(context({ pairing: recordId.parse('0000000000000001') }))).rejects.toMatchObject({ fault: 'no-pairing' });
    const { id } = await save(context());
    await expect(save(pause({ until: TODAY }), id)).rejects.toMatchObject({ fault: 'not-found' });
    await opened.journal.events.remove(id);
    await expect(opened.journal.events.remove(id)).rejects.toMatchObject({ fault: 'not-found' });
    await expect(save(context(), id)).rejects.toMatchObject({ fault: 'not-found' });
  });

  test('go with their pairing; those that concern every pairing stay', async () => {
    await save(context({ note: 'harbour' }));
    await save(context({ pairing: null, note: 'harbour' }));
    await opened.journal.pairings.remove(pairing);
    expect(found('harbour')).toMatchObject([{ pairing: null }]);
  });
});

describe('a pause and the state of its pairing are one thing', () => {
  test('a pause that begins pauses the pairing, and its end makes it active again', async () => {
    const { id } = await save(pause({ date: '2026-02-20' as IsoDate, reason: 'the budget round' }));
    expect((await row()).state).toEqual({ is: 'paused', since: '2026-02-20', before: { is: 'active', since: '2026-01-01' } });
    await save(pause({ date: '2026-02-18' as IsoDate }), id);
    expect((await row()).state.since).toBe('2026-02-18');
    await save(pause({ date: '2026-02-18' as IsoDate, until: TODAY }), id);
    await opened.reopen();
    expect((await row()).state).toEqual({ is: 'active', since: TODAY, before: { is: 'paused', since: '2026-02-18' } });
  });

  test('a pause that is over changes nothing, and one that is removed never was', async () => {
    const before = await row();
    await save(pause({ date: '2026-02-01' as IsoDate, until: '2026-02-10' as IsoDate }));
    expect(await row()).toEqual(before);
    const { id } = await save(pause());
    await opened.journal.events.remove(id);
    expect((await row()).state).toEqual({ ...before.state, before: null });
  });

  test('only an active pairing can be paused', async () => {
    await save(pause());
    await expect(save(pause())).rejects.toMatchObject({ fault: 'cannot-pause' });
    const { id: considering } = await opened.journal.pairings.add({ ...ben, name: keep('peer', 'Ada') }, 'considering');
    await expect(save(pause({ pairing: considering }))).rejects.toMatchObject({ fault: 'cannot-pause' });
    expect(await listed()).toHaveLength(1);
    expect(await listed(considering)).toEqual([]);
  });

  test('pausing by the state writes the event, and going on ends it', async () => {
    await opened.journal.pairings.move(pairing, 'paused');
    expect(await listed()).toEqual([pause()]);
    opened.clock.passMinutes(DAY_MINUTES);
    await opened.journal.pairings.move(pairing, 'active');
    expect(await listed()).toEqual([pause({ until: '2026-03-03' as IsoDate })]);
  });

  test('an ending ends the pause, and taking it back lets the same pause go on', async () => {
    await save(pause({ reason: 'the budget round' }));
    opened.clock.passMinutes(DAY_MINUTES);
    await opened.journal.pairings.move(pairing, 'ended');
    expect(await listed()).toEqual([pause({ reason: 'the budget round', until: '2026-03-03' as IsoDate })]);
    await opened.journal.pairings.move(pairing, 'paused');
    expect(await listed()).toEqual([pause({ reason: 'the budget round' })]);
    expect((await row()).state.is).toBe('paused');
  });
});
