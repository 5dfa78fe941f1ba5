/** The browser session a window lives in: kept in memory, one for each window, and forgotten with it. */
import type { Session } from 'electron';
import { randomUUID } from 'node:crypto';
import { SCHEME, answer, type PackagedFiles } from './app-protocol.ts';
import { refusePermissions } from './permissions.ts';
import { guardRequests } from './request-guard.ts';

/** Without the prefix `persist:` Chromium keeps a session in memory only. */
export function freshPartition(): string {
  return `window-${randomUUID()}`;
}

/** Serves the app's files to the session and refuses it everything else; resolves when a page may be loaded. */
export async function prepareSession(session: Session, files: PackagedFiles, refused: () => void): Promise<void> {
  session.protocol.handle(SCHEME, (request) => answer(files, request));
  await closeSession(session, refused);
}

/** Refuses everything. Enough for the default session, in which no page is ever loaded. */
export async function closeSession(session: Session, refused: () => void): Promise<void> {
  refusePermissions(session);
  // Switched on, Windows and Linux fetch a dictionary from a server and write the person's own words into a plain file.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  await guardRequests(session, refused);
}
