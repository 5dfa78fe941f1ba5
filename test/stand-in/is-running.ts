import { readFileSync } from 'node:fs';

/** Whether a process of this number exists, of whichever user. One that has ended and waits to be taken note of does not count. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !hasEnded(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Linux keeps the number of an ended process until its parent asks; the first process of a container may be slow to. */
function hasEnded(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.startsWith('Z');
  } catch {
    return false;
  }
}
