/** What the app's own code makes of a vector. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { derive } from '../../../electron/vault/derivation.ts';
import { VaultFault } from '../../../electron/vault/fault.ts';
import { JournalFile } from '../../../electron/vault/file.ts';
import { parseHeader, slotOf } from '../../../electron/vault/header.ts';
import { passphraseBytes } from '../../../electron/vault/passphrase.ts';
import { recoveryBytes } from '../../../electron/vault/recovery-words.ts';
import { sodiumReady } from '../../../electron/vault/seal.ts';
import { unlock, type StoredRecord } from '../../../electron/vault/vault.ts';
import { digestOf, unpacked, type Tried, type Vector } from './vector.ts';

/** What came out of a reader. */
export interface Read {
  outcome: string;
  /** Digest of all records; null when reading did not end well. */
  records: string | null;
  /** Digest of each record that came out although reading ended badly. */
  handedOut: string[];
  frontPage: string | null;
  /** The file is byte for byte what it was. */
  untouched: boolean;
}

/** Puts the vector into a file, reads it, and looks at the file again. */
export async function readVector(vector: Vector, file: string, reading: (file: string, tried: Tried) => Promise<Omit<Read, 'untouched'>> | Omit<Read, 'untouched'>): Promise<Read> {
  const bytes = unpacked(vector.file);
  fs.writeFileSync(file, bytes);
  fs.rmSync(`${file}-journal`, { force: true });
  if (vector.journal !== undefined) fs.writeFileSync(`${file}-journal`, unpacked(vector.journal));
  if (vector.grownTo !== undefined) fs.truncateSync(file, vector.grownTo);
  try {
    const read = await reading(file, vector.tried);
    const untouched = vector.grownTo === undefined ? fs.readFileSync(file).equals(bytes) : fs.statSync(file).size === vector.grownTo;
    return { ...read, untouched };
  } finally {
    fs.rmSync(file, { force: true });
    fs.rmSync(`${file}-journal`, { force: true });
  }
}

/** Keys derived in this run, by what they were derived from: the cost of one derivation is the same in many vectors. */
const derivedByInput = new Map<string, Uint8Array>();

export async function readByOurCode(file: string, tried: Tried): Promise<Omit<Read, 'untouched'>> {
  await sodiumReady();
  const yielded: StoredRecord[] = [];
  let frontPage: string | null = null;
  let journal: JournalFile | null = null;
  try {
    // The order of openVault: what was typed, the file, the header, the derivation.
    const secret = 'passphrase' in tried ? passphraseBytes(tried.passphrase) : 'words' in tried ? recoveryBytes(tried.words) : null;
    const slotName = 'derived' in tried ? tried.slot : 'words' in tried ? 'recovery' : 'passphrase';
    journal = JournalFile.open(file);
    const { kdf } = slotOf(parseHeader(journal.preface().header), slotName);
    const derived = secret === null ? Uint8Array.from(Buffer.from('derived' in tried ? tried.derived : '', 'hex')) : await derivedOnce(secret, kdf);
    const vault = unlock(journal, slotName, derived);
    const page = vault.readFrontPage();
    frontPage = page === null ? null : Buffer.from(page).toString('hex');
    for (const batch of vault.gather(1000)) yielded.push(...batch);
    return { outcome: 'opens', records: digestOf(yielded.map(inBytes)), handedOut: [], frontPage };
  } catch (error) {
    if (!(error instanceof VaultFault)) throw error;
    return { outcome: error.fault, records: null, handedOut: yielded.map((record) => digestOf([inBytes(record)])), frontPage };
  } finally {
    journal?.close();
  }
}

async function derivedOnce(secret: Uint8Array, kdf: { passes: number; memoryKiB: number; salt: Uint8Array }): Promise<Uint8Array> {
  const input = createHash('sha256').update(JSON.stringify([[...secret], kdf.passes, kdf.memoryKiB, [...kdf.salt]])).digest('hex');
  const known = derivedByInput.get(input) ?? (await derive(secret, kdf));
  derivedByInput.set(input, Uint8Array.from(known));
  return Uint8Array.from(known);
}

function inBytes(record: StoredRecord) {
  return { ...record, k: BigInt(`0x${record.id}`) };
}
