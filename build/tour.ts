/** `npm run tour`: the main job, headless, on a throw-away journal, with a picture of each page. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { headlessChromium } from './headless-chromium.ts';
import { runInForeground } from './program.ts';

const root = path.join(import.meta.dirname, '..');
const tour = path.join(root, 'test/tour/tour.ts');

if (import.meta.main) process.exitCode = await runTour(process.argv.slice(2));

/** @returns the exit code */
export async function runTour(args: string[]): Promise<number> {
  if (!existsSync(tour)) return fail(`${path.relative(root, tour)} is missing from this copy.`);
  try {
    const { executablePath, env } = headlessChromium();
    const { code } = await runInForeground(process.execPath, [tour, ...args], { ...process.env, ...env, CHROME_PATH: executablePath });
    return code;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(line: string): number {
  process.stderr.write(`Other Chair: ${line}\n`);
  return 1;
}
