/**
 * `npm run mutate [-- PART…]`: makes one small change after the other in the sources of electron/vault (Stryker) and counts how many of them
 * a test notices. What no test can notice is explained in test/vault/MUTATIONS.md.
 *
 * Works on a copy in out/mutation/, with a tool of its own that is installed there from the registry the first time. Takes hours for everything,
 * minutes for a part. Exit code 1 when fewer than 90 % were noticed.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runInForeground } from './program.ts';

const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'out', 'mutation');
const tool = path.join(out, 'tool');
const copy = path.join(out, 'tree');
const ENOUGH = 0.9;
const FEW = 0.05;

/**
 * Files of electron/vault, and the tests of test/vault that look at them. Tests that kill processes or derive keys at full cost are left out, and so
 * is what takes seconds each time: the vectors and the tampering. More changes are noticed in `npm test` than here.
 */
const PARTS: Record<string, { files: string[]; tests: string[] }> = {
  seals: { files: ['seal', 'bytes', 'hash', 'keys', 'random', 'padding'], tests: ['seal', 'forgetting', 'header', 'record', 'integrity', 'format'] },
  header: { files: ['header', 'slots'], tests: ['header', 'forgetting', 'format'] },
  records: { files: ['record', 'integrity', 'head', 'front-page'], tests: ['record', 'integrity', 'head', 'format'] },
  secrets: { files: ['passphrase', 'recovery-words', 'prepared-words', 'secret', 'derivation'], tests: ['header', 'forgetting', 'unlocking'] },
  beside: { files: ['anchor', 'file-seal', 'file-digest', 'small-file', 'unfinished', 'fault'], tests: ['anchor', 'fault', 'beside-the-file'] },
  backups: { files: ['backup-preamble', 'backup-reader', 'backup-writer', 'backup-fault'], tests: ['backup-reader', 'forgetting', 'backup-format', 'backups', 'backup-disk', 'backup-tampering'] },
  file: { files: ['file'], tests: ['file'] },
  vault: { files: ['vault', 'open-vault', 'snapshot'], tests: ['vault', 'unlocking', 'file-seal', 'anchor', 'salvage'] },
  'other-files': { files: ['copying', 'moving', 'restoring', 'salvage', 'survivors'], tests: ['salvage', 'backups', 'backup-disk', 'vault'] },
};

interface Mutant {
  mutatorName: string;
  replacement?: string;
  status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'RuntimeError' | 'CompileError' | 'Ignored';
  location: { start: { line: number; column: number }; end: { line: number; column: number } };
}

interface Report {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

process.exitCode = await main(process.argv.slice(2));

async function main(asked: string[]): Promise<number> {
  const unknown = asked.filter((name) => !(name in PARTS));
  if (unknown.length > 0) {
    print(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`);
    return 1;
  }
  if (!(await installTool())) return 1;
  const reports: Report[] = [];
  for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
    const report = await mutate(name);
    if (report === null) return 1;
    reports.push(report);
  }
  return sumUp(reports);
}

/** Apart from the app's own packages, which it would more than double. */
async function installTool(): Promise<boolean> {
  const lock = 'package-lock.json';
  const from = path.join(root, 'build', 'mutation');
  if (existsSync(path.join(tool, 'node_modules')) && readFileSync(path.join(tool, lock), 'utf8') === readFileSync(path.join(from, lock), 'utf8')) return true;
  rmSync(tool, { recursive: true, force: true });
  mkdirSync(tool, { recursive: true });
  for (const name of ['package.json', lock]) cpSync(path.join(from, name), path.join(tool, name));
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
  const { code } = npm === undefined ? await runInForeground('npm', args, process.env, tool) : await runInForeground(process.execPath, [npm, ...args], process.env, tool);
  if (code !== 0) rmSync(tool, { recursive: true, force: true });
  return code === 0;
}

async function mutate(name: string): Promise<Report | null> {
  const { files, tests } = PARTS[name]!;
  layOutCopy();
  const report = path.join(out, `${name}.json`);
  rmSync(report, { force: true });
  const config = path.join(copy, 'stryker.json');
  writeFileSync(config, JSON.stringify(settings(files, report)));
  const program = path.join(tool, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  await runInForeground(process.execPath, [program, 'run', config], { ...process.env, OTHER_CHAIR_MUTATION_TESTS: tests.join(',') }, copy);
  return existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Report) : null;
}

/** Stryker writes into the files it changes: never into the ones people work on. */
function layOutCopy(): void {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const name of ['shared', 'electron', 'renderer', 'test', 'build', 'package.json', 'tsconfig.json']) cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
}

function settings(files: string[], report: string): object {
  return {
    testRunner: 'vitest',
    plugins: [path.join(tool, 'node_modules', '@stryker-mutator', 'vitest-runner', 'dist', 'src', 'index.js')],
    vitest: { configFile: 'build/mutation/vitest.config.ts', related: false },
    mutate: files.map((file) => `electron/vault/${file}.ts`),
    inPlace: true,
    concurrency: 1,
    coverageAnalysis: 'perTest',
    reporters: ['progress-append-only', 'json'],
    jsonReporter: { fileName: report },
    timeoutMS: 15_000,
    timeoutFactor: 2,
  };
}

/**
 * A line for each file and each mutant that survived, the sum last. With a mutant that cannot be run no test file loads, which is noticed but
 * says little: those count for nothing, and there may be few of them.
 */
function sumUp(reports: Report[]): number {
  let [noticed, all, notRun] = [0, 0, 0];
  for (const [file, { source, mutants }] of reports.flatMap(({ files }) => Object.entries(files))) {
    const counted = mutants.filter(({ status }) => !['RuntimeError', 'CompileError', 'Ignored'].includes(status));
    const left = counted.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
    print(`${file}: ${counted.length - left.length} of ${counted.length}`);
    for (const mutant of left) print(`  ${described(mutant, source)}`);
    noticed += counted.length - left.length;
    all += counted.length;
    notRun += mutants.length - counted.length;
  }
  print(`${noticed} of ${all} changes noticed (${((100 * noticed) / all).toFixed(1)} %), ${notRun} more could not be run`);
  return noticed / all >= ENOUGH && notRun / (all + notRun) <= FEW ? 0 : 1;
}

function described({ location: { start, end }, mutatorName, replacement }: Mutant, source: string): string {
  const line = source.split('\n')[start.line - 1]!;
  const before = start.line === end.line ? line.slice(start.column - 1, end.column - 1) : `${line.slice(start.column - 1).trim()} …`;
  return `${start.line}:${start.column} ${mutatorName}: ${before} → ${(replacement ?? '').replace(/\s+/gu, ' ')}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
