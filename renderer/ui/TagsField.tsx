import { X } from 'lucide-react';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ComboBox, Input, ListBox, ListBoxItem, Popover, useFilter } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Button, Tag, TagGroup, TagList } from 'react-aria-components/TagGroup';
import { TAG_MAX, TAGS_MAX } from '../../shared/session.ts';
import { hasUnseen, lengthOf } from '../../shared/text.ts';
import { classNames } from './class-names.ts';
import field from './field.module.css';
import select from './Select.module.css';
import style from './TagsField.module.css';

export interface TagsFieldProps {
  label: string;
  /** Stands beside the label: about whom it is. */
  mark?: ReactNode;
  tags: readonly string[];
  onChange: (tags: string[]) => void;
  /** Tags used before, the most used first. */
  known: readonly string[];
  hint?: string | undefined;
}

type Problem = { is: 'too-long'; by: number } | { is: 'unseen' };

/** A few short words of one's own. Enter, a comma or leaving the field adds one; Backspace in the empty field takes the last away. */
export function TagsField({ label, mark, tags, onChange, known, hint }: TagsFieldProps) {
  const { t } = useTranslation('ui');
  const id = useId();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const { contains } = useFilter({ sensitivity: 'base' });
  const full = tags.length >= TAGS_MAX;
  const suggestions = known.filter((tag) => !tags.includes(tag)).map((tag) => ({ tag }));

  /** What could not be added stays in the field. */
  const add = (pieces: readonly string[]): void => {
    const wanted = pieces.map((piece) => piece.trim().normalize()).filter((piece) => piece !== '');
    const refused = wanted.find((piece) => problemOf(piece) !== null);
    const added = [...new Set([...tags, ...wanted.filter((piece) => problemOf(piece) === null)])].slice(0, TAGS_MAX);
    setProblem(refused === undefined ? null : problemOf(refused));
    setTyped(refused ?? '');
    if (added.length > tags.length) onChange(added);
  };
  const type = (text: string): void => {
    setProblem(null);
    if (text.includes(',')) add(text.split(','));
    else setTyped(text);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const chosenInList = event.currentTarget.getAttribute('aria-activedescendant');
    if (event.key === 'Enter' && !chosenInList) {
      event.preventDefault();
      add([typed]);
    }
    if (event.key === 'Backspace' && typed === '' && tags.length > 0) onChange(tags.slice(0, -1));
  };

  return (
    <Group className={classNames(field.field)} aria-labelledby={id}>
      <div className={style.top}>
        <span id={id} className={field.label}>
          {label}
        </span>
        {mark}
      </div>
      <div className={classNames(field.box, style.box)}>
        {tags.length > 0 && (
          <TagGroup aria-labelledby={id} onRemove={(keys) => onChange(tags.filter((tag) => !keys.has(tag)))}>
            <TagList className={classNames(style.list)}>
              {tags.map((tag) => (
                <Tag key={tag} id={tag} textValue={tag} className={classNames(style.tag)}>
                  <bdi>{tag}</bdi>
                  <Button slot="remove" className={classNames(style.remove)}>
                    <X aria-hidden size="0.9em" />
                  </Button>
                </Tag>
              ))}
            </TagList>
          </TagGroup>
        )}
        {!full && (
          <ComboBox<{ tag: string }>
            className={classNames(style.combo)}
            aria-label={`${label}: ${t('tags.add')}`}
            defaultItems={suggestions}
            // The list comes with the first letter, or when asked for with the arrow; never by itself after a tag was added.
            defaultFilter={(tag, text) => text.trim() !== '' && contains(tag, text)}
            inputValue={typed}
            onInputChange={type}
            value={null}
            onChange={(key) => {
              if (typeof key === 'string') add([key]);
            }}
            onBlur={() => add([typed])}
            allowsCustomValue
          >
            <Input className={classNames(style.input)} onKeyDown={press} placeholder={tags.length === 0 ? t('tags.add') : ''} autoComplete="off" spellCheck="false" autoCapitalize="off" {...(problem ? { 'aria-describedby': `${id}-problem` } : {})} />
            <Popover className={classNames(select.popover)}>
              <ListBox<{ tag: string }> className={classNames(select.list)} aria-label={t('tags.suggestions')}>
                {({ tag }) => (
                  <ListBoxItem id={tag} textValue={tag} className={classNames(select.item)}>
                    <bdi>{tag}</bdi>
                  </ListBoxItem>
                )}
              </ListBox>
            </Popover>
          </ComboBox>
        )}
      </div>
      {(full || hint !== undefined) && <p className={field.hint}>{full ? t('tags.full') : hint}</p>}
      <div role="alert" id={`${id}-problem`}>
        {problem && <p className={field.error}>{problem.is === 'unseen' ? t('tags.unseen') : t('tags.tooLong', { count: problem.by })}</p>}
      </div>
    </Group>
  );
}

function problemOf(tag: string): Problem | null {
  const length = lengthOf(tag);
  if (length > TAG_MAX) return { is: 'too-long', by: length - TAG_MAX };
  return hasUnseen(tag) || !tag.isWellFormed() ? { is: 'unseen' } : null;
}
