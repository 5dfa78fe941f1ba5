/** One end of a channel in the shell or in a utility process. */
import { EventEmitter } from 'node:events';
import { cloneCodec } from './clone.ts';
import type { PortHolderMethods, PortId, PortMethods } from './wire.ts';

const codec = cloneCodec();

export interface PortHolder {
  /** For messages from the host. */
  methods: PortHolderMethods;
  /** Takes over the port of this name. */
  receive(id: PortId): MessagePortMain;
}

/** The ports this process holds. */
export function portHolder(host: PortMethods): PortHolder {
  const portById = new Map<PortId, MessagePortMain>();
  const forget = (id: PortId) => { portById.delete(id); };
  return {
    methods: {
      portMessage: (id, text) => { portById.get(id)?.emit('message', { data: codec.decode(text), ports: [] }); },
      portClosed(id) {
        const port = portById.get(id);
        forget(id);
        port?.emit('close');
      },
    },
    receive(id) {
      const port = new MessagePortMain(id, host, forget);
      portById.set(id, port);
      return port;
    },
  };
}

export class MessagePortMain extends EventEmitter implements Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'> {
  readonly #id: PortId;
  readonly #host: PortMethods;
  readonly #forget: (id: PortId) => void;
  #isGiven = false;

  constructor(id: PortId, host: PortMethods, forget: (id: PortId) => void) {
    super();
    this.#id = id;
    this.#host = host;
    this.#forget = forget;
  }

  /** @throws Error when the message cannot be cloned, or the port was given away */
  postMessage(message: unknown, transfer: unknown[] = []): void {
    this.#stillHeld();
    if (transfer.length > 0) throw new Error('The stand-in for Electron carries no ports through ports.');
    this.#host.portMessage(this.#id, codec.encode(message));
  }

  start(): void {
    this.#stillHeld();
    this.#host.portStart(this.#id);
  }

  close(): void {
    if (this.#isGiven) return;
    this.#host.portClose(this.#id);
    this.#forget(this.#id);
  }

  /** For the stand-in: the port's name, on its way to somebody else. @throws Error when it was given away before */
  give(): PortId {
    this.#stillHeld();
    this.#isGiven = true;
    this.#forget(this.#id);
    return this.#id;
  }

  #stillHeld(): void {
    if (this.#isGiven) throw new Error('This port was given away; it can be neither used nor given away again.');
  }
}

/** The names of the ports that go with a message. @throws Error when one is no port or was given away before */
export function give(ports: readonly unknown[]): PortId[] {
  return ports.map((port) => {
    if (!(port instanceof MessagePortMain)) throw new TypeError('Only ports can be transferred.');
    return port.give();
  });
}
