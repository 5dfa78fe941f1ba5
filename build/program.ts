/** Running another program in the foreground. */
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

/** How it ended. `code` is 128 + the signal's number where a signal ended it, 127 where it could not be started. */
export interface Ended {
  code: number;
  signal: NodeJS.Signals | null;
  tookMs: number;
}

/** In the folder of the repository unless another is named; shares the terminal with it, and hands our own signals on. */
export function runInForeground(program: string, args: string[], env: NodeJS.ProcessEnv = process.env, cwd: string = root): Promise<Ended> {
  const began = performance.now();
  const child = spawn(program, args, { cwd, stdio: 'inherit', env });
  const handOn = (signal: NodeJS.Signals) => { child.kill(signal); };
  const handOnInterrupt = (signal: NodeJS.Signals) => {
    // In a terminal Ctrl-C reaches the child by itself.
    if (!process.stdin.isTTY) handOn(signal);
  };
  process.on('SIGTERM', handOn).on('SIGHUP', handOn).on('SIGINT', handOnInterrupt);
  return new Promise<Ended>((resolve) => {
    const end = (code: number, signal: NodeJS.Signals | null) => {
      process.off('SIGTERM', handOn).off('SIGHUP', handOn).off('SIGINT', handOnInterrupt);
      resolve({ code, signal, tookMs: performance.now() - began });
    };
    child.once('error', () => { end(127, null); });
    child.once('close', (code, signal) => { end(code ?? 128 + (signal ? os.constants.signals[signal] : 0), signal); });
  });
}
