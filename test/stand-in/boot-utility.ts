/** A utility process: gives the module its `process.parentPort`, then evaluates it. */
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithHost } from './follow-host.ts';
import { openParentPort } from './parent-port.ts';

const VARIABLE = 'OTHER_CHAIR_STAND_IN_MODULE';
const modulePath = path.resolve(process.env[VARIABLE]!);
Reflect.deleteProperty(process.env, VARIABLE);

endWithHost();
registerHooks({
  resolve(specifier, context, next) {
    if (/^electron(\/|$)/.test(specifier)) throw new Error('The stand-in has no "electron" module in a utility process.');
    return next(specifier, context);
  },
});
process.argv.splice(1, 1, modulePath);
openParentPort();
await import(pathToFileURL(modulePath).href);
