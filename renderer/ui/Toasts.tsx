import { X } from 'lucide-react';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import style from './Toasts.module.css';

/** How long a line stays, unless a pointer or the focus rests on it. */
const SHOWN_MS = 10_000;

export interface SayOptions {
  /** Offers "Undo"; what it takes back is the page's matter. */
  undo?: () => void;
}
export type Say = (text: string, options?: SayOptions) => void;

interface Said {
  id: number;
  text: string;
  undo: (() => void) | undefined;
}

const SayContext = createContext<Say>(() => undefined);

/** `say(text, { undo })`: one line at the foot of the window, read aloud, that goes by itself. */
export function useSay(): Say {
  return useContext(SayContext);
}

export function Toasts({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<Said | null>(null);
  const say = useCallback<Say>((text, options) => setSaid((before) => ({ id: (before?.id ?? 0) + 1, text, undo: options?.undo })), []);
  const region = useMemo(() => <div className={style.region} role="status">{said && <Toast key={said.id} said={said} onGone={() => setSaid(null)} />}</div>, [said]);
  return (
    <SayContext value={say}>
      {children}
      {region}
    </SayContext>
  );
}

function Toast({ said, onGone }: { said: Said; onGone: () => void }) {
  const { t } = useTranslation('ui');
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onGone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, onGone]);
  const undo = said.undo;
  return (
    <div className={style.toast} onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <span className={style.words}>{said.text}</span>
      {undo && (
        <Button
          kind="plain"
          onPress={() => {
            undo();
            onGone();
          }}
        >
          {t('toast.undo')}
        </Button>
      )}
      <Button kind="plain" icon={X} iconOnly onPress={onGone}>
        {t('toast.close')}
      </Button>
    </div>
  );
}
