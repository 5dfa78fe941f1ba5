/**
 * Reading a backup: nothing of it counts until its last byte was read and all of it found to be one journal. Sizes are looked at before
 * any work is spent on them.
 */
import sodium, { type StateAddress } from 'libsodium-wrappers-sumo';
import fs from 'node:fs/promises';
import { backupReadingFault } from './backup-fault.ts';
import { BACKUP_MAX_BYTES, encodePreamble, FRAME_OVERHEAD, FRAME_TEXT_BYTES, MANIFEST_TIME_BYTES, parsePreamble, preambleDigest, preambleLength, PREAMBLE_START_BYTES, streamKeyOf, type Preamble } from './backup-preamble.ts';
import { joined, sameBytes, u64, viewOf } from './bytes.ts';
import { derive } from './derivation.ts';
import { VaultFault } from './fault.ts';
import type { Row } from './file.ts';
import { HEAD_BYTES, openHead, type Head } from './head.ts';
import { isHeaderMac, slotOf, type Header } from './header.ts';
import { LeafSet, leafOf, type Leaf } from './integrity.ts';
import { keysOf, type VaultKeys } from './keys.ts';
import { paddedLength } from './padding.ts';
import { passphraseBytes } from './passphrase.ts';
import { KEY_MAX, openRecord, ROW_MAX_BYTES, type RecordKey } from './record.ts';
import { recoveryBytes } from './recovery-words.ts';
import { forget } from './seal.ts';
import { unwrapKey } from './slots.ts';
import { RECORDS_MAX, type Secret } from './vault.ts';

/** What a backup says of itself. */
export interface Manifest {
  madeAtMs: number;
  /** m[2] of the journal it was made of, as it stood there. */
  sealedHead: Uint8Array;
  head: Head;
}

/** Record's number 8 ‖ length 4 */
const LEAD_BYTES = 12;
/** A record of one byte: the smallest row there is, and its lead. */
const SMALLEST_ROW_BYTES = LEAD_BYTES + 5 + 72 + 512;
const BATCH = 64;

export class BackupReader {
  readonly bytes: number;
  readonly preamble: Preamble;
  readonly #handle: fs.FileHandle;
  #text: FrameReader | null = null;
  #opened: { keys: VaultKeys; manifest: Manifest } | null = null;

  private constructor(handle: fs.FileHandle, bytes: number, preamble: Preamble) {
    this.#handle = handle;
    this.bytes = bytes;
    this.preamble = preamble;
  }

  /**
   * Reads what can be read without a key.
   * @throws VaultFault `not-a-backup`, `newer-version`, `damaged`, `too-large`, `unreadable`
   */
  static async open(file: string): Promise<BackupReader> {
    try {
      const handle = await fs.open(file, 'r');
      try {
        const stat = await handle.stat();
        if (!stat.isFile()) throw new VaultFault('not-a-backup');
        return new BackupReader(handle, stat.size, await readPreamble(handle, stat.size));
      } catch (error) {
        await handle.close();
        throw error;
      }
    } catch (error) {
      throw backupReadingFault(error);
    }
  }

  get header(): Header {
    return this.preamble.header;
  }

  /**
   * The keys of the journal it was made of, by one of its secrets. To be forgotten by the caller.
   * @throws VaultFault `wrong-secret`, `not-words`, `too-large`, `not-enough-memory`, `cancelled`, `damaged`
   */
  async unlock(secret: Secret, signal?: AbortSignal): Promise<VaultKeys> {
    const secretBytes = secret.kind === 'passphrase' ? passphraseBytes(secret.passphrase) : recoveryBytes(secret.words);
    const slot = slotOf(this.header, secret.kind);
    const derived = await derive(secretBytes, slot.kdf, signal);
    const vaultKey = unwrapKey(this.header, slot, derived);
    forget(derived);
    if (vaultKey === null) throw new VaultFault('wrong-secret');
    const keys = keysOf(vaultKey);
    forget(vaultKey);
    return keys;
  }

  /**
   * Finds the header and the stream to be of these keys, and reads the manifest.
   * @param keys to last until the reading has ended
   * @throws VaultFault `damaged`, `too-large`, `unreadable`
   */
  async begin(keys: VaultKeys): Promise<Manifest> {
    const { preamble } = this;
    if (!isHeaderMac(keys.header, preamble.headerBytes, preamble.headerMac)) throw new VaultFault('damaged');
    const { streamKey, commitment } = streamKeyOf(keys.backup, preamble);
    if (!sodium.memcmp(commitment, preamble.commitment)) throw new VaultFault('damaged');
    this.#text = new FrameReader(this.#handle, this.bytes, preamble, streamKey);
    forget(streamKey);
    const manifest = this.#manifest(await this.#text.take(MANIFEST_TIME_BYTES), await this.#text.take(HEAD_BYTES), keys);
    if (manifest.head.count > RECORDS_MAX) throw new VaultFault('too-large');
    if (manifest.head.count * SMALLEST_ROW_BYTES > this.#text.left) throw new VaultFault('damaged');
    this.#opened = { keys, manifest };
    return manifest;
  }

  /**
   * Every record's row, opened and checked one by one. That they are all of one state of a journal, and that nothing follows, is known
   * only when this has ended.
   * @throws VaultFault `damaged`, `unreadable`
   */
  async *rows(): AsyncGenerator<Row[], void> {
    if (this.#opened === null || this.#text === null) throw new Error('The backup has not been begun.');
    const { keys, manifest } = this.#opened;
    const leaves: Leaf[] = [];
    let before: RecordKey = -1n;
    while (leaves.length < manifest.head.count) {
      const rows: Row[] = [];
      while (rows.length < BATCH && leaves.length < manifest.head.count) {
        const row = await readRow(this.#text, before);
        openRecord(keys.record, this.header, row.key, row.bytes);
        leaves.push({ key: row.key, leaf: leafOf(keys.leaf, row.key, row.bytes) });
        rows.push(row);
        before = row.key;
      }
      yield rows;
    }
    await this.#text.end();
    const root = LeafSet.of(keys.leaf, leaves).root(this.header, this.preamble.headerBytes, manifest.head.sequence);
    if (!sameBytes(root, manifest.head.root)) throw new VaultFault('damaged');
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  #manifest(time: Uint8Array, sealedHead: Uint8Array, keys: VaultKeys): Manifest {
    const madeAtMs = viewOf(time).getBigUint64(0, true);
    if (madeAtMs > BigInt(Number.MAX_SAFE_INTEGER)) throw new VaultFault('damaged');
    return { madeAtMs: Number(madeAtMs), sealedHead, head: openHead(keys.head, this.header, sealedHead) };
  }
}

async function readPreamble(handle: fs.FileHandle, size: number): Promise<Preamble> {
  const start = await readAt(handle, PREAMBLE_START_BYTES, 0);
  const length = preambleLength(start);
  if (size > BACKUP_MAX_BYTES) throw new VaultFault('too-large');
  if (size < length + FRAME_OVERHEAD + 1) throw new VaultFault('damaged');
  return parsePreamble(await readAt(handle, length, 0));
}

async function readRow(text: FrameReader, before: RecordKey): Promise<Row> {
  const lead = viewOf(await text.take(LEAD_BYTES));
  const key = lead.getBigUint64(0, true);
  const length = lead.getUint32(8, true);
  // Ascending, so that there is one way to write a set of records, and none comes twice.
  if (key <= before || key > KEY_MAX || length > ROW_MAX_BYTES) throw new VaultFault('damaged');
  return { key, bytes: await text.take(length) };
}

/** The text of all frames as one, read as it is asked for. */
class FrameReader {
  readonly #handle: fs.FileHandle;
  readonly #state: StateAddress;
  readonly #digest: Uint8Array;
  readonly #framesAt: number;
  readonly #frames: number;
  readonly #size: number;
  readonly #textLength: number;
  #index = 0;
  #frame: Uint8Array = new Uint8Array(0);
  #taken = 0;

  constructor(handle: fs.FileHandle, size: number, preamble: Preamble, streamKey: Uint8Array) {
    this.#handle = handle;
    this.#size = size;
    this.#digest = preambleDigest(preamble);
    this.#framesAt = encodePreamble(preamble).length;
    this.#state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(preamble.streamHeader, streamKey);
    const sealed = size - this.#framesAt;
    this.#frames = Math.ceil(sealed / (FRAME_TEXT_BYTES + FRAME_OVERHEAD));
    this.#textLength = sealed - this.#frames * FRAME_OVERHEAD;
  }

  /** Bytes of text not taken yet. */
  get left(): number {
    return this.#textLength - this.#taken;
  }

  /** @throws VaultFault `damaged` when there are not so many, or a frame is not the one that belongs here */
  async take(length: number): Promise<Uint8Array> {
    if (length > this.left) throw new VaultFault('damaged');
    const parts: Uint8Array[] = [];
    for (let missing = length; missing > 0; ) {
      if (this.#frame.length === 0) this.#frame = await this.#next();
      const part = this.#frame.subarray(0, missing);
      this.#frame = this.#frame.subarray(part.length);
      missing -= part.length;
      parts.push(part);
    }
    this.#taken += length;
    return parts.length === 1 ? parts[0]! : joined(...parts);
  }

  /** Zeros as many as the size asks for, then the end of the file. */
  async end(): Promise<void> {
    if (this.#textLength !== paddedLength(this.#taken)) throw new VaultFault('damaged');
    while (this.left > 0) {
      const rest = await this.take(Math.min(this.left, FRAME_TEXT_BYTES));
      if (rest.some((byte) => byte !== 0)) throw new VaultFault('damaged');
    }
    // A frame without text after the last one that has some.
    if (this.#index !== this.#frames) throw new VaultFault('damaged');
    if ((await readAt(this.#handle, 1, this.#size)).length > 0) throw new VaultFault('damaged');
  }

  async #next(): Promise<Uint8Array> {
    const at = this.#framesAt + this.#index * (FRAME_TEXT_BYTES + FRAME_OVERHEAD);
    const isLast = this.#index === this.#frames - 1;
    const sealed = await readAt(this.#handle, Math.min(FRAME_TEXT_BYTES + FRAME_OVERHEAD, this.#size - at), at);
    const opened = sealed.length > FRAME_OVERHEAD && sodium.crypto_secretstream_xchacha20poly1305_pull(this.#state, sealed, joined(this.#digest, u64(this.#index)));
    const tag = isLast ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    if (opened === false || opened.tag !== tag) throw new VaultFault('damaged');
    this.#index += 1;
    return opened.message;
  }
}

async function readAt(handle: fs.FileHandle, length: number, position: number): Promise<Uint8Array> {
  try {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } catch (error) {
    throw backupReadingFault(error);
  }
}
