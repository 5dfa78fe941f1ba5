/** The preload as one CommonJS file, as the app's build makes it. */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';

/** @returns the folder of `preload.cjs`, a fresh one unless given */
export async function bundlePreload(outDir: string = mkdtempSync(path.join(os.tmpdir(), 'other-chair-sample-'))): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    ssr: { noExternal: true },
    build: { ssr: true, outDir, emptyOutDir: false, minify: false, rolldownOptions: { input: path.join(import.meta.dirname, 'preload.ts'), external: ['electron'], output: { format: 'cjs', entryFileNames: 'preload.cjs' } } },
  });
  return outDir;
}
