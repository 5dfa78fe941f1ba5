/** Three bundles in one build: the window, the processes beside it (shell, keeper, and the two threads of its own), and the preload. */
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig } from 'vite';
import { clearWithoutHtml } from './clear-without-html.ts';

const root = path.join(import.meta.dirname, '..');
const at = (relative: string) => path.join(root, relative);
/** `bundle.ts` builds beside `dist/` and moves the whole into place. */
const into = (folder: string) => path.join(process.env['OTHER_CHAIR_BUILD_INTO'] ?? at('dist'), folder);
const external = ['electron', 'better-sqlite3', ...builtinModules, /^node:/];

export default defineConfig({
  root: at('renderer'),
  base: './',
  // React Aria speaks thirty languages, the window one. Its English is filed under en-US, which it also falls back to.
  plugins: [react(), clearWithoutHtml(), { ...optimizeLocales.vite({ locales: ['en-GB', 'en-US'] }), enforce: 'pre' }],
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'main', 'preload']) await builder.build(builder.environments[name]!);
    },
  },
  environments: {
    client: {
      build: { outDir: into('renderer'), emptyOutDir: true, target: 'chrome150', modulePreload: { polyfill: false }, assetsInlineLimit: 0, reportCompressedSize: false, chunkSizeWarningLimit: 2000 },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron', 'better-sqlite3'] },
      build: {
        outDir: into('main'),
        emptyOutDir: true,
        target: 'node24',
        minify: false,
        ssr: true,
        rolldownOptions: {
          input: { main: at('electron/main.ts'), keeper: at('electron/keeper.ts'), derive: at('electron/vault/derive.ts'), look: at('electron/vault/look.ts') },
          external,
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: into('preload'),
        emptyOutDir: true,
        target: 'chrome150',
        minify: false,
        ssr: true,
        rolldownOptions: { input: at('electron/preload.ts'), external: ['electron'], output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false } },
      },
    },
  },
});
