import path from 'node:path';

/** Whether a folder is another one, or lies in it. Both as they really are: without links. */
export function isWithin(folder: string, other: string): boolean {
  const way = path.relative(other, folder);
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}
