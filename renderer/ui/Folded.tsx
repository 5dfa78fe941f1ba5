import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components/Disclosure';
import { classNames } from './class-names.ts';
import style from './Folded.module.css';

export interface FoldedProps {
  title: string;
  /** A line beside the title that says what is inside, shown whether it is open or not. */
  summary?: string | undefined;
  children: ReactNode;
  /** Open from the start, for instance because something is written inside. */
  openAtFirst?: boolean;
  /** The heading's level in the page. */
  level?: 2 | 3 | 4;
}

/** Something that is there for those who want it. */
export function Folded({ title, summary, children, openAtFirst = false, level = 2 }: FoldedProps) {
  return (
    <Disclosure className={classNames(style.folded)} defaultExpanded={openAtFirst}>
      <Heading level={level} className={classNames(style.heading)}>
        <Button slot="trigger" className={classNames(style.trigger)}>
          <ChevronRight aria-hidden size="1.15em" strokeWidth={1.75} />
          <span>{title}</span>
          {summary !== undefined && <span className={style.summary}>{summary}</span>}
        </Button>
      </Heading>
      <DisclosurePanel className={classNames(style.panel)}>
        <div className={style.inside}>{children}</div>
      </DisclosurePanel>
    </Disclosure>
  );
}
