/** Kind, code and places of an error, without its message: a message may quote what it choked on. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { fault, code } = error as { fault?: unknown; code?: unknown };
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line)).slice(0, 8).map((line) => line.trim());
  return [error.constructor.name, ...[fault, code].filter((each) => typeof each === 'string'), ...places].join(' | ');
}
