/** What the reader, which shares no code with the app, makes of a vector. */
import { createHash } from 'node:crypto';
import { PASSPHRASE, reader, WORDS } from '../../reader/reader.ts';
import type { Read } from './ours.ts';
import { digestOf, type Tried } from './vector.ts';

/** P for a secret and the 29 bytes of a slot. */
export type Derive = (secret: Uint8Array, kdf: Uint8Array) => Uint8Array;

/** @param derive the reader's own, or a quicker one */
export function readByReader(derive: Derive): (file: string, tried: Tried) => Omit<Read, 'untouched'> {
  const derivedByInput = new Map<string, Uint8Array>();
  const once: Derive = (secret, kdf) => {
    const input = createHash('sha256').update(secret).update(kdf).digest('hex');
    const derived = derivedByInput.get(input) ?? derive(secret, kdf);
    derivedByInput.set(input, derived);
    return Uint8Array.from(derived);
  };
  return (file, tried) => {
    try {
      const { records } = read(file, tried, once);
      return { outcome: 'opens', records: digestOf(records.map((record) => ({ ...record, k: BigInt(`0x${record.id}`) }))), handedOut: [], frontPage: null };
    } catch (error) {
      const { fault } = error as { fault?: unknown };
      if (typeof fault !== 'string') throw error;
      return { outcome: fault, records: null, handedOut: [], frontPage: null };
    }
  };
}

function read(file: string, tried: Tried, derive: Derive) {
  if ('derived' in tried) return reader.readWithDerived(file, tried.slot === 'passphrase' ? PASSPHRASE : WORDS, () => Uint8Array.from(Buffer.from(tried.derived, 'hex')));
  const [type, typed] = 'words' in tried ? ([WORDS, tried.words] as const) : ([PASSPHRASE, tried.passphrase] as const);
  const secret = reader.secretBytes(type, typed);
  return reader.readWithDerived(file, type, (kdf) => derive(secret, kdf));
}
