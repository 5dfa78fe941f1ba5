/** One app at a time. A second start only brings the first one forward; what it was started with is not looked at. */
import type { App } from 'electron';

/** `false`: another one is running, and this one has to end. */
export function isOnlyInstance(app: Pick<App, 'requestSingleInstanceLock' | 'on'>, bringForward: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => bringForward());
  app.on('open-file', (event) => event.preventDefault());
  app.on('open-url', (event) => event.preventDefault());
  return true;
}
