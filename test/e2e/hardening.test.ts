/** The window as somebody sees it who has got into the page: what it can reach, and what stays behind. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../electron/shell/content-security.ts';
import { requests, type Bridge, type RequestName } from '../../shared/requests.ts';
import { Coach } from './coach.ts';
import { layJournal, type LaidJournal } from './laid-journal.ts';

declare global {
  interface Window {
    readonly otherChair: Bridge;
  }
}

const TITLE = 'Other Chair';
/** From the press to the end of the keeper. */
const GONE_WITHIN_MS = 500;
const SECRET = 'zanzibar-quicksilver';

let journal: LaidJournal;
let coach: Coach;

beforeAll(async () => {
  journal = await layJournal();
  coach = await Coach.sitDown(journal.folder);
  await coach.unlockWithPassphrase(journal.passphrase);
});

beforeEach(async () => {
  await coach.goTo('Today');
});

/** After a page was misused: the driver would wait for the end of a navigation that was refused. */
async function leaveThePage(): Promise<void> {
  await coach.lockFromOutside();
  await coach.unlockWithPassphrase(journal.passphrase);
}

afterAll(async () => {
  await coach.app.kill();
});

describe('in normal use', () => {
  test('the window wants nothing that is refused, keeps its title, and leaves nothing in the browser', async () => {
    const before = coach.app.refused?.length ?? 0;
    const titles = new Set<string>();
    const historyAtFirst = await coach.page.evaluate(() => history.length);
    const look = async () => titles.add(await coach.page.title());
    await coach.beginEntry();
    await coach.writeSession({ pairing: 'Mira', sittings: [{ chair: 'coach', takeaway: SECRET, heldBackTags: [SECRET] }] });
    await look();
    await coach.findByWord(SECRET);
    await look();
    await coach.openEntry(SECRET);
    await look();
    await coach.goTo('Settings');
    await coach.choose('Light and dark', 'Light');
    await look();
    expect(await leftInBrowser()).toStrictEqual({ local: 0, session: 0, databases: 0, caches: 0, cookies: '', historyLength: historyAtFirst, historyState: null, path: '/' });
    expect([...titles]).toStrictEqual([TITLE]);
    expect(await coach.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()))).toStrictEqual([TITLE]);
    expect(coach.app.refused?.slice(before) ?? []).toStrictEqual([]);
  });

  /** A store that may not even be looked at holds nothing. */
  function leftInBrowser() {
    return coach.page.evaluate(async () => {
      const orNothing = async <T>(look: () => T | Promise<T>, nothing: T): Promise<T> => {
        try {
          return await look();
        } catch {
          return nothing;
        }
      };
      return {
        local: await orNothing(() => localStorage.length, 0),
        session: await orNothing(() => sessionStorage.length, 0),
        databases: await orNothing(async () => (await indexedDB.databases()).length, 0),
        caches: await orNothing(async () => (await caches.keys()).length, 0),
        cookies: await orNothing(() => document.cookie, ''),
        historyLength: history.length,
        historyState: history.state as unknown,
        path: location.pathname + location.search + location.hash,
      };
    });
  }
});

describe('a page that wants out', () => {
  afterEach(leaveThePage);

  test('is refused every request, worker, frame and form by the policy the files came with', async () => {
    const { violated, policies, answers } = await coach.page.evaluate(async () => {
      const events: SecurityPolicyViolationEvent[] = [];
      document.addEventListener('securitypolicyviolation', (event) => events.push(event));
      const first = (attempt: (resolve: (outcome: string) => void) => void) =>
        new Promise<string>((resolve) => {
          setTimeout(() => resolve('nothing came'), 1500);
          try {
            attempt(resolve);
          } catch {
            resolve('refused');
          }
        });
      const outcome = (element: HTMLElement) =>
        first((resolve) => {
          element.addEventListener('load', () => resolve('loaded'));
          element.addEventListener('error', () => resolve('refused'));
          document.body.append(element);
        });
      const away = 'https://example.org/';
      const reached = async (attempt: () => unknown) => {
        try {
          await attempt();
          return 'reached';
        } catch {
          return 'refused';
        }
      };
      const found = {
        fetch: await reached(() => fetch(away)),
        ownFile: await reached(() => fetch('/index.html')),
        loopback: await reached(() => fetch('http://127.0.0.1:9/')),
        socket: await first((resolve) => {
          const socket = new WebSocket('wss://example.org/');
          // The stand-in answers for the server, and closes.
          socket.onmessage = () => resolve('reached');
          socket.onerror = socket.onclose = () => resolve('refused');
        }),
        events: await first((resolve) => {
          const source = new EventSource(away);
          source.onopen = () => resolve('reached');
          source.onerror = () => resolve('refused');
        }),
        worker: await reached(() => new Worker(`data:text/javascript,postMessage(1)`)),
        image: await outcome(Object.assign(document.createElement('img'), { src: `${away}pixel.png` })),
        style: await outcome(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${away}style.css` })),
      };
      navigator.sendBeacon(away, 'x');
      document.body.append(Object.assign(document.createElement('iframe'), { src: away }));
      const form = Object.assign(document.createElement('form'), { action: away, method: 'post' });
      document.body.append(form);
      form.submit();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { violated: [...new Set(events.map((event) => event.effectiveDirective))], policies: [...new Set(events.map((event) => event.originalPolicy))], answers: found };
    });
    expect(Object.entries(answers).filter(([, outcome]) => outcome !== 'refused')).toStrictEqual([]);
    expect(violated).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'form-action', 'style-src-elem', 'frame-src']));
    expect(policies).toStrictEqual([CONTENT_SECURITY_POLICY]);
  });

  test('cannot go anywhere, open anything or save a file', async () => {
    const { page } = coach;
    const address = page.url();
    const before = coach.app.refused?.length ?? 0;
    const opened = await page.evaluate(() => window.open('https://example.org/popup') === null);
    await page.evaluate(() => {
      location.href = 'https://example.org/navigation';
    });
    await page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('a'), { href: 'https://example.org/link', target: '_blank', id: 'away' }));
      document.getElementById('away')?.click();
      location.replace('/elsewhere');
    });
    await page.evaluate(() => {
      Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['x'])), download: 'notes.txt' }).click();
    });
    await pause(300);
    expect(opened).toBe(true);
    expect(page.url()).toBe(address);
    expect(coach.app.windows()).toHaveLength(1);
    const refused = coach.app.refused?.slice(before);
    if (refused) expect(new Set(refused.map(({ why }) => why))).toEqual(new Set(['popup', 'will-frame-navigate', 'download']));
  });

  test('gets no permission for anything', async () => {
    const answers = await coach.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi', 'persistent-storage', 'screen-wake-lock', 'storage-access', 'local-fonts', 'window-management', 'idle-detection'];
      const states = await Promise.all(names.map((name) => navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => `${name} ${state}`, () => `${name} unknown`)));
      const refused = (attempt: () => Promise<unknown>) => attempt().then(() => 'granted', () => 'refused');
      const asked = {
        media: await refused(() => navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await refused(() => navigator.mediaDevices.getDisplayMedia()),
        place: await refused(() => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))),
        clipboard: await refused(() => navigator.clipboard.readText()),
        notification: (await Notification.requestPermission()) === 'granted' ? 'granted' : 'refused',
      };
      return { granted: states.filter((state) => state.endsWith('granted')), asked };
    });
    expect(answers.granted).toStrictEqual([]);
    expect(Object.entries(answers.asked).filter(([, answer]) => answer !== 'refused')).toStrictEqual([]);
  });

  test('cannot turn text into code', async () => {
    // In a timer: what is called through the debugger itself is exempt from the policy.
    const outcomes = await coach.page.evaluate(
      () =>
        new Promise<Record<string, string>>((resolve) => {
          setTimeout(() => {
            const tried = (attempt: () => unknown) => {
              try {
                attempt();
                return 'done';
              } catch {
                return 'refused';
              }
            };
            const flag = window as { inlineRan?: boolean };
            const inline = document.createElement('script');
            const outcomesByName = {
              eval: tried(() => (0, eval)('1')),
              constructor: tried(() => Reflect.construct(Function, ['return 1'])),
              constructorOfBridge: tried(() => Reflect.construct(window.otherChair.ask.constructor, ['return process'])),
              html: tried(() => (document.createElement('div').innerHTML = '<b>x</b>')),
              emptyHtml: tried(() => (document.createElement('div').innerHTML = '')),
              rangeHtml: tried(() => document.createRange().createContextualFragment('<p>x</p>')),
              parser: tried(() => new DOMParser().parseFromString('<p>x</p>', 'text/html')),
              policy: tried(() => (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy('mine', { createHTML: (text: string) => text })),
              scriptText: tried(() => (inline.text = 'window.inlineRan = true')),
              handler: tried(() => document.body.setAttribute('onclick', 'window.inlineRan = true')),
            };
            document.body.click();
            resolve({ ...outcomesByName, inline: flag.inlineRan === true ? 'ran' : 'refused' });
          }, 0);
        }),
    );
    expect(Object.entries(outcomes).filter(([, outcome]) => outcome !== 'refused')).toStrictEqual([]);
  });

  test('finds nothing of Node, of Electron or of the port in its world', async () => {
    const found = await coach.page.evaluate(async () => {
      const world = window as unknown as Record<string, unknown>;
      const ports: number[] = [];
      window.addEventListener('message', (event) => ports.push(event.ports.length));
      await window.otherChair.ask('journalStatus', {});
      const { otherChair } = window;
      const replace = () => {
        try {
          world['otherChair'] = { ask: () => 'mine' };
          (otherChair as unknown as Record<string, unknown>)['ask'] = () => 'mine';
          (otherChair as unknown as Record<string, unknown>)['more'] = 1;
        } catch {
          // Frozen things throw in strict code.
        }
      };
      replace();
      return {
        node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'setImmediate', 'ipcRenderer', 'electron'].filter((name) => typeof world[name] !== 'undefined'),
        bridge: Object.keys(window.otherChair),
        names: Object.getOwnPropertyNames(window.otherChair),
        kinds: [typeof window.otherChair.ask, typeof window.otherChair.onNotice],
        isFrozen: Object.isFrozen(window.otherChair),
        isTheSame: window.otherChair === otherChair,
        stillAsks: (await window.otherChair.ask('journalStatus', {})).ok,
        ports,
      };
    });
    expect(found).toStrictEqual({ node: [], bridge: ['ask', 'onNotice'], names: ['ask', 'onNotice'], kinds: ['function', 'function'], isFrozen: true, isTheSame: true, stillAsks: true, ports: [] });
  });
});

describe('a page that asks for harm', () => {
  test('is refused whatever is not a question, and everybody goes on living', async () => {
    const { keepers } = await coach.app.children();
    const before = await (await coach.entries()).count();
    const answers = await coach.page.evaluate(
      async ({ secret }) => {
        const ask = window.otherChair.ask.bind(window.otherChair) as unknown as (...args: unknown[]) => Promise<{ ok: boolean; refusal?: { why: string } }>;
        const cyclic: Record<string, unknown> = { secret };
        cyclic['self'] = cyclic;
        let deep: unknown = secret;
        for (let depth = 0; depth < 5000; depth += 1) deep = [deep];
        const inputs: unknown[] = [undefined, null, 1, NaN, -0, 10n, '', secret, 'x'.repeat(20_000_000), Symbol('x'), () => secret, cyclic, deep, [], new Date(), new Map([[secret, 1]]), new ArrayBuffer(9_000_000), { id: secret }, { id: null, session: secret }, { ['__proto__']: { text: secret } }, { text: secret, pairing: null, chair: null, limit: 1e9 }, document.body, new Proxy({}, {})];
        const names = ['', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'savesession', secret, 'x'.repeat(1_000_000), 'listSessions', 'saveSession', 'savePairing', 'search', 'readSession', 'eraseSession', 'savePreferences', 'unlockWithPassphrase'];
        const asked = async (name: unknown, input: unknown) => {
          try {
            const { ok, refusal } = await ask(name, input);
            return ok ? 'done' : (refusal?.why ?? 'no reason');
          } catch {
            return 'does not leave the page';
          }
        };
        // No questions at all: nobody answers these.
        for (const name of [null, undefined, 1, {}, [], Symbol('x')]) for (const input of inputs) void asked(name, input);
        const outcomes = await Promise.all(names.flatMap((name) => inputs.map((input) => asked(name, input))));
        return Object.fromEntries([...new Set(outcomes)].map((outcome) => [outcome, outcomes.filter((each) => each === outcome).length]));
      },
      { secret: SECRET },
    );
    expect(Object.keys(answers).sort()).toStrictEqual(['bad-input', 'does not leave the page', 'wrong-state']);
    expect(answers['bad-input']).toBeGreaterThan(100);
    expect((await coach.app.children()).keepers).toStrictEqual(keepers);
    expect(await (await coach.entries()).count()).toBe(before);
    expect(coach.app.output()).not.toContain(SECRET);
  });

  test('gets nothing out of a locked journal', async () => {
    await coach.lock();
    const open = (Object.keys(requests) as RequestName[]).filter((name) => requests[name].while === 'open');
    const answers = await coach.page.evaluate(async (names) => {
      const ask = window.otherChair.ask.bind(window.otherChair) as unknown as (name: string, input: unknown) => Promise<{ ok: boolean; refusal?: { why: string } }>;
      return Promise.all(names.map(async (name) => (await ask(name, {})).refusal?.why ?? 'done'));
    }, open);
    expect(open.length).toBeGreaterThan(10);
    expect(new Set(answers)).toStrictEqual(new Set(['wrong-state']));
    await coach.unlockWithPassphrase(journal.passphrase);
  });
});

describe('locking', () => {
  test('ends the keeper and the page, and the fresh window has another keeper', async () => {
    const tookMs: number[] = [];
    for (const lock of [() => coach.press('Lock'), () => coach.page.keyboard.press('ControlOrMeta+L'), () => coach.press('Lock')]) {
      const { page } = coach;
      const [keeper] = (await coach.app.children()).keepers;
      const pressedAt = performance.now();
      await coach.followToFreshWindow(async () => {
        await lock();
        while (isAlive(keeper!)) await pause(5);
        tookMs.push(performance.now() - pressedAt);
      });
      expect(page.isClosed()).toBe(true);
      expect((await coach.app.children()).keepers).not.toContain(keeper);
      await coach.unlockWithPassphrase(journal.passphrase);
    }
    // The fastest: how long the others waited for a turn is this machine's matter.
    expect(Math.min(...tookMs)).toBeLessThanOrEqual(GONE_WITHIN_MS);
  });

  test('ends a keeper that does not answer', async () => {
    const [keeper] = (await coach.app.children()).keepers;
    process.kill(keeper!, 'SIGSTOP');
    await coach.followToFreshWindow(() => coach.app.evaluate(({ powerMonitor }) => { powerMonitor.emit('suspend'); }));
    await coach.atLockScreen();
    await expect.poll(() => isAlive(keeper!)).toBe(false);
    await coach.unlockWithPassphrase(journal.passphrase);
  });

  function isAlive(pid: number): boolean {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  }
});
