import type { Sample } from './preload.ts';

declare global {
  interface Window {
    readonly sample: Sample;
  }
}
