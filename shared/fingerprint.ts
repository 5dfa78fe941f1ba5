/**
 * The twenty digits two people read to each other to find out whether they hold the same words (domain §4.7): of an agreement, of a
 * template. They prove neither who somebody is nor that anybody agreed. The hash itself is made by the keeper.
 */
import canonicalize from 'canonicalize';
import { z } from './zod.ts';

/** What a shared text may be made of: what JSON has, numbers being safe integers. */
export type SharedValue = string | number | boolean | null | readonly SharedValue[] | { readonly [field: string]: SharedValue | undefined };

/** A text two people share. `schema` names its form and version, and is hashed along: `other-chair/agreement/1`. */
export interface SharedText { readonly schema: string }

/** Twenty digits without spaces. */
export type Fingerprint = string & { readonly __fingerprint: true };
export const fingerprint: z.ZodType<Fingerprint, string> = z.string().regex(/^\d{20}$/, 'not-a-fingerprint').transform((text) => text as Fingerprint);

const DIGITS = 20;
const GROUP = 5;
const HASHED_BYTES = 16;

/** The text with every string in Unicode NFC, trimmed, with line feeds for line ends. What is empty then, and what is in which order, its own noun says. */
export function normalised<T>(text: T): T {
  return normal(text as SharedValue) as T;
}

/** The text in the one way there is to write it (RFC 8785), its strings in normal form. Fields that are undefined are left out. @throws Error for a lone surrogate */
export function canonicalText(text: SharedText): string {
  return canonicalize(normalised(text))!;
}

/** What is hashed, as UTF-8: `schema`, a line feed, the canonical text. */
export function textToHash(text: SharedText): string {
  return `${text.schema}\n${canonicalText(text)}`;
}

/** @param digest SHA-256 of `textToHash`; its first 16 bytes count, as one unsigned big-endian number modulo 10^20 */
export function digitsOf(digest: Uint8Array): Fingerprint {
  let number = 0n;
  for (const byte of digest.subarray(0, HASHED_BYTES)) number = (number << 8n) | BigInt(byte);
  return (number % 10n ** BigInt(DIGITS)).toString().padStart(DIGITS, '0') as Fingerprint;
}

/** As they are read out: four groups of five. */
export function inGroups(digits: Fingerprint): string[] {
  return Array.from({ length: DIGITS / GROUP }, (_, group) => digits.slice(group * GROUP, (group + 1) * GROUP));
}

/** Order of two strings by code point: JavaScript's own `<` puts emoji before the last of the Arabic letters. */
export function byCodePoint(one: string, other: string): number {
  const ours = Array.from(one, (each) => each.codePointAt(0)!);
  const theirs = Array.from(other, (each) => each.codePointAt(0)!);
  const at = ours.findIndex((codePoint, index) => codePoint !== theirs[index]);
  return at < 0 ? ours.length - theirs.length : ours[at]! - (theirs[at] ?? -1);
}

function normal(value: SharedValue | undefined): SharedValue | undefined {
  if (typeof value === 'string') return value.normalize('NFC').replace(/\r\n?/gu, '\n').trim();
  if (isList(value)) return value.map((each) => normal(each)!);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, normal(each)]));
}

function isList(value: SharedValue | undefined): value is readonly SharedValue[] {
  return Array.isArray(value);
}
