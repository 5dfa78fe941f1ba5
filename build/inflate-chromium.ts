/** Unpacks the named archives of `@sparticuz/chromium` into the temp folder. Run by `headless-chromium.ts`, which sets that folder. */
import { inflate } from '@sparticuz/chromium';
import { globSync } from 'node:fs';
import path from 'node:path';

// The archives name the owner of the machine they were packed on. Run by root, the unpacker would pass that on, which a container without
// such an owner refuses; it asks for the user's number to find out.
process.getuid = () => -1;

const archives = path.join(import.meta.dirname, '../node_modules/@sparticuz/chromium/bin');
for (const name of process.argv.slice(2)) {
  const [archive] = globSync(`${name}.*`, { cwd: archives });
  if (archive === undefined) throw new Error(`the package has no archive "${name}"`);
  await inflate(path.join(archives, archive));
}
