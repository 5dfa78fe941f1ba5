import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cloneCodec } from './clone.ts';

const { encode, decode } = cloneCodec();
const there = (value: unknown) => decode(encode(value));

const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.bigInt(), fc.date({ noInvalidDate: false }), fc.uint8Array());
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('tree'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(fc.tuple(fc.string(), tie('tree')), { maxLength: 3 }).map((entries) => new Map(entries)),
    fc.array(fc.integer(), { maxLength: 3 }).map((items) => new Set(items)),
  ),
}));

test('whatever structured cloning carries arrives as it was sent', () => {
  fc.assert(fc.property(tree, (value) => { expect(there(value)).toStrictEqual(structuredClone(value)); }));
});

test('bytes of every kind arrive in their kind', () => {
  const buffer = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]).buffer;
  expect(there(buffer)).toStrictEqual(buffer);
  expect(there(new Float64Array(buffer))).toStrictEqual(new Float64Array(buffer));
  expect(there(new DataView(buffer))).toStrictEqual(new DataView(buffer));
  expect(there(Buffer.from('abc'))).toStrictEqual(Uint8Array.from([97, 98, 99]));
});

test('an error arrives with its name and message, without its stack', () => {
  const error = there(new RangeError('too far')) as Error;
  expect([error.name, error.message]).toEqual(['RangeError', 'too far']);
});

test('a property called __proto__ is carried as a property', () => {
  const value = JSON.parse('{"__proto__": {"polluted": true}}') as object;
  expect(Object.getPrototypeOf(there(value))).toBe(Object.prototype);
  expect(encode(there(value))).toBe(encode(value));
});

test('what cannot be cloned is refused', () => {
  for (const value of [() => 1, Symbol('s'), { deep: [new WeakMap()] }, new Map([[1, () => 1]]), Promise.resolve()]) expect(() => encode(value)).toThrow(/could not be cloned/);
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  expect(() => encode(cycle)).toThrow(/contains itself/);
});
