/** `protocol`, for the default session and, apart, for each other one. */
import { onlyAfterReady, onlyBeforeReady } from './readiness.ts';
import { refuseUnknownMembers } from './unknown-member.ts';

type Handler = (request: Request) => Response | Promise<Response>;
type Used = Pick<Electron.Protocol, 'handle' | 'unhandle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged'>;

let privileged: readonly Electron.CustomScheme[] | null = null;

export class Protocol implements Used {
  readonly #handlerByScheme = new Map<string, Handler>();

  /** Once, for all sessions. @throws Error after ready, the second time, or when a scheme asks for more than the app may have */
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    onlyBeforeReady('protocol.registerSchemesAsPrivileged()');
    if (privileged) throw new Error('protocol.registerSchemesAsPrivileged() was called twice; the second call would undo the first.');
    for (const { scheme, privileges } of schemes) {
      if (!/^[a-z][a-z0-9+-]*$/.test(scheme)) throw new Error(`The stand-in refuses the scheme name "${scheme}".`);
      if (privileges?.bypassCSP || privileges?.allowServiceWorkers) throw new Error(`The stand-in refuses bypassCSP and allowServiceWorkers (${scheme}).`);
    }
    privileged = schemes;
  }

  handle(scheme: string, handler: Handler): void {
    onlyAfterReady('protocol.handle()');
    if (this.#handlerByScheme.has(scheme)) throw new Error(`protocol.handle(): there is a handler for "${scheme}" already.`);
    const registered = privileged?.find((each) => each.scheme === scheme);
    if (!registered?.privileges?.standard || !registered.privileges.secure) throw new Error(`The stand-in handles schemes registered as standard and secure before ready; "${scheme}" is not.`);
    this.#handlerByScheme.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    if (!this.#handlerByScheme.delete(scheme)) throw new Error(`protocol.unhandle(): there is no handler for "${scheme}".`);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlerByScheme.has(scheme);
  }

  /** For the stand-in. */
  handlerOf(scheme: string): Handler | null {
    return this.#handlerByScheme.get(scheme) ?? null;
  }
}

refuseUnknownMembers('protocol', Protocol);
