/**
 * One keeper and one window at a time. Locking ends both and starts two new ones, because clearing a JavaScript heap does not clear
 * it and ending a process does.
 */
import type { Preferences } from '../../shared/preferences.ts';
import type { LockReason } from '../../shared/process-messages.ts';
import type { KeeperHeard, KeeperNews } from './keeper-host.ts';
import { lockedAtStart, step, type LockEffect, type LockEvent, type LockState } from './lock-state.ts';

/** From the wish to lock to the end of the keeper at most; the keeper itself gives the page 350 ms of these for its last save. */
export const KEEPER_EXIT_MS = 480;

export interface WindowHeard {
  /** The page's process is gone, or the page could not be loaded. */
  gone(): void;
  /** The person wants to close the window. */
  closing(): void;
  /** The window was minimised or hidden. */
  hidden(): void;
  /** Windows asks whether the person may be signed out. */
  signingOut(): void;
}

/** As much of a running keeper as is used here. */
interface Endable {
  lock(): void;
  away(): void;
  kill(): void;
}

export interface LockingOutside<Keeper extends Endable, Window extends { destroy(): void }> {
  startKeeper(heard: KeeperHeard): Keeper;
  /** `before`: the window that is destroyed next, for where it stands. */
  openWindow(keeper: Keeper, because: LockReason, before: Window | null, heard: WindowHeard): Window;
  preferencesAre(preferences: Preferences): void;
  /** Something was copied from the window. */
  copied(): void;
  /** Called after each change. */
  stateIs(at: LockState['at']): void;
  leave(): void;
  giveUp(): void;
  /** Returns what calls it off. */
  after(ms: number, run: () => void): () => void;
  nowMs(): number;
}

export class Locking<Keeper extends Endable, Window extends { destroy(): void }> {
  readonly #outside: LockingOutside<Keeper, Window>;
  #state: LockState = lockedAtStart;
  /** Counts keepers with their windows: what an earlier one says comes too late. */
  #turn = 0;
  #keeper: Keeper | null = null;
  #window: Window | null = null;
  #lockWhenHidden = false;
  #forgetDeadline: () => void = () => {};

  constructor(outside: LockingOutside<Keeper, Window>) {
    this.#outside = outside;
  }

  get at(): LockState['at'] {
    return this.#state.at;
  }

  start(): void {
    this.#renew('start');
  }

  lock(because: LockReason): void {
    this.#hear({ event: 'lock', because });
  }

  /** Locks, then closes the app. */
  leave(): void {
    this.#hear({ event: 'leave' });
  }

  #renew(because: LockReason): void {
    const turn = ++this.#turn;
    const before = this.#window;
    const hear = (event: LockEvent) => {
      if (turn === this.#turn) this.#hear(event);
    };
    this.#keeper = this.#outside.startKeeper({
      said: (message) => {
        if (turn === this.#turn) this.#said(message);
      },
      exited: () => hear({ event: 'keeper-exited' }),
    });
    try {
      // The new one first: a moment without any window would be taken for the end of the app.
      this.#window = this.#outside.openWindow(this.#keeper, because, before, {
        gone: () => hear({ event: 'page-gone' }),
        closing: () => hear({ event: 'leave' }),
        hidden: () => {
          if (this.#lockWhenHidden) hear({ event: 'lock', because: 'hidden' });
        },
        signingOut: () => hear({ event: 'lock', because: 'shutdown' }),
      });
    } finally {
      before?.destroy();
    }
  }

  #said(message: KeeperNews): void {
    switch (message.say) {
      case 'preferences':
        this.#lockWhenHidden = message.preferences.lockWhenHidden;
        this.#outside.preferencesAre(message.preferences);
        break;
      case 'copied':
        this.#outside.copied();
        break;
      case 'idle':
        this.#hear({ event: 'lock', because: 'idle' });
        break;
      case 'locking':
        this.#hear({ event: 'locking', ...(message.because && { because: message.because }) });
        break;
      case 'unlocked':
        this.#hear({ event: 'unlocked' });
    }
  }

  #hear(event: LockEvent): void {
    const { state, effects } = step(this.#state, event, this.#outside.nowMs());
    this.#state = state;
    if (state.at !== 'ending') this.#forgetDeadline();
    for (const effect of effects) this.#act(effect);
    this.#outside.stateIs(state.at);
  }

  #act(effect: LockEffect): void {
    switch (effect.do) {
      case 'ask-keeper-to-lock':
        this.#keeper?.lock();
        break;
      case 'tell-keeper-away':
        this.#keeper?.away();
        break;
      case 'expect-exit':
        this.#forgetDeadline = this.#outside.after(KEEPER_EXIT_MS, () => this.#hear({ event: 'overdue' }));
        break;
      case 'kill-keeper':
        this.#keeper?.kill();
        break;
      case 'renew':
        this.#renew(effect.because);
        break;
      case 'leave':
        this.#end();
        this.#outside.leave();
        break;
      case 'give-up':
        this.#end();
        this.#outside.giveUp();
        break;
    }
  }

  #end(): void {
    this.#turn += 1;
    this.#window?.destroy();
    this.#keeper = null;
    this.#window = null;
  }
}
