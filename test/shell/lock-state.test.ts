import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOCK_REASONS } from '../../shared/process-messages.ts';
import { lockedAtStart, step, STOPS_MAX, STOPS_WITHIN_MS, type LockEffect, type LockEvent, type LockState } from '../../electron/shell/lock-state.ts';

const locked = lockedAtStart;
const open: LockState = { at: 'open', stops: [] };
const ending = (next: (LockState & { at: 'ending' })['next']): LockState => ({ at: 'ending', next, stops: [] });
const ended: LockState = { at: 'ended', stops: [] };

const askToLock: LockEffect[] = [{ do: 'ask-keeper-to-lock' }, { do: 'expect-exit' }];

describe('the state of the lock', () => {
  test.each<[string, LockState, LockEvent, LockState, LockEffect[]]>([
    ['a locked journal opens', locked, { event: 'unlocked' }, open, []],
    ['a locked journal has nothing to lock, but a key may be on its way', locked, { event: 'lock', because: 'suspend' }, locked, [{ do: 'tell-keeper-away' }]],
    ['a locked journal is left in order', locked, { event: 'leave' }, ending('leave'), askToLock],
    ['an open journal locks', open, { event: 'lock', because: 'suspend' }, ending({ show: 'suspend' }), askToLock],
    ['the page asks to lock', open, { event: 'locking' }, ending({ show: 'asked' }), [{ do: 'expect-exit' }]],
    ['an open journal is locked before the app closes', open, { event: 'leave' }, ending('leave'), askToLock],
    ['a deadline of an earlier lock comes too late', open, { event: 'overdue' }, open, []],
    ['the first reason stays', ending({ show: 'idle' }), { event: 'lock', because: 'suspend' }, ending({ show: 'idle' }), []],
    ['the keeper confirms that it is locking', ending({ show: 'idle' }), { event: 'locking' }, ending({ show: 'idle' }), []],
    ['closing the app while it locks', ending({ show: 'idle' }), { event: 'leave' }, ending('leave'), []],
    ['the keeper locks and says why', open, { event: 'locking', because: 'not-in-place' }, ending({ show: 'not-in-place' }), [{ do: 'expect-exit' }]],
    ['the keeper is gone in time', ending({ show: 'idle' }), { event: 'keeper-exited' }, locked, [{ do: 'renew', because: 'idle' }]],
    ['the keeper is gone and the app closes', ending('leave'), { event: 'keeper-exited' }, ended, [{ do: 'leave' }]],
    ['the keeper takes too long', ending({ show: 'screen-lock' }), { event: 'overdue' }, locked, [{ do: 'kill-keeper' }, { do: 'renew', because: 'screen-lock' }]],
    ['the keeper takes too long and the app closes', ending('leave'), { event: 'overdue' }, ended, [{ do: 'kill-keeper' }, { do: 'leave' }]],
    ['an opening that comes while it locks does not open it', ending({ show: 'idle' }), { event: 'unlocked' }, ending({ show: 'idle' }), []],
    ['the page goes while it locks', ending({ show: 'idle' }), { event: 'page-gone' }, ending({ show: 'idle' }), []],
    ['the keeper stops unasked', open, { event: 'keeper-exited' }, { at: 'locked', stops: [1000] }, [{ do: 'renew', because: 'keeper-stopped' }]],
    ['the page stops unasked', open, { event: 'page-gone' }, { at: 'ending', next: { show: 'keeper-stopped' }, stops: [1000] }, askToLock],
    ['the page of the lock screen stops unasked', locked, { event: 'page-gone' }, { at: 'ending', next: { show: 'keeper-stopped' }, stops: [1000] }, askToLock],
  ])('%s', (_name, before, event, after, effects) => {
    expect(step(before, event, 1000)).toEqual({ state: after, effects });
  });

  test('gives up when the keeper stops three times within ten seconds', () => {
    const times = [0, 4000, STOPS_WITHIN_MS - 1];
    expect(stopAt(times)).toEqual({ at: 'ended', effects: [{ do: 'kill-keeper' }, { do: 'give-up' }] });
    expect(times).toHaveLength(STOPS_MAX);
  });

  test('goes on when the stops lie further apart', () => {
    expect(stopAt([0, 4000, STOPS_WITHIN_MS, STOPS_WITHIN_MS + 4000])).toMatchObject({ at: 'locked' });
  });

  test('does not count what was asked for', () => {
    let state: LockState = locked;
    for (let round = 0; round < 10; round++) {
      for (const event of [{ event: 'unlocked' }, { event: 'lock', because: 'asked' }, { event: 'keeper-exited' }] as const) state = step(state, event, 1000).state;
    }
    expect(state).toEqual(locked);
  });

  test('holds in every order of events: a new window comes only after the keeper, nothing follows the end, and whatever locks can end', () => {
    const event = fc.oneof(
      fc.constantFrom<LockEvent[]>({ event: 'unlocked' }, { event: 'locking' }, { event: 'keeper-exited' }, { event: 'page-gone' }, { event: 'leave' }, { event: 'overdue' }),
      fc.constantFrom(...LOCK_REASONS).map((because): LockEvent => ({ event: 'lock', because })),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ event, waitMs: fc.nat(8000) }), { maxLength: 60 }), (history) => {
        let state: LockState = locked;
        let nowMs = 0;
        for (const { event, waitMs } of history) {
          nowMs += waitMs;
          const next = step(state, event, nowMs);
          const done = next.effects.map((effect) => effect.do);
          const keeperOver = event.event === 'keeper-exited' || done[0] === 'kill-keeper';
          if (done.includes('renew') || done.includes('leave') || done.includes('give-up')) expect(keeperOver).toBe(true);
          if (next.state.at === 'ending' && state.at !== 'ending') expect(done).toContain('expect-exit');
          if (next.state.at === 'open') expect(['open', 'locked']).toContain(state.at);
          if (state.at === 'ended') expect(next).toEqual({ state, effects: [] });
          if (next.state.at === 'ending') expect(['locked', 'ended']).toContain(step(next.state, { event: 'overdue' }, nowMs).state.at);
          state = next.state;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

function stopAt(times: number[]): { at: LockState['at']; effects: readonly LockEffect[] } {
  let last: { state: LockState; effects: readonly LockEffect[] } = { state: locked, effects: [] };
  for (const atMs of times) last = step(last.state, { event: 'keeper-exited' }, atMs);
  return { at: last.state.at, effects: last.effects };
}
