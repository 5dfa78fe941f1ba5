/** Utility processes of one app. The host starts them, so that what they say to the window need not pass through the shell. */
import { fork, type ChildProcess } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { cleanEnvironment } from './environment.ts';
import { lineTo } from './line.ts';
import type { PortHolder, Ports } from './ports.ts';
import { remote, type Remote } from './remote.ts';
import type { ParentMethods, PortId, ShellMethods, Text, UtilityId, UtilityMethods, UtilityToFork } from './wire.ts';

const BOOT = path.join(import.meta.dirname, 'boot-utility.ts');

export interface RunningUtility { name: string; pid: number }

interface Surroundings {
  shell: Remote<ShellMethods>;
  ports: Ports;
  /** Where what a process prints goes when it inherits its streams. */
  print(stream: 'stdout' | 'stderr', chunk: Buffer): void;
}

interface Utility extends PortHolder {
  child: ChildProcess;
  name: string;
  line: Remote<UtilityMethods>;
  ended: Promise<void>;
}

export class Utilities {
  readonly #around: Surroundings;
  readonly #utilityById = new Map<UtilityId, Utility>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  fork(id: UtilityId, toFork: UtilityToFork): void {
    const child = fork(BOOT, toFork.args, {
      env: { ...cleanEnvironment(toFork.env), OTHER_CHAIR_STAND_IN_MODULE: toFork.modulePath },
      execArgv: toFork.execArgv,
      ...(toFork.cwd === null ? {} : { cwd: toFork.cwd }),
      stdio: ['ignore', toFork.stdout === 'ignore' ? 'ignore' : 'pipe', toFork.stderr === 'ignore' ? 'ignore' : 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#utilityById.set(id, this.#utility(id, child, toFork.serviceName));
    this.#watch(id, child, toFork);
  }

  send(id: UtilityId, text: Text, ports: PortId[]): void {
    const utility = this.#utilityById.get(id);
    if (!utility) return;
    this.#around.ports.handOver(ports, utility);
    utility.line.tell('message', text, ports);
  }

  kill(id: UtilityId): void {
    this.#utilityById.get(id)?.child.kill('SIGTERM');
  }

  running(): RunningUtility[] {
    return [...this.#utilityById.values()].flatMap(({ child, name }) => (child.pid === undefined ? [] : [{ name, pid: child.pid }]));
  }

  async killAll(): Promise<void> {
    const utilities = [...this.#utilityById.values()];
    for (const { child } of utilities) child.kill('SIGKILL');
    await Promise.all(utilities.map(({ ended }) => ended));
  }

  #utility(id: UtilityId, child: ChildProcess, name: string): Utility {
    const { ports, shell } = this.#around;
    const line = remote<UtilityMethods>(lineTo(child), {
      message: (text: Text) => { shell.tell('utilityMessage', id, text); },
      portMessage: (port: PortId, text: Text) => { ports.say(port, text, utility); },
      portStart: (port: PortId) => { ports.start(port, utility); },
      portClose: (port: PortId) => { ports.close(port, utility); },
    } satisfies ParentMethods);
    const utility: Utility = {
      child,
      name,
      line,
      ended: new Promise((resolve) => {
        child.once('exit', () => { resolve(); });
        child.once('error', () => { resolve(); });
      }),
      portMessage: (port, text) => { line.tell('portMessage', port, text); },
      portClosed: (port) => { line.tell('portClosed', port); },
    };
    return utility;
  }

  #watch(id: UtilityId, child: ChildProcess, toFork: UtilityToFork): void {
    const { ports, shell } = this.#around;
    child.once('spawn', () => { shell.tell('utilitySpawned', id, child.pid!); });
    child.once('error', () => { this.#utilityById.delete(id); });
    child.once('exit', (code, signal) => {
      const utility = this.#utilityById.get(id);
      this.#utilityById.delete(id);
      if (utility) ports.closeAllOf(utility);
      shell.tell('utilityExited', id, code ?? os.constants.signals[signal!]);
    });
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]?.on('data', (chunk: Buffer) => {
        if (toFork[stream] === 'pipe') shell.tell('utilityOutput', id, stream, chunk);
        else this.#around.print(stream, chunk);
      });
    }
  }
}
