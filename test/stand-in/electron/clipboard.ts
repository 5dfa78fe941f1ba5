/**
 * `clipboard`: one of the app's own; the system's is left alone. What a page copies goes to its browser's clipboard and not here, so a test
 * puts on this one what Chromium would have put there.
 */
import process from 'node:process';
import { refusingUnknown } from './unknown-member.ts';

type Payloads = ConstructorParameters<typeof Electron.ClipboardItem>[0];
type Used = Pick<Electron.Clipboard, 'read' | 'readText' | 'write' | 'writeText' | 'has' | 'clear'>;

class ClipboardItem {
  readonly #payloads: Payloads;

  constructor(payloads: Payloads) {
    this.#payloads = payloads;
  }

  get types(): string[] {
    return Object.keys(this.#payloads);
  }

  async getType(type: string): Promise<Blob> {
    const payload = await this.#payloads[type];
    if (typeof payload === 'string') return new Blob([payload]);
    if (payload instanceof Blob) return payload;
    throw new DOMException('The type was not found', 'NotFoundError');
  }
}

function newClipboard(name: string) {
  let items: ClipboardItem[] = [];
  const clipboard: Used = {
    read: () => Promise.resolve(items as unknown as Electron.ClipboardItem[]),
    async readText() {
      const item = items.find(({ types }) => types.includes('text/plain'));
      return item === undefined ? '' : (await item.getType('text/plain')).text();
    },
    write(written) {
      items = written as unknown as ClipboardItem[];
      return Promise.resolve();
    },
    writeText(text) {
      items = [new ClipboardItem({ 'text/plain': text })];
      return Promise.resolve();
    },
    has: (type) => Promise.resolve(items.some(({ types }) => types.includes(type))),
    clear() {
      items = [];
    },
  };
  return refusingUnknown(name, clipboard);
}

/** Only Linux has a second one, for what is selected. */
const selection = process.platform === 'linux' ? newClipboard('clipboard.selection') : undefined;

export const clipboard = refusingUnknown('clipboard', { ...newClipboard('clipboard'), selection });
export { ClipboardItem };
