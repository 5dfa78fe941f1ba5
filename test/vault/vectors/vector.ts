/** What a vector says, as it is made and as it is stored. README.md beside this file describes both for people. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { finish, type Draft, type RecordDraft } from './draft.ts';
import { join, u16, u32, u64, type Bytes } from './ocv1.ts';

export const GROUPS = ['header', 'slots', 'records', 'root-and-head', 'file', 'front-page'] as const;
export type Group = (typeof GROUPS)[number];

/** What a reader has to say. `opens` is success; the others are the classes of FORMAT.md. */
export type Outcome = 'opens' | 'damaged' | 'wrong-secret' | 'not-words' | 'newer-version' | 'not-a-journal' | 'too-large';

/** What is tried. A derived key is P of §3, given so that nobody has to wait for Argon2id. */
export type Tried = { derived: string; slot: 'passphrase' | 'recovery' } | { passphrase: string } | { words: string };

/** A vector as it is written down in a group. */
export interface Case {
  name: string;
  changed: string;
  outcome: Outcome;
  draft: Draft;
  tried: Tried;
  /** The rule is about the set as a whole: a reader that hands out records one by one knows of it only after the last. */
  isKnownLate?: boolean;
  /** Then: records beside those of the draft that were once sealed rightly. */
  alsoHandedOut?: RecordDraft[];
  /** The front page counts as absent though there is one. */
  losesFrontPage?: boolean;
  /** A rollback journal beside the file. */
  journal?: Bytes;
  /** Zeros are added up to this length. */
  grownTo?: number;
}

/** A vector as it is stored: one line of JSON. */
export interface Vector {
  name: string;
  changed: string;
  tried: Tried;
  outcome: Outcome;
  /** SHA-256 of all records: see `digestOf`. `null`: nothing may come out. */
  records: string | null;
  /** SHA-256 of each record that may come out, one by one, before the failure is known. */
  handedOut: string[];
  /** In hexadecimal. */
  frontPage: string | null;
  /** Whether a part of it is refused: the file, or the front page alone. */
  refuses: boolean;
  /** zlib, base64. */
  file: string;
  journal?: string;
  grownTo?: number;
}

export interface ReleasedRecord {
  k: bigint;
  type: number;
  schema: number;
  revision: number | bigint;
  payload: Bytes;
}

/** SHA-256 of, for each record ascending by k: u64(k) ‖ u16(type) ‖ u16(schema) ‖ u64(revision) ‖ u32(|payload|) ‖ payload. */
export function digestOf(records: readonly ReleasedRecord[]): string {
  const ascending = [...records].sort((a, b) => (a.k < b.k ? -1 : 1));
  const texts = ascending.map(({ k, type, schema, revision, payload }) => join(u64(k), u16(type), u16(schema), u64(revision), u32(payload.length), payload));
  return createHash('sha256').update(join(...texts)).digest('hex');
}

export function stored(each: Case): Vector {
  const { file } = finish(each.draft);
  const { outcome, draft } = each;
  const opens = outcome === 'opens';
  return {
    name: each.name,
    changed: each.changed,
    tried: each.tried,
    outcome,
    records: opens ? digestOf(draft.records) : null,
    handedOut: each.isKnownLate === true ? [...draft.records, ...(each.alsoHandedOut ?? [])].map((record) => digestOf([record])) : [],
    frontPage: opens && draft.frontPage !== null && each.losesFrontPage !== true ? Buffer.from(draft.frontPage).toString('hex') : null,
    refuses: !opens || each.losesFrontPage === true,
    file: packed(file),
    ...(each.journal === undefined ? {} : { journal: packed(each.journal) }),
    ...(each.grownTo === undefined ? {} : { grownTo: each.grownTo }),
  };
}

export function packed(bytes: Bytes): string {
  return deflateSync(bytes, { level: 9 }).toString('base64');
}

export function unpacked(text: string): Buffer {
  return inflateSync(Buffer.from(text, 'base64'));
}

export function fileOf(group: Group): string {
  return path.join(import.meta.dirname, `${group}.json`);
}

/** One vector a line, so that a change to one is a change to one line. */
export function asText(vectors: readonly Vector[]): string {
  return `[\n${vectors.map((vector) => JSON.stringify(vector)).join(',\n')}\n]\n`;
}

export function read(group: Group): Vector[] {
  return JSON.parse(readFileSync(fileOf(group), 'utf8')) as Vector[];
}
