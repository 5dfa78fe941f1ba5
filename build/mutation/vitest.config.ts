/** The tests of one part of `electron/vault`, as `build/mutate.ts` names them, in the copy of the sources that is changed. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: (process.env['OTHER_CHAIR_MUTATION_TESTS'] ?? '').split(',').map((name) => `test/vault/${name}.test.ts`),
  },
});
