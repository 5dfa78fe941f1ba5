/** What the system tells that locks the journal. */
import type { Event, PowerMonitor } from 'electron';
import type { LockReason } from '../../shared/process-messages.ts';

export interface Lockable {
  lock(because: LockReason): void;
  leave(): void;
}

/**
 * `lock-screen` comes on macOS and Windows, `shutdown` on Linux and macOS, `user-did-resign-active` (another person's turn at this
 * computer) on macOS. Linux says nothing when the screen is locked: `IdleWatch` looks.
 */
export function lockOnSystemEvents(powerMonitor: Pick<PowerMonitor, 'on'>, journal: Lockable): void {
  powerMonitor.on('suspend', () => journal.lock('suspend'));
  powerMonitor.on('lock-screen', () => journal.lock('screen-lock'));
  powerMonitor.on('user-did-resign-active', () => journal.lock('screen-lock'));
  powerMonitor.on('shutdown', (...told: Pick<Event, 'preventDefault'>[]) => {
    // A system that can be asked to wait waits for this app to close; any other gets a locked journal at once.
    const [event] = told;
    if (event) {
      event.preventDefault();
      journal.leave();
    } else journal.lock('shutdown');
  });
}
