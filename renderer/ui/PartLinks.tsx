import { Link } from 'wouter';
import { classNames } from './class-names.ts';
import style from './PartLinks.module.css';

export interface Part {
  to: string;
  label: string;
}

export interface PartLinksProps {
  /** Whose parts they are, for a screen reader. */
  label: string;
  parts: readonly Part[];
  /** The `to` of the part that is shown. */
  current: string;
}

/** The parts of a page that is too long for one: a row of links, one of them current. */
export function PartLinks({ label, parts, current }: PartLinksProps) {
  return (
    <nav aria-label={label}>
      <ul className={style.parts}>
        {parts.map(({ to, label: name }) => (
          <li key={to}>
            <Link href={to} draggable={false} className={classNames(style.part)} {...(to === current ? { 'aria-current': 'page' as const } : {})}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
