import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBlank, plainText, RICH_TEXT_MAX, richText } from '../../shared/rich-text.ts';
import { anyRichText } from '../arbitrary/session.ts';

const doc = (...content: unknown[]) => ({ type: 'doc', content });
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const problem = (value: unknown) => richText.safeParse(value).error?.issues[0]?.message;

test('what the editor writes comes back as it was', () => {
  fc.assert(fc.property(anyRichText, (written) => {
    const once = richText.parse(written);
    expect(richText.parse(structuredClone(once))).toEqual(once);
  }));
});

test('the words alone, a line for each block', () => {
  const written = doc({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Turn' }] }, { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('one')] }, { type: 'listItem', content: [paragraph('two')] }] }, { type: 'blockquote', content: [paragraph('said')] }, { type: 'paragraph', content: [{ type: 'text', text: 'a' }, { type: 'hardBreak' }, { type: 'text', text: 'b' }] });
  expect(plainText(richText.parse(written))).toBe('Turn\none\ntwo\nsaid\na\nb');
});

test('blank is what has no word in it', () => {
  expect(isBlank(richText.parse(doc({ type: 'paragraph' }, paragraph('   '))))).toBe(true);
  expect(isBlank(richText.parse(doc(paragraph('x'))))).toBe(false);
});

test.each([
  ['a link', doc({ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'https://example.org' } }] }] })],
  ['an image', doc({ type: 'image', attrs: { src: 'x' } })],
  ['code', doc({ type: 'codeBlock', content: [] })],
  ['a first-level heading', doc({ type: 'heading', attrs: { level: 1 } })],
  ['an attribute of its own', doc({ ...paragraph('x'), attrs: { style: 'color:red' } })],
  ['no blocks', doc()],
  ['something else', 'text'],
  ['nothing', null],
])('%s is no text of ours', (_what, value) => {
  expect(richText.safeParse(value).success).toBe(false);
});

test('a document nested without end is refused before it is walked', () => {
  let deep: unknown = paragraph('x');
  for (let level = 0; level < 50_000; level += 1) deep = { type: 'blockquote', content: [deep] };
  expect(problem(doc(deep))).toBe('too-deep');
});

test('a text of five megabytes is too long', () => {
  expect(problem(doc(paragraph('a'.repeat(5_000_000))))).toBe('too-long');
  expect(richText.safeParse(doc(paragraph('a'.repeat(RICH_TEXT_MAX)))).success).toBe(true);
});
