/** A process of the app never outlives its host, however that ended; the shell removes what a killed host could not. */
import { setTimeout as wait } from 'node:timers/promises';
import { isRunning } from './is-running.ts';
import { removeAbandoned } from './temporary-folder.ts';

export function endWithHost(): void {
  process.once('disconnect', () => process.exit(1));
}

export function endWithHostAndTidy(): void {
  const host = process.ppid;
  process.once('disconnect', () => void tidy(host));
}

/** The browser notices by itself that its pipe has ended; it writes to its profile until it does. */
async function tidy(host: number): Promise<void> {
  for (let tries = 0; tries < 50 && isRunning(host); tries += 1) await wait(20);
  await wait(500);
  try {
    removeAbandoned();
  } finally {
    process.exit(1);
  }
}
