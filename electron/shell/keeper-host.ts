/** Starts keepers and ends them. */
import type { ForkOptions, MessagePortMain, UtilityProcess } from 'electron';
import type { Choosing, KeeperStart, LockReason, ShellFacts, ToKeeper, ToShell } from '../../shared/process-messages.ts';
import { passKeeperLines } from './fault-log.ts';
import { readKeeperMessage } from './keeper-message.ts';

export interface KeeperAsked {
  fork: (modulePath: string, args: string[], options: ForkOptions) => UtilityProcess;
  modulePath: string;
  start: KeeperStart;
  environment: Record<string, string>;
  log: (line: string) => void;
  /** Lets the person choose a file or a folder; null when they did not. */
  choose: (what: Choosing) => Promise<string | null>;
}

/** What a keeper says of itself. What it asks of the person is answered here. */
export type KeeperNews = Exclude<ToShell, { say: 'choose' }>;

export interface KeeperHeard {
  said(message: KeeperNews): void;
  exited(): void;
}

export interface RunningKeeper {
  /** Hands over its end of the channel to a window. The shell keeps no hold of it. */
  meetWindow(because: LockReason, port: MessagePortMain): void;
  /** Asks it to make everything durable and to end. */
  lock(): void;
  /** Tells it that nobody is there: see `ToKeeper`. */
  away(): void;
  tell(facts: ShellFacts): void;
  /** A file somebody wants to be looked at: the person is asked first. */
  offer(path: string): void;
  /** Ends it now, whatever it is doing. */
  kill(): void;
}

export function startKeeper({ fork, modulePath, start, environment, log, choose }: KeeperAsked, heard: KeeperHeard): RunningKeeper {
  const child = fork(modulePath, [JSON.stringify(start)], { serviceName: 'Other Chair keeper', stdio: 'pipe', env: environment });
  child.stdout?.resume();
  child.stderr?.setEncoding('utf8').on('data', passKeeperLines(log));
  const say = (message: ToKeeper, ports: MessagePortMain[] = []) => child.postMessage(message, ports);
  let running = true;
  child.on('message', (message: unknown) => {
    const said = readKeeperMessage(message);
    if (said?.say === 'choose') {
      const { what, number } = said;
      void choose(what).then((path) => {
        if (running) say({ say: 'chosen', number, path });
      });
    } else if (said) heard.said(said);
  });
  child.on('exit', () => {
    running = false;
    heard.exited();
  });
  return {
    meetWindow: (because, port) => say({ say: 'window', because }, [port]),
    lock: () => say({ say: 'lock' }),
    away: () => say({ say: 'away' }),
    tell: (facts) => say({ say: 'facts', facts }),
    offer: (path) => say({ say: 'offered', path }),
    kill: () => killNow(child),
  };
}

/** `UtilityProcess.kill` asks politely on POSIX; a keeper that did not answer in time is not asked again. */
function killNow(child: UtilityProcess): void {
  const { pid } = child;
  child.kill();
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}
