/** Before the tests that need a browser: unpacks it once, and gives every process of the run the environment it starts in. */
import { headlessChromium } from './headless-chromium.ts';

export default function setup(): void {
  Object.assign(process.env, headlessChromium().env);
}
