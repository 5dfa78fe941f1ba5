import { useTranslation } from 'react-i18next';
import type { Chair } from '../../shared/measures.ts';
import field from './field.module.css';
import style from './ChairMark.module.css';

export interface ChairMarkProps {
  chair: Chair;
  /** `shown` beside the mark, `read` aloud only, or `none` where the words stand next to it anyway. */
  words?: 'shown' | 'read' | 'none';
}

/** The coach's chair is filled, the coachee's outlined: a colour and a shape, so that colour is never the only sign. */
export function ChairMark({ chair, words = 'read' }: ChairMarkProps) {
  const { t } = useTranslation('ui');
  return (
    <span className={style.mark} data-chair={chair}>
      <svg viewBox="0 0 16 16" aria-hidden focusable="false">
        <path d="M3 1.5h3v6h7v7h-2.75v-4H6v4H3z" />
      </svg>
      {words !== 'none' && <span className={words === 'read' ? field.hidden : undefined}>{t(`chair.${chair}`)}</span>}
    </span>
  );
}
