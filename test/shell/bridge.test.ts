import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import type { Notice } from '../../shared/process-messages.ts';
import { MESSAGE_MAX_BYTES, type Asked, type Bridge } from '../../shared/requests.ts';
import { BRIDGE_MAX_BYTES, createBridge, type BridgePort } from '../../electron/shell/bridge.ts';

const STOPPED = { ok: false, refusal: { why: 'fault', reference: 'keeper-stopped' } };
const LOCK_SCREEN: Notice = { notice: 'lock-screen', because: 'idle' };

const channels: MessageChannel[] = [];
afterEach(() => { for (const { port1, port2 } of channels.splice(0)) { port1.close(); port2.close(); } });

/** The page's bridge, and the end of a real channel where the keeper would sit. */
function setUp() {
  const channel = new MessageChannel();
  channels.push(channel);
  const asked: Asked[] = [];
  channel.port2.on('message', (message: Asked) => asked.push(message));
  const { bridge, connect } = createBridge();
  const connectTo = (port: MessagePort) => connect(port as unknown as BridgePort);
  return { bridge, connectTo, connect: () => connectTo(channel.port1), page: channel.port1, keeper: channel.port2, asked };
}

/** Messages of a channel arrive in order, so whatever was sent before has come when this has. */
async function delivered(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const come = new Promise((resolve) => port2.once('message', resolve));
  port1.postMessage(null);
  await come;
  await new Promise((resolve) => setTimeout(resolve, 5));
  port1.close();
}

const answer = (keeper: MessagePort, reply: number, value: unknown) => keeper.postMessage({ reply, with: { ok: true, value } });

describe('what the page can reach', () => {
  test('is to ask and to be told, and nothing besides', () => {
    expect(Object.keys(createBridge().bridge).sort()).toEqual(['ask', 'onNotice']);
  });
});

describe('asking', () => {
  test('waits for the port, then goes through it in order', async () => {
    const { bridge, connect, asked } = setUp();
    void bridge.ask('journalStatus', {});
    void bridge.ask('suggestPassphrase', {});
    await delivered();
    expect(asked).toEqual([]);
    connect();
    void bridge.ask('listTags', {});
    await delivered();
    expect(asked).toEqual([
      { ask: 1, name: 'journalStatus', input: {} },
      { ask: 2, name: 'suggestPassphrase', input: {} },
      { ask: 3, name: 'listTags', input: {} },
    ]);
  });

  test('gets the answer to its own question, in whatever order answers come', async () => {
    const { bridge, connect, keeper } = setUp();
    connect();
    const first = bridge.ask('listTags', {});
    const second = bridge.ask('suggestPassphrase', {});
    answer(keeper, 2, { passphrase: 'six words' });
    answer(keeper, 99, 'nobody asked');
    answer(keeper, 1, ['listening']);
    answer(keeper, 1, ['twice']);
    expect(await first).toEqual({ ok: true, value: ['listening'] });
    expect(await second).toEqual({ ok: true, value: { passphrase: 'six words' } });
  });

  test('is answered with a fault when the keeper stops, whether sent or still to be sent', async () => {
    const { bridge, connect, keeper } = setUp();
    connect();
    const before = bridge.ask('listTags', {});
    await delivered();
    keeper.close();
    expect(await before).toEqual(STOPPED);
    expect(await bridge.ask('listTags', {})).toEqual(STOPPED);
  });

  test('more than a message may hold is refused before anything is sent', async () => {
    const { bridge, connect, asked } = setUp();
    connect();
    const tooBig = { ok: false, refusal: { why: 'bad-input', issues: [{ path: '', code: 'too_big' }] } };
    expect(BRIDGE_MAX_BYTES).toBe(MESSAGE_MAX_BYTES);
    expect(await bridge.ask('search', { text: 'x'.repeat(MESSAGE_MAX_BYTES / 2 + 1), pairing: null, chair: null, limit: 1 })).toEqual(tooBig);
    expect(await askAnything(bridge, Array.from({ length: 2_000_000 }, () => 0))).toEqual(tooBig);
    expect(await askAnything(bridge, endless())).toEqual(tooBig);
    await delivered();
    expect(asked).toEqual([]);
    void bridge.ask('search', { text: 'x'.repeat(MESSAGE_MAX_BYTES / 2 - 1000), pairing: null, chair: null, limit: 1 });
    await delivered();
    expect(asked).toHaveLength(1);
  });

  test('with something that is not data is refused', async () => {
    const { bridge, connect } = setUp();
    connect();
    expect(await askAnything(bridge, { run: () => 1 })).toEqual({ ok: false, refusal: { why: 'bad-input', issues: [{ path: '', code: 'not_data' }] } });
  });

  test('goes through the first port only', async () => {
    const { bridge, connect, connectTo, asked } = setUp();
    const other = setUp();
    connect();
    connectTo(other.page);
    void bridge.ask('listTags', {});
    await delivered();
    expect([asked.length, other.asked.length]).toEqual([1, 0]);
  });
});

describe('being told', () => {
  test('reaches everyone who listens, until they stop', async () => {
    const { bridge, connect, keeper } = setUp();
    connect();
    const first: Notice[] = [];
    const second: Notice[] = [];
    const stop = bridge.onNotice((notice) => first.push(notice));
    bridge.onNotice((notice) => second.push(notice));
    keeper.postMessage({ notice: { notice: 'ready' } });
    await delivered();
    stop();
    stop();
    keeper.postMessage({ notice: { notice: 'lock-coming' } });
    await delivered();
    expect(first).toEqual([{ notice: 'ready' }]);
    expect(second).toEqual([{ notice: 'ready' }, { notice: 'lock-coming' }]);
  });

  test('why the lock screen is shown comes to a listener that is late, each time it starts listening', async () => {
    const { bridge, connect, keeper } = setUp();
    connect();
    keeper.postMessage({ notice: LOCK_SCREEN });
    await delivered();
    for (let time = 0; time < 2; time++) {
      const told: Notice[] = [];
      const stop = bridge.onNotice((notice) => told.push(notice));
      expect(told).toEqual([]);
      await delivered();
      stop();
      expect(told).toEqual([LOCK_SCREEN]);
    }
  });

  test('comes once to a listener that was in time', async () => {
    const { bridge, connect, keeper } = setUp();
    const told: Notice[] = [];
    bridge.onNotice((notice) => told.push(notice));
    connect();
    keeper.postMessage({ notice: LOCK_SCREEN });
    await delivered();
    expect(told).toEqual([LOCK_SCREEN]);
  });

  test('is not sent back to the lock screen once the journal is open', async () => {
    const { bridge, connect, keeper } = setUp();
    connect();
    keeper.postMessage({ notice: LOCK_SCREEN });
    keeper.postMessage({ notice: { notice: 'gathering', done: 1, total: 2 } });
    await delivered();
    const told: Notice[] = [];
    bridge.onNotice((notice) => told.push(notice));
    await delivered();
    expect(told).toEqual([]);
  });

  test('does not reach a listener that stopped before its turn', async () => {
    const { bridge, connect, keeper } = setUp();
    connect();
    keeper.postMessage({ notice: LOCK_SCREEN });
    await delivered();
    const told: Notice[] = [];
    bridge.onNotice((notice) => told.push(notice))();
    await delivered();
    expect(told).toEqual([]);
  });
});

/** Past the types, as a page that was taken over could. */
function askAnything(bridge: Bridge, input: unknown): Promise<unknown> {
  return bridge.ask('listTags', input as Record<string, never>);
}

function endless(): unknown {
  const round: { again?: unknown } = {};
  round.again = round;
  return round;
}
