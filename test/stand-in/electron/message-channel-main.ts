/** `MessageChannelMain`: two ends, both the shell's until it gives them away. */
import { randomUUID } from 'node:crypto';
import type { MessagePortMain } from '../message-port-main.ts';
import { host, shellPorts } from './host.ts';

type Used = { [End in keyof Electron.MessageChannelMain]: Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'> };

export class MessageChannelMain implements Used {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const [one, other] = [randomUUID(), randomUUID()];
    host.tell('openChannel', one, other);
    this.port1 = shellPorts.receive(one);
    this.port2 = shellPorts.receive(other);
  }
}
