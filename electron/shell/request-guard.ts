/** Which requests may leave a page: those for files of the app, and none besides. */
import type { Session } from 'electron';
import { ORIGIN } from './app-protocol.ts';

export function mayRequest(url: string): boolean {
  return url.startsWith(`${ORIGIN}/`);
}

/** A proxy nobody listens at, for loopback addresses too: what the guard should ever miss ends there. */
export const NOWHERE = { mode: 'fixed_servers', proxyRules: '127.0.0.1:9', proxyBypassRules: '<-loopback>' } as const;

/** Refuses all but the app's own files; resolves when the proxy stands. `refused` is called for each. */
export async function guardRequests(session: Pick<Session, 'webRequest' | 'setProxy'>, refused: () => void): Promise<void> {
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const cancel = !mayRequest(url);
    if (cancel) refused();
    decide({ cancel });
  });
  await session.setProxy(NOWHERE);
}
