/** 128 random bits as twelve words of the English BIP-39 list: the second way into the journal, for paper. */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { VaultFault } from './fault.ts';
import { randomBytes } from './random.ts';

export const RECOVERY_BYTES = 16;
const WORDS = 12;

export function freshRecoveryBytes(): Uint8Array {
  return randomBytes(RECOVERY_BYTES);
}

export function wordsOf(recovery: Uint8Array): string[] {
  return entropyToMnemonic(recovery, wordlist).split(' ');
}

/**
 * Reads words as people write them down: any case, numbered, with commas or on lines of their own.
 * @throws VaultFault `not-words` when one is not on the list or the twelve do not belong together (BIP-39's checksum)
 */
export function recoveryBytes(text: string): Uint8Array {
  const words = text.normalize('NFKD').toLowerCase().match(/[a-z]+/gu) ?? [];
  if (words.length !== WORDS) throw new VaultFault('not-words');
  try {
    return mnemonicToEntropy(words.join(' '), wordlist);
  } catch {
    throw new VaultFault('not-words');
  }
}
