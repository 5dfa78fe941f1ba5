/**
 * The one reader of JSON that was written by somebody else: an agreement or a template a peer has sent. Every limit is checked before
 * the work it limits is done, and what two programs could read in two ways is refused: a key that stands there twice, a number that is
 * no safe integer, half a character, characters nobody can see. Each refusal is one code, with the place it was found at.
 *
 * Written out here, because none of the well-kept parsers refuses keys given twice, counts while it reads and knows the places of
 * what it has read, all at once. `JSON.parse` is its yardstick: what is taken here, it reads the same (`test/shared/foreign-json.test.ts`).
 */

/** Bytes a file may have (journal format, templates). */
export const FOREIGN_BYTES_MAX = 256 * 1024;
/** Lists and objects within each other. An agreement that names differences and moves has as many. */
export const FOREIGN_DEPTH_MAX = 6;
/** Values of all kinds in one file: more than the longest template has. */
export const FOREIGN_VALUES_MAX = 40_000;
/** UTF-16 units of one string: the longest field in its longest spelling. */
export const FOREIGN_TEXT_MAX = 8000;

export const FOREIGN_FAULTS = [
  'file-empty', 'file-too-large', 'not-utf8', 'not-json', 'too-deep', 'too-many', 'text-too-long', 'key-twice', 'bad-number', 'half-character', 'hidden-characters',
] as const;
export type ForeignFaultCode = (typeof FOREIGN_FAULTS)[number];

/** Keys of objects and indexes of lists, from the outermost. */
export type Path = readonly (string | number)[];
/** Where in a file: both count from 1, columns in code points. */
export interface Place { line: number; column: number }

/** Why a file is not read. Nothing of what it holds is in the message. */
export class ForeignFault<Code extends string = ForeignFaultCode> extends Error {
  readonly fault: Code;
  readonly path: Path;
  /** Null where it is about the file as a whole. */
  readonly place: Place | null;

  constructor(fault: Code, path: Path = [], place: Place | null = null) {
    super(fault);
    this.name = 'ForeignFault';
    this.fault = fault;
    this.path = path;
    this.place = place;
  }
}

export type ForeignValue = string | number | boolean | null | ForeignValue[] | { [key: string]: ForeignValue };

export interface ForeignJson {
  value: ForeignValue;
  /** Where a value begins; of one that is not there, where what should hold it begins. */
  placeOf: (path: Path) => Place;
}

/** Of the platform, in Node and in the browser; this folder is compiled without either. */
declare const TextDecoder: new (label: 'utf-8', options: { fatal: boolean; ignoreBOM: boolean }) => { decode: (bytes: Uint8Array) => string };

/** @throws ForeignFault */
export function readForeignJson(bytes: Uint8Array): ForeignJson {
  if (bytes.length === 0) throw new ForeignFault('file-empty');
  if (bytes.length > FOREIGN_BYTES_MAX) throw new ForeignFault('file-too-large');
  return new Reading(textOf(bytes)).whole();
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ForeignFault('not-utf8');
  }
}

// Ignorable by Unicode's own property, for which a font draws nothing: among them everything that turns the reading direction round.
// Joiners and variation selectors stay: Persian, Hindi and emoji are written with them. Line ends and tabs are seen for what they are.
const HIDDEN = /(?![\u200c\u200d\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}|(?![\n\r\t])\p{Cc}|[\u2028\u2029\ufff9-\ufffb]|\p{Noncharacter_Code_Point}/u;

/** True where a text holds a character that cannot be seen, or that makes others be read in another order. */
export function hasHidden(text: string): boolean {
  return HIDDEN.test(text);
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const HEX = /[0-9a-fA-F]{4}/y;
const ESCAPED: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** One reading of one text, from its beginning to its end. */
class Reading {
  readonly #text: string;
  readonly #path: (string | number)[] = [];
  /** Where each value of each list and object begins. */
  readonly #beginnings = new Map<object, Map<string | number, number>>();
  #at = 0;
  #values = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): ForeignJson {
    this.#skipSpace();
    const first = this.#at;
    const value = this.#value();
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#fault('not-json');
    return { value, placeOf: (path) => this.#placeOf(value, path, first) };
  }

  #value(): ForeignValue {
    this.#values += 1;
    if (this.#values > FOREIGN_VALUES_MAX) throw this.#fault('too-many');
    const begin = this.#text[this.#at];
    switch (begin) {
      case '{': return this.#object();
      case '[': return this.#list();
      case '"': return this.#string();
      case 't': return this.#word('true', true);
      case 'f': return this.#word('false', false);
      case 'n': return this.#word('null', null);
      default: return this.#number();
    }
  }

  #object(): ForeignValue {
    const beginnings = new Map<string | number, number>();
    const entries: [string, ForeignValue][] = [];
    this.#each('}', () => {
      const keyAt = this.#at;
      if (this.#text[this.#at] !== '"') throw this.#fault('not-json');
      const key = this.#string();
      if (beginnings.has(key)) throw this.#fault('key-twice', keyAt);
      this.#skipSpace();
      this.#take(':');
      this.#skipSpace();
      beginnings.set(key, this.#at);
      entries.push([key, this.#within(key)]);
    });
    // Makes own fields of all of them, `__proto__` too.
    const object = Object.fromEntries(entries);
    this.#beginnings.set(object, beginnings);
    return object;
  }

  #list(): ForeignValue {
    const beginnings = new Map<string | number, number>();
    const list: ForeignValue[] = [];
    this.#each(']', () => {
      beginnings.set(list.length, this.#at);
      list.push(this.#within(list.length));
    });
    this.#beginnings.set(list, beginnings);
    return list;
  }

  /** What stands between two brackets, with commas between. */
  #each(end: '}' | ']', read: () => void): void {
    if (this.#path.length >= FOREIGN_DEPTH_MAX) throw this.#fault('too-deep');
    this.#at += 1;
    this.#skipSpace();
    if (this.#text[this.#at] === end) {
      this.#at += 1;
      return;
    }
    for (;;) {
      read();
      this.#skipSpace();
      if (this.#text[this.#at] === end) break;
      this.#take(',');
      this.#skipSpace();
    }
    this.#at += 1;
  }

  #within(step: string | number): ForeignValue {
    this.#path.push(step);
    const value = this.#value();
    this.#path.pop();
    return value;
  }

  #string(): string {
    const begin = this.#at;
    this.#at += 1;
    let string = '';
    for (;;) {
      string += this.#match(PLAIN);
      if (string.length > FOREIGN_TEXT_MAX) throw this.#fault('text-too-long', begin);
      const next = this.#text[this.#at];
      if (next === '"') break;
      if (next !== '\\') throw this.#fault('not-json');
      string += this.#escaped();
    }
    this.#at += 1;
    if (!string.isWellFormed()) throw this.#fault('half-character', begin);
    if (hasHidden(string)) throw this.#fault('hidden-characters', begin);
    return string;
  }

  #escaped(): string {
    const kind = this.#text[this.#at + 1] ?? '';
    this.#at += 2;
    if (kind !== 'u') {
      const character = Object.hasOwn(ESCAPED, kind) ? ESCAPED[kind] : undefined;
      if (character === undefined) throw this.#fault('not-json', this.#at - 2);
      return character;
    }
    const hex = this.#match(HEX);
    if (hex === '') throw this.#fault('not-json', this.#at - 2);
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  #number(): number {
    const begin = this.#at;
    const written = this.#match(NUMBER);
    if (written === '') throw this.#fault(begin === 0 && this.#text.startsWith('\ufeff') ? 'hidden-characters' : 'not-json');
    const number = Number(written);
    if (!/^-?[0-9]+$/u.test(written) || !Number.isSafeInteger(number) || Object.is(number, -0)) throw this.#fault('bad-number', begin);
    return number;
  }

  #word<T extends boolean | null>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) throw this.#fault('not-json');
    this.#at += word.length;
    return value;
  }

  #take(sign: ':' | ','): void {
    if (this.#text[this.#at] !== sign) throw this.#fault('not-json');
    this.#at += 1;
  }

  #skipSpace(): void {
    this.#match(SPACE);
  }

  /** Goes on past what fits here, and says what it was. */
  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [''];
    this.#at += found.length;
    return found;
  }

  #fault(fault: ForeignFaultCode, at = this.#at): ForeignFault {
    return new ForeignFault(fault, [...this.#path], this.#placeAt(at));
  }

  #placeOf(root: ForeignValue, path: Path, first: number): Place {
    let value: unknown = root;
    let at = first;
    for (const step of path) {
      const beginning = typeof value === 'object' && value !== null ? this.#beginnings.get(value)?.get(step) : undefined;
      if (beginning === undefined) break;
      at = beginning;
      value = (value as Record<string | number, unknown>)[step];
    }
    return this.#placeAt(at);
  }

  #placeAt(at: number): Place {
    const before = this.#text.slice(0, at);
    const lineAt = before.lastIndexOf('\n') + 1;
    return { line: before.split('\n').length, column: Array.from(before.slice(lineAt)).length + 1 };
  }
}
