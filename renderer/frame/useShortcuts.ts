import { useEffect, useRef } from 'react';
import { shortcutOf, type Shortcut } from '../ui/shortcuts.ts';

/** Listens for the keys of the whole window. Escape belongs to whatever is open. */
export function useShortcuts(does: Record<Exclude<Shortcut, 'close'>, () => void>): void {
  const latest = useRef(does);
  useEffect(() => {
    latest.current = does;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event);
      if (shortcut === null || shortcut === 'close') return;
      // A question wants its answer first; only locking goes before it.
      if (shortcut !== 'lock' && document.querySelector('[role=alertdialog]') !== null) return;
      event.preventDefault();
      latest.current[shortcut]();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
