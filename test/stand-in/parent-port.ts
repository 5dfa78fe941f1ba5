/** `process.parentPort` of a utility process. Messages wait until somebody listens. */
import { EventEmitter } from 'node:events';
import { cloneCodec } from './clone.ts';
import { lineToParent } from './line.ts';
import { MessagePortMain, portHolder } from './message-port-main.ts';
import { remote } from './remote.ts';
import type { ParentMethods, PortId, Text, UtilityMethods } from './wire.ts';

const codec = cloneCodec();

class ParentPort extends EventEmitter implements Pick<Electron.ParentPort, 'postMessage'> {
  readonly #waiting: { data: unknown; ports: MessagePortMain[] }[] = [];
  readonly #say: (text: Text) => void;

  constructor(say: (text: Text) => void) {
    super();
    this.#say = say;
    this.on('newListener', (name) => {
      if (name === 'message') queueMicrotask(() => { this.#deliver(); });
    });
  }

  postMessage(message: unknown): void {
    this.#say(codec.encode(message));
  }

  receive(text: Text, ports: MessagePortMain[]): void {
    this.#waiting.push({ data: codec.decode(text), ports });
    this.#deliver();
  }

  #deliver(): void {
    while (this.#waiting.length > 0 && this.listenerCount('message') > 0) this.emit('message', this.#waiting.shift());
  }
}

export function openParentPort(): void {
  const holder = portHolder({
    portMessage: (port, text) => { host.tell('portMessage', port, text); },
    portStart: (port) => { host.tell('portStart', port); },
    portClose: (port) => { host.tell('portClose', port); },
  });
  const host = remote<ParentMethods>(lineToParent(), {
    ...holder.methods,
    message: (text: Text, ports: PortId[]) => { parentPort.receive(text, ports.map((id) => holder.receive(id))); },
  } satisfies UtilityMethods);
  const parentPort = new ParentPort((text) => { host.tell('message', text); });
  Object.defineProperty(process, 'parentPort', { value: parentPort, enumerable: true });
  Object.defineProperty(process, 'type', { value: 'utility', enumerable: true });
}
