/** The parts of a pairing's page by name, in their order, and where each is. */
import type { PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';

export const PART_NAMES = ['overview', 'sessions', 'readiness', 'differences', 'agreement', 'events', 'holdings', 'ending', 'templates'] as const;
export type PartName = (typeof PART_NAMES)[number];
/** Those a person finds beside each other; an ending is come to by deciding it. */
export const LISTED_PARTS = PART_NAMES.filter((name) => name !== 'ending');

export interface PartProps {
  pairing: PairingRow;
}

/** The overview for a name that is none. */
export function partNamed(name: string | undefined): PartName {
  return PART_NAMES.find((each) => each === name) ?? 'overview';
}

export function placeOf(pairing: RecordId, part: PartName): string {
  return part === 'overview' ? `/pairings/${pairing}` : `/pairings/${pairing}/${part}`;
}
