/** What a person sets about the app itself. Nothing anybody wrote is in it, so it is kept beside the journal in clear. */
import { z } from './zod.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const LOCK_AFTER_MINUTES_MAX = 30;

export const preferences = z.strictObject({
  theme: z.enum(THEMES),
  /** Minutes without a key or a movement after which the journal locks. */
  lockAfterMinutes: z.number().int().min(1).max(LOCK_AFTER_MINUTES_MAX),
  /** Whether the journal locks when its window is minimised or hidden. */
  lockWhenHidden: z.boolean(),
});
export type Preferences = z.infer<typeof preferences>;

export const defaultPreferences: Preferences = { theme: 'system', lockAfterMinutes: 5, lockWhenHidden: false };
