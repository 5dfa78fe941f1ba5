/** Stands for a test that is killed: starts the sample with a browser of its own, prints the processes, and waits. */
import { launch } from '../host.ts';
import { bundlePreload } from './bundle.ts';

const [userData = ''] = process.argv.slice(2);
const app = await launch({ root: import.meta.dirname, args: [`--user-data-dir=${userData}`, `--preload-folder=${await bundlePreload(userData)}`] });
await app.firstWindow();
const { shell, utilities } = app.children();
console.log(JSON.stringify([shell, ...utilities.map(({ pid }) => pid)]));
