/** SHA-256, for what two people compare and for the ledger of what travelled. What is sealed is hashed in the vault. */
import { createHash } from 'node:crypto';
import { digitsOf, textToHash, type Fingerprint, type SharedText } from '../../shared/fingerprint.ts';

/** 64 lower-case hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The twenty digits of a text (domain §4.7). What is empty, and what is in which order, its own noun has settled before. */
export function fingerprintOf(text: SharedText): Fingerprint {
  return digitsOf(createHash('sha256').update(textToHash(text), 'utf8').digest());
}
