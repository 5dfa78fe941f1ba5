/**
 * Writing a backup: all of a journal in one sealed file. It is written under another name, made durable, read back and checked by the
 * reader, and only then given its own name.
 */
import sodium, { type StateAddress } from 'libsodium-wrappers-sumo';
import fs from 'node:fs/promises';
import path from 'node:path';
import { encodePreamble, BACKUP_ID_BYTES, FRAME_TEXT_BYTES, preambleDigest, streamKeyOf, type Preamble } from './backup-preamble.ts';
import { BackupReader } from './backup-reader.ts';
import { backupFault } from './backup-fault.ts';
import { joined, sameBytes, u32, u64 } from './bytes.ts';
import { VaultFault } from './fault.ts';
import { paddedLength } from './padding.ts';
import { randomBytes } from './random.ts';
import { forget } from './seal.ts';
import type { Snapshot } from './snapshot.ts';

/** Records read from the journal before it may be asked something else. */
const BATCH = 32;

export interface BackupOptions {
  /** Milliseconds since 1970, UTC; sealed in the backup. */
  madeAtMs: number;
  signal?: AbortSignal;
  /** Records done, of all. Writing and checking each begin at 0. */
  progress?: (step: 'writing' | 'checking', done: number, total: number) => void;
}

/** What a backup under `file` is called until it is whole. */
export function unfinishedBackup(file: string): string {
  return `${file}.part`;
}

/**
 * Resolves when the backup is durable under its name and was read back whole. The snapshot is used up.
 * @param file whose folder is there, and which is not
 * @returns the size of the file in bytes
 * @throws VaultFault `exists`, `folder-gone`, `disk-full`, `read-only`, `disk-error`, `not-verified`, `cancelled`, and `damaged` or `unreadable` for the
 * journal. Nothing is then left of it.
 */
export async function writeBackup(snapshot: Snapshot, file: string, options: BackupOptions): Promise<number> {
  const unfinished = unfinishedBackup(file);
  let ours = false;
  try {
    if (await exists(file)) throw new VaultFault('exists');
    const handle = await fs.open(unfinished, 'wx', 0o600);
    ours = true;
    try {
      await writeAll(snapshot, handle, options);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const bytes = await check(unfinished, snapshot, options);
    stopIfAsked(options.signal);
    await publish(unfinished, file);
    return bytes;
  } catch (error) {
    if (ours) await fs.rm(unfinished, { force: true }).catch(() => undefined);
    // What was done with keys that were being forgotten looks like damage, and is none.
    if (options.signal?.aborted === true || !snapshot.isHeld) throw new VaultFault('cancelled');
    throw await backupFault(error, path.dirname(file));
  }
}

async function writeAll(snapshot: Snapshot, handle: fs.FileHandle, { madeAtMs, signal, progress }: BackupOptions): Promise<void> {
  const frames = await FrameWriter.begin(snapshot, handle);
  await frames.add(u64(madeAtMs));
  await frames.add(snapshot.preface.head);
  let done = 0;
  for (const rows of snapshot.rows(BATCH)) {
    for (const { key, bytes } of rows) await frames.add(joined(u64(key), u32(bytes.length), bytes));
    done += rows.length;
    progress?.('writing', done, snapshot.head.count);
    stopIfAsked(signal);
  }
  await frames.end();
}

/** Cuts the text into frames. The last one has to be known as the last, so a full frame waits until more text comes. */
class FrameWriter {
  readonly #handle: fs.FileHandle;
  readonly #state: StateAddress;
  readonly #digest: Uint8Array;
  readonly #frame = new Uint8Array(FRAME_TEXT_BYTES);
  #filled = 0;
  #index = 0;
  #length = 0;

  private constructor(handle: fs.FileHandle, state: StateAddress, digest: Uint8Array) {
    this.#handle = handle;
    this.#state = state;
    this.#digest = digest;
  }

  static async begin({ preface, keys }: Snapshot, handle: fs.FileHandle): Promise<FrameWriter> {
    const identity = { headerBytes: preface.header, headerMac: preface.headerMac, backupId: randomBytes(BACKUP_ID_BYTES) };
    const { streamKey, commitment } = streamKeyOf(keys.backup, identity);
    const { state, header: streamHeader } = sodium.crypto_secretstream_xchacha20poly1305_init_push(streamKey);
    forget(streamKey);
    const preamble: Omit<Preamble, 'header'> = { ...identity, commitment, streamHeader };
    await writeWhole(handle, encodePreamble(preamble));
    return new FrameWriter(handle, state, preambleDigest(preamble));
  }

  async add(text: Uint8Array): Promise<void> {
    for (let at = 0; at < text.length; ) {
      if (this.#filled === FRAME_TEXT_BYTES) await this.#write(sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
      const part = text.subarray(at, at + FRAME_TEXT_BYTES - this.#filled);
      this.#frame.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
    }
    this.#length += text.length;
  }

  /** Zeros up to the size the text belongs to, and the mark of the end. */
  async end(): Promise<void> {
    const zeros = new Uint8Array(FRAME_TEXT_BYTES);
    for (let left = paddedLength(this.#length) - this.#length; left > 0; left -= zeros.length) await this.add(zeros.subarray(0, left));
    await this.#write(sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL);
    this.#frame.fill(0);
  }

  async #write(tag: number): Promise<void> {
    const text = this.#frame.subarray(0, this.#filled);
    const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(this.#state, text, joined(this.#digest, u64(this.#index)), tag);
    this.#index += 1;
    this.#filled = 0;
    await writeWhole(this.#handle, sealed);
  }
}

/** A system may write less than it was given without an error. */
async function writeWhole(handle: fs.FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
}

/** Reads the file as a restoring would, and finds the very state of the journal it was made of. */
async function check(file: string, snapshot: Snapshot, { signal, progress }: BackupOptions): Promise<number> {
  const reader = await BackupReader.open(file);
  try {
    const { sealedHead } = await reader.begin(snapshot.keys);
    if (!sameBytes(sealedHead, snapshot.preface.head)) throw new VaultFault('not-verified');
    let done = 0;
    for await (const rows of reader.rows()) {
      done += rows.length;
      progress?.('checking', done, snapshot.head.count);
      stopIfAsked(signal);
    }
    return reader.bytes;
  } catch (error) {
    throw error instanceof VaultFault && error.fault === 'damaged' ? new VaultFault('not-verified') : error;
  } finally {
    await reader.close();
  }
}

/** Never takes a name from a file that has it. */
async function publish(unfinished: string, file: string): Promise<void> {
  try {
    await fs.link(unfinished, file);
    await fs.unlink(unfinished);
  } catch {
    if (await exists(file)) throw new VaultFault('exists');
    // No hard links here (FAT, some network drives).
    await fs.rename(unfinished, file);
  }
  await syncFolder(path.dirname(file));
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } catch {
    // Some network drives cannot do this for a folder; the file itself is durable.
  } finally {
    await handle.close();
  }
}

async function exists(file: string): Promise<boolean> {
  return fs.stat(file).then(
    () => true,
    () => false,
  );
}

function stopIfAsked(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new VaultFault('cancelled');
}
