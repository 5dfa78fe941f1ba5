import type { ReactNode } from 'react';
import type { Block, Inline, RichText } from '../../shared/rich-text.ts';
import style from './rich-text.module.css';

export interface RichTextViewProps {
  text: RichText;
  /** The level of the heading this stands under: headings inside begin below it. */
  under?: 2 | 3 | 4;
}

/** What was written, to read only. Every part becomes an element by name; nothing is ever read as markup. */
export function RichTextView({ text, under = 3 }: RichTextViewProps) {
  return (
    <div className={style.written} dir="auto" translate="no">
      {blocks(text.content, under)}
    </div>
  );
}

function blocks(content: readonly Block[], under: number): ReactNode[] {
  return content.map((block, place) => <BlockView key={place} block={block} under={under} />);
}

function BlockView({ block, under }: { block: Block; under: number }) {
  switch (block.type) {
    case 'paragraph':
      return <p>{inlines(block.content)}</p>;
    case 'heading':
      return (
        <div role="heading" aria-level={under + block.attrs.level - 1} data-level={block.attrs.level}>
          {inlines(block.content)}
        </div>
      );
    case 'bulletList':
      return <ul>{items(block.content, under)}</ul>;
    case 'orderedList':
      return <ol>{items(block.content, under)}</ol>;
    case 'blockquote':
      return <blockquote>{blocks(block.content, under)}</blockquote>;
  }
}

function items(content: readonly { content: Block[] }[], under: number): ReactNode[] {
  return content.map((item, place) => <li key={place}>{blocks(item.content, under)}</li>);
}

function inlines(content: readonly Inline[] = []): ReactNode {
  return content.length === 0 ? <br /> : content.map((inline, place) => <InlineView key={place} inline={inline} />);
}

function InlineView({ inline }: { inline: Inline }) {
  if (inline.type === 'hardBreak') return <br />;
  const marks = inline.marks?.map(({ type }) => type) ?? [];
  const italic = marks.includes('italic') ? <em>{inline.text}</em> : inline.text;
  return marks.includes('bold') ? <strong>{italic}</strong> : italic;
}
