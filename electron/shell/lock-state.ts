/**
 * Locked, open, on the way to being locked: what the shell knows of the journal, and what has to be done next. Pure; `Locking` does
 * what is said here.
 */
import type { LockReason } from '../../shared/process-messages.ts';

export type LockState =
  /** A keeper runs that has never held a key. */
  | { at: 'locked'; stops: Stops }
  | { at: 'open'; stops: Stops }
  /** The keeper was told to end, or said that it does. */
  | { at: 'ending'; next: Next; stops: Stops }
  /** The app closes. Nothing changes this any more. */
  | { at: 'ended'; stops: Stops };

type Next = { show: LockReason } | 'leave';
/** When a keeper or a page stopped unasked, in milliseconds since 1970. */
type Stops = readonly number[];

export type LockEvent =
  | { event: 'unlocked' }
  | { event: 'locking'; because?: LockReason }
  | { event: 'keeper-exited' }
  /** The page's process is gone, or the page could not be loaded. */
  | { event: 'page-gone' }
  /** A person, the menu or the system wants the journal locked. */
  | { event: 'lock'; because: LockReason }
  /** The app is to close. */
  | { event: 'leave' }
  /** The keeper had its time. */
  | { event: 'overdue' };

export type LockEffect =
  | { do: 'ask-keeper-to-lock' }
  /** Nothing is open as far as is known here, but a key may be on its way. */
  | { do: 'tell-keeper-away' }
  | { do: 'expect-exit' }
  | { do: 'kill-keeper' }
  /** A new keeper and a new window, and the old window destroyed. */
  | { do: 'renew'; because: LockReason }
  | { do: 'leave' }
  /** Say that the app cannot go on, then leave. */
  | { do: 'give-up' };

/** So many stops within so short a time, and a further start would only be one more. */
export const STOPS_MAX = 3;
export const STOPS_WITHIN_MS = 10_000;

export const lockedAtStart: LockState = { at: 'locked', stops: [] };

export interface Step { state: LockState; effects: readonly LockEffect[] }

export function step(state: LockState, event: LockEvent, nowMs: number): Step {
  switch (state.at) {
    case 'locked':
    case 'open':
      return whileRunning(state, event, nowMs);
    case 'ending':
      return whileEnding(state, event);
    case 'ended':
      return { state, effects: [] };
  }
}

function whileRunning(state: LockState & { at: 'locked' | 'open' }, event: LockEvent, nowMs: number): Step {
  const { stops } = state;
  switch (event.event) {
    case 'unlocked':
      return { state: { at: 'open', stops }, effects: [] };
    case 'locking':
      return { state: { at: 'ending', next: { show: event.because ?? 'asked' }, stops }, effects: [{ do: 'expect-exit' }] };
    case 'lock':
      return state.at === 'open' ? end({ show: event.because }, stops) : { state, effects: [{ do: 'tell-keeper-away' }] };
    case 'leave':
      return end('leave', stops);
    case 'keeper-exited':
      return stopped(stops, nowMs, (recent) => renew('keeper-stopped', recent));
    case 'page-gone':
      return stopped(stops, nowMs, (recent) => end({ show: 'keeper-stopped' }, recent));
    case 'overdue':
      return { state, effects: [] };
  }
}

function whileEnding(state: LockState & { at: 'ending' }, event: LockEvent): Step {
  const { next, stops } = state;
  switch (event.event) {
    case 'leave':
      return { state: { ...state, next: 'leave' }, effects: [] };
    case 'keeper-exited':
      return goOn(next, stops);
    case 'overdue': {
      const after = goOn(next, stops);
      return { ...after, effects: [{ do: 'kill-keeper' }, ...after.effects] };
    }
    case 'unlocked':
    case 'locking':
    case 'lock':
    case 'page-gone':
      return { state, effects: [] };
  }
}

function end(next: Next, stops: Stops): Step {
  return { state: { at: 'ending', next, stops }, effects: [{ do: 'ask-keeper-to-lock' }, { do: 'expect-exit' }] };
}

function goOn(next: Next, stops: Stops): Step {
  return next === 'leave' ? { state: { at: 'ended', stops }, effects: [{ do: 'leave' }] } : renew(next.show, stops);
}

function renew(because: LockReason, stops: Stops): Step {
  return { state: { at: 'locked', stops }, effects: [{ do: 'renew', because }] };
}

function stopped(stops: Stops, nowMs: number, otherwise: (recent: Stops) => Step): Step {
  const recent = [...stops.filter((atMs) => nowMs - atMs < STOPS_WITHIN_MS), nowMs];
  if (recent.length < STOPS_MAX) return otherwise(recent);
  return { state: { at: 'ended', stops: recent }, effects: [{ do: 'kill-keeper' }, { do: 'give-up' }] };
}
