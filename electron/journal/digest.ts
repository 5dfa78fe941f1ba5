/** SHA-256, for what two people compare and for the ledger of what travelled. What is sealed is hashed in the vault. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { VaultFault } from '../vault/fault.ts';
import { digitsOf, textToHash, type Fingerprint, type SharedText } from '../../shared/fingerprint.ts';

/** 64 lower-case hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const SLICE_BYTES = 256 * 1024;

/** As `sha256`, of a file, a slice at a time between other work. @throws VaultFault `unreadable` */
export async function sha256OfFile(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const slice of createReadStream(file, { highWaterMark: SLICE_BYTES }) as AsyncIterable<Buffer>) {
      hash.update(slice);
      bytes += slice.length;
    }
  } catch {
    throw new VaultFault('unreadable');
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** The twenty digits of a text (domain §4.7). What is empty, and what is in which order, its own noun has settled before. */
export function fingerprintOf(text: SharedText): Fingerprint {
  return digitsOf(createHash('sha256').update(textToHash(text), 'utf8').digest());
}
