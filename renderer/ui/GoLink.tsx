import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { classNames } from './class-names.ts';
import style from './GoLink.module.css';

export interface GoLinkProps {
  to: string;
  children: ReactNode;
  /** `words`: underlined in a text. `button` and `primary`: looks like a button. `row`: a whole line of a list. */
  look?: 'words' | 'button' | 'primary' | 'row';
  current?: boolean;
}

/** To another page of the app. */
export function GoLink({ to, children, look = 'words', current = false }: GoLinkProps) {
  return (
    <Link href={to} draggable={false} className={classNames(style[look])} {...(current ? { 'aria-current': 'page' as const } : {})}>
      {children}
    </Link>
  );
}
