/** What the keeper tells the shell, checked before it is believed. */
import type { Theme } from '../../shared/preferences.ts';
import type { Choosing, ToShell } from '../../shared/process-messages.ts';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const CHOICES: readonly Choosing[] = ['backup-folder', 'backup-file', 'journal-folder', 'rescue-folder', 'agreement-file', 'agreement-place', 'template-file', 'template-place'];
const MINUTES_MAX = 30;

/** `null` when it is not one of the things a keeper says. */
export function readKeeperMessage(message: unknown): ToShell | null {
  if (typeof message !== 'object' || message === null) return null;
  const { say, preferences, because } = message as { say?: unknown; preferences?: unknown; because?: unknown };
  if (say === 'locking') return because === 'not-in-place' ? { say, because } : { say };
  if (say === 'unlocked' || say === 'idle' || say === 'copied') return { say };
  if (say === 'choose') return readChoice(message);
  return say === 'preferences' ? readPreferences(preferences) : null;
}

function readChoice(message: { what?: unknown; number?: unknown }): ToShell | null {
  const what = CHOICES.find((each) => each === message.what);
  return what !== undefined && Number.isSafeInteger(message.number) ? { say: 'choose', what, number: message.number as number } : null;
}

function readPreferences(preferences: unknown): ToShell | null {
  if (typeof preferences !== 'object' || preferences === null) return null;
  const { theme, lockAfterMinutes, lockWhenHidden } = preferences as { theme?: unknown; lockAfterMinutes?: unknown; lockWhenHidden?: unknown };
  const known = THEMES.find((each) => each === theme);
  if (known === undefined || !Number.isInteger(lockAfterMinutes) || typeof lockWhenHidden !== 'boolean') return null;
  const minutes = lockAfterMinutes as number;
  return minutes >= 1 && minutes <= MINUTES_MAX ? { say: 'preferences', preferences: { theme: known, lockAfterMinutes: minutes, lockWhenHidden } } : null;
}
