/**
 * The log of the shell: standard error, one line for each fault. A line has the kind, the code and the places of a fault; never its
 * message, because a message may quote what it choked on.
 */
import { describeFault } from '../../shared/fault-description.ts';

const KEEPER_LINE = /^keeper: [^\r\n]{1,4000}$/u;

export function faultLine(happening: string, error: unknown): string {
  return `shell: ${happening}: ${describeFault(error)}\n`;
}

/**
 * What the keeper prints, let through line by line. Only lines the keeper wrote for the log pass: Node itself prints the message of
 * an error it dies from.
 */
export function passKeeperLines(write: (line: string) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = (lines.pop() ?? '').slice(0, 8192);
    for (const line of lines) if (KEEPER_LINE.test(line)) write(`${line}\n`);
  };
}
