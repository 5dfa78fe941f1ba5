import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { classNames } from './class-names.ts';
import style from './Button.module.css';

export type ButtonKind = 'primary' | 'quiet' | 'plain' | 'careful';

export interface ButtonProps {
  /** `primary`: the one main thing of a page. `quiet`: outlined. `plain`: words only. `careful`: cannot be undone. */
  kind?: ButtonKind;
  /** The words on it. With `iconOnly` they are read aloud and not shown. */
  children: ReactNode;
  icon?: LucideIcon;
  iconOnly?: boolean;
  onPress?: () => void;
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** Under way: stays in the order of focus, says so to a screen reader, and does nothing when pressed. */
  pending?: boolean;
  autoFocus?: boolean;
  /** True or false makes it a toggle. */
  pressed?: boolean;
}

export function Button({ kind = 'quiet', children, icon: Icon, iconOnly = false, onPress, type = 'button', disabled = false, pending = false, autoFocus = false, pressed }: ButtonProps) {
  return (
    <AriaButton
      type={type}
      isDisabled={disabled}
      isPending={pending}
      autoFocus={autoFocus}
      className={classNames(style.button, style[kind], iconOnly && style.iconOnly)}
      {...(onPress ? { onPress } : {})}
      {...(iconOnly && typeof children === 'string' ? { 'aria-label': children } : {})}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    >
      {Icon && <Icon aria-hidden size="1.15em" strokeWidth={1.75} />}
      {!iconOnly && <span>{children}</span>}
    </AriaButton>
  );
}
