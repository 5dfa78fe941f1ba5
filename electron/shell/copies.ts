/**
 * What was copied from the journal leaves the clipboard again: after half a minute, and when the journal locks. The shell learns that
 * something was copied, never what, and never asks the clipboard for text.
 *
 * Whether the clipboard still holds that copy is told by a number Chromium puts beside everything a page copies: it stands for the frame it
 * came from, and no other program has the same. Only this number is read. Where it cannot be had, the clipboard is cleared all the same:
 * better a copy too few than one of the journal too many.
 *
 * Copies are marked by Chromium itself, because the window's session is in memory only: Windows keeps them out of its clipboard history and
 * out of the cloud (`CanIncludeInClipboardHistory`, `CanUploadToCloudClipboard`). The marks for clipboard managers
 * (`ExcludeClipboardContentFromMonitorProcessing`, `org.nspasteboard.ConcealedType`, `x-kde-passwordManagerHint`) can only be written together
 * with the text, by this process. It does not see the text, so those are not set.
 */
import type { Clipboard } from 'electron';

/** How long a copy may stay. */
export const COPY_STAYS_MS = 30_000;
/** The word of a copy may come before the copy itself. */
export const COPY_SETTLES_MS = 250;
/** A clipboard that does not answer in so long is not waited for: another program may hold it. */
const ANSWERS_WITHIN_MS = 1000;

type SourceClipboard = Pick<Clipboard, 'read' | 'clear'> & { readonly selection?: Pick<Clipboard, 'clear'> | undefined };

export interface CopiesOutside {
  clipboard: SourceClipboard;
  platform: NodeJS.Platform;
  /** Returns what calls it off. */
  after(ms: number, run: () => void): () => void;
  fault(happening: string, error: unknown): void;
}

const SOURCE: Partial<Record<NodeJS.Platform, string>> = { darwin: 'org.chromium.internal.source-rfh-token', win32: 'Chromium internal source RFH token' };
const SOURCE_ELSEWHERE = 'chromium/x-internal-source-rfh-token';

/** The clipboard's own name for that number, on this system. */
export function sourceFormat(platform: NodeJS.Platform): string {
  return `electron application/osclipboard;format="${SOURCE[platform] ?? SOURCE_ELSEWHERE}"`;
}

interface Copy {
  /** Null: not known, or not known yet. */
  source: string | null;
  forgetTimers: () => void;
}

export class Copies {
  readonly #outside: CopiesOutside;
  #copy: Copy | null = null;
  #open = false;

  constructor(outside: CopiesOutside) {
    this.#outside = outside;
  }

  copied(): void {
    this.#copy?.forgetTimers();
    const settle = this.#outside.after(COPY_SETTLES_MS, () => {
      void this.#source().then((source) => (copy.source = source));
    });
    const stay = this.#outside.after(COPY_STAYS_MS, () => void this.#clear(copy));
    const copy: Copy = {
      source: null,
      forgetTimers: () => {
        settle();
        stay();
      },
    };
    this.#copy = copy;
  }

  opened(): void {
    this.#open = true;
  }

  /** Resolves when nothing of the journal is on the clipboard any more. */
  async locked(): Promise<void> {
    // What is merely selected is a clipboard of its own on Linux, and nothing there says whose it is.
    if (this.#open) this.#attempt(() => this.#outside.clipboard.selection?.clear());
    this.#open = false;
    if (this.#copy) await this.#clear(this.#copy);
  }

  async #clear(copy: Copy): Promise<void> {
    copy.forgetTimers();
    if (this.#copy !== copy) return;
    this.#copy = null;
    if (copy.source !== null && ((await this.#source()) !== copy.source || this.#hasCopy)) return;
    this.#attempt(() => this.#outside.clipboard.clear());
  }

  /** A newer copy may come while the clipboard is asked; it has its own time. */
  get #hasCopy(): boolean {
    return this.#copy !== null;
  }

  /** Null where the clipboard does not say, or does not answer. */
  #source(): Promise<string | null> {
    return new Promise((resolve) => {
      const giveUp = this.#outside.after(ANSWERS_WITHIN_MS, () => resolve(null));
      const answered = (source: string | null) => {
        giveUp();
        resolve(source);
      };
      this.#readSource().then(answered, () => answered(null));
    });
  }

  async #readSource(): Promise<string | null> {
    const format = sourceFormat(this.#outside.platform);
    const item = (await this.#outside.clipboard.read()).find(({ types }) => types.includes(format));
    const number = await item?.getType(format);
    return number instanceof Blob ? Buffer.from(await number.arrayBuffer()).toString('base64') : null;
  }

  #attempt(clear: () => void): void {
    try {
      clear();
    } catch (error) {
      this.#outside.fault('clearing the clipboard', error);
    }
  }
}
