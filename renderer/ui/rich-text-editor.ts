/** What can be written in a field of long text: the closed set of `shared/rich-text.ts`, and the limits it keeps. */
import { Extension, getExtensionField, Node as NodeExtension, type AnyExtension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Placeholder } from '@tiptap/extensions';
import StarterKit from '@tiptap/starter-kit';
import { isBlank, RICH_TEXT_MAX, type Block, type Inline, type ListItem, type RichText, type TextNode } from '../../shared/rich-text.ts';
import { lengthOf, showControls } from '../../shared/text.ts';

/** Why a change was not taken. `length` in code points: of what was pasted, or of the whole text it would have made. */
export type WritingRefusal = { why: 'paste-too-long' | 'too-long'; length: number } | { why: 'too-deep' };

/** Levels of nodes below the document: lists in lists in quotes. One less than what the journal takes. */
const DEPTH_MAX = 11;
/** Formatting around a paste that is this much longer than any text we take is not even read. */
const PASTED_HTML_MAX = 20 * RICH_TEXT_MAX;

export interface EditorLimits {
  placeholder: string;
  onRefused: (refusal: WritingRefusal) => void;
}

export function editorExtensions({ placeholder, onRefused }: EditorLimits): AnyExtension[] {
  return [...closedSet(), Placeholder.configure({ placeholder }), limits(onRefused)];
}

/** The document as the journal keeps it; `null` when nothing but white space is in it. */
export function toRichText(doc: Node): RichText | null {
  const text: RichText = { type: 'doc', content: doc.children.map(toBlock) };
  return isBlank(text) ? null : text;
}

/** The starter kit without what we do not keep. */
function closedSet(): AnyExtension[] {
  const kit = StarterKit.configure({
    heading: { levels: [2, 3] },
    code: false,
    codeBlock: false,
    dropcursor: false,
    gapcursor: false,
    horizontalRule: false,
    link: false,
    strike: false,
    trailingNode: false,
    underline: false,
  });
  const parts = getExtensionField<() => AnyExtension[]>(kit, 'addExtensions', { name: kit.name, options: kit.options, storage: kit.storage });
  return parts().map(adapted);
}

function adapted(extension: AnyExtension): AnyExtension {
  if (!(extension instanceof NodeExtension)) return extension;
  if (extension.name === 'heading') {
    const tags = { h1: 2, h2: 2, h3: 3, h4: 3, h5: 3, h6: 3 };
    return extension.extend({ parseHTML: () => Object.entries(tags).map(([tag, level]) => ({ tag, attrs: { level } })) });
  }
  // A list counts from one, in figures.
  if (extension.name === 'orderedList') return extension.extend({ addAttributes: () => ({}), renderHTML: () => ['ol', 0] });
  if (extension.name === 'listItem') {
    // Tab goes to the next field, always; it never changes the text.
    return extension.extend({
      addKeyboardShortcuts() {
        return {
          Enter: () => this.editor.commands.splitListItem(this.name),
          'Mod-]': () => this.editor.commands.sinkListItem(this.name),
          'Mod-[': () => this.editor.commands.liftListItem(this.name),
        };
      },
    });
  }
  return extension;
}

function limits(onRefused: EditorLimits['onRefused']): AnyExtension {
  return Extension.create({
    name: 'limits',
    addProseMirrorPlugins: () => [
      new Plugin({
        filterTransaction(transaction, state) {
          if (!transaction.docChanged) return true;
          const refusal = refusalOf(transaction.doc, state.doc, transaction.getMeta('uiEvent') === 'paste');
          if (refusal) onRefused(refusal);
          return refusal === null;
        },
        props: {
          // Before anything of it is parsed.
          handleDOMEvents: {
            paste: (view, event) => takeOrRefuse(event.clipboardData, event, (text) => view.pasteText(text), onRefused),
            drop: (view, event) => view.dragging === null && takeOrRefuse(event.dataTransfer, event, (text) => view.pasteText(text), onRefused),
          },
          transformPasted: (slice) => new Slice(controlsShown(slice.content), slice.openStart, slice.openEnd),
        },
      }),
    ],
  });
}

function refusalOf(doc: Node, before: Node, pasted: boolean): WritingRefusal | null {
  if (depthOf(doc) > DEPTH_MAX && depthOf(doc) > depthOf(before)) return { why: 'too-deep' };
  // Positions count UTF-16 units and the edges of nodes: as long as they are few enough, nothing has to be counted.
  if (doc.content.size <= RICH_TEXT_MAX || doc.content.size <= before.content.size) return null;
  const length = lengthOf(doc.textBetween(0, doc.content.size, '\n', '\n'));
  return length > RICH_TEXT_MAX ? { why: pasted ? 'paste-too-long' : 'too-long', length } : null;
}

/** True when the event is dealt with: refused, or taken as plain text. */
function takeOrRefuse(data: DataTransfer | null, event: Event, takeText: (text: string) => void, onRefused: EditorLimits['onRefused']): boolean {
  if (data === null) return false;
  const text = data.getData('text/plain');
  const html = data.getData('text/html');
  const length = text === '' ? html.length : text.length > RICH_TEXT_MAX ? lengthOf(text) : 0;
  if (length > RICH_TEXT_MAX && (text !== '' || html.length > PASTED_HTML_MAX)) {
    event.preventDefault();
    onRefused({ why: 'paste-too-long', length });
    return true;
  }
  if (html.length <= PASTED_HTML_MAX) return false;
  event.preventDefault();
  takeText(text);
  return true;
}

function depthOf(node: Node): number {
  let deepest = 0;
  node.forEach((child) => {
    deepest = Math.max(deepest, 1 + depthOf(child));
  });
  return deepest;
}

function controlsShown(fragment: Fragment): Fragment {
  return Fragment.fromArray(fragment.content.map((node) => (node.isText ? node.type.schema.text(showControls(node.text ?? ''), node.marks) : node.copy(controlsShown(node.content)))));
}

function toBlock(node: Node): Block {
  switch (node.type.name) {
    case 'heading':
      return { type: 'heading', attrs: { level: node.attrs['level'] === 3 ? 3 : 2 }, ...inlineContent(node) };
    case 'bulletList':
    case 'orderedList':
      return { type: node.type.name, content: node.children.map(toListItem) };
    case 'blockquote':
      return { type: 'blockquote', content: node.children.map(toBlock) };
    default:
      return { type: 'paragraph', ...inlineContent(node) };
  }
}

function toListItem(node: Node): ListItem {
  return { type: 'listItem', content: node.children.map(toBlock) };
}

function inlineContent(node: Node): { content?: Inline[] } {
  return node.childCount === 0 ? {} : { content: node.children.map(toInline) };
}

function toInline(node: Node): Inline {
  if (!node.isText) return { type: 'hardBreak' };
  const marks = node.marks.map(({ type }) => ({ type: type.name === 'bold' ? ('bold' as const) : ('italic' as const) }));
  const text: TextNode = { type: 'text', text: showControls(node.text ?? '') };
  return marks.length === 0 ? text : { ...text, marks };
}
