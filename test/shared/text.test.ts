import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasUnseen, lengthOf, line, lines, showControls, withoutUnseen } from '../../shared/text.ts';

const problem = (schema: ReturnType<typeof line>, text: string) => schema.safeParse(text).error?.issues[0]?.message;

test('length is counted as a person counts it', () => {
  expect(lengthOf('🪑🪑')).toBe(2);
  expect(line(2).safeParse('🪑🪑').success).toBe(true);
  expect(problem(line(1), '🪑🪑')).toBe('too-long');
});

test('a name of three hundred characters is too long, and a huge one is refused without being counted through', () => {
  expect(problem(line(80), 'a'.repeat(300))).toBe('too-long');
  expect(problem(line(80), 'a'.repeat(5_000_000))).toBe('too-long');
});

test.each([['a\u0000b'], ['a\u202Eb'], ['\u2066a'], ['a\nb'], ['a\u200Fb'], ['\uFEFFa'], ['a\u0085b']])('a line refuses what cannot be seen: %j', (text) => {
  expect(problem(line(80), text)).toBe('unseen-characters');
  expect(withoutUnseen(text)).not.toMatch(/[^ab]/u);
});

test('names in any script are names', () => {
  for (const name of ['Zoë', '李小龍', 'محمد', 'Nguyễn Thị', 'O’Neill', 'Анна-Мария', '👩🏽‍💻 Kim']) expect(line(80).safeParse(name).success).toBe(true);
});

test('long text keeps everything and shows control characters for what they are', () => {
  expect(lines(100).parse('a\u0000b\u001b[31m\r\nc\u007f\td')).toBe('a\u2400b\u241b[31m\nc\u2421\td');
  expect(lines(100).parse('a\ud800b')).toBe('a\ufffdb');
});

test('showing control characters twice is showing them once', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    const shown = showControls(text);
    expect(showControls(shown)).toBe(shown);
    expect(hasUnseen(withoutUnseen(text))).toBe(false);
  }));
});
