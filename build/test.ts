/**
 * `npm test`: types, lint, and the tests, one stage after another; a failure stops nothing and is counted at the end.
 * `npm test -- unit vault` runs the stage `unit` on files whose path has "vault" in it; without a stage, words pick among all tests.
 */
import { lint, runStages, tests, types, type Stage } from './stages.ts';

const PROJECTS = ['unit', 'component', 'e2e'];

process.exitCode = await runStages(chosen(process.argv.slice(2)));

function chosen(args: string[]): Stage[] {
  const named = args.filter((arg) => ['types', 'lint', ...PROJECTS].includes(arg));
  const filters = args.filter((arg) => !named.includes(arg));
  const all: Stage[] = [types, lint, ...PROJECTS.map((project) => tests(project, filters))];
  if (named.length > 0) return all.filter((stage) => named.includes(stage.name));
  return filters.length > 0 ? all.filter((stage) => PROJECTS.includes(stage.name)) : all;
}
