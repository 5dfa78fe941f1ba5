/** What stands before the frames of a backup: the journal's own header, and what ties the frames to it (FORMAT.md §11). */
import sodium from 'libsodium-wrappers-sumo';
import { ascii, joined, u32, viewOf } from './bytes.ts';
import { VaultFault } from './fault.ts';
import { hash, HASH_BYTES } from './hash.ts';
import { HEADER_MAX_BYTES, parseHeader, type Header } from './header.ts';
import { KEY_BYTES } from './seal.ts';

export interface Preamble {
  readonly header: Header;
  readonly headerBytes: Uint8Array;
  readonly headerMac: Uint8Array;
  readonly backupId: Uint8Array;
  /** To the stream's key: secretstream alone does not bind a stream to one key. */
  readonly commitment: Uint8Array;
  readonly streamHeader: Uint8Array;
}

export const BACKUP_ID_BYTES = 16;
export const STREAM_HEADER_BYTES = 24;
/** Text of every frame but the last. */
export const FRAME_TEXT_BYTES = 64 * 1024;
/** Tag of the frame and authenticator. */
export const FRAME_OVERHEAD = 17;
/** What a journal of the largest size fills, with room for padding and frames. */
export const BACKUP_MAX_BYTES = 2.25 * 1024 ** 3;
/** madeAtMs 8 ‖ m[2] 152: the text begins with it. */
export const MANIFEST_TIME_BYTES = 8;

const FAMILY = 'OCBK';
const VERSION = 1;
const LENGTH_AT = 8;
const HEADER_AT = LENGTH_AT + 4;
const AFTER_HEADER_BYTES = HASH_BYTES + BACKUP_ID_BYTES + HASH_BYTES + STREAM_HEADER_BYTES;
/** The start of a file that has to be read to know how long its preamble is. */
export const PREAMBLE_START_BYTES = HEADER_AT;

export function encodePreamble({ headerBytes, headerMac, backupId, commitment, streamHeader }: Omit<Preamble, 'header'>): Uint8Array {
  return joined(committedTo({ headerBytes, headerMac, backupId }), commitment, streamHeader);
}

/**
 * The length of the preamble, from the first twelve bytes of a file.
 * @throws VaultFault `not-a-backup`, `newer-version`, `damaged`
 */
export function preambleLength(start: Uint8Array): number {
  const magic = Buffer.from(start.subarray(0, LENGTH_AT)).toString('latin1');
  if (!/^OCBK\d{4}$/u.test(magic)) throw new VaultFault('not-a-backup');
  const version = Number(magic.slice(FAMILY.length));
  if (version !== VERSION) throw new VaultFault(version > VERSION ? 'newer-version' : 'damaged');
  if (start.length < HEADER_AT) throw new VaultFault('damaged');
  const headerLength = viewOf(start).getUint32(LENGTH_AT, true);
  if (headerLength > HEADER_MAX_BYTES) throw new VaultFault('damaged');
  return HEADER_AT + headerLength + AFTER_HEADER_BYTES;
}

/**
 * As the file alleges it: only the keys of its header show whether it is true.
 * @throws VaultFault `not-a-backup`, `newer-version`, `damaged`
 */
export function parsePreamble(bytes: Uint8Array): Preamble {
  if (bytes.length !== preambleLength(bytes)) throw new VaultFault('damaged');
  let at = bytes.length - AFTER_HEADER_BYTES;
  const headerBytes = bytes.slice(HEADER_AT, at);
  const next = (length: number) => bytes.slice(at, (at += length));
  const [headerMac, backupId, commitment, streamHeader] = [next(HASH_BYTES), next(BACKUP_ID_BYTES), next(HASH_BYTES), next(STREAM_HEADER_BYTES)] as const;
  return { header: parseHeader(headerBytes), headerBytes, headerMac, backupId, commitment, streamHeader };
}

/** The stream's key and the commitment to it; both follow from the journal's key and everything before the commitment. */
export function streamKeyOf(backupKey: Uint8Array, preamble: Pick<Preamble, 'headerBytes' | 'headerMac' | 'backupId'>): { streamKey: Uint8Array; commitment: Uint8Array } {
  const digest = sodium.crypto_generichash(2 * KEY_BYTES, joined(ascii('oc1/backup'), committedTo(preamble)), backupKey);
  return { streamKey: digest.subarray(0, KEY_BYTES), commitment: digest.subarray(KEY_BYTES) };
}

/** What a frame is tied to, besides its number: every byte before the first frame. */
export function preambleDigest(preamble: Omit<Preamble, 'header'>): Uint8Array {
  return hash(encodePreamble(preamble));
}

function committedTo({ headerBytes, headerMac, backupId }: Pick<Preamble, 'headerBytes' | 'headerMac' | 'backupId'>): Uint8Array {
  return joined(ascii(`${FAMILY}${String(VERSION).padStart(4, '0')}`), u32(headerBytes.length), headerBytes, headerMac, backupId);
}
