/** What a person knows that opens a journal, and the slot it opens. */
import { derive, easedBelow, freshKdf, type KdfCost } from './derivation.ts';
import { VaultFault } from './fault.ts';
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

/**
 * As `newSlot`, and where there is not the memory for that cost, at the next lower one the app knows. Guessing is easier then; `Vault.raiseCost` brings it up
 * later, on a machine that can.
 */
export async function newSlotAsDearAsCanBe(owner: SlotOwner, number: SlotNumber, name: SlotName, secret: Uint8Array, cost: KdfCost, vaultKey: Uint8Array, signal?: AbortSignal): Promise<KnownSlot> {
  try {
    for (const each of [cost, ...easedBelow(cost)]) {
      try {
        // `derive` overwrites what it is given.
        return await newSlot(owner, number, name, Uint8Array.from(secret), each, vaultKey, signal);
      } catch (error) {
        if (!(error instanceof VaultFault) || error.fault !== 'not-enough-memory') throw error;
      }
    }
    throw new VaultFault('not-enough-memory');
  } finally {
    forget(secret);
  }
}
