/**
 * What a person may type. Single lines refuse characters that cannot be seen, because a name is read aloud and compared; long text
 * keeps everything and shows control characters for what they are.
 */
import { z } from './zod.ts';

/** Length as a person counts it: Unicode code points, not UTF-16 units. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** True for at most `max` code points; a huge text is refused without being counted through. */
export function isWithin(text: string, max: number): boolean {
  return text.length <= max * 2 && lengthOf(text) <= max;
}

// C0 and C1 controls, DEL, line separators, and the marks that reorder what is read (Unicode TR9).
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/gu;

/** True where a line holds a control character or a mark that changes the reading direction. */
export function hasUnseen(text: string): boolean {
  return text.search(UNSEEN) >= 0;
}

/** The same line without what cannot be seen: offered to the person, never done silently. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, '');
}

/** Control characters as their pictures (U+2400 block), lone surrogates as U+FFFD. Line feed and tab stay. */
export function showControls(text: string): string {
  return text.toWellFormed().replace(/\r\n?/gu, '\n').replace(CONTROL, (c) => String.fromCodePoint(c === '\u007f' ? 0x2421 : 0x2400 + c.codePointAt(0)!));
}

/** One line of at most `max` code points, which `meta` says to whoever makes a JSON Schema of it. Issues: `too-long`, `unseen-characters`. */
export function line(max: number): z.ZodType<string, string> {
  return z
    .string()
    .refine((text) => isWithin(text, max), 'too-long')
    .refine((text) => text.isWellFormed() && !hasUnseen(text), 'unseen-characters')
    .meta({ maxLength: max });
}

/** Several lines of at most `max` code points, control characters made visible. Issue: `too-long`. */
export function lines(max: number): z.ZodType<string, string> {
  return z
    .string()
    .refine((text) => isWithin(text, max), 'too-long')
    .transform(showControls)
    .meta({ maxLength: max });
}
