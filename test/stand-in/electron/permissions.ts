/**
 * What a window may do beyond showing pages. Electron asks its handlers whenever a page wants something; here both are asked once for
 * each permission when a window opens, and Chromium is told the answer.
 */
import type { Session } from './session.ts';
import type { WebContents } from './web-contents.ts';

/** Electron's names, and Chromium's where Playwright can grant them. */
const CHROMIUM_NAME_BY_PERMISSION: Record<string, string[]> = {
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  geolocation: ['geolocation'],
  media: ['camera', 'microphone'],
  midi: ['midi'],
  midiSysex: ['midi-sysex'],
  notifications: ['notifications'],
  'storage-access': ['storage-access'],
  'local-fonts': ['local-fonts'],
};

/** Chromium's names of what both handlers allow. A handler that was never set allows everything, as in Electron. */
export async function grantedPermissions(session: Session, webContents: WebContents): Promise<string[]> {
  const granted: string[] = [];
  for (const [permission, names] of Object.entries(CHROMIUM_NAME_BY_PERMISSION)) {
    if (session.checksPermission(permission) && (await session.requestsPermission(webContents, permission))) granted.push(...names);
  }
  return granted;
}
