/** `npm run check`: types, lint and layers, in seconds. For every save; `npm test` is for every commit. */
import { layers, lintChanged, runStages, types } from './stages.ts';

process.exitCode = await runStages([types, lintChanged, layers]);
