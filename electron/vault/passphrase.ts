/** A passphrase as bytes. */
import { PASSPHRASE_MAX_BYTES } from '../../shared/requests.ts';
import { VaultFault } from './fault.ts';

/**
 * Normalised (Unicode NFC), because one keyboard sends "é" as one character and another as two; never trimmed. UTF-8, at most 1,024 bytes.
 * @throws VaultFault `too-large`
 */
export function passphraseBytes(passphrase: string): Uint8Array {
  const bytes = new TextEncoder().encode(passphrase.normalize('NFC'));
  if (bytes.length > PASSPHRASE_MAX_BYTES) throw new VaultFault('too-large');
  return bytes;
}
