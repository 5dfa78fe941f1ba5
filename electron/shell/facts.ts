/** What the shell counts and tells the keeper, for the page that says what is protected: numbers and kinds only. */
import type { ShellFacts } from '../../shared/process-messages.ts';

/** A page that asks for much at once is counted, and told of once. */
export const FACTS_EVERY_MS = 250;

/** Darwin's number of macOS 15, whose newer way to capture screens leaves no window out. */
const MACOS_15 = 24;

/** @param release as `os.release()` gives it */
export function captureOn(platform: NodeJS.Platform, release: string): ShellFacts['capture'] {
  if (platform === 'win32') return 'honoured';
  if (platform !== 'darwin') return 'not-honoured';
  return Number.parseInt(release, 10) >= MACOS_15 ? 'in-part' : 'honoured';
}

export class Facts {
  readonly #capture: ShellFacts['capture'];
  readonly #after: (ms: number, run: () => void) => unknown;
  #refused = 0;
  #waiting = false;
  #keeper: { tell(facts: ShellFacts): void } | null = null;

  constructor(capture: ShellFacts['capture'], after: (ms: number, run: () => void) => unknown) {
    this.#capture = capture;
    this.#after = after;
  }

  /** The keeper that is told from now on. */
  tellTo(keeper: { tell(facts: ShellFacts): void }): void {
    this.#keeper = keeper;
    this.#tell();
  }

  /** A page asked for something that is not one of the app's own files, and did not get it. */
  refused(): void {
    this.#refused += 1;
    if (this.#waiting) return;
    this.#waiting = true;
    this.#after(FACTS_EVERY_MS, () => {
      this.#waiting = false;
      this.#tell();
    });
  }

  #tell(): void {
    this.#keeper?.tell({ refusedRequests: this.#refused, capture: this.#capture });
  }
}
