/** Opens the app in a visible browser window on the stand-in: what `npm start` runs where Electron cannot be had. */
import path from 'node:path';
import { launch } from './host.ts';

const executablePath = process.env['CHROME_PATH'];
if (executablePath === undefined) throw new Error('CHROME_PATH has to name the browser to open the app in.');

const app = await launch({ root: path.join(import.meta.dirname, '../..'), args: process.argv.slice(2), executablePath, headed: true });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void app.close());
process.exitCode = (await app.exited) ?? 1;
if (process.exitCode !== 0) process.stderr.write(`The app ended with ${process.exitCode}.\n${app.output()}`);
