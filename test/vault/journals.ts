/** Journals for the tests. Real files and real cryptography; only the slow derivation is left out where it is not what is tested. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { RecordId } from '../../shared/record-id.ts';
import { freshKdf, RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import type { Header } from '../../electron/vault/header.ts';
import { randomBytes } from '../../electron/vault/random.ts';
import { sodiumReady } from '../../electron/vault/seal.ts';
import { wrapKey } from '../../electron/vault/slots.ts';
import { newRecordId, PreparedVault, unlock, VaultFault, type Change, type StoredRecord, type Vault } from '../../electron/vault/vault.ts';

await sodiumReady();

/** What Argon2id would have made of a passphrase: 32 bytes, known to the tests. */
export const DERIVED = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1);
export const DERIVED_BY_WORDS = Uint8Array.from({ length: 32 }, (_, index) => index * 5 + 2);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'other-chair-vault-'));
  folders.push(folder);
  return folder;
}

export function newFile(): string {
  return path.join(newFolder(), 'journal.ocv');
}

export function prepared(vaultKey: Uint8Array = randomBytes(32), vaultId: Uint8Array = randomBytes(16)): PreparedVault {
  const owner = { vaultId, epoch: 1 };
  const slots = [
    wrapKey(owner, 0, 'passphrase', freshKdf(RECOVERY_COST), DERIVED, vaultKey),
    wrapKey(owner, 1, 'recovery', freshKdf(RECOVERY_COST), DERIVED_BY_WORDS, vaultKey),
  ];
  const header: Header = { ...owner, slots };
  return new PreparedVault(header, vaultKey, []);
}

/** A new, open, empty journal. */
export function newVault(file: string = newFile()): Vault {
  return prepared().write(file);
}

/** The journal with both halves in reach, as the tests of failing saves need it. */
export function openWithFile(file: string): { vault: Vault; journal: JournalFile } {
  const journal = JournalFile.open(file);
  try {
    return { vault: unlock(journal, 'passphrase', Uint8Array.from(DERIVED)), journal };
  } catch (error) {
    journal.close();
    throw error;
  }
}

export function reopen(file: string): Vault {
  return openWithFile(file).vault;
}

export function gatherAll(vault: Vault, batch = 64): StoredRecord[] {
  return [...vault.gather(batch)].flat();
}

/** Opens, reads every record, closes. */
export function recordsIn(file: string): StoredRecord[] {
  const vault = reopen(file);
  try {
    return gatherAll(vault);
  } finally {
    vault.close();
  }
}

export function text(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

export function put(payload: Uint8Array | string, id: RecordId = newRecordId(), type = 1, schema = 1): Change['puts'][number] {
  return { id, type, schema, payload: typeof payload === 'string' ? text(payload) : payload };
}

/** Writes records with these texts and answers their ids. */
export function write(vault: Vault, ...payloads: (Uint8Array | string)[]): RecordId[] {
  const puts = payloads.map((payload) => put(payload));
  vault.commit({ puts, removes: [] });
  return puts.map(({ id }) => id);
}

/** A closed journal of `count` small records. */
export function journalOf(count: number, file: string = newFile()): { file: string; ids: RecordId[] } {
  const vault = newVault(file);
  const ids = count === 0 ? [] : write(vault, ...Array.from({ length: count }, (_, index) => `entry ${index}`));
  vault.close();
  return { file, ids };
}

/** Comparable and printable. */
export function plain(records: readonly StoredRecord[]): unknown[] {
  return records.map((record) => ({ ...record, payload: Buffer.from(record.payload).toString('hex') }));
}

/** The fault `act` ends with, or `none`. Anything else than a VaultFault is an error of the test. */
export function faultOf(act: () => unknown): string {
  try {
    act();
    return 'none';
  } catch (error) {
    if (error instanceof VaultFault) return error.fault;
    throw error;
  }
}

export async function faultOfPromise(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error) {
    if (error instanceof VaultFault) return error.fault;
    throw error;
  }
}
