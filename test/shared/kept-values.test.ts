import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keep, kept, reveal } from '../../shared/about.ts';
import { keptValues, withoutKept } from '../../shared/kept-values.ts';
import { session } from '../../shared/session.ts';
import { z } from '../../shared/zod.ts';
import { anyRecordId, anySession } from '../arbitrary/session.ts';

const OTHERS = ['us', 'peer'] as const;

test('a session cleared of the peer and of us keeps every word about me, and is a session still', () => {
  fc.assert(
    fc.property(anySession(anyRecordId), (written) => {
      const left = withoutKept(session, written, OTHERS);
      expect(session.safeParse(left).success).toBe(true);
      const before = keptValues(session, written);
      expect(keptValues(session, left)).toEqual(before.filter(({ about }) => about === 'me'));
    }),
  );
});

test('values are found with their path, in objects, lists, tuples, unions and records', () => {
  const schema = z.strictObject({
    name: kept('peer', z.string()),
    list: z.array(kept('us', z.number())),
    pair: z.tuple([kept('me', z.string()), z.number()]),
    either: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('a'), text: kept('me', z.string()) }), z.strictObject({ kind: z.literal('b'), text: kept('us', z.string()) })]),
    by: z.record(z.string(), kept('us', z.string())),
    empty: kept('peer', z.string()).nullable(),
  });
  const value = { name: 'Ada', list: [1, 2], pair: ['mine', 7], either: { kind: 'b', text: 'ours' }, by: { x: 'ours, too' }, empty: null };
  expect(keptValues(schema, value).map(({ path, about, value: each }) => `${about} ${path.join('.')} ${String(reveal(each))}`)).toEqual([
    'peer name Ada',
    'us list.0 1',
    'us list.1 2',
    'me pair.0 mine',
    'us either.text ours',
    'us by.x ours, too',
  ]);
});

test('what cannot be missing takes along the nearest part that can; lists and records only lose it', () => {
  const note = z.strictObject({ words: kept('peer', z.string()).nullable(), until: kept('peer', z.string()) });
  const schema = z.strictObject({ note: note.nullable(), list: z.array(kept('us', z.string())), by: z.record(z.string(), kept('us', z.string())), mine: kept('me', z.string()) });
  const value = schema.parse({ note: { words: null, until: 'tomorrow' }, list: ['a'], by: { x: 'b' }, mine: 'stays' });
  expect(withoutKept(schema, value, OTHERS)).toEqual({ note: null, list: [], by: {}, mine: 'stays' });
  expect(withoutKept(schema, value, ['us'])).toEqual({ note: { words: null, until: 'tomorrow' }, list: [], by: {}, mine: 'stays' });
});

test('nothing is left of a record that cannot be without it', () => {
  const schema = z.strictObject({ name: kept('peer', z.string()), mine: kept('me', z.string()) });
  expect(withoutKept(schema, { name: keep('peer', 'Ada'), mine: keep('me', 'x') }, ['peer'])).toBeNull();
});
