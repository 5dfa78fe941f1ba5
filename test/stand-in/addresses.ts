/**
 * Chromium cannot be taught a scheme of one's own from outside, so `app://journal/x` is shown to it as
 * `https://journal.app.standin.invalid/x`: a secure context, on a name that can never resolve (RFC 2606). The shell sees its own
 * addresses only.
 */
const HOST_END = '.standin.invalid';
const OWN = /^([a-z][a-z0-9+-]*):\/\/([^/?#]+)/;
const WEB = /^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.standin\.invalid(?=[/?#]|$)/;
const BROWSERS_OWN = new Set(['http', 'https', 'ws', 'wss', 'file', 'ftp', 'blob', 'data', 'about', 'devtools', 'chrome']);

/** An address of a scheme of the app as Chromium is given it; any other address as it is. */
export function toWeb(address: string): string {
  return address.replace(OWN, (whole, scheme: string, host: string) => (BROWSERS_OWN.has(scheme) ? whole : `https://${host}.${scheme}${HOST_END}`));
}

/** An address from Chromium as the app knows it. */
export function toApp(address: string): string {
  return address.replace(WEB, (_, host: string, scheme: string) => `${scheme}://${host}`);
}

export function schemeOf(address: string): string {
  return address.slice(0, Math.max(0, address.indexOf(':')));
}

/** A condition, in the page's own language, that is true in documents of the app. */
export const isAppDocument = `location.hostname.endsWith(${JSON.stringify(HOST_END)}) && window === top`;
