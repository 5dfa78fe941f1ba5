import style from './AppMark.module.css';

/** Two chairs facing each other, in four strokes. Decoration: the name stands beside it. */
export function AppMark({ size = '2rem' }: { size?: string }) {
  return (
    <svg className={style.mark} viewBox="0 0 32 24" style={{ inlineSize: size }} aria-hidden focusable="false">
      <path d="M4 3v18" className={style.coach} />
      <path d="M4 12h7.5v9" className={style.coach} />
      <path d="M28 3v18" className={style.coachee} />
      <path d="M28 12h-7.5v9" className={style.coachee} />
    </svg>
  );
}
