/** `session`: the default one, and in-memory ones by name. */
import { EventEmitter } from 'node:events';
import type { PageRequest, PageResponse } from '../wire.ts';
import { schemeOf } from '../addresses.ts';
import { getPath } from './paths.ts';
import { Protocol } from './protocol.ts';
import { onlyAfterReady } from './readiness.ts';
import { refuseUnknownMembers, refusingUnknown } from './unknown-member.ts';
import { WebRequest } from './web-request.ts';

type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];

type Used = Pick<
  Electron.Session,
  | 'isPersistent' | 'getStoragePath' | 'storagePath' | 'setPermissionCheckHandler' | 'setPermissionRequestHandler' | 'setDevicePermissionHandler' | 'setDisplayMediaRequestHandler' | 'setBluetoothPairingHandler' | 'setUSBProtectedClassesHandler'
  | 'setSpellCheckerEnabled' | 'isSpellCheckerEnabled' | 'setSpellCheckerLanguages' | 'getSpellCheckerLanguages' | 'setProxy' | 'setCertificateVerifyProc' | 'disableNetworkEmulation'
  | 'clearCache' | 'clearStorageData' | 'clearData' | 'clearCodeCaches' | 'clearAuthCache' | 'clearHostResolverCache' | 'closeAllConnections' | 'flushStorageData' | 'setUserAgent' | 'getUserAgent' | 'setCodeCachePath'
>;

export class Session extends EventEmitter implements Used {
  readonly protocol: Protocol;
  readonly webRequest = new WebRequest();
  readonly storagePath: string | null;
  readonly #isPersistent: boolean;
  #check: CheckHandler = null;
  #request: RequestHandler = null;
  #isSpellChecking = true;
  #spellCheckerLanguages = ['en-GB'];
  #userAgent = 'stand-in';

  constructor(isPersistent: boolean, ownProtocol: Protocol) {
    super();
    this.protocol = ownProtocol;
    this.#isPersistent = isPersistent;
    this.storagePath = isPersistent ? getPath('sessionData') : null;
  }

  isPersistent(): boolean {
    return this.#isPersistent;
  }

  getStoragePath(): string | null {
    return this.storagePath;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }

  setDevicePermissionHandler(): void {
    // The browser is headless or another one: it has no devices to give.
  }

  setDisplayMediaRequestHandler(): void {
    // Without one nothing is shared; the stand-in never shares anything.
  }

  setBluetoothPairingHandler(): void {
    // As for devices.
  }

  setUSBProtectedClassesHandler(): void {
    // As for devices.
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    this.#isSpellChecking = enabled;
  }

  isSpellCheckerEnabled(): boolean {
    return this.#isSpellChecking;
  }

  setSpellCheckerLanguages(languages: string[]): void {
    this.#spellCheckerLanguages = [...languages];
  }

  getSpellCheckerLanguages(): string[] {
    return this.#spellCheckerLanguages;
  }

  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent;
  }

  getUserAgent(): string {
    return this.#userAgent;
  }

  setCertificateVerifyProc(): void {
    // No connection is ever made.
  }

  setCodeCachePath(): void {
    // Nothing is cached on disk.
  }

  disableNetworkEmulation(): void {
    // Nothing was emulated.
  }

  async setProxy(): Promise<void> {
    // No name is resolved and no connection made, whatever the proxy.
  }

  async clearCache(): Promise<void> {
    // In memory, and gone with the window.
  }

  async clearStorageData(): Promise<void> {
    // As above.
  }

  async clearData(): Promise<void> {
    // As above.
  }

  async clearCodeCaches(): Promise<void> {
    // As above.
  }

  async clearAuthCache(): Promise<void> {
    // As above.
  }

  async clearHostResolverCache(): Promise<void> {
    // No name is ever resolved.
  }

  async closeAllConnections(): Promise<void> {
    // There are none.
  }

  flushStorageData(): void {
    // Nothing is stored.
  }

  /** For the stand-in: what the handler would answer. */
  checksPermission(permission: string): boolean {
    return this.#check?.(null, permission as Parameters<NonNullable<CheckHandler>>[1], '', { isMainFrame: true }) ?? true;
  }

  /** For the stand-in: what the handler would answer. */
  requestsPermission(webContents: object, permission: string): Promise<boolean> {
    const handler = this.#request;
    if (!handler) return Promise.resolve(true);
    return new Promise((resolve) => {
      handler(webContents as Electron.WebContents, permission as Parameters<NonNullable<RequestHandler>>[1], resolve, { isMainFrame: true, requestingUrl: '' });
    });
  }

  /** For the stand-in: answers a request of a window, the network guard first. */
  async answer(request: PageRequest, webContentsId: number): Promise<PageResponse> {
    if (!(await this.webRequest.allows(request, webContentsId))) return { refused: 'webRequest' };
    const handler = this.protocol.handlerOf(schemeOf(request.address));
    if (!handler) return { refused: 'no-handler' };
    try {
      const response = await handler(requestOf(request));
      return { status: response.status, headers: Object.fromEntries(response.headers), body: new Uint8Array(await response.arrayBuffer()) };
    } catch (error) {
      console.error(`The handler of ${schemeOf(request.address)} failed:`, error);
      return { refused: 'handler-failed' };
    }
  }
}
refuseUnknownMembers('session', Session);

function requestOf({ address, method, headers, body }: PageRequest): Request {
  const hasBody = body !== null && method !== 'GET' && method !== 'HEAD';
  return new Request(address, { method, headers, ...(hasBody ? { body: Uint8Array.from(body) } : {}) });
}

export const protocol = new Protocol();
let defaultSession: Session | null = null;
const sessionByPartition = new Map<string, Session>();

export const session = refusingUnknown('session', {
  get defaultSession(): Session {
    onlyAfterReady('session');
    return (defaultSession ??= new Session(true, protocol));
  },

  /** @throws Error before ready, or for a session that would write to disk */
  fromPartition(partition: string, _options?: Electron.FromPartitionOptions): Session {
    onlyAfterReady('session');
    if (partition === '') return session.defaultSession;
    if (partition.startsWith('persist:')) throw new Error(`The stand-in refuses the partition "${partition}": sessions of the app are in memory.`);
    const known = sessionByPartition.get(partition) ?? new Session(false, new Protocol());
    sessionByPartition.set(partition, known);
    return known;
  },
});
