/**
 * The log of the shell: standard error, one line for each fault. A line has the kind, the code and the places of a fault; never its
 * message, because a message may quote what it choked on.
 */

const PLACES_MAX = 8;
const KEEPER_LINE = /^keeper: [^\r\n]{1,4000}$/u;

export function faultLine(happening: string, error: unknown): string {
  return `shell: ${happening}: ${describeFault(error)}\n`;
}

function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = (error as { code?: unknown }).code;
  const named = typeof code === 'string' && /^[\w-]{1,64}$/u.test(code) ? [code] : [];
  return [error.constructor.name, ...named, ...placesOf(error)].join(' | ');
}

/** Lines of the stack below the message; a message of several lines can look like places, so it is cut out first. */
function placesOf(error: Error): string[] {
  const stack = error.stack ?? '';
  const message = stack.indexOf(error.message);
  const below = message === -1 ? '' : stack.slice(message + error.message.length);
  return below
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/u.test(line))
    .slice(0, PLACES_MAX)
    .map((line) => line.trim());
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
