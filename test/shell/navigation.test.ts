import type { HandlerDetails, WebContents } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { guardNavigation } from '../../electron/shell/navigation.ts';

class Contents extends EventEmitter {
  open: ((details: Partial<HandlerDetails>) => { action: string }) | null = null;
  setWindowOpenHandler(handler: typeof this.open) { this.open = handler; }
}

const contents = new Contents();
guardNavigation(contents as unknown as WebContents);

function isPrevented(name: string, event: object, ...rest: unknown[]): boolean {
  let prevented = false;
  contents.emit(name, { ...event, preventDefault: () => { prevented = true; } }, ...rest);
  return prevented;
}

describe('a window', () => {
  const ADDRESSES = ['https://example.org/', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x', 'app://other-chair/', 'app://other-chair/index.html?again', 'about:blank'];

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('stays where it is on %s, whatever the address', (name) => {
    for (const url of ADDRESSES) expect(isPrevented(name, { url, isMainFrame: true })).toBe(true);
  });

  test('opens no other window', () => {
    for (const url of ADDRESSES) expect(contents.open?.({ url })).toEqual({ action: 'deny' });
  });

  test('takes no Bluetooth device, not even the first one found', () => {
    const chosen: string[] = [];
    expect(isPrevented('select-bluetooth-device', {}, [{ deviceId: 'first' }], (id: string) => chosen.push(id))).toBe(true);
    expect(chosen).toEqual(['']);
  });
});
