/** One app at a time. A second start only brings the first one forward; of what it was started with, only the path of a file counts. */
import type { App } from 'electron';
import { offeredIn } from './offered-file.ts';

export interface OtherStart {
  bringForward: () => void;
  /** Somebody wants this file to be looked at. */
  offer: (path: string | null) => void;
}

/** `false`: another one is running, and this one has to end. */
export function isOnlyInstance(app: Pick<App, 'requestSingleInstanceLock' | 'on'>, { bringForward, offer }: OtherStart): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv, folder) => {
    bringForward();
    offer(offeredIn(argv, folder));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    offer(path);
  });
  app.on('open-url', (event) => event.preventDefault());
  return true;
}
