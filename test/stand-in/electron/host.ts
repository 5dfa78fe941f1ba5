/** The shell's line to the host, and the table of what the host can ask the shell; each file of this folder adds its own. */
import { lineToParent } from '../line.ts';
import { portHolder } from '../message-port-main.ts';
import { remote } from '../remote.ts';
import type { HostMethods, ShellMethods } from '../wire.ts';

const methods: Partial<ShellMethods> = {};
export const host = remote<HostMethods>(lineToParent(), methods);

/** The ports the shell holds. */
export const shellPorts = portHolder({
  portMessage: (port, text) => { host.tell('portMessage', port, text); },
  portStart: (port) => { host.tell('portStart', port); },
  portClose: (port) => { host.tell('portClose', port); },
});
answerHost(shellPorts.methods);

export function answerHost(more: Partial<ShellMethods>): void {
  Object.assign(methods, more);
}

/** The main module has been evaluated: `ready` may come. */
export function evaluated(): void {
  host.tell('evaluated');
}
