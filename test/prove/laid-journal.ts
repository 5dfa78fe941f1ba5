/** Journals for the figures: real files and real cryptography, without the slow derivation where it is not what is looked at. */
import { createHash } from 'node:crypto';
import { freshKdf, RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { VaultFault } from '../../electron/vault/fault.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import { randomBytes } from '../../electron/vault/random.ts';
import { wrapKey } from '../../electron/vault/slots.ts';
import { newRecordId, PreparedVault, unlock, type Change, type StoredRecord, type Vault } from '../../electron/vault/vault.ts';

/** What Argon2id would have made of a passphrase, and of the words. */
export const DERIVED = Uint8Array.from({ length: 32 }, (_, at) => at * 7 + 1);
const DERIVED_BY_WORDS = Uint8Array.from({ length: 32 }, (_, at) => at * 5 + 2);

/** A new, open, empty journal. */
export function newVault(file: string, vaultKey: Uint8Array = randomBytes(32), vaultId: Uint8Array = randomBytes(16)): Vault {
  const owner = { vaultId, epoch: 1 };
  const slots = [wrapKey(owner, 0, 'passphrase', freshKdf(RECOVERY_COST), DERIVED, vaultKey), wrapKey(owner, 1, 'recovery', freshKdf(RECOVERY_COST), DERIVED_BY_WORDS, vaultKey)];
  return new PreparedVault({ ...owner, slots }, vaultKey, []).write(file);
}

/** Opens a journal of `newVault`, not gathered. @throws VaultFault */
export function reopen(file: string): Vault {
  const journal = JournalFile.open(file);
  try {
    return unlock(journal, 'passphrase', Uint8Array.from(DERIVED));
  } catch (error) {
    journal.close();
    throw error;
  }
}

/** Everything in it, and the front page; the file is closed again. @throws VaultFault */
export function readAll(file: string): { records: StoredRecord[]; frontPage: Uint8Array | null } {
  const vault = reopen(file);
  try {
    return { frontPage: vault.readFrontPage(), records: [...vault.gather(256)].flat() };
  } finally {
    vault.close();
  }
}

export function put(payload: Uint8Array | string, id = newRecordId(), type = 1): Change['puts'][number] {
  return { id, type, schema: 1, payload: typeof payload === 'string' ? new TextEncoder().encode(payload) : payload };
}

/** One number for all that the records say. */
export function digestOf(records: readonly StoredRecord[]): string {
  const hash = createHash('sha256');
  for (const { id, type, schema, revision, payload } of records) hash.update(`${id} ${type} ${schema} ${revision} ${payload.length} `).update(payload);
  return hash.digest('hex');
}

/** The fault `act` ended with, or null. Any other error is handed on: it is a crash. */
export function faultOf(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof VaultFault) return error.fault;
    throw error;
  }
}
