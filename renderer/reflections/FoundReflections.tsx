import { useTranslation } from 'react-i18next';
import type { ReflectionHit } from '../../shared/reflection.ts';
import { Snippets } from '../sessions/Snippets.tsx';
import { ReflectionLine } from './ReflectionLines.tsx';
import style from './ReflectionLines.module.css';

/** Reflections that hold the words one looked for. Nothing where there are none. */
export function FoundReflections({ hits }: { hits: readonly ReflectionHit[] }) {
  const { t } = useTranslation('reflections');
  if (hits.length === 0) return null;
  return (
    <section aria-labelledby="found-reflections">
      <h2 id="found-reflections">{t('title')}</h2>
      <ul className={style.lines} aria-label={t('title')}>
        {hits.map(({ row, snippets }) => (
          <ReflectionLine key={row.id} row={row}>
            <Snippets snippets={snippets} />
          </ReflectionLine>
        ))}
      </ul>
    </section>
  );
}
