import { MessageChannel } from 'node:worker_threads';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Sign } from '../../shared/process-messages.ts';
import { createBridge, type BridgePort } from '../../electron/shell/bridge.ts';
import { noticeSigns, TOUCHED_EVERY_MS, type Listened } from '../../electron/shell/signs.ts';

/** Events of the kind a browser gives: `isTrusted` cannot be set by a script, so the page here is a list of listeners. */
class Page implements Listened {
  readonly #listeners: [string, (event: { isTrusted: boolean }) => void][] = [];
  addEventListener(type: string, listener: (event: { isTrusted: boolean }) => void) { this.#listeners.push([type, listener]); }
  happen(type: string, more: object = {}) { for (const [name, listener] of this.#listeners) if (name === type) listener({ isTrusted: true, ...more }); }
}

let page: Page;
let told: Sign[];
let clock: number;
beforeEach(() => {
  page = new Page();
  told = [];
  clock = 0;
  noticeSigns(page, () => clock, (sign) => told.push(sign));
});

describe('what is noticed of a page', () => {
  test.each(['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove'])('is that somebody uses it: %s', (type) => {
    page.happen(type, { key: 'canary' });
    expect(told).toEqual(['touched']);
  });

  test('is told once in a while, however much happens', () => {
    for (; clock < TOUCHED_EVERY_MS; clock += 10) page.happen('pointermove');
    expect(told).toEqual(['touched']);
    page.happen('pointermove');
    expect(told).toEqual(['touched', 'touched']);
  });

  test('is every copy, and nothing of it', () => {
    page.happen('copy', { clipboardData: 'canary' });
    page.happen('cut');
    expect(told).toEqual(['copied', 'copied']);
  });

  test('is nothing that a script made up', () => {
    for (const type of ['keydown', 'pointermove', 'copy']) page.happen(type, { isTrusted: false });
    expect(told).toEqual([]);
  });
});

test('a sign goes through the port as one word, and nowhere before there is one', async () => {
  const { port1, port2 } = new MessageChannel();
  const { connect, sign } = createBridge();
  sign('copied');
  const come = new Promise((resolve) => port2.once('message', resolve));
  connect(port1 as unknown as BridgePort);
  sign('touched');
  expect(await come).toEqual({ sign: 'touched' });
  port1.close();
});
