import { useTranslation } from 'react-i18next';
import { offeredAt } from '../../shared/built-in-templates.ts';
import type { Chair } from '../../shared/measures.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { ReflectionRow } from '../../shared/reflection.ts';
import { GoLink } from '../ui/GoLink.tsx';
import { useAgreedTemplates } from '../templates/agreed.ts';
import { placeToBegin, toQuery } from './occasions.ts';
import { ReflectionLines } from './ReflectionLines.tsx';
import style from './SittingReflections.module.css';

export interface SittingReflectionsProps {
  pairing: RecordId;
  session: RecordId;
  chair: Chair;
  /** Those on this sitting. */
  rows: readonly ReflectionRow[];
}

/** Under a sitting: the reflections on it, and the template that is meant for its chair. */
export function SittingReflections({ pairing, session, chair, rows }: SittingReflectionsProps) {
  const { t } = useTranslation('reflections');
  const occasion = { is: 'sitting', session, chair } as const;
  const offered = offeredAt(chair === 'coach' ? 'after_coaching' : 'after_being_coached').filter(({ text }) => rows.every(({ template }) => template.id !== text.id));
  const agreed = useAgreedTemplates(pairing).filter(({ id }) => rows.every(({ template }) => template.id !== id));
  return (
    <section className={style.reflections} aria-label={t(`onSitting.${chair}`)}>
      {rows.length > 0 && (
        <>
          <h3 className={style.heading}>{t('title')}</h3>
          <ReflectionLines rows={rows} label={t(`onSitting.${chair}`)} without="session" />
        </>
      )}
      <p className={style.offers}>
        {agreed.map(({ id, title }) => (
          <GoLink key={id} to={placeToBegin(id, occasion)} look="button">
            {t('beginAgreed', { title })}
          </GoLink>
        ))}
        {offered.filter(({ text }) => agreed.every(({ id }) => id !== text.id)).map(({ text, minutes }) => (
          <GoLink key={text.id} to={placeToBegin(text.id, occasion)} look="button">
            {t('begin', { title: text.title, count: minutes })}
          </GoLink>
        ))}
        <GoLink to={`/templates${toQuery(occasion)}`}>{t('others')}</GoLink>
      </p>
    </section>
  );
}
