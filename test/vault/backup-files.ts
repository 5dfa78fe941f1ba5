/** Backups for the tests: made, restored, and taken to pieces. */
import sodium from 'libsodium-wrappers-sumo';
import fs from 'node:fs';
import path from 'node:path';
import { encodePreamble, FRAME_TEXT_BYTES, parsePreamble, preambleDigest, preambleLength, streamKeyOf, type Preamble } from '../../electron/vault/backup-preamble.ts';
import { BackupReader } from '../../electron/vault/backup-reader.ts';
import { writeBackup, type BackupOptions } from '../../electron/vault/backup-writer.ts';
import { joined, u64 } from '../../electron/vault/bytes.ts';
import { keysOf, type VaultKeys } from '../../electron/vault/keys.ts';
import { unwrapKey } from '../../electron/vault/slots.ts';
import { slotOf } from '../../electron/vault/header.ts';
import { restoreUnlocked } from '../../electron/vault/restoring.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { DERIVED, newFolder } from './journals.ts';

const FRAME = 65_553;

export async function newBackup(vault: Vault, options: Partial<BackupOptions> = {}, file: string = path.join(newFolder(), 'a.ocb')): Promise<string> {
  const snapshot = vault.snapshot();
  try {
    await writeBackup(snapshot, file, { madeAtMs: Date.UTC(2026, 10, 22, 9, 15), ...options });
    return file;
  } finally {
    snapshot.release();
  }
}

/** The keys of a journal of the tests, by its header. */
export function keysOfBackup(reader: BackupReader): VaultKeys {
  const vaultKey = unwrapKey(reader.header, slotOf(reader.header, 'passphrase'), Uint8Array.from(DERIVED));
  if (vaultKey === null) throw new Error('not a journal of the tests');
  return keysOf(vaultKey);
}

/** The same, for a backup of a journal of the tests. */
export function keysFor(file: string): VaultKeys {
  const bytes = new Uint8Array(fs.readFileSync(file));
  const { header } = parsePreamble(bytes.slice(0, preambleLength(bytes)));
  return keysOf(unwrapKey(header, slotOf(header, 'passphrase'), Uint8Array.from(DERIVED))!);
}

/** Reads everything, as checking a backup does. @returns its rows */
export async function readBackup(file: string, keys?: VaultKeys): Promise<{ key: bigint; bytes: Uint8Array }[]> {
  const reader = await BackupReader.open(file);
  try {
    await reader.begin(keys ?? keysOfBackup(reader));
    const rows: { key: bigint; bytes: Uint8Array }[] = [];
    for await (const batch of reader.rows()) rows.push(...batch);
    return rows;
  } finally {
    await reader.close();
  }
}

/** The journal of a backup, restored into a place of its own, and open. */
export async function restored(file: string, journal: string = path.join(newFolder(), 'journal.ocv')): Promise<Vault> {
  const reader = await BackupReader.open(file);
  try {
    const { vault } = await restoreUnlocked(reader, keysOfBackup(reader), { journal, keepAs: path.join(path.dirname(journal), 'before.ocv') });
    return vault;
  } finally {
    await reader.close();
  }
}

/** A backup in pieces. */
export interface Pieces {
  preamble: Uint8Array;
  /** The text of all frames as one. */
  text: Uint8Array;
  /** As they stand in the file. */
  frames: { at: number; bytes: Uint8Array }[];
}

export function piecesOf(file: string): Pieces {
  const bytes = new Uint8Array(fs.readFileSync(file));
  const preamble = parsePreamble(bytes.slice(0, preambleLength(bytes)));
  const { length } = encodePreamble(preamble);
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(preamble.streamHeader, streamKeyFor(preamble));
  const frames: Pieces['frames'] = [];
  const texts: Uint8Array[] = [];
  for (let at = length; at < bytes.length; at += FRAME) {
    const frame = bytes.slice(at, at + FRAME);
    const opened = sodium.crypto_secretstream_xchacha20poly1305_pull(state, frame, associated(preamble, frames.length));
    if (opened === false) throw new Error('the backup does not open');
    frames.push({ at, bytes: frame });
    texts.push(opened.message);
  }
  return { preamble: bytes.slice(0, length), text: joined(...texts), frames };
}

/** Sealed again as a writer with the key could: any text, cut and marked at will. */
export function resealed({ preamble: bytes }: Pieces, texts: readonly { text: Uint8Array; tag: number }[]): Uint8Array {
  const preamble = parsePreamble(bytes);
  // The pushing side begins where the pulling side does, so the header can stay.
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(preamble.streamHeader, streamKeyFor(preamble));
  return joined(bytes, ...texts.map(({ text, tag }, index) => sodium.crypto_secretstream_xchacha20poly1305_push(state, text, associated(preamble, index), tag)));
}

/** As the writer cuts and marks a text, without adding anything to it. */
export function inFrames(text: Uint8Array): { text: Uint8Array; tag: number }[] {
  const count = Math.max(1, Math.ceil(text.length / FRAME_TEXT_BYTES));
  return Array.from({ length: count }, (_, index) => ({ text: text.slice(index * FRAME_TEXT_BYTES, (index + 1) * FRAME_TEXT_BYTES), tag: index === count - 1 ? 3 : 0 }));
}

function streamKeyFor(preamble: Preamble): Uint8Array {
  const vaultKey = unwrapKey(preamble.header, slotOf(preamble.header, 'passphrase'), Uint8Array.from(DERIVED))!;
  return streamKeyOf(keysOf(vaultKey).backup, preamble).streamKey;
}

function associated(preamble: Preamble, index: number): Uint8Array {
  return joined(preambleDigest(preamble), u64(index));
}
