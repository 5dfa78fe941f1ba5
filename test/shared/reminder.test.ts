import { expect, test } from 'vitest';
import { addDays, type IsoDate } from '../../shared/date.ts';
import { remindersOf, type Reminded } from '../../shared/reminder.ts';

const today = '2026-11-22' as IsoDate;
const ago = (days: number) => addDays(today, -days);
const quiet: Reminded = {
  state: { is: 'active', since: ago(200), before: null },
  putAside: {},
  sessionDays: [ago(30), ago(2)],
  agreement: { reviewOn: addDays(today, 30) },
  peerNotesUntil: [addDays(today, 5)],
  due: null,
  lastInvited: null,
  mapOf: ago(10),
};
const due = { questions: ['privacy'], since: ago(3), because: [{ trigger: 'go', on: ago(3) }] } as const;
const shown = (other: Partial<Reminded>, on = today) => remindersOf({ ...quiet, ...other }, on);

test('where no date has passed there is no line', () => {
  expect(shown({})).toEqual([]);
});

test('H1: the agreement’s review date has come', () => {
  expect(shown({ agreement: { reviewOn: ago(1) } })).toEqual([{ key: 'H1', on: ago(1) }]);
  expect(shown({ agreement: { reviewOn: addDays(today, 1) } })).toEqual([]);
});

test('H2: two sessions and no agreement in force, from the day of the second', () => {
  expect(shown({ agreement: null })).toEqual([{ key: 'H2', on: ago(2) }]);
  expect(shown({ agreement: null, sessionDays: [ago(2)] })).toEqual([]);
});

test('H3: notes about the peer past their day, the earliest named', () => {
  expect(shown({ peerNotesUntil: [ago(4), addDays(today, 4), ago(9)] })).toEqual([{ key: 'H3', on: ago(9), notes: 2 }]);
  // Also when all else has ended: there is still something to clear.
  expect(shown({ peerNotesUntil: [ago(4)], state: { is: 'ended', since: ago(5), before: null } })).toEqual([{ key: 'H3', on: ago(4), notes: 1 }]);
});

test('H4: readiness questions are due, but no second invitation within fourteen days', () => {
  expect(shown({ due })).toEqual([{ key: 'H4', on: ago(3), due }]);
  expect(shown({ due, lastInvited: ago(13) })).toEqual([]);
  expect(shown({ due, lastInvited: ago(14) })).toHaveLength(1);
});

test('H5: a map older than 180 days, or none after two sessions', () => {
  expect(shown({ mapOf: ago(181) })).toEqual([{ key: 'H5', on: ago(181), missing: false }]);
  expect(shown({ mapOf: ago(180) })).toEqual([]);
  expect(shown({ mapOf: null })).toEqual([{ key: 'H5', on: ago(2), missing: true }]);
  expect(shown({ mapOf: null, sessionDays: [ago(2)] })).toEqual([]);
});

test('H6: no session for ninety days while active', () => {
  expect(shown({ sessionDays: [ago(90)] })).toEqual([{ key: 'H6', on: ago(90) }]);
  expect(shown({ sessionDays: [ago(89)] })).toEqual([]);
  expect(shown({ sessionDays: [] })).toEqual([{ key: 'H6', on: ago(200) }]);
  expect(shown({ sessionDays: [ago(90)], state: { is: 'paused', since: ago(10), before: null } })).toEqual([]);
  // Taken up again ten days ago.
  expect(shown({ sessionDays: [ago(90)], state: { is: 'active', since: ago(10), before: null } })).toEqual([]);
});

test('"just not written" counts the ninety days anew', () => {
  expect(shown({ sessionDays: [ago(150)], putAside: { H6: ago(60) } })).toEqual([]);
  expect(shown({ sessionDays: [ago(250)], putAside: { H6: ago(90) } })).toEqual([{ key: 'H6', on: ago(250) }]);
});

test('a line that was put aside rests for fourteen days', () => {
  const late = { agreement: { reviewOn: ago(40) }, mapOf: ago(300) };
  expect(shown({ ...late, putAside: { H1: ago(13) } }).map(({ key }) => key)).toEqual(['H5']);
  expect(shown({ ...late, putAside: { H1: ago(14) } }).map(({ key }) => key)).toEqual(['H1', 'H5']);
});

test('a pairing that has ended, or has not begun, is reminded of no agreement and no map', () => {
  for (const is of ['ended', 'considering'] as const) expect(shown({ state: { is, since: ago(1), before: null }, agreement: null, mapOf: null, sessionDays: [ago(100), ago(95)] })).toEqual([]);
});
