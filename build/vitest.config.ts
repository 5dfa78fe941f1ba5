import { playwright } from '@vitest/browser-playwright';
import chromium from '@sparticuz/chromium';
import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.join(import.meta.dirname, '..');

export default defineConfig(async () => ({
  root,
  test: {
    projects: [
      {
        root,
        test: { name: 'unit', pool: 'forks' as const, testTimeout: 30_000, hookTimeout: 30_000, include: ['test/*.test.ts', 'test/{shared,vault,workspace,journal,requests,shell,stand-in,build}/**/*.test.ts'] },
      },
      {
        root,
        plugins: [react()],
        test: {
          name: 'component',
          include: ['test/renderer/**/*.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: await chromium.executablePath(), args: chromium.args } }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
      {
        root,
        test: { name: 'e2e', pool: 'forks' as const, fileParallelism: false, testTimeout: 120_000, hookTimeout: 60_000, include: ['test/e2e/**/*.test.ts'] },
      },
    ],
  },
}));
