/** What is in a folder after something has come upon it. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import { BackupReader } from '../../electron/vault/backup-reader.ts';
import { RECOVERY_COST, type Kdf } from '../../electron/vault/derivation.ts';
import { VaultFault } from '../../electron/vault/fault.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import { parseHeader, slotOf, type Header } from '../../electron/vault/header.ts';
import { forgetKeys, keysOf } from '../../electron/vault/keys.ts';
import { passphraseBytes } from '../../electron/vault/passphrase.ts';
import { recoveryBytes } from '../../electron/vault/recovery-words.ts';
import { unwrapKey, type SlotName } from '../../electron/vault/slots.ts';
import { openVault, prepareVault, unlock, type Vault } from '../../electron/vault/vault.ts';
import { put } from './laid-journal.ts';
import { backupIn, bytesOf, journalIn, type Held, type State } from './steps.ts';

const derivedByInput = new Map<string, Uint8Array>();

/** P by OpenSSL; each only once. */
export function derivedOf(name: SlotName, secret: string, kdf: Kdf): Uint8Array {
  const bytes = name === 'passphrase' ? passphraseBytes(secret) : recoveryBytes(secret);
  const input = crypto.createHash('sha256').update(name).update(bytes).update(kdf.salt).digest('hex');
  const known = derivedByInput.get(input) ?? crypto.argon2Sync('argon2id', { message: bytes, nonce: kdf.salt, parallelism: 1, tagLength: 32, memory: kdf.memoryKiB, passes: kdf.passes });
  if (derivedByInput.size > 5000) derivedByInput.clear();
  derivedByInput.set(input, Uint8Array.from(known));
  return Uint8Array.from(known);
}

/** A journal with a passphrase and words of its own, closed. */
export async function laid(folder: string): Promise<State> {
  const passphrase = 'the passphrase it began with';
  const prepared = await prepareVault(passphrase, { cost: RECOVERY_COST });
  const words = prepared.recoveryWords.join(' ');
  prepared.write(journalIn(folder)).close();
  prepared.forget();
  return { journal: { passphrase, words, texts: {} }, backups: {} };
}

/** P of the journal's passphrase, for the next process. */
export function derivedFor(folder: string, { journal }: State): string | null {
  if (journal === null) return null;
  const file = JournalFile.open(journalIn(folder));
  try {
    return Buffer.from(derivedOf('passphrase', journal.passphrase, slotOf(parseHeader(file.preface().header), 'passphrase').kdf)).toString('hex');
  } finally {
    file.close();
  }
}

/**
 * Which of the states the folder is in; the journal is open to the next save, too.
 * @returns the state, or in words why it is in none of them
 */
export async function stateAmong(states: readonly State[], folder: string): Promise<State | string> {
  let why = 'no state is allowed';
  for (const state of states) {
    const wrong = await wrongWith(state, folder);
    if (wrong === null) return state;
    why = wrong;
  }
  return why;
}

async function wrongWith({ journal, backups }: State, folder: string): Promise<string | null> {
  try {
    for (const [name, held] of Object.entries(backups)) {
      const wrong = await wrongWithBackup(backupIn(folder, name), held);
      if (wrong !== null) return `a backup: ${wrong}`;
    }
    return journal === null ? wrongWithNone(folder) : await wrongWithJournal(folder, journal);
  } catch (error) {
    if (error instanceof VaultFault) return `it does not open: ${error.message}`;
    throw error;
  }
}

/** No journal, and nothing that hinders making one. */
function wrongWithNone(folder: string): string | null {
  return fs.existsSync(journalIn(folder)) ? 'there is a journal' : null;
}

async function wrongWithJournal(folder: string, held: Held): Promise<string | null> {
  const vault = await opened(folder, held);
  if (typeof vault === 'string') return vault;
  try {
    const found = new Map([...vault.gather(100)].flat().map(({ id, payload }): [string, Uint8Array] => [id, payload]));
    const wanted = Object.entries(held.texts);
    if (found.size !== wanted.length) return `${found.size} records, not ${wanted.length}`;
    if (!wanted.every(([id, text]) => Buffer.compare(found.get(id) ?? new Uint8Array(0), bytesOf(text)) === 0)) return 'another text';
    // The next save goes through, and what it wrote is taken out again.
    const probe = put('the next save');
    vault.commit({ puts: [probe], removes: [] });
    vault.commit({ puts: [], removes: [probe.id] });
    return null;
  } finally {
    vault.close();
  }
}

/** By the passphrase; the words open it as well. Where re-keying was cut off between two names, as the app opens it. */
async function opened(folder: string, { passphrase, words }: Held): Promise<Vault | string> {
  const file = journalIn(folder);
  if (!fs.existsSync(file)) return openVault(file, { kind: 'passphrase', passphrase });
  const journal = JournalFile.open(file);
  const header = parseHeader(journal.preface().header);
  const secrets = [['passphrase', passphrase], ['recovery', words]] as const;
  const shut = secrets.find(([name, secret]) => !opensSlot(header, name, secret));
  if (shut !== undefined) {
    journal.close();
    return `the ${shut[0]} slot does not open`;
  }
  try {
    return unlock(journal, 'passphrase', derivedOf('passphrase', passphrase, slotOf(header, 'passphrase').kdf));
  } catch (error) {
    journal.close();
    throw error;
  }
}

function opensSlot(header: Header, name: SlotName, secret: string): boolean {
  const slot = slotOf(header, name);
  const vaultKey = unwrapKey(header, slot, derivedOf(name, secret, slot.kdf));
  vaultKey?.fill(0);
  return vaultKey !== null;
}

async function wrongWithBackup(file: string, held: Held): Promise<string | null> {
  if (!fs.existsSync(file)) return 'it is not there';
  const reader = await BackupReader.open(file);
  try {
    const slot = slotOf(reader.header, 'passphrase');
    const vaultKey = unwrapKey(reader.header, slot, derivedOf('passphrase', held.passphrase, slot.kdf));
    if (vaultKey === null) return 'the passphrase does not open it';
    const keys = keysOf(vaultKey);
    await reader.begin(keys);
    let rows = 0;
    for await (const batch of reader.rows()) rows += batch.length;
    forgetKeys(keys);
    return rows === Object.keys(held.texts).length ? null : `${rows} records, not ${Object.keys(held.texts).length}`;
  } finally {
    await reader.close();
  }
}
