/** The reader, with the types its plain JavaScript does not have. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface ReadRecord {
  /** Sixteen lower-case hexadecimal digits. */
  id: string;
  type: number;
  schema: number;
  revision: number;
  payload: Uint8Array;
}

export interface ReadJournal {
  vaultId: string;
  epoch: number;
  sequence: bigint;
  /** Of a backup: milliseconds since 1970, UTC. */
  madeAtMs?: number;
  /** Ascending by id. */
  records: ReadRecord[];
}

export interface ReadEntry {
  id: string;
  kind: string | null;
  type: number;
  schema: number;
  revision: number;
  says?: unknown;
  bytes?: string;
}

interface Reader {
  /** Names of the kinds of record, by `type.schema`. */
  KINDS: Map<string, string>;
  FAULTS: Record<string, [exitCode: number, sentence: string]>;
  secretBytes: (type: SlotType, typed: string) => Uint8Array;
  derive: (secret: Uint8Array, kdf: Uint8Array) => Uint8Array;
  readJournal: (file: string, type: SlotType, secret: Uint8Array) => ReadJournal;
  readWithDerived: (file: string, type: SlotType, deriveFrom: (kdf: Uint8Array) => Uint8Array) => ReadJournal;
  entriesOf: (journal: ReadJournal) => ReadEntry[];
  filesOf: (journal: ReadJournal) => Map<string, string>;
  paddedSize: (length: number) => number;
}

export const PASSPHRASE = 1;
export const WORDS = 2;
export type SlotType = typeof PASSPHRASE | typeof WORDS;

export const program = path.join(import.meta.dirname, '../../build/reader/read-journal.mjs');
export const reader = (await import(pathToFileURL(program).href)) as Reader;
