import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FOREIGN_BYTES_MAX, FOREIGN_DEPTH_MAX, FOREIGN_TEXT_MAX, FOREIGN_VALUES_MAX, ForeignFault, hasHidden, readForeignJson, type ForeignFaultCode } from '../../shared/foreign-json.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readForeignJson(bytesOf(text)).value;

function faultOf(from: string | Uint8Array): ForeignFault | null {
  try {
    readForeignJson(typeof from === 'string' ? bytesOf(from) : from);
    return null;
  } catch (error) {
    if (error instanceof ForeignFault) return error as ForeignFault;
    throw error;
  }
}

const anyText = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !hasHidden(text));
const anyForeign = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: FOREIGN_DEPTH_MAX - 1, withCrossShrink: true }, anyText, fc.maxSafeInteger(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(anyText, tie('value'), { maxKeys: 4 })),
})).value.map((value) => (Object.is(value, -0) ? 0 : value));

test('what JSON says within the limits is read as JSON.parse reads it, however it is laid out', () => {
  fc.assert(
    fc.property(anyForeign, fc.constantFrom('', '  ', '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(read(text)).toEqual(JSON.parse(text));
    }),
    { numRuns: 400 },
  );
});

test('whatever is taken, JSON.parse takes too, and reads the same', () => {
  const anyEdit = fc.tuple(fc.nat(400), fc.nat(3), fc.constantFrom('', '"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', '1e3', '.5', 'null', ' ', '\n', '\\u0041', '\\ud83e', '\u00e9', '//', "'", '\u0000'));
  let taken = 0;
  fc.assert(
    fc.property(anyForeign, fc.array(anyEdit, { maxLength: 3 }), (value, edits) => {
      const text = edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), JSON.stringify(value)).toWellFormed();
      if (faultOf(text) !== null) return;
      taken += 1;
      expect(read(text)).toEqual(JSON.parse(text));
    }),
    { numRuns: 3000 },
  );
  expect(taken).toBeGreaterThan(300);
});

test('any bytes at all are taken or refused with a code, never anything else', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void faultOf(bytes)), { numRuns: 2000 });
});

describe('refused is', () => {
  const cases: [name: string, from: string | Uint8Array, fault: ForeignFaultCode][] = [
    ['nothing at all', '', 'file-empty'],
    ['a file of one byte too many', `"${' '.repeat(FOREIGN_BYTES_MAX)}`, 'file-too-large'],
    ['Latin-1', Uint8Array.of(0x22, 0xe9, 0x22), 'not-utf8'],
    ['an overlong slash', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), 'not-utf8'],
    ['a surrogate written as UTF-8', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 'not-utf8'],
    ['a byte order mark', '\ufeff{}', 'hidden-characters'],
    ['two documents', '{} {}', 'not-json'],
    ['a comment', '{} // so', 'not-json'],
    ['a comma at the end', '[1,]', 'not-json'],
    ['a key without quotes', '{a:1}', 'not-json'],
    ['a raw line feed in a string', '"a\nb"', 'not-json'],
    ['half an escape', '"\\u12"', 'not-json'],
    ['an escape of no kind', '"\\x41"', 'not-json'],
    ['an escape named like a method', '"\\constructor"', 'not-json'],
    ['NaN', 'NaN', 'not-json'],
    ['a number with a zero before it', '01', 'not-json'],
    ['one list too deep', '['.repeat(FOREIGN_DEPTH_MAX + 1) + ']'.repeat(FOREIGN_DEPTH_MAX + 1), 'too-deep'],
    ['as many open brackets as a file can hold', '['.repeat(FOREIGN_BYTES_MAX), 'too-deep'],
    ['one value too many', `[${'0,'.repeat(FOREIGN_VALUES_MAX - 1)}0]`, 'too-many'],
    ['one unit of text too many', `"${'a'.repeat(FOREIGN_TEXT_MAX + 1)}"`, 'text-too-long'],
    ['a key of the same length', `{"${'a'.repeat(FOREIGN_TEXT_MAX + 1)}":1}`, 'text-too-long'],
    ['a key given twice', '{"a":1,"a":1}', 'key-twice'],
    ['a key given twice, once escaped', '{"a":1,"\\u0061":1}', 'key-twice'],
    ['a fraction', '1.5', 'bad-number'],
    ['a whole number written as a fraction', '1.0', 'bad-number'],
    ['an exponent', '1e2', 'bad-number'],
    ['minus zero', '-0', 'bad-number'],
    ['a number past the safe ones', '9007199254740993', 'bad-number'],
    ['a number past all numbers', '9'.repeat(400), 'bad-number'],
    ['half a character', '"\\ud83e"', 'half-character'],
    ['two halves in the wrong order', '"\\udc00\\ud800"', 'half-character'],
    ['a character of control', '"\\u0007"', 'hidden-characters'],
    ['a zero byte in a key', '{"a\\u0000":1}', 'hidden-characters'],
    ['what turns the reading round', '"\u202edaB"', 'hidden-characters'],
    ['what isolates it', '"\u2066a\u2069"', 'hidden-characters'],
    ['a mark of direction', '"\u200fa"', 'hidden-characters'],
    ['a space of no width', '"a\u200bb"', 'hidden-characters'],
    ['a soft hyphen', '"co\u00adach"', 'hidden-characters'],
    ['letters made of tags', '"a\u{e0041}\u{e0042}"', 'hidden-characters'],
    ['a filler', '"\u3164"', 'hidden-characters'],
    ['a line separator', '"a\u2028b"', 'hidden-characters'],
    ['what is no character', '"\uffff"', 'hidden-characters'],
  ];

  test.each(cases)('%s', (_name, from, fault) => {
    expect(faultOf(from)?.fault).toBe(fault);
  });
});

test('taken are line ends, tabs, emoji with their joiners, Persian and Hindi', () => {
  for (const text of ['a\r\nb\tc', '👩‍💻', '❤️', 'می‌خواهم', 'क्‍ष', '🪑', 'שלום', 'é']) expect(read(JSON.stringify(text))).toBe(text);
});

test('as deep, as many and as long as may be is taken', () => {
  expect(faultOf('['.repeat(FOREIGN_DEPTH_MAX) + ']'.repeat(FOREIGN_DEPTH_MAX))).toBeNull();
  expect(faultOf(`[${'0,'.repeat(FOREIGN_VALUES_MAX - 2)}0]`)).toBeNull();
  expect(faultOf(`"${'a'.repeat(FOREIGN_TEXT_MAX)}"`)).toBeNull();
  expect(faultOf(`"a"${' '.repeat(FOREIGN_BYTES_MAX - 3)}`)).toBeNull();
});

test('a field named __proto__ is a field like any other', () => {
  const value = read('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as object;
  expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('a refusal names the field and the place, in lines and characters', () => {
  const fault = faultOf('{\n  "name": "🪑",\n  "say": ["🪑🪑", 1.5]\n}')!;
  expect([fault.fault, fault.path, fault.place]).toEqual(['bad-number', ['say', 1], { line: 3, column: 17 }]);
});

test('the place of each value is known, and of one that is not there the place of what should hold it', () => {
  const json = readForeignJson(bytesOf('{\n "a": {"b": [1,\n 22]}}'));
  expect(json.placeOf([])).toEqual({ line: 1, column: 1 });
  expect(json.placeOf(['a', 'b', 1])).toEqual({ line: 3, column: 2 });
  expect(json.placeOf(['a', 'missing', 'deeper'])).toEqual({ line: 2, column: 7 });
});
