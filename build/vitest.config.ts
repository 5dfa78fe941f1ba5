import { playwright } from '@vitest/browser-playwright';
import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { headlessChromiumPath } from './headless-chromium.ts';

const root = path.join(import.meta.dirname, '..');
const at = (relative: string) => path.join(root, relative);

const alias = [{ find: /^electron(\/(main|common|renderer|utility))?$/, replacement: at('build/electron-refused.ts') }];
const resolve = { alias };

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        resolve,
        test: {
          name: 'unit',
          pool: 'forks',
          // Many files wait for a process they have started or killed; alone, vitest takes one less than there are cores.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // What is waited for comes; on a busy machine not within vitest's one second.
          expect: { poll: { timeout: 20_000 } },
          include: ['test/*.test.ts', 'test/{shared,vault,workspace,journal,requests,shell,stand-in,build,canary,reader}/**/*.test.ts'],
        },
      },
      {
        root,
        resolve,
        plugins: [react()],
        test: {
          name: 'component',
          include: ['test/renderer/**/*.test.tsx'],
          globalSetup: at('build/headless-chromium.setup.ts'),
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: headlessChromiumPath() ?? 'no-chromium' } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        root,
        resolve,
        test: {
          name: 'e2e',
          pool: 'forks',
          // A story mostly waits for its window; more of them at once than cores would wait for each other.
          maxWorkers: 2,
          testTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
          hookTimeout: 60_000,
          include: ['test/{e2e,proof}/**/*.test.ts'],
          globalSetup: [at('build/headless-chromium.setup.ts'), at('build/app.setup.ts')],
        },
      },
    ],
  },
});
