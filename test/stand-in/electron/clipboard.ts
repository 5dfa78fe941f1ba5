/** `clipboard`: one of the app's own; the system's is left alone. */
import { refusingUnknown } from './unknown-member.ts';

let text = '';

export const clipboard = refusingUnknown('clipboard', {
  readText: (): Promise<string> => Promise.resolve(text),
  writeText(value: string): Promise<void> {
    text = value;
    return Promise.resolve();
  },
  clear(): void {
    text = '';
  },
} satisfies Pick<Electron.Clipboard, 'readText' | 'writeText' | 'clear'>);
