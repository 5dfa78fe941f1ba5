/** The shell process: evaluates the app's main module, and only then lets `ready` come, as Electron does. */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { endWithHostAndTidy } from './follow-host.ts';
import { shellStart } from './shell-start.ts';

const standIn = new URL('./electron/index.ts', import.meta.url).href;
const { root, main, evaluatedWithinMs } = shellStart();

endWithHostAndTidy();
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/(main|common))?$/.test(specifier) ? { url: standIn, format: 'module-typescript', shortCircuit: true } : next(specifier, context),
});
process.argv.splice(1, 1, root);

const watchdog = setTimeout(() => {
  console.error(`The main module is still being evaluated after ${evaluatedWithinMs / 1000} s. Electron emits "ready" only after that: is there a top-level await of app.whenReady()?`);
  process.exit(70);
}, evaluatedWithinMs);
await import(pathToFileURL(main).href);
clearTimeout(watchdog);

const { evaluated } = await import('./electron/host.ts');
evaluated();
