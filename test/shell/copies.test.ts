/** On the stand-in's clipboard, on which a test puts what Chromium puts there when a page copies. */
import { beforeEach, describe, expect, test } from 'vitest';
import { clipboard, ClipboardItem } from '../stand-in/electron/clipboard.ts';
import { Copies, COPY_SETTLES_MS, COPY_STAYS_MS, sourceFormat } from '../../electron/shell/copies.ts';

const OURS = 'frame 7';
const platform = 'linux';
let clock: number;
let timers: { atMs: number; run: () => void }[];
let copies: Copies;
let faults: string[];
/** What was asked of the clipboard's content. */
let asked: string[];

beforeEach(() => {
  clock = 0;
  timers = [];
  faults = [];
  asked = [];
  clipboard.clear();
  clipboard.selection?.clear();
  copies = copiesOn(clipboard);
});

type Clip = ConstructorParameters<typeof Copies>[0]['clipboard'];
function copiesOn(watched: Clip): Copies {
  const after = (ms: number, run: () => void) => {
    const timer = { atMs: clock + ms, run };
    timers.push(timer);
    return () => void (timers = timers.filter((each) => each !== timer));
  };
  return new Copies({ clipboard: watched, platform, after, fault: (happening) => faults.push(happening) });
}

async function wait(ms: number): Promise<void> {
  clock += ms;
  const due = timers.filter(({ atMs }) => atMs <= clock);
  timers = timers.filter(({ atMs }) => atMs > clock);
  for (const { run } of due) run();
  await settled();
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** As Chromium: the text, and beside it the number of the frame. */
function pageCopies(text: string, source: string | null = OURS): Promise<void> {
  const item = new ClipboardItem({ 'text/plain': text, ...(source === null ? {} : { [sourceFormat(platform)]: new Blob([source]) }) });
  const getType = item.getType.bind(item);
  item.getType = (type) => {
    asked.push(type);
    return getType(type);
  };
  return clipboard.write([item as unknown as Electron.ClipboardItem]);
}
const content = async () => (await clipboard.read()).length === 0 ? '' : clipboard.readText();

describe('a copy from the journal', () => {
  test('is gone after half a minute, and there until then', async () => {
    await pageCopies('canary');
    copies.copied();
    await wait(COPY_SETTLES_MS);
    await wait(COPY_STAYS_MS - COPY_SETTLES_MS - 1);
    expect((await clipboard.read()).length).toBe(1);
    await wait(1);
    expect(await content()).toBe('');
  });

  test('is gone when the journal locks', async () => {
    copies.opened();
    await pageCopies('canary');
    copies.copied();
    await wait(COPY_SETTLES_MS);
    await copies.locked();
    expect(await content()).toBe('');
    expect(timers).toEqual([]);
  });

  test('is gone when the journal locks before it could be looked at', async () => {
    await pageCopies('canary');
    copies.copied();
    await copies.locked();
    expect(await content()).toBe('');
  });

  test('is never read: only where it came from', async () => {
    await pageCopies('canary');
    copies.copied();
    await wait(COPY_SETTLES_MS);
    await wait(COPY_STAYS_MS);
    expect([...new Set(asked)]).toEqual([sourceFormat(platform)]);
  });

  test('counts anew from the latest', async () => {
    await pageCopies('canary');
    copies.copied();
    await wait(COPY_STAYS_MS - 1);
    await pageCopies('canary again');
    copies.copied();
    await wait(COPY_SETTLES_MS);
    await wait(1);
    expect((await clipboard.read()).length).toBe(1);
    await wait(COPY_STAYS_MS);
    expect(await content()).toBe('');
  });

  test('is cleared also where the clipboard does not say whose it is, or does not answer', async () => {
    await pageCopies('canary', null);
    copies.copied();
    await wait(COPY_SETTLES_MS);
    await wait(COPY_STAYS_MS);
    expect(await content()).toBe('');

    let cleared = 0;
    copies = copiesOn({ read: () => new Promise(() => undefined), clear: () => (cleared += 1) });
    copies.copied();
    await wait(COPY_SETTLES_MS);
    await wait(COPY_STAYS_MS);
    expect(cleared).toBe(1);
  });
});

describe('what somebody else has copied since', () => {
  test.each([['another program', null], ['another window of a browser', 'frame 8']])('stays: %s', async (_name, source) => {
    copies.opened();
    await pageCopies('canary');
    copies.copied();
    await wait(COPY_SETTLES_MS);
    await pageCopies('a shopping list', source);
    await wait(COPY_STAYS_MS);
    await copies.locked();
    expect(await clipboard.readText()).toBe('a shopping list');
  });

  test('stays when nothing was copied from the journal at all', async () => {
    await pageCopies('a shopping list', null);
    copies.opened();
    await copies.locked();
    expect(await clipboard.readText()).toBe('a shopping list');
  });
});

test('what is merely selected goes when an open journal locks', async () => {
  const { selection } = clipboard;
  if (selection === undefined) return;
  await selection.writeText('canary');
  await copies.locked();
  expect(await selection.readText()).toBe('canary');
  copies.opened();
  await copies.locked();
  expect(await selection.readText()).toBe('');
});

test('a clipboard that refuses is said in the log, without a word of what is on it', async () => {
  copies = copiesOn({ read: () => Promise.reject(new Error('canary')), clear: () => { throw new Error('canary'); } });
  copies.copied();
  await copies.locked();
  expect(faults).toEqual(['clearing the clipboard']);
});
