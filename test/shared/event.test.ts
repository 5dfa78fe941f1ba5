import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IsoDate } from '../../shared/date.ts';
import { BROUGHT_BACK, broughtBackBy, CONTEXT_EVENT_TYPES, disclosure, event, lastDayOf, outsideInterest, pause, PRESSURE_EVENTS, WANTED, type ContextEventType } from '../../shared/event.ts';
import { recordId } from '../../shared/record-id.ts';
import { anyEvent } from '../arbitrary/event.ts';
import { anyRecordId } from '../arbitrary/session.ts';

const ben = recordId.parse('0000000000000001');
const date = '2026-03-02' as IsoDate;
const interest = outsideInterest.parse({ kind: 'outside_interest', pairing: ben, date, who: 'manager', wanted: null, answered: null, toldPeer: null, note: null });
const travelled = disclosure.parse({ kind: 'disclosure', pairing: ben, date, row: 'peer_matter', form: null, toRole: null, consent: null, repair: null, note: null });
const paused = pause.parse({ kind: 'pause', pairing: ben, date, until: null, reason: null });
const changed = (type: ContextEventType) => ({ kind: 'context' as const, pairing: null, date, type, affects: null, note: null });

describe('an event', () => {
  test('is whole with one choice and a date', () => {
    for (const each of [interest, travelled, paused, changed('absence')]) expect(event.parse(each)).toEqual(each);
  });

  test('comes back from its text as it was', () => {
    fc.assert(fc.property(anyEvent(anyRecordId), (said) => { expect(event.parse(JSON.parse(JSON.stringify(said)))).toEqual(said); }));
  });

  test('may concern every pairing, unless it is the pairing’s own', () => {
    expect(event.safeParse({ ...interest, pairing: null }).success).toBe(true);
    expect(event.safeParse(changed('job_cuts')).success).toBe(true);
    expect(event.safeParse({ ...travelled, pairing: null }).success).toBe(false);
    expect(event.safeParse({ ...paused, pairing: null }).success).toBe(false);
  });

  test('that has travelled has a form: “never” is none', () => {
    expect(disclosure.safeParse({ ...travelled, form: 'never' }).success).toBe(false);
    expect(disclosure.safeParse({ ...travelled, form: 'generic' }).success).toBe(true);
  });

  test('cannot end before it begins, and may end on its day', () => {
    expect(pause.safeParse({ ...paused, until: '2026-03-01' }).success).toBe(false);
    expect(pause.safeParse({ ...paused, until: date }).success).toBe(true);
  });

  test('speaks of its last day, also where that is the end of a pause or the day of a consent', () => {
    const later = '2026-03-09' as IsoDate;
    expect(lastDayOf(interest)).toBe(date);
    expect(lastDayOf({ ...paused, until: later })).toBe(later);
    expect(lastDayOf({ ...travelled, consent: { is: 'given', how: null, on: later } })).toBe(later);
    expect(lastDayOf({ ...travelled, consent: { is: 'given', how: null, on: '2026-02-01' as IsoDate } })).toBe(date);
    expect(lastDayOf({ ...travelled, consent: { is: 'missing' } })).toBe(date);
  });
});

describe('the readiness questions that come back', () => {
  test('are those the document names for each change in the surroundings', () => {
    expect(BROUGHT_BACK).toEqual({
      reorganisation_rumoured: ['R01'],
      reorganisation_announced: ['R01', 'R08'],
      job_cuts: ['R01', 'R02', 'R13'],
      role_opening: ['R02'],
      promotion_round: ['R02', 'R07'],
      reporting_line_changed: ['R07', 'R04'],
      new_leader: ['R04', 'R06'],
      sponsor_changed: ['R05', 'R06'],
      programme_evaluation: ['R05', 'R06', 'R03'],
      team_conflict: ['R08', 'R09'],
      formal_process: ['R09'],
      tool_introduced: ['R05', 'R11'],
      absence: ['R14'],
      other: [],
    });
    for (const type of CONTEXT_EVENT_TYPES) expect(broughtBackBy(changed(type))).toBe(BROUGHT_BACK[type]);
  });

  test('are R05 and R06 where somebody wants to hear something, and none where they do not', () => {
    const telling = WANTED.filter((wanted) => broughtBackBy({ ...interest, wanted }).length > 0);
    expect(telling).toEqual(['progress', 'themes', 'content', 'opinion']);
    expect(broughtBackBy({ ...interest, wanted: 'content' })).toEqual(['R05', 'R06']);
    expect(broughtBackBy(interest)).toEqual([]);
  });

  test('are none for what travelled, and for a pause', () => {
    expect(broughtBackBy(travelled)).toEqual([]);
    expect(broughtBackBy(paused)).toEqual([]);
  });
});

test('nine changes put people under pressure', () => {
  expect(PRESSURE_EVENTS).toHaveLength(9);
  expect(CONTEXT_EVENT_TYPES.filter((type) => !PRESSURE_EVENTS.includes(type))).toEqual(['sponsor_changed', 'team_conflict', 'formal_process', 'absence', 'other']);
});
