/** A pause and the state `paused` of a pairing are one thing: what becomes of the one when the other changes. */
import type { IsoDate } from './date.ts';
import type { Pause } from './event.ts';
import type { PairingState } from './pairing.ts';
import type { RecordId } from './record-id.ts';

/**
 * The state of a pairing once a pause is written, changed or taken out.
 * @param was the pause before, `null` for a new one; `is` the pause then, `null` when it is taken out
 * @returns null where a pause cannot begin: only an active pairing can be paused
 */
export function stateAfterPause(state: PairingState, was: Pause | null, is: Pause | null): PairingState | null {
  const [wasOpen, isOpen] = [isOngoing(was), isOngoing(is)];
  if (isOpen && !wasOpen) return state.is === 'active' ? { is: 'paused', since: is!.date, before: { is: 'active', since: state.since } } : null;
  if (!wasOpen || state.is !== 'paused') return state;
  if (isOpen) return { ...state, since: is!.date };
  if (is === null) return { is: 'active', since: state.before?.since ?? null, before: null };
  return { is: 'active', since: is.until, before: { is: 'paused', since: is.date } };
}

/**
 * The pause that begins, ends or goes on again with a step from one state to another; `null` where the step has to do with none.
 * @param pauses those of the pairing, newest first
 */
export function pauseAfterStep(pairing: RecordId, from: PairingState, to: PairingState, pauses: readonly Pause[], today: IsoDate): { was: Pause | null; is: Pause } | null {
  if (from.is === to.is) return null;
  if (from.is === 'paused') {
    const was = pauses.find(isOngoing);
    return was ? { was, is: { ...was, until: today } } : null;
  }
  if (to.is !== 'paused') return null;
  // An ending that is taken back on its day.
  const was = from.is === 'ended' ? pauses.find((pause) => pause.date === to.since && pause.until === from.since) : undefined;
  return was ? { was, is: { ...was, until: null } } : { was: null, is: { kind: 'pause', pairing, date: to.since ?? today, until: null, reason: null } };
}

export function isOngoing(pause: Pause | null): boolean {
  return pause?.until === null;
}
