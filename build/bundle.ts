/** Builds the app into `dist/` when a source has changed since. The three bundles appear together or not at all. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const SOURCES = ['shared/**/*', 'electron/**/*', 'renderer/**/*', 'build/vite.config.ts', 'package.json', 'package-lock.json'];
/** Lies in `dist/` and names the sources it was built from. */
const STAMP = 'built-from';

if (import.meta.main) process.exitCode = bundle();

/** @returns the exit code of the build; 0 where nothing had to be done */
export function bundle(): number {
  const sources = hashOfSources();
  if (builtFrom(dist) === sources) return 0;
  const began = performance.now();
  const fresh = path.join(root, 'out', `building-${process.pid}`);
  try {
    const code = runVite(fresh);
    if (code !== 0) return code;
    writeFileSync(path.join(fresh, STAMP), sources);
    putInPlace(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  process.stderr.write(`Other Chair: built in ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
  return 0;
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(path.join(root, file))).update('\0');
  return hash.digest('hex');
}

function builtFrom(folder: string): string | null {
  const stamp = path.join(folder, STAMP);
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : null;
}

function runVite(into: string): number {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const result = spawnSync(process.execPath, [vite, 'build', '--app', '--config', 'build/vite.config.ts', '--logLevel', 'warn'], {
    cwd: root,
    // A test runner that asks for the build has set this to something else, and would get React's development build.
    env: { ...process.env, NODE_ENV: 'production', OTHER_CHAIR_BUILD_INTO: into },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return result.status ?? 1;
}

/** Renamed, so that an app starting at this moment finds the old build or the new one, never half of each. */
function putInPlace(fresh: string): void {
  const old = `${fresh}-old`;
  mkdirSync(path.dirname(old), { recursive: true });
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}
