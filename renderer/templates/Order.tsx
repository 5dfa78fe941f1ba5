import { GripVertical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { classNames } from '../ui/class-names.ts';
import field from '../ui/field.module.css';
import { moved, type DraftPrompt } from './draft.ts';
import style from './Editor.module.css';
import type { Editing } from './editing.ts';

/** The questions by their first words, to put into another order: by dragging, or with the keys alone. */
export function Order({ prompts, change }: { prompts: readonly DraftPrompt[]; change: Editing['change'] }) {
  const { t } = useTranslation('templates');
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'other-chair-prompt': String(key) })),
    onReorder: ({ keys, target }) => {
      const [key] = [...keys].map(String);
      if (key === undefined) return;
      change(`move ${key} ${target.key} ${target.dropPosition}`, (draft) => {
        const others = draft.prompts.filter(({ id }) => id !== key);
        const place = others.findIndex(({ id }) => id === String(target.key));
        return place < 0 ? draft : moved(draft, key, place + (target.dropPosition === 'after' ? 1 : 0));
      });
    },
  });
  const named = prompts.map((prompt, place) => ({ id: prompt.id, name: prompt.text.trim() || t('edit.noText', { number: place + 1 }) }));
  if (prompts.length < 2) return null;
  return (
    <section className={style.order} aria-labelledby="order">
      <h2 id="order" className={style.heading}>
        {t('edit.order')}
      </h2>
      <p className={field.hint}>{t('edit.orderHint')}</p>
      <GridList aria-label={t('edit.order')} items={named} dragAndDropHooks={dragAndDropHooks} className={classNames(style.list)} selectionMode="none">
        {({ id, name }) => (
          <GridListItem id={id} textValue={name} className={classNames(style.item)}>
            <Button slot="drag" className={classNames(style.handle)} aria-label={t('edit.drag', { text: name })}>
              <GripVertical aria-hidden size="1.15em" strokeWidth={1.75} />
            </Button>
            <span className={style.name}>{name}</span>
          </GridListItem>
        )}
      </GridList>
    </section>
  );
}
