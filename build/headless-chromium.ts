/**
 * The headless Chromium the tests and the tour run on. On Linux x64 it comes inside an npm package, compressed, so nothing has to be
 * installed; elsewhere it is an installed Chrome, Chromium or Edge.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { installedBrowser } from './installed-browser.ts';

const root = path.join(import.meta.dirname, '..');

export interface HeadlessChromium {
  executablePath: string;
  /** Environment it has to be launched with, on top of the process's own. */
  env: Record<string, string>;
}

/** Whether the packaged Chromium is for this machine. */
export const isPackaged = process.platform === 'linux' && process.arch === 'x64';

/** Own folder per version: the package's own choice, one name in the temp folder, is shared with every user and every version. */
const unpackedFolder = path.join(root, 'out', 'browser', packageVersion());
const packaged = path.join(unpackedFolder, 'chromium');
const libraries = path.join(unpackedFolder, 'al2023', 'lib');

/** Where it will be once `headlessChromium` was called; null where there is none. */
export function headlessChromiumPath(): string | null {
  return isPackaged ? packaged : installedBrowser();
}

/**
 * Unpacks it the first time (some seconds), and tries whether it starts.
 * Safe to call from several processes at once.
 * @throws Error with a sentence for the person at the terminal when there is none that starts
 */
export function headlessChromium(): HeadlessChromium {
  if (!isPackaged) {
    const executablePath = installedBrowser();
    if (executablePath) return { executablePath, env: {} };
    throw new Error('No Chrome, Chromium or Edge was found, and the packaged Chromium is for Linux x64 only. Install one, or set CHROME_PATH.');
  }
  if (!existsSync(packaged)) unpack();
  return { executablePath: packaged, env: packagedEnvironment(unpackedFolder) };
}

/** Into a folder of its own, tried, then renamed: whoever comes second throws theirs away. */
function unpack(): void {
  mkdirSync(path.dirname(unpackedFolder), { recursive: true });
  const fresh = mkdtempSync(path.join(path.dirname(unpackedFolder), 'unpacking-'));
  try {
    inflateInto(fresh, 'chromium', 'fonts', 'swiftshader');
    if (whyItDoesNotStart(fresh)) inflateInto(fresh, 'al2023');
    const why = whyItDoesNotStart(fresh);
    if (why) throw new Error(`The packaged Chromium does not start on this machine: ${why}`);
    renameSync(fresh, unpackedFolder);
  } catch (error) {
    if (!existsSync(packaged)) throw error;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The package unpacks to the temp folder, whatever that is; in a process of its own it can be any folder. */
function inflateInto(folder: string, ...archives: string[]): void {
  const result = spawnSync(process.execPath, [path.join(import.meta.dirname, 'inflate-chromium.ts'), ...archives], {
    env: { ...process.env, TMPDIR: folder },
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`The packaged Chromium could not be unpacked into ${folder} (300 MB are needed): ${reasonIn(result.stderr)}`);
}

function whyItDoesNotStart(folder: string): string | null {
  const result = spawnSync(path.join(folder, 'chromium'), ['--version'], { env: { ...process.env, ...packagedEnvironment(folder) }, encoding: 'utf8', timeout: 20_000 });
  return result.status === 0 ? null : reasonIn(result.stderr) || String(result.error ?? result.signal ?? result.status);
}

/** The packed libraries only where the machine's own did not do, the packed font only where the machine has no fonts set up. */
function packagedEnvironment(folder: string): Record<string, string> {
  const lib = path.join(folder, path.relative(unpackedFolder, libraries));
  const env: Record<string, string> = {};
  if (existsSync(lib)) env['LD_LIBRARY_PATH'] = [lib, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = path.join(folder, 'fonts');
  return env;
}

function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(path.join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

/** The line of an error among the lines of its stack, or the last one. */
function reasonIn(text: string): string {
  const lines = text.trim().split('\n');
  return lines.find((line) => /^\w*Error: |error while loading/.test(line)) ?? lines.at(-1) ?? '';
}
