/** `utilityProcess`: asks the host to start one, and hears of its end. */
import { EventEmitter } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { cloneCodec } from '../clone.ts';
import { give } from '../message-port-main.ts';
import type { OutputOf, UtilityId } from '../wire.ts';
import { answerHost, host } from './host.ts';
import { onlyAfterReady } from './readiness.ts';
import { refuseUnknownMembers, refusingUnknown } from './unknown-member.ts';

const codec = cloneCodec();
const processById = new Map<UtilityId, UtilityProcess>();
let lastId = 0;

type Used = Pick<Electron.UtilityProcess, 'kill' | 'postMessage' | 'pid' | 'stdout' | 'stderr'>;

export class UtilityProcess extends EventEmitter implements Used {
  pid: number | undefined = undefined;
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  readonly #id: UtilityId;

  constructor(id: UtilityId, stdout: OutputOf, stderr: OutputOf) {
    super();
    this.#id = id;
    this.stdout = stdout === 'pipe' ? new PassThrough() : null;
    this.stderr = stderr === 'pipe' ? new PassThrough() : null;
  }

  /** False when it has ended. */
  kill(): boolean {
    if (!processById.has(this.#id)) return false;
    host.tell('killUtility', this.#id);
    return true;
  }

  /** @throws Error when the message cannot be cloned, or a port was given away before */
  postMessage(message: unknown, transfer: unknown[] = []): void {
    const text = codec.encode(message);
    host.tell('sendToUtility', this.#id, text, give(transfer));
  }
}

refuseUnknownMembers('UtilityProcess', UtilityProcess);

export const utilityProcess = refusingUnknown('utilityProcess', {
  /** @throws Error before ready */
  fork(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}): UtilityProcess {
    onlyAfterReady('utilityProcess');
    const [stdout, stderr] = outputsOf(options.stdio);
    lastId += 1;
    const forked = new UtilityProcess(lastId, stdout, stderr);
    processById.set(lastId, forked);
    host.tell('forkUtility', lastId, {
      modulePath,
      args,
      execArgv: options.execArgv ?? [],
      env: { ...((options.env as NodeJS.ProcessEnv | undefined) ?? process.env) },
      cwd: options.cwd ?? null,
      serviceName: options.serviceName ?? 'Node Utility Process',
      stdout,
      stderr,
    });
    return forked;
  },
});

/** As in Electron: one word for all, or one for each of stdin, stdout and stderr; stdin is always ignored. */
function outputsOf(stdio: Electron.ForkOptions['stdio'] = 'inherit'): [OutputOf, OutputOf] {
  return typeof stdio === 'string' ? [stdio as OutputOf, stdio as OutputOf] : [stdio[1] ?? 'inherit', stdio[2] ?? 'inherit'];
}

answerHost({
  utilitySpawned(id, pid) {
    const forked = processById.get(id);
    if (!forked) return;
    forked.pid = pid;
    forked.emit('spawn');
  },
  utilityMessage: (id, text) => { processById.get(id)?.emit('message', codec.decode(text)); },
  utilityOutput: (id, stream, chunk) => { (processById.get(id)?.[stream] as PassThrough | null | undefined)?.write(chunk); },
  utilityExited(id, code) {
    const forked = processById.get(id);
    processById.delete(id);
    if (!forked) return;
    forked.pid = undefined;
    for (const stream of [forked.stdout, forked.stderr]) (stream as PassThrough | null)?.end();
    forked.emit('exit', code);
  },
});
