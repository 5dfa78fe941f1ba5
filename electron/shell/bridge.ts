/**
 * The window's half of the port to the keeper. What a page asks before the port has come waits; what was asked when the port closes
 * is answered with a fault, so that no page waits for ever.
 */
import type { Notice, Sign, Signed } from '../../shared/process-messages.ts';
import type { Asked, Bridge, CommonRefusal, Told } from '../../shared/requests.ts';

/** `MESSAGE_MAX_BYTES` of the contract, which cannot be imported here: it would bring the parser into the preload. */
export const BRIDGE_MAX_BYTES = 8 * 1024 * 1024;
const NESTING_MAX = 100;

/** As much of a `MessagePort` as is used. */
export interface BridgePort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start(): void;
}

interface Refused { ok: false; refusal: CommonRefusal }
type Resolve = (reply: unknown) => void;

const STOPPED: Refused = { ok: false, refusal: { why: 'fault', reference: 'keeper-stopped' } };
const badInput = (code: string): Refused => ({ ok: false, refusal: { why: 'bad-input', issues: [{ path: '', code }] } });

export interface ConnectableBridge {
  bridge: Bridge;
  /** The first port counts; a window has one. */
  readonly connect: (port: BridgePort) => void;
  /** Passes a sign on; before the port has come there is nobody to tell. */
  readonly sign: (sign: Sign) => void;
}

export function createBridge(): ConnectableBridge {
  const waiting = new Map<number, Resolve>();
  const unsent: Asked[] = [];
  const listeners = new Set<(notice: Notice) => void>();
  let lockScreen: Notice | null = null;
  let port: BridgePort | null = null;
  let stopped = false;
  let lastAsk = 0;

  function ask(name: string, input: unknown): Promise<unknown> {
    if (stopped) return Promise.resolve(STOPPED);
    if (isTooLarge(input)) return Promise.resolve(badInput('too_big'));
    return new Promise((resolve) => {
      const asked: Asked = { ask: ++lastAsk, name, input };
      waiting.set(asked.ask, resolve);
      if (port) send(port, asked);
      else unsent.push(asked);
    });
  }

  function send(to: BridgePort, asked: Asked): void {
    try {
      to.postMessage(asked);
    } catch {
      settle(asked.ask, badInput('not_data'));
    }
  }

  function hear(data: unknown): void {
    const told = data as Told;
    if ('reply' in told) settle(told.reply, told.with);
    else tell(told.notice);
  }

  function settle(number: number, reply: unknown): void {
    waiting.get(number)?.(reply);
    waiting.delete(number);
  }

  function tell(notice: Notice): void {
    if (notice.notice === 'lock-screen') lockScreen = notice;
    // From here on the lock screen is a thing of the past: a page that starts listening again must not go back to it.
    if (notice.notice === 'gathering' || notice.notice === 'ready' || notice.notice === 'damaged') lockScreen = null;
    for (const listener of [...listeners]) listener(notice);
  }

  function onNotice(listener: (notice: Notice) => void): () => void {
    // One entry for each call, so that the same function given twice can be taken away once.
    const entry = (notice: Notice) => listener(notice);
    listeners.add(entry);
    const missed = lockScreen;
    if (missed) queueMicrotask(() => listeners.has(entry) && entry(missed));
    return () => listeners.delete(entry);
  }

  function stop(): void {
    stopped = true;
    for (const number of [...waiting.keys()]) settle(number, STOPPED);
  }

  function connect(to: BridgePort): void {
    if (port) return;
    port = to;
    to.addEventListener('message', ({ data }) => hear(data));
    to.addEventListener('close', stop);
    to.start();
    for (const asked of unsent.splice(0)) send(to, asked);
  }

  const sign = (sign: Sign) => {
    if (!stopped) port?.postMessage({ sign } satisfies Signed);
  };

  return { bridge: { ask: ask as Bridge['ask'], onNotice }, connect, sign };
}

/** A rough measure, so that an enormous paste is refused here and not copied to another process first. */
function isTooLarge(input: unknown): boolean {
  let left = BRIDGE_MAX_BYTES;
  function weigh(value: unknown, depth: number): void {
    if (typeof value === 'string') left -= value.length * 2;
    else if (ArrayBuffer.isView(value)) left -= value.byteLength;
    else if (typeof value === 'object' && value !== null) {
      if (depth > NESTING_MAX) left = -1;
      for (const [key, each] of Object.entries(value)) {
        left -= key.length * 2;
        if (left < 0) return;
        weigh(each, depth + 1);
      }
    } else left -= 8;
  }
  weigh(input, 0);
  return left < 0;
}
