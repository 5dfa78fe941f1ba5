/**
 * Entry of the keeper: the one process that holds keys and reads the journal. The shell gives it a port to the window; what goes
 * through that port the shell cannot read. Locking ends this process, and with it everything it knew.
 */
import type { MessagePortMain } from 'electron';
import { describeFault } from '../shared/fault-description.ts';
import type { Preferences } from '../shared/preferences.ts';
import type { Choosing, KeeperStart, LockReason, Notice, Signed, ToKeeper, ToShell } from '../shared/process-messages.ts';
import type { Told } from '../shared/requests.ts';
import { answer } from './requests/answer.ts';
import { Custody } from './requests/custody.ts';
import { WindowIdle } from './requests/window-idle.ts';

/** How long the window has to save what is unsaved before the journal locks all the same. */
const LAST_SAVE_MS = 350;
/** Quiet for so long, the keeper does its housekeeping. */
const QUIET_MS = 2000;

const shell = process.parentPort;
const start = JSON.parse(process.argv.at(-1) ?? '') as KeeperStart;
let window_: MessagePortMain | null = null;
let quiet: NodeJS.Timeout | undefined;
let asking = 0;
/** The person is asked one thing at a time; a newer question takes the place of the one before. */
let choosing: { number: number; chosen: (path: string | null) => void } | null = null;

const custody = new Custody(start, {
  notice: tellWindow,
  preferencesAre,
  log,
  unlocked: () => {
    idle.start();
    tellShell({ say: 'unlocked' });
  },
  choose,
  locked: (because) => {
    tellShell({ say: 'locking', ...(because && { because }) });
    // Messages to the shell leave before the process does.
    setImmediate(() => process.exit(0));
  },
});

const idle = new WindowIdle(
  {
    nowMs: () => performance.now(),
    every: (ms, run) => {
      const timer = setInterval(run, ms);
      return () => clearInterval(timer);
    },
    idle: () => tellShell({ say: 'idle' }),
  },
  custody.status().preferences.lockAfterMinutes,
);

process.on('uncaughtException', (error) => {
  log(`uncaught: ${describeFault(error)}`);
  process.exit(1);
});

shell.on('message', ({ data, ports }) => {
  const message = data as ToKeeper;
  if (message.say === 'lock') lock();
  else if (message.say === 'away') leaveAlone();
  else if (message.say === 'facts') custody.shellFacts = message.facts;
  else if (message.say === 'offered') custody.offered(message.path);
  else if (message.say === 'chosen') chosen(message.number, message.path);
  else if (ports[0]) listenTo(ports[0], message.because);
});

tellShell({ say: 'preferences', preferences: custody.status().preferences });

function listenTo(port: MessagePortMain, because: LockReason): void {
  window_?.close();
  window_ = port;
  port.on('message', ({ data }) => void hear(port, data));
  port.start();
  tellWindow({ notice: 'lock-screen', because });
}

async function hear(port: MessagePortMain, message: unknown): Promise<void> {
  if (isSigned(message)) {
    if (message.sign === 'copied') tellShell({ say: 'copied' });
    else idle.touched();
    return;
  }
  clearTimeout(quiet);
  asking += 1;
  const told = await answer(custody, message, log);
  asking -= 1;
  if (told) port.postMessage(told);
  if (asking === 0) quiet = setTimeout(tidy, QUIET_MS);
}

function tidy(): void {
  // Nothing is written into another copy of the journal before the person has taken it.
  if (!custody.isOpen || custody.journal.copy.is !== 'expected') return;
  try {
    if (custody.journal.tidy()) quiet = setTimeout(tidy, 50);
    else void custody.journal.backups.makeWhenDue();
  } catch (error) {
    log(`tidying: ${describeFault(error)}`);
  }
}

/** The shell wants the journal locked: the window may save what it holds, then asks `lock` itself. */
function lock(): void {
  if (!custody.isOpen || !window_) {
    custody.lock();
    return;
  }
  tellWindow({ notice: 'lock-coming' });
  // What has come by then is heard before the end, also where this process had to wait for its turn.
  setTimeout(() => setImmediate(() => custody.lock()), LAST_SAVE_MS);
}

/** Nobody is there: what is open locks, and nothing is opened any more. */
function leaveAlone(): void {
  if (custody.isOpen) lock();
  else custody.cancelDeriving();
}

function choose(what: Choosing): Promise<string | null> {
  const number = (choosing?.number ?? 0) + 1;
  choosing?.chosen(null);
  return new Promise((resolve) => {
    choosing = { number, chosen: resolve };
    tellShell({ say: 'choose', what, number });
  });
}

function chosen(number: number, path: string | null): void {
  if (choosing?.number === number) choosing.chosen(path);
}

function preferencesAre(preferences: Preferences): void {
  idle.lockAfterMinutes = preferences.lockAfterMinutes;
  tellShell({ say: 'preferences', preferences });
}

function isSigned(message: unknown): message is Signed {
  if (typeof message !== 'object' || message === null) return false;
  const { sign } = message as { sign?: unknown };
  return sign === 'touched' || sign === 'copied';
}

function tellWindow(notice: Notice): void {
  window_?.postMessage({ notice } satisfies Told);
}

function tellShell(message: ToShell): void {
  shell.postMessage(message);
}

/** Codes and places only: see `describeFault`. */
function log(line: string): void {
  process.stderr.write(`keeper: ${line}\n`);
}
