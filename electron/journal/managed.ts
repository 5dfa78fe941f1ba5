/**
 * Does this computer look as if an organisation looks after it? Told from what any program can see, and only where that says something:
 * a Windows account of a domain, settings that macOS was sent. Linux says nothing that could be relied on. False proves nothing.
 */
import { readdirSync } from 'node:fs';
import type { Environment } from '../../shared/copying-services.ts';

/** Holds what an organisation has set for a Mac; empty or missing elsewhere. */
const MANAGED_PREFERENCES = '/Library/Managed Preferences';

export function looksManaged(platform: NodeJS.Platform, env: Environment, list: (folder: string) => string[] = namesIn): boolean {
  if (platform === 'win32') return (env.USERDNSDOMAIN ?? '') !== '';
  return platform === 'darwin' && list(MANAGED_PREFERENCES).length > 0;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
