import { afterEach, expect, test, vi } from 'vitest';
import { runStages, type Stage } from '../../build/stages.ts';

const stage = (name: string, passed: number, failed: number): Stage => ({ name, run: () => Promise.resolve({ passed, failed }) });

let printed = '';
afterEach(() => {
  vi.restoreAllMocks();
  printed = '';
});

async function run(...stages: Stage[]): Promise<{ code: number; lastLine: string | undefined }> {
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text.toString();
    return true;
  });
  const code = await runStages(stages);
  return { code, lastLine: printed.trimEnd().split('\n').at(-1) };
}

test('the last line is the sum over all stages, and nothing failed means 0', async () => {
  expect(await run(stage('types', 1, 0), stage('unit', 40, 0))).toEqual({ code: 0, lastLine: '41 passed, 0 failed' });
});

test('a failure stops no stage after it, and means 1', async () => {
  expect(await run(stage('types', 0, 1), stage('unit', 40, 2))).toEqual({ code: 1, lastLine: '40 passed, 3 failed' });
});

test('a run in which nothing ran is no success', async () => {
  expect(await run(stage('unit', 0, 0))).toEqual({ code: 1, lastLine: '0 passed, 0 failed' });
});
