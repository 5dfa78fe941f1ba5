/** `session.webRequest`: the one place every request of a window passes. */
import type { PageRequest } from '../wire.ts';
import { refuseUnknownMembers } from './unknown-member.ts';

type Listener = (details: Electron.OnBeforeRequestListenerDetails, callback: (response: Electron.CallbackResponse) => void) => void;

export class WebRequest implements Pick<Electron.WebRequest, 'onBeforeRequest'> {
  #listener: Listener | null = null;
  #patterns: RegExp[] | null = null;
  #lastId = 0;

  onBeforeRequest(filter: Electron.WebRequestFilter, listener: Listener | null): void;
  onBeforeRequest(listener: Listener | null): void;
  onBeforeRequest(first: Electron.WebRequestFilter | Listener | null, second?: Listener | null): void {
    const hasFilter = first !== null && typeof first === 'object';
    this.#listener = hasFilter ? (second ?? null) : first;
    this.#patterns = hasFilter ? first.urls.map(matchPattern) : null;
  }

  /** For the stand-in: whether the app lets the request go on. A redirection counts as refused: the app needs none. */
  async allows(request: PageRequest, webContentsId: number): Promise<boolean> {
    const listener = this.#listener;
    if (!listener || (this.#patterns && !this.#patterns.some((pattern) => pattern.test(request.address)))) return true;
    this.#lastId += 1;
    const details: Electron.OnBeforeRequestListenerDetails = {
      id: this.#lastId,
      url: request.address,
      method: request.method,
      webContentsId,
      resourceType: request.resourceType as Electron.OnBeforeRequestListenerDetails['resourceType'],
      referrer: request.headers['referer'] ?? '',
      timestamp: Date.now(),
      uploadData: [],
    };
    const answer = await new Promise<Electron.CallbackResponse>((resolve) => { listener(details, resolve); });
    return !answer.cancel && answer.redirectURL === undefined;
  }
}

/** Chromium's match patterns: `<all_urls>`, and scheme, host and path with stars. */
function matchPattern(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/;
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/^\*:/, '(https?|wss?):').replace(/\*/g, '.*')}$`);
}

refuseUnknownMembers('session.webRequest', WebRequest);
