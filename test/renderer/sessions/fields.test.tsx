// First: it brings the order of the layers.
import { show } from '../show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { userEvent as browserUser } from 'vitest/browser';
import { RichTextField } from '../../../renderer/ui/RichTextField.tsx';
import { RichTextView } from '../../../renderer/ui/RichTextView.tsx';
import { Scale } from '../../../renderer/ui/Scale.tsx';
import { TagsField } from '../../../renderer/ui/TagsField.tsx';
import type { Rating } from '../../../shared/measures.ts';
import { plainText, RICH_TEXT_MAX, richText, type RichText } from '../../../shared/rich-text.ts';
import { text } from './writing-samples.ts';

function writeIn(initial: RichText | null = null) {
  const given: (RichText | null)[] = [];
  show(<main><RichTextField label="Words" initial={initial} onChange={(now) => given.push(now)} /></main>, {});
  const box = screen.getByRole('textbox', { name: 'Words' });
  const now = () => (given.length === 0 ? initial : given.at(-1)!);
  return { box, given, now };
}

function paste(box: HTMLElement, data: Record<string, string>): void {
  const clipboardData = new DataTransfer();
  for (const [type, content] of Object.entries(data)) clipboardData.setData(type, content);
  box.focus();
  box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

test('what is typed comes out as a document of the closed set', async () => {
  const { box, now } = writeIn();
  await userEvent.click(box);
  await browserUser.keyboard('## Before{Enter}one{Enter}- first{Enter}second{Enter}{Enter}> said');
  expect(now()).toEqual({
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Before' }] },
      { type: 'paragraph', content: [{ type: 'text', text: 'one' }] },
      { type: 'bulletList', content: ['first', 'second'].map((words) => ({ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] })) },
      { type: 'blockquote', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'said' }] }] },
    ],
  });
  expect(richText.parse(now())).toEqual(now());
});

test('white space alone is nothing', async () => {
  const { box, now } = writeIn(text('a'));
  await userEvent.click(box);
  await browserUser.keyboard('{Control>}a{/Control}   ');
  expect(now()).toBeNull();
});

test('emphasis can be given with the keys and with the bar, and taken back', async () => {
  const { box, now } = writeIn(text('word'));
  await userEvent.click(box);
  await browserUser.keyboard('{Control>}a{/Control}{Control>}b{/Control}');
  expect(now()?.content[0]).toMatchObject({ content: [{ text: 'word', marks: [{ type: 'bold' }] }] });
  await userEvent.click(screen.getByRole('button', { name: 'Italic' }));
  expect(now()?.content[0]).toMatchObject({ content: [{ marks: [{ type: 'bold' }, { type: 'italic' }] }] });
  await browserUser.keyboard('{Control>}z{/Control}{Control>}z{/Control}');
  expect(now()).toEqual(text('word'));
});

test('the bar is out of sight until the field has the focus, and Alt+F10 goes to it', async () => {
  const { box } = writeIn();
  const bar = screen.getByRole('toolbar', { hidden: true });
  expect(getComputedStyle(bar).visibility).toBe('hidden');
  await userEvent.click(box);
  await waitFor(() => expect(getComputedStyle(bar).visibility).toBe('visible'));
  await browserUser.keyboard('{Alt>}{F10}{/Alt}');
  expect(document.activeElement).toBe(within(bar).getByRole('button', { name: 'Bold' }));
  await browserUser.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(within(bar).getByRole('button', { name: 'Italic' }));
});

test('Tab leaves the field, in a list too', async () => {
  const { box, given } = writeIn({ type: 'doc', content: [{ type: 'bulletList', content: ['one', 'two'].map((words) => ({ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] })) }] });
  await userEvent.click(box);
  await browserUser.keyboard('{Control>}{End}{/Control}{Tab}');
  expect(box.contains(document.activeElement)).toBe(false);
  expect(given).toEqual([]);
});

test('a paste of five megabytes is refused whole, with its length and the limit', async () => {
  const { box, given } = writeIn(text('mine'));
  const long = 'word '.repeat(1_048_576);
  const before = performance.now();
  paste(box, { 'text/plain': long, 'text/html': `<p>${long}</p>` });
  expect(performance.now() - before).toBeLessThan(2000);
  await screen.findByText('What you pasted is too long for one field: 5,242,880 characters, and 100,000 fit. Nothing was changed; the text is still in the clipboard.');
  expect(box.textContent).toBe('mine');
  expect(given).toEqual([]);
});

test('a paste that would make the text too long together with what is there is refused whole', async () => {
  const { box, given } = writeIn(text('a'.repeat(RICH_TEXT_MAX - 5)));
  paste(box, { 'text/plain': '123456' });
  await screen.findByText(/100,001 characters/);
  expect(given).toEqual([]);
  paste(box, { 'text/plain': '12345' });
  await waitFor(() => expect(given).toHaveLength(1));
  expect(screen.queryByText(/characters, and/)).toBeNull();
});

test('limits count what a person counts: an emoji is one', async () => {
  const { box, now } = writeIn();
  paste(box, { 'text/plain': '🪑'.repeat(RICH_TEXT_MAX) });
  await waitFor(() => expect(now()).not.toBeNull());
  expect(screen.queryByText(/too long/)).toBeNull();
});

test('pasted formatting keeps only the closed set, links become text, and nothing is run or fetched', async () => {
  const { box, now } = writeIn();
  const html = '<h1>Title</h1><p style="color:red">see <a href="https://example.org">the page</a> <u>under</u> <code>x</code><img src="https://example.org/x.png" onerror="window.__ran = 1"></p><table><tr><td>cell</td></tr></table><ol start="5"><li><s>gone</s></li></ol><script>window.__ran = 1</script>';
  paste(box, { 'text/plain': 'x', 'text/html': html });
  await waitFor(() => expect(now()).not.toBeNull());
  expect(richText.parse(now())).toEqual(now());
  expect(now()?.content[0]).toEqual({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Title' }] });
  expect(plainText(now()!)).toContain('see the page under x');
  expect(plainText(now()!)).not.toContain('__ran');
  expect(box.querySelector('a, img, u, code, table, [style], script')).toBeNull();
  expect((window as { __ran?: number }).__ran).toBeUndefined();
});

test('control characters are shown for what they are', async () => {
  const { box, now } = writeIn();
  paste(box, { 'text/plain': 'a\u0007b\u001bc' });
  await waitFor(() => expect(now()).toEqual(text('a␇b␛c')));
  expect(box.textContent).toBe('a␇b␛c');
});

test('a mark that turns the reading direction stays inside its field', () => {
  const { box } = writeIn(text('abc \u202e fed'));
  expect(getComputedStyle(box).unicodeBidi).toBe('isolate');
  expect(getComputedStyle(box.querySelector('p')!).unicodeBidi).toBe('plaintext');
});

test('lists go no deeper than the journal takes', async () => {
  const { box, now } = writeIn();
  let html = 'deepest';
  for (let depth = 0; depth < 12; depth += 1) html = `<ul><li><p>level</p>${html}</li></ul>`;
  paste(box, { 'text/plain': 'x', 'text/html': html });
  await screen.findByText(/cannot go any deeper/);
  expect(now()).toBeNull();
});

const inline = fc.oneof(
  fc.record({ type: fc.constant('text'), text: fc.string({ minLength: 1, unit: 'grapheme' }).filter((words) => !/[\p{Cc}]/u.test(words)) }),
  fc.record({ type: fc.constant('text'), text: fc.stringMatching(/^[a-z]{1,9}$/), marks: fc.constantFrom([{ type: 'bold' }], [{ type: 'italic' }], [{ type: 'bold' }, { type: 'italic' }]) }),
);
const paragraph = fc.record({ type: fc.constant('paragraph'), content: fc.array(inline, { minLength: 1, maxLength: 1 }) });
const heading = fc.record({ type: fc.constant('heading'), attrs: fc.record({ level: fc.constantFrom(2, 3) }), content: fc.array(inline, { minLength: 1, maxLength: 1 }) });
const list = fc.record({ type: fc.constantFrom('bulletList', 'orderedList'), content: fc.array(fc.record({ type: fc.constant('listItem'), content: fc.tuple(paragraph) }), { minLength: 1, maxLength: 3 }) });
const quote = fc.record({ type: fc.constant('blockquote'), content: fc.array(paragraph, { minLength: 1, maxLength: 2 }) });
const document_ = fc.record({ type: fc.constant('doc'), content: fc.array(fc.oneof(paragraph, heading, list, quote), { minLength: 1, maxLength: 5 }) }) as unknown as fc.Arbitrary<RichText>;

test('any document goes into the editor and comes out the same', async () => {
  await fc.assert(
    fc.asyncProperty(document_, async (doc) => {
      const { box, now } = writeIn(doc);
      await userEvent.click(box);
      await browserUser.keyboard('{Control>}{End}{/Control}x{Backspace}');
      expect(now()).toEqual(plainText(doc).trim() === '' ? null : doc);
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('what is written is read as text and elements, never as markup', () => {
  show(<main><RichTextView text={text('<b onclick="x">not bold</b>')} /></main>, {});
  expect(screen.getByText('<b onclick="x">not bold</b>').tagName).toBe('P');
  expect(document.querySelector('main b')).toBeNull();
});

function Tags({ known = ['handover', 'avoiding'] }: { known?: string[] }) {
  const [tags, setTags] = useState<string[]>([]);
  return (
    <main>
      <TagsField label="Tags" tags={tags} onChange={setTags} known={known} />
      <output>{JSON.stringify(tags)}</output>
    </main>
  );
}
const tagsNow = () => JSON.parse(document.querySelector('output')!.textContent) as string[];
const tagInput = () => screen.getByRole('combobox');

test('Enter, a comma and leaving the field add a tag, and Backspace takes the last away', async () => {
  show(<Tags />, {});
  await browserUser.click(tagInput());
  await browserUser.keyboard('one{Enter}two,three{Tab}');
  await waitFor(() => expect(tagsNow()).toEqual(['one', 'two', 'three']));
  await browserUser.click(tagInput());
  await browserUser.keyboard('one{Enter}');
  expect(tagsNow()).toEqual(['one', 'two', 'three']);
  await browserUser.keyboard('{Backspace}');
  await waitFor(() => expect(tagsNow()).toEqual(['one', 'two']));
});

test('a tag used before is offered', async () => {
  show(<Tags />, {});
  await browserUser.click(tagInput());
  await browserUser.keyboard('han');
  await screen.findByRole('option', { name: 'handover' });
  await browserUser.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(tagsNow()).toEqual(['handover']));
  expect((tagInput() as HTMLInputElement).value).toBe('');
});

test('a tag that is too long or cannot be seen stays in the field with a sentence', async () => {
  show(<Tags />, {});
  await browserUser.click(tagInput());
  await browserUser.keyboard(`${'x'.repeat(41)}{Enter}`);
  await screen.findByText('This tag is 1 character too long.');
  expect((tagInput() as HTMLInputElement).value).toHaveLength(41);
  expect(tagsNow()).toEqual([]);
});

test('a tag can be taken away with its cross', async () => {
  show(<Tags />, {});
  await browserUser.click(tagInput());
  await browserUser.keyboard('one,two,');
  await userEvent.click(within(screen.getByRole('row', { name: /one/ })).getByRole('button'));
  await waitFor(() => expect(tagsNow()).toEqual(['two']));
});

test('twelve tags are the most', async () => {
  show(<Tags />, {});
  await browserUser.click(tagInput());
  await browserUser.keyboard('a,b,c,d,e,f,g,h,i,j,k,l,');
  await screen.findByText(/Twelve tags are the most/);
  expect(tagsNow()).toHaveLength(12);
  expect(screen.queryByRole('combobox')).toBeNull();
});

const points = ['Not at all', 'Once, in passing', 'A few times', 'Often', 'Nearly all the way through'];
function Rated({ width = '40rem' }: { width?: string }) {
  const [value, setValue] = useState<Rating | null>(null);
  return (
    <main style={{ width }}>
      <Scale label="How much?" points={points} value={value} onChange={setValue} />
      <output>{JSON.stringify(value)}</output>
    </main>
  );
}
const ratedNow = () => JSON.parse(document.querySelector('output')!.textContent) as Rating | null;

test('a scale begins with nothing chosen, goes by the arrows, and Delete takes it back', async () => {
  show(<Rated />, {});
  await browserUser.keyboard('{Tab}');
  expect(ratedNow()).toBeNull();
  await browserUser.keyboard(' {ArrowRight}{ArrowRight}');
  expect(ratedNow()).toBe(3);
  expect(screen.getByText('A few times', { selector: 'p' })).toBeTruthy();
  await browserUser.keyboard('{Delete}');
  expect(ratedNow()).toBeNull();
});

test('every point of a scale has its words for a screen reader', () => {
  show(<Rated />, {});
  expect(screen.getAllByRole('radio').map((radio) => (radio as HTMLInputElement).labels?.[0]?.textContent)).toEqual(points);
});

test('the words of a point stand there as soon as it is looked at', async () => {
  show(<Rated />, {});
  await browserUser.hover(screen.getAllByRole('radio')[3]!.closest('label')!);
  await screen.findByText('Often', { selector: 'p' });
});

test('in a narrow column each point has its own line of words', () => {
  show(<Rated width="20rem" />, {});
  for (const words of points) expect(screen.getByText(words, { selector: 'span' }).getBoundingClientRect().height).toBeGreaterThan(10);
});
