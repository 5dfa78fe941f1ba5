/** What a person knows that opens a journal, and the slot it opens. */
import { derive, freshKdf, type KdfCost } from './derivation.ts';
import { passphraseBytes } from './passphrase.ts';
import { recoveryBytes } from './recovery-words.ts';
import { forget } from './seal.ts';
import { wrapKey, type KnownSlot, type SlotName, type SlotNumber, type SlotOwner } from './slots.ts';

/** What opens a journal. */
export type Secret = { kind: 'passphrase'; passphrase: string } | { kind: 'recovery'; words: string };

/** What re-keying asks for: what opens the journal now, in both ways, and goes on opening it. */
export interface BothSecrets {
  passphrase: string;
  words: string;
}

/** A key derivation under way can be stopped; `cost` is for tests, which would wait for ever. */
export interface KeyOptions {
  signal?: AbortSignal | undefined;
  cost?: KdfCost | undefined;
}

/** @throws VaultFault `too-large` for a passphrase of more than 1,024 bytes, `not-words` */
export function bytesOf(secret: Secret): Uint8Array {
  return secret.kind === 'passphrase' ? passphraseBytes(secret.passphrase) : recoveryBytes(secret.words);
}

/** Always at a cost and with a salt of its own, never those of another slot or file. */
export async function newSlot(owner: SlotOwner, number: SlotNumber, name: SlotName, secret: Uint8Array, cost: KdfCost, vaultKey: Uint8Array, signal?: AbortSignal): Promise<KnownSlot> {
  const kdf = freshKdf(cost);
  const derived = await derive(secret, kdf, signal);
  const slot = wrapKey(owner, number, name, kdf, derived, vaultKey);
  forget(derived);
  return slot;
}
