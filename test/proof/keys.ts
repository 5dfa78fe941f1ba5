/** The keys of a journal, worked out from its file and passphrase, so that they can be looked for. */
import { copyFileSync } from 'node:fs';
import type { Canary } from '../canary/forms.ts';
import { derive } from '../../electron/vault/derivation.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import { parseHeader, slotOf } from '../../electron/vault/header.ts';
import { keysOf } from '../../electron/vault/keys.ts';
import { passphraseBytes } from '../../electron/vault/passphrase.ts';
import { sodiumReady } from '../../electron/vault/seal.ts';
import { unwrapKey } from '../../electron/vault/slots.ts';

/** @param file may be open in the app: a copy of it is read, which is left beside it */
export async function keysOfFile(file: string, passphrase: string): Promise<Canary[]> {
  const copy = `${file}.copy`;
  copyFileSync(file, copy);
  await sodiumReady();
  const journal = JournalFile.open(copy);
  try {
    const header = parseHeader(journal.preface().header);
    const slot = slotOf(header, 'passphrase');
    const derived = await derive(passphraseBytes(passphrase), slot.kdf);
    const vaultKey = unwrapKey(header, slot, derived);
    if (vaultKey === null) throw new Error('This passphrase does not open the journal.');
    const named = Object.entries({ derived, vault: vaultKey, ...keysOf(vaultKey) });
    return named.map(([name, bytes]) => ({ name: `${name} key`, bytes: Uint8Array.from(bytes) }));
  } finally {
    journal.close();
  }
}
