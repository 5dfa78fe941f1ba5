/** Who else on this computer may read a file, as far as the file system says. */
import fs from 'node:fs';
import type { Permissions } from '../../shared/place.ts';

/** Windows has other means, which are not read here. */
export function permissionsOf(fileOrFolder: string): Permissions {
  const stat = process.platform === 'win32' ? undefined : fs.statSync(fileOrFolder, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  return (stat.mode & 0o077) === 0 ? 'owner-only' : 'others-too';
}
