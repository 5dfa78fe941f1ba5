/**
 * Structured data as text and back, where only text goes through (the browser's debugging pipe). What structured cloning carries and
 * JSON loses keeps its kind: dates, bytes, maps, sets, big integers, `undefined`, errors. What structured cloning refuses is refused.
 *
 * Used on both sides of the pipe: its source is put into the page, so it must not refer to anything outside itself.
 */
export interface Codec {
  /** @throws Error when the value cannot be cloned */
  encode: (value: unknown) => string;
  decode: (text: string) => unknown;
}

export function cloneCodec(): Codec {
  // Objects are JSON objects; everything that is not plain JSON is an array that begins with its kind, and so is an array ('').
  type Packed = null | boolean | number | string | Packed[] | { [key: string]: Packed };
  interface WithBase64 { toBase64(): string }

  const bytesToText = (bytes: Uint8Array): string => (typeof Buffer === 'undefined' ? (bytes as unknown as WithBase64).toBase64() : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'));
  const textToBytes = (text: string): Uint8Array<ArrayBuffer> =>
    typeof Buffer === 'undefined' ? (Uint8Array as unknown as { fromBase64(text: string): Uint8Array<ArrayBuffer> }).fromBase64(text) : Uint8Array.from(Buffer.from(text, 'base64'));
  const uncloneable = (what: string) => new Error(`An object could not be cloned: ${what}.`);

  const pack = (value: unknown, above: readonly object[]): Packed => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : ['number', Object.is(value, -0) ? '-0' : String(value)];
    if (value === undefined) return ['undefined'];
    if (typeof value === 'bigint') return ['bigint', value.toString()];
    if (typeof value !== 'object') throw uncloneable(`a ${typeof value}`);
    return packObject(value, above);
  };

  const packObject = (value: object, above: readonly object[]): Packed => {
    if (above.includes(value)) throw uncloneable('it contains itself, which the stand-in does not carry');
    const within = [...above, value];
    if (Array.isArray(value)) return ['', ...value.map((item) => pack(item, within))];
    if (ArrayBuffer.isView(value)) return [kindOf(value), bytesToText(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
    switch (kindOf(value)) {
      case 'Date':
        return ['Date', pack((value as Date).getTime(), within)];
      case 'ArrayBuffer':
        return ['ArrayBuffer', bytesToText(new Uint8Array(value as ArrayBuffer))];
      case 'Map':
        return ['Map', ...[...(value as Map<unknown, unknown>)].map(([key, item]) => [pack(key, within), pack(item, within)])];
      case 'Set':
        return ['Set', ...[...(value as Set<unknown>)].map((item) => pack(item, within))];
      case 'Error':
        return ['Error', (value as Error).name, (value as Error).message];
      case 'Object':
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item, within)]));
      default:
        throw uncloneable(`a ${kindOf(value)}`);
    }
  };

  const kindOf = (value: object) => Object.prototype.toString.call(value).slice(8, -1);

  const unpack = (packed: Packed): unknown => {
    if (Array.isArray(packed)) return unpackKind(packed[0] as string, packed.slice(1));
    if (packed === null || typeof packed !== 'object') return packed;
    return Object.fromEntries(Object.entries(packed).map(([key, item]) => [key, unpack(item)]));
  };

  const unpackKind = (kind: string, parts: Packed[]): unknown => {
    switch (kind) {
      case '':
        return parts.map(unpack);
      case 'undefined':
        return undefined;
      case 'number':
        return Number(parts[0]);
      case 'bigint':
        return BigInt(parts[0] as string);
      case 'Date':
        return new Date(unpack(parts[0]!) as number);
      case 'ArrayBuffer':
        return textToBytes(parts[0] as string).buffer;
      case 'Map':
        return new Map(parts.map((entry) => [unpack((entry as Packed[])[0]!), unpack((entry as Packed[])[1]!)]));
      case 'Set':
        return new Set(parts.map(unpack));
      case 'Error':
        return Object.assign(new Error(parts[1] as string), { name: parts[0] as string });
      default:
        return unpackView(kind, textToBytes(parts[0] as string));
    }
  };

  const unpackView = (kind: string, bytes: Uint8Array<ArrayBuffer>): unknown => {
    if (kind === 'Uint8Array') return bytes;
    const View = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[kind];
    if (!View) throw new Error(`The stand-in does not know the kind ${kind}.`);
    return new View(bytes.buffer);
  };

  return {
    encode: (value) => JSON.stringify(pack(value, [])),
    decode: (text) => unpack(JSON.parse(text) as Packed),
  };
}
