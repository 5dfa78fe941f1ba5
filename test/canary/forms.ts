/**
 * What one text looks like in the files and the memory of programs: the encodings of Chromium, Node, SQLite and LevelDB, and those of
 * addresses, JSON and HTML.
 */

/** Something that must be found nowhere, or a key. Long and distinctive, so that finding it is never chance. */
export type Canary = { name: string; text: string } | { name: string; bytes: Uint8Array };

export interface Form {
  name: string;
  bytes: Uint8Array;
}

/** Shorter ones could be found by chance, and the search would be slow. */
export const SHORTEST_FORM_BYTES = 10;

/** Each form once. @throws RangeError for a canary too short to be told from chance */
export function formsOf(canary: Canary): Form[] {
  const forms = 'text' in canary ? formsOfText(canary.text) : formsOfBytes(Buffer.from(canary.bytes), 'raw');
  const seen = new Set<string>();
  return forms.filter(({ name, bytes }) => {
    if (bytes.length < SHORTEST_FORM_BYTES) throw new RangeError(`The canary "${canary.name}" is too short: its form ${name} has ${bytes.length} bytes.`);
    const key = Buffer.from(bytes).toString('latin1');
    return seen.size < seen.add(key).size;
  });
}

function formsOfText(text: string): Form[] {
  const percent = encodeURIComponent(text);
  const json = JSON.stringify(text).slice(1, -1);
  return [
    ...formsOfBytes(Buffer.from(text), 'UTF-8'),
    { name: 'UTF-16LE', bytes: Buffer.from(text, 'utf16le') },
    { name: 'UTF-16BE', bytes: Buffer.from(text, 'utf16le').swap16() },
    // As V8 holds strings without characters above U+00FF.
    ...(isLatin1(text) ? [{ name: 'Latin-1', bytes: Buffer.from(text, 'latin1') }] : []),
    { name: 'URL', bytes: Buffer.from(percent) },
    { name: 'URL, lower case', bytes: Buffer.from(percent.replace(/%[0-9A-F]{2}/gu, (code) => code.toLowerCase())) },
    { name: 'URL form', bytes: Buffer.from(percent.replaceAll('%20', '+')) },
    { name: 'JSON', bytes: Buffer.from(json) },
    { name: 'JSON in ASCII', bytes: Buffer.from(inAscii(json)) },
    { name: 'JSON in JSON', bytes: Buffer.from(JSON.stringify(json).slice(1, -1)) },
    { name: 'HTML', bytes: Buffer.from(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')) },
    // As a search index folds it.
    { name: 'folded', bytes: Buffer.from(text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()) },
  ];
}

function formsOfBytes(bytes: Buffer, plain: string): Form[] {
  const hex = bytes.toString('hex');
  return [
    { name: plain, bytes },
    { name: 'hex', bytes: Buffer.from(hex) },
    { name: 'HEX', bytes: Buffer.from(hex.toUpperCase()) },
    ...[0, 1, 2].flatMap((offset) => base64At(bytes, offset)),
  ];
}

/** In a base64 text the same bytes look different at each of three offsets; the characters shared with a neighbour are left out. */
function base64At(bytes: Buffer, offset: number): Form[] {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const own = whole.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  return [
    { name: `base64 at ${offset}`, bytes: Buffer.from(own) },
    { name: `base64url at ${offset}`, bytes: Buffer.from(own.replaceAll('+', '-').replaceAll('/', '_')) },
  ];
}

function isLatin1(text: string): boolean {
  return /^[\0-\u00ff]*$/u.test(text);
}

function inAscii(text: string): string {
  return text.replace(/[^\0-\u007f]/gu, (character) => [...Buffer.from(character, 'utf16le').swap16().toString('hex').matchAll(/.{4}/gu)].map(([unit]) => `\\u${unit}`).join(''));
}
