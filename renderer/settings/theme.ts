import { useEffect } from 'react';
import type { Theme } from '../../shared/preferences.ts';

/** Draws the window in this theme; `system` leaves it to the machine. */
export function useTheme(theme: Theme): void {
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
