import { expect, test } from 'vitest';
import { Turn } from '../../electron/journal/turn.ts';

/** Work that ends when it is told to, or stopped. */
function open_(signal?: AbortSignal): { done: Promise<void>; end: () => void } {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    end = resolve;
    signal?.addEventListener('abort', () => reject(new Error('stopped')));
  });
  return { done, end };
}

test('one thing at a time: the second is told what is under way, and the turn is free again however it ended', async () => {
  const turn = new Turn();
  const work = open_();
  const backup = turn.alone('backup', () => work.done);
  await expect(turn.alone('move', () => Promise.resolve())).rejects.toMatchObject({ fault: 'busy-backup' });
  work.end();
  await backup;
  await expect(turn.alone('move', () => Promise.reject(new Error('the drive is gone')))).rejects.toThrow('the drive is gone');
  expect(await turn.alone('rekey', () => Promise.resolve(7))).toBe(7);
});

test('what goes on by itself waits for the other of its kind, and is not dropped', async () => {
  const turn = new Turn();
  const first = open_();
  const order: string[] = [];
  const raising = turn.aside(() => first.done.then(() => order.push('cost raised')));
  const backup = turn.aside(() => Promise.resolve(order.push('backed up')));
  first.end();
  expect(await Promise.all([raising, backup])).toEqual([true, true]);
  expect(order).toEqual(['cost raised', 'backed up']);
});

test('what goes on by itself is stopped and over before what was asked for begins, and does not begin beside it', async () => {
  const turn = new Turn();
  const order: string[] = [];
  const byItself = turn.aside(async (signal) => {
    await open_(signal).done.catch(() => undefined);
    order.push('stopped');
  });
  const asked = open_();
  const move = turn.alone('move', () => {
    order.push('begun');
    return asked.done;
  });
  await byItself;
  expect(await turn.aside(() => Promise.resolve(order.push('beside it')))).toBe(false);
  asked.end();
  await move;
  expect(order).toEqual(['stopped', 'begun']);
});

test('at locking whatever fails has been stopped, and nothing begins any more by itself', async () => {
  const turn = new Turn();
  const work = turn.alone('rekey', () => Promise.resolve().then(() => Promise.reject(new Error('keys are gone'))));
  turn.end();
  await expect(work).rejects.toMatchObject({ fault: 'cancelled' });
  expect(await turn.aside(() => Promise.resolve())).toBe(false);
});
