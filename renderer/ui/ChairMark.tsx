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
        <path d="M4.5 1.5h2v6h5.5v7" className={style.frame} />
        <rect x="3.5" y="1.5" width="3" height="8" rx="1" />
        <rect x="3.5" y="7" width="9" height="3" rx="1" />
        <path d="M4.5 10v4.5M11.5 10v4.5" className={style.legs} />
      </svg>
      {words !== 'none' && <span className={words === 'read' ? field.hidden : undefined}>{t(`chair.${chair}`)}</span>}
    </span>
  );
}
