import type { ForkOptions, MessagePortMain, UtilityProcess } from 'electron';
import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import type { Choosing } from '../../shared/process-messages.ts';
import { startKeeper, type KeeperNews } from '../../electron/shell/keeper-host.ts';

/** Stands where Electron's child would; where a test ends one, a real process is behind it. */
class Child extends EventEmitter {
  readonly sent: { message: unknown; ports: unknown[] }[] = [];
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly real: ChildProcess | null;
  constructor(real: ChildProcess | null) { super(); this.real = real; }
  get pid() { return this.real?.pid; }
  postMessage(message: unknown, ports: unknown[]) { this.sent.push({ message, ports }); }
  kill() { return this.real?.kill('SIGTERM') ?? false; }
}

/** A port that fails the test when anybody touches it. */
const untouchable = new Proxy({}, { get: (_target, name) => { throw new Error(`the shell touched the port: ${String(name)}`); } }) as unknown as MessagePortMain;

const running: ChildProcess[] = [];
afterEach(() => { for (const child of running.splice(0)) child.kill('SIGKILL'); });

function host(real: ChildProcess | null = null) {
  const child = new Child(real);
  const forked: { modulePath: string; args: string[]; options: ForkOptions }[] = [];
  const said: KeeperNews[] = [];
  const choices: { what: Choosing; answer: (path: string | null) => void }[] = [];
  const logged: string[] = [];
  let exits = 0;
  const start = { journalFolder: '/j', settingsFolder: '/s' };
  const keeper = startKeeper(
    {
      fork: (modulePath, args, options) => { forked.push({ modulePath, args, options }); return child as unknown as UtilityProcess; },
      modulePath: '/app/keeper.js', start, environment: { TZ: 'UTC' }, log: (line) => logged.push(line),
      choose: (what) => new Promise((answer) => choices.push({ what, answer })),
    },
    { said: (message) => said.push(message), exited: () => { exits += 1; } },
  );
  return { keeper, child, forked, said, choices, logged, start, exits: () => exits };
}

describe('a keeper', () => {
  test('is started with its two folders, a small environment and no way to print past the shell', () => {
    const { forked, start } = host();
    expect(forked).toEqual([{ modulePath: '/app/keeper.js', args: [JSON.stringify(start)], options: { serviceName: 'Other Chair keeper', stdio: 'pipe', env: { TZ: 'UTC' } } }]);
  });

  test('gets its end of the channel without the shell touching it', () => {
    const { keeper, child } = host();
    keeper.meetWindow('idle', untouchable);
    expect(child.sent).toHaveLength(1);
    expect(child.sent[0]?.message).toEqual({ say: 'window', because: 'idle' });
    expect(child.sent[0]?.ports[0] === untouchable).toBe(true);
  });

  test('may have the person choose, and learns the path and nothing else', async () => {
    const { child, choices, said } = host();
    child.emit('message', { say: 'choose', what: 'backup-folder', number: 7, title: 'not carried along' });
    expect(choices.map(({ what }) => what)).toEqual(['backup-folder']);
    choices[0]?.answer('/media/stick');
    await Promise.resolve();
    expect(child.sent).toEqual([{ message: { say: 'chosen', number: 7, path: '/media/stick' }, ports: [] }]);
    expect(said).toEqual([]);
  });

  test('that has ended is not told any more what was chosen', async () => {
    const { child, choices } = host();
    child.emit('message', { say: 'choose', what: 'backup-file', number: 1 });
    child.emit('exit', 0);
    choices[0]?.answer('/media/stick/a.ocb');
    await Promise.resolve();
    expect(child.sent).toEqual([]);
  });

  test('is asked to lock with one word', () => {
    const { keeper, child } = host();
    keeper.lock();
    expect(child.sent).toEqual([{ message: { say: 'lock' }, ports: [] }]);
  });

  test('is heard when it says something of the contract and when it ends', () => {
    const { child, said, exits } = host();
    child.emit('message', { say: 'unlocked' });
    child.emit('message', { say: 'read me the journal' });
    child.emit('message', null);
    child.emit('exit', 0);
    expect(said).toEqual([{ say: 'unlocked' }]);
    expect(exits()).toBe(1);
  });

  test('writes into the log only what it wrote for it', async () => {
    const { child, logged } = host();
    child.stdout.write('a sentence of a journal\n');
    child.stderr.write('Error: a sentence of a jour');
    child.stderr.write('nal\nkeeper: fault 12ab in sea');
    child.stderr.write('rch: TypeError | at x.js:1:2\n    at anywhere (a sentence:1:1)\n');
    await new Promise((resolve) => setImmediate(resolve));
    expect(logged).toEqual(['keeper: fault 12ab in search: TypeError | at x.js:1:2\n']);
  });

  test.skipIf(process.platform === 'win32')('that does not listen to being asked is ended all the same', async () => {
    const real = spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); process.stdout.write('up')"], { stdio: ['ignore', 'pipe', 'ignore'] });
    running.push(real);
    await once(real.stdout, 'data');
    const { keeper } = host(real);
    const gone = once(real, 'exit');
    keeper.kill();
    expect(await gone).toEqual([null, 'SIGKILL']);
    expect(() => keeper.kill()).not.toThrow();
  });
});
