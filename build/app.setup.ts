/** Before the end-to-end tests: the app as it is built from the sources of this moment. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

export default function setup(): void {
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'run.mjs'), 'build'], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('The app could not be built, so its end-to-end tests cannot run.');
}
