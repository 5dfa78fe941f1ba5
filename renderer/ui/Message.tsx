import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import style from './Message.module.css';

export interface MessageProps {
  /** `attention`: something needs care, and a screen reader says it at once. `plain`: worth knowing. */
  kind?: 'plain' | 'attention';
  title?: string;
  children: ReactNode;
  /** Buttons under the words. */
  actions?: ReactNode;
}

/** A sentence or two in the page about what happened and what can be done. */
export function Message({ kind = 'plain', title, children, actions }: MessageProps) {
  const Icon = kind === 'attention' ? CircleAlert : Info;
  return (
    <div className={style.message} data-kind={kind} role={kind === 'attention' ? 'alert' : 'status'}>
      <Icon aria-hidden size="1.2em" strokeWidth={1.75} />
      <div className={style.words}>
        {title !== undefined && <strong>{title}</strong>}
        <div>{children}</div>
        {actions !== undefined && <div className={style.actions}>{actions}</div>}
      </div>
    </div>
  );
}
