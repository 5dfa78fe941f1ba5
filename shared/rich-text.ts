/**
 * What the editor writes: a ProseMirror document with a closed set of nodes and marks (headings, lists, quotes, emphasis). Links are
 * text: an address is kept as typed and leads nowhere.
 */
import { isWithin, showControls } from './text.ts';
import { z } from './zod.ts';

/** Code points one field may hold. Enough for a long evening's writing; a pasted book is refused whole, nothing is cut. */
export const RICH_TEXT_MAX = 100_000;
const DEPTH_MAX = 12;

export const MARKS = ['bold', 'italic'] as const;

export interface TextNode { type: 'text'; text: string; marks?: { type: (typeof MARKS)[number] }[] }
export interface HardBreak { type: 'hardBreak' }
export type Inline = TextNode | HardBreak;
export interface Paragraph { type: 'paragraph'; content?: Inline[] }
export interface Heading { type: 'heading'; attrs: { level: 2 | 3 }; content?: Inline[] }
export interface ListItem { type: 'listItem'; content: Block[] }
export interface BulletList { type: 'bulletList'; content: ListItem[] }
export interface OrderedList { type: 'orderedList'; content: ListItem[] }
export interface Blockquote { type: 'blockquote'; content: Block[] }
export type Block = Paragraph | Heading | BulletList | OrderedList | Blockquote;
export interface RichText { type: 'doc'; content: Block[] }

const mark = z.strictObject({ type: z.enum(MARKS) });
const text = z.strictObject({ type: z.literal('text'), text: z.string().min(1).transform(showControls), marks: z.array(mark).max(MARKS.length).optional() });
const inline = z.discriminatedUnion('type', [text, z.strictObject({ type: z.literal('hardBreak') })]);
const inlines = z.array(inline).optional();
const paragraph = z.strictObject({ type: z.literal('paragraph'), content: inlines });
const heading = z.strictObject({ type: z.literal('heading'), attrs: z.strictObject({ level: z.union([z.literal(2), z.literal(3)]) }), content: inlines });

const block: z.ZodType = z.lazy(() => z.discriminatedUnion('type', [paragraph, heading, bulletList, orderedList, blockquote]));
const blocks = z.array(block).min(1);
const listItem = z.strictObject({ type: z.literal('listItem'), content: blocks });
const bulletList = z.strictObject({ type: z.literal('bulletList'), content: z.array(listItem).min(1) });
const orderedList = z.strictObject({ type: z.literal('orderedList'), content: z.array(listItem).min(1) });
const blockquote = z.strictObject({ type: z.literal('blockquote'), content: blocks });
const document_ = z.strictObject({ type: z.literal('doc'), content: blocks });

/** A document within its limits. Issues: `too-long`, `too-deep`, and zod's own for a shape that is not ours. */
export const richText: z.ZodType<RichText, RichText> = z
  .custom<RichText>((value) => depthOf(value) <= DEPTH_MAX, 'too-deep')
  .pipe(document_ as unknown as z.ZodType<RichText, RichText>)
  .refine((value) => isWithin(plainText(value), RICH_TEXT_MAX), 'too-long');

/** The words alone, a line per block, for searching and for the first words in a list. */
export function plainText(doc: RichText): string {
  const out: string[] = [];
  for (const each of doc.content) writeBlock(each, out);
  return out.join('\n');
}

/** True when nothing but white space was written. */
export function isBlank(doc: RichText): boolean {
  return plainText(doc).trim() === '';
}

function writeBlock(node: Block, out: string[]): void {
  if (node.type === 'paragraph' || node.type === 'heading') {
    out.push((node.content ?? []).map((each) => (each.type === 'text' ? each.text : '\n')).join(''));
  } else if (node.type === 'blockquote') {
    for (const each of node.content) writeBlock(each, out);
  } else {
    for (const item of node.content) for (const each of item.content) writeBlock(each, out);
  }
}

/** Levels of nesting, counted without recursion deeper than the limit: hostile input must not exhaust the stack. */
function depthOf(value: unknown, level = 0): number {
  if (level > DEPTH_MAX) return level;
  const content = (value as { content?: unknown } | null)?.content;
  if (!Array.isArray(content)) return level;
  let deepest = level;
  for (const each of content) deepest = Math.max(deepest, depthOf(each, level + 1));
  return deepest;
}
