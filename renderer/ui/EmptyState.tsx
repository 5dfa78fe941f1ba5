import type { ReactNode } from 'react';
import style from './EmptyState.module.css';

export interface EmptyStateProps {
  /** What could be here, in a sentence. */
  children: ReactNode;
  /** The one thing to do about it. */
  action?: ReactNode;
}

/** Where there is nothing yet. */
export function EmptyState({ children, action }: EmptyStateProps) {
  return (
    <div className={style.empty}>
      <p>{children}</p>
      {action}
    </div>
  );
}
