/** The parts of `npm test` and `npm run check`: each runs one program and says how many things passed and failed. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runInForeground } from './program.ts';

const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'out');

/** A test, or a file that does not load. */
export interface Failure {
  file: string;
  name: string;
}

export interface StageResult {
  passed: number;
  failed: number;
  failures?: Failure[];
  /** Failed among the others, passed by themselves. Counted as passed. */
  onlyAtTheSecondTry?: Failure[];
}

export interface Stage {
  name: string;
  run: () => Promise<StageResult>;
}

export const types: Stage = { name: 'types', run: async () => asOne(await runTool('typescript/bin/tsc', '-b')) };

export const lint: Stage = { name: 'lint', run: async () => asOne(await runTool('eslint/bin/eslint.js', ...LINT, '--max-warnings', '0')) };

/** Quick and nearly right: a file is read again only when it has changed itself, not when a type it uses has. */
export const lintChanged: Stage = {
  name: 'lint',
  run: async () => asOne(await runTool('eslint/bin/eslint.js', ...LINT, '--max-warnings', '0', '--cache', '--cache-strategy', 'content', '--cache-location', 'out/eslint/')),
};

const LINT = ['--config', 'build/eslint.config.mjs', 'shared', 'electron', 'renderer', 'build', 'test'];

export const layers: Stage = { name: 'layers', run: () => runVitest('unit', 'layers', ['test/layers.test.ts']) };

/** One project of `vitest.config.ts`; `filters` are handed on to vitest. Without one, a project that has no tests is a fault. */
export function tests(project: string, filters: string[]): Stage {
  const mayBeEmpty = filters.length > 0;
  return { name: project, run: () => runVitest(project, project, mayBeEmpty ? ['--passWithNoTests', ...filters] : filters) };
}

/** Runs every stage, whatever the ones before gave, and ends with the sum alone on the last line. @returns the exit code */
export async function runStages(stages: Stage[]): Promise<number> {
  const sum: StageResult = { passed: 0, failed: 0 };
  const lines: string[] = [];
  const named: string[] = [];
  for (const stage of stages) {
    print(`\n── ${stage.name} ${'─'.repeat(Math.max(2, 60 - stage.name.length))}`);
    const began = performance.now();
    const { passed, failed, failures = [], onlyAtTheSecondTry = [] } = await stage.run();
    const line = `${stage.name.padEnd(10)} ${String(passed).padStart(6)} passed ${String(failed).padStart(5)} failed ${seconds(performance.now() - began).padStart(9)}`;
    print(line);
    lines.push(line);
    named.push(...failures.map(({ name }) => `failed: ${name}`), ...onlyAtTheSecondTry.map(({ name }) => `passed only at the second try: ${name}`));
    sum.passed += passed;
    sum.failed += failed;
  }
  print(`\n${[...lines, ...named].join('\n')}\n\n${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

/**
 * A file with a failure is run once more, by itself: what then passes had only lost a race for the machine. It is named at the end, because
 * such a test wants mending all the same.
 */
async function runVitest(project: string, reportName: string, args: string[]): Promise<StageResult> {
  const first = await runOnce(project, reportName, args);
  const files = [...new Set(first.failures.map(({ file }) => file))];
  if (files.length === 0) return first;
  print(`\nOnce more, by themselves: ${files.join(' ')}`);
  const second = await runOnce(project, `${reportName}-again`, files);
  const failures = first.failures.filter((each) => second.failures.some((still) => still.name === each.name)).concat(second.failures.filter((each) => !first.failures.some((before) => before.name === each.name)));
  const mended = first.failures.filter((each) => !failures.includes(each));
  return { passed: first.passed + mended.length, failed: failures.length, failures, onlyAtTheSecondTry: mended };
}

async function runOnce(project: string, reportName: string, args: string[]): Promise<StageResult & { failures: Failure[] }> {
  const report = path.join(out, 'test', `${reportName}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const code = await runTool('vitest/vitest.mjs', 'run', '--config', 'build/vitest.config.ts', '--project', project, '--reporter', 'default', '--reporter', 'json', '--outputFile.json', report, ...args);
  const { passed, failures } = existsSync(report) ? read(report) : { passed: 0, failures: [] };
  // An error outside any test, a run that broke off: vitest's exit code knows of them, its report does not.
  return { passed, failed: code !== 0 ? Math.max(failures.length, 1) : failures.length, failures };
}

function read(report: string): { passed: number; failures: Failure[] } {
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  return { passed: numPassedTests, failures: testResults.flatMap(failuresOf) };
}

/** A file that does not load has no tests to fail: it is one failure itself. */
function failuresOf({ name, status, assertionResults }: VitestReport['testResults'][number]): Failure[] {
  const file = path.relative(root, name);
  const failed = assertionResults.filter((each) => each.status === 'failed').map((each) => ({ file, name: `${file} › ${each.fullName}` }));
  return failed.length === 0 && status === 'failed' ? [{ file, name: file }] : failed;
}

/** What is read of vitest's json report. */
interface VitestReport {
  numPassedTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
}

async function runTool(program: string, ...args: string[]): Promise<number> {
  const { code } = await runInForeground(process.execPath, [path.join(root, 'node_modules', program), ...args]);
  return code;
}

function asOne(code: number): StageResult {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
