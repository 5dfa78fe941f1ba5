/**
 * The ledger "What travelled": one line for every file that left the journal readable or sealed, was printed, or was taken over from a
 * peer. Lines are added and never changed. Each holds the digest of the one before, so that a line that was changed or is missing
 * shows. A line names nobody: of a pairing it has the id, a random number, and deleting the pairing leaves the chain as it is.
 */
import { canonicalText } from './fingerprint.ts';
import { recordId } from './record-id.ts';
import { z } from './zod.ts';

/** `out`: left this computer's journal. `in`: taken over from somebody else's file. */
export const DIRECTIONS = ['out', 'in'] as const;
export const TRAVELLERS = ['agreement', 'template', 'backup', 'printout'] as const;
/** To, or from, what kind of person. `self`: a place of one's own. `both`: on paper, for the two to read together. */
export const COUNTERPARTS = ['self', 'peer', 'both', 'other'] as const;
export type Traveller = (typeof TRAVELLERS)[number];
export type Counterpart = (typeof COUNTERPARTS)[number];

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'not-a-digest');

/** What the first line has for the digest of the one before. */
export const NO_LINE_BEFORE = '0'.repeat(64);
const LINE_SCHEMA = 'other-chair/travelled/1';

/** What travelled. `sha256` is of the bytes of the file; of a printout, of the text that was printed, as UTF-8. */
export const travel = z.strictObject({
  atMs: z.number().int().nonnegative(),
  direction: z.enum(DIRECTIONS),
  what: z.enum(TRAVELLERS),
  counterpart: z.enum(COUNTERPARTS),
  pairing: recordId.nullable(),
  bytes: z.number().int().nonnegative(),
  sha256: digest,
});
export type Travel = z.infer<typeof travel>;

/** `number` counts from 1. `before` is the digest of the line with the number before. */
export const travelledLine = z.strictObject({ number: z.number().int().positive(), ...travel.shape, before: digest });
export type TravelledLine = z.infer<typeof travelledLine>;

/** What the digest of a line is made of, as UTF-8. */
export function textOfLine(line: TravelledLine): string {
  return `${LINE_SCHEMA}\n${canonicalText({ schema: LINE_SCHEMA, ...line })}`;
}

/**
 * What is wrong with the chain just before a line: `gap`, numbers are missing; `changed`, this line or the one before is not as it
 * was written, or two have one number.
 */
export type ChainFault = 'gap' | 'changed';

/**
 * @param lines by number, upwards
 * @param digestOf SHA-256 of a text as 64 hexadecimal digits
 * @returns where the chain does not hold: number of the line after the break → what is wrong
 */
export function checkChain(lines: readonly TravelledLine[], digestOf: (text: string) => string): Map<number, ChainFault> {
  const faults = new Map<number, ChainFault>();
  let number = 0;
  let before = NO_LINE_BEFORE;
  for (const line of lines) {
    if (line.number > number + 1) faults.set(line.number, 'gap');
    else if (line.number !== number + 1 || line.before !== before) faults.set(line.number, 'changed');
    number = line.number;
    before = digestOf(textOfLine(line));
  }
  return faults;
}

/** A line as the page shows it. */
export interface TravelledRow extends Travel {
  number: number;
  fault: ChainFault | null;
}

export interface TravelledPage {
  /** Newest first. */
  rows: TravelledRow[];
  /** Whether there are lines before these. */
  earlier: boolean;
  /** Breaks in the whole chain. */
  breaks: number;
}
