/** Unpacks the named archives of `@sparticuz/chromium` into the temp folder. Run by `headless-chromium.ts`, which sets that folder. */
import { inflate } from '@sparticuz/chromium';
import { globSync } from 'node:fs';
import path from 'node:path';

const archives = path.join(import.meta.dirname, '../node_modules/@sparticuz/chromium/bin');
for (const name of process.argv.slice(2)) {
  const [archive] = globSync(`${name}.*`, { cwd: archives });
  if (archive === undefined) throw new Error(`the package has no archive "${name}"`);
  await inflate(path.join(archives, archive));
}
