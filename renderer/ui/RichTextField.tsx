import { EditorContent, useEditor, useEditorState, type Editor } from '@tiptap/react';
import { Bold, Heading2, Heading3, Italic, List, ListOrdered, Redo2, TextQuote, Undo2, type LucideIcon } from 'lucide-react';
import { memo, useId, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Group } from 'react-aria-components/Group';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { Toolbar } from 'react-aria-components/Toolbar';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { RICH_TEXT_MAX, type RichText } from '../../shared/rich-text.ts';
import { classNames } from './class-names.ts';
import field from './field.module.css';
import { editorExtensions, toRichText, type WritingRefusal } from './rich-text-editor.ts';
import written from './rich-text.module.css';
import style from './RichTextField.module.css';

export interface RichTextFieldProps {
  label: string;
  /** Stands beside the label: about whom it is. */
  mark?: ReactNode;
  /** What is in it at first. Later changes come from the field itself; a new `key` begins anew. */
  initial: RichText | null;
  /** `null` when nothing but white space is left. */
  onChange: (text: RichText | null) => void;
  placeholder?: string;
  hint?: string | undefined;
  onBlur?: () => void;
}

/** Long writing: headings, lists, quotes, emphasis. What is too long is refused whole and never cut. */
export function RichTextField({ label, mark, initial, onChange, placeholder = '', hint, onBlur }: RichTextFieldProps) {
  const { t } = useTranslation('ui');
  const id = useId();
  const [refusal, setRefusal] = useState<WritingRefusal | null>(null);
  const describedBy = [hint !== undefined && `${id}-hint`, refusal && `${id}-refusal`].filter(Boolean).join(' ');
  // Never without: the editor would parse an empty page from text, which the page's trusted types refuse.
  const [content] = useState<RichText>(initial ?? EMPTY);
  const [extensions] = useState(() => editorExtensions({ placeholder, onRefused: setRefusal }));
  const editorProps = useMemo(() => ({ attributes: editorAttributes(`${id}-label`, describedBy, placeholder) }), [id, describedBy, placeholder]);
  const editor = useEditor({
    extensions,
    content,
    injectCSS: false,
    immediatelyRender: true,
    shouldRerenderOnTransaction: false,
    editorProps,
    onUpdate: ({ editor: { state } }) => {
      setRefusal(null);
      onChange(toRichText(state.doc));
    },
  });

  return (
    <Group
      className={classNames(field.field, style.field)}
      aria-labelledby={`${id}-label`}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onBlur?.();
      }}
      onKeyDown={(event) => {
        if (event.altKey && event.key === 'F10') event.currentTarget.querySelector<HTMLElement>('[role=toolbar] button:not([disabled])')?.focus();
      }}
    >
      <div className={style.top}>
        <span
          id={`${id}-label`}
          className={classNames(field.label, style.label)}
          onClick={() => {
            editor.commands.focus();
          }}
        >
          {label}
        </span>
        {mark}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={field.hint}>
          {hint}
        </p>
      )}
      <div className={style.body}>
        <FormatBar editor={editor} label={t('editor.toolbar', { label })} />
        <EditorContent editor={editor} className={style.editor} />
      </div>
      <div role="alert" id={`${id}-refusal`}>
        {refusal && <p className={field.error}>{t(`editor.refused.${refusal.why}`, { length: 'length' in refusal ? refusal.length : 0, max: RICH_TEXT_MAX })}</p>}
      </div>
    </Group>
  );
}

const EMPTY: RichText = { type: 'doc', content: [{ type: 'paragraph' }] };

function editorAttributes(labelledBy: string, describedBy: string, placeholder: string): Record<string, string> {
  return {
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-labelledby': labelledBy,
    ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }),
    ...(placeholder === '' ? {} : { 'aria-placeholder': placeholder }),
    spellcheck: 'false',
    autocorrect: 'off',
    autocapitalize: 'off',
    translate: 'no',
    dir: 'auto',
    class: written['written'] ?? '',
  };
}

interface Format {
  name: 'bold' | 'italic' | 'heading' | 'smallHeading' | 'bulletList' | 'orderedList' | 'quote' | 'undo' | 'redo';
  icon: LucideIcon;
  /** As `aria-keyshortcuts` has them. */
  keys: string;
  isOn: (editor: Editor) => boolean;
  use: (editor: Editor) => void;
}

const formats: readonly Format[] = [
  { name: 'bold', icon: Bold, keys: 'Control+B', isOn: (editor) => editor.isActive('bold'), use: (editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', icon: Italic, keys: 'Control+I', isOn: (editor) => editor.isActive('italic'), use: (editor) => editor.chain().focus().toggleItalic().run() },
  { name: 'heading', icon: Heading2, keys: 'Control+Alt+2', isOn: (editor) => editor.isActive('heading', { level: 2 }), use: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run() },
  { name: 'smallHeading', icon: Heading3, keys: 'Control+Alt+3', isOn: (editor) => editor.isActive('heading', { level: 3 }), use: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run() },
  { name: 'bulletList', icon: List, keys: 'Control+Shift+8', isOn: (editor) => editor.isActive('bulletList'), use: (editor) => editor.chain().focus().toggleBulletList().run() },
  { name: 'orderedList', icon: ListOrdered, keys: 'Control+Shift+7', isOn: (editor) => editor.isActive('orderedList'), use: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { name: 'quote', icon: TextQuote, keys: 'Control+Shift+B', isOn: (editor) => editor.isActive('blockquote'), use: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { name: 'undo', icon: Undo2, keys: 'Control+Z', isOn: () => false, use: (editor) => editor.chain().focus().undo().run() },
  { name: 'redo', icon: Redo2, keys: 'Control+Shift+Z', isOn: () => false, use: (editor) => editor.chain().focus().redo().run() },
];

/** Appears while the field has the focus; reached with Shift+Tab or Alt+F10, moved in with the arrows. */
const FormatBar = memo(function FormatBar({ editor, label }: { editor: Editor; label: string }) {
  const { t } = useTranslation('ui');
  const on = useEditorState({ editor, selector: ({ editor: now }) => formats.map((format) => format.isOn(now)) });
  return (
    <Toolbar aria-label={label} className={classNames(style.toolbar)}>
      {formats.map(({ name, icon: Icon, keys, use }, index) => (
        <TooltipTrigger key={name} delay={600}>
          <ToggleButton className={classNames(style.tool)} isSelected={on[index] ?? false} onChange={() => use(editor)} aria-label={t(`editor.${name}`)} aria-keyshortcuts={keys}>
            <Icon aria-hidden size="1.1em" strokeWidth={1.75} />
          </ToggleButton>
          <Tooltip className={classNames(style.tip)} offset={4}>
            {t(`editor.${name}`)} <span className={style.keys}>{keys.replace('Control', t('editor.ctrl')).replaceAll('+', ' ')}</span>
          </Tooltip>
        </TooltipTrigger>
      ))}
    </Toolbar>
  );
});
