/** Running a program where there is no network at all, not even this machine's own (Linux). */
import { spawnSync } from 'node:child_process';

/** What to put before the program and its arguments; null where the system does not permit it. */
export function withoutNetwork(): string[] | null {
  const ways = [['unshare', '-n'], ['unshare', '-rn']];
  return ways.find(([program, ...args]) => spawnSync(program!, [...args, 'true']).status === 0) ?? null;
}
