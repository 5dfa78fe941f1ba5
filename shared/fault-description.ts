/**
 * An error as the log may have it: its kind, its codes and its places. Never its message, because a message may quote what it choked on.
 */

const PLACES_MAX = 8;

export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { fault, code } = error as { fault?: unknown; code?: unknown };
  const codes = [fault, code].filter((each) => typeof each === 'string' && /^[\w-]{1,64}$/u.test(each));
  return [error.constructor.name, ...codes, ...placesOf(error)].join(' | ');
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
