/** The parts of a pairing's page, in their order. A part is one component in a folder of its own, and is here once it exists. */
import type { ReactNode } from 'react';
import type { PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { DifferencesPart } from '../differences/DifferencesPart.tsx';
import { OverviewPart } from './OverviewPart.tsx';
import { SessionsPart } from './SessionsPart.tsx';

export interface PartProps {
  pairing: PairingRow;
}

export const PARTS = {
  overview: OverviewPart,
  sessions: SessionsPart,
  differences: DifferencesPart,
} as const satisfies Record<string, (props: PartProps) => ReactNode>;

export type PartName = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as PartName[];

/** The overview for a name that is none. */
export function partNamed(name: string | undefined): PartName {
  return PART_NAMES.find((each) => each === name) ?? 'overview';
}

export function placeOf(pairing: RecordId, part: PartName): string {
  return part === 'overview' ? `/pairings/${pairing}` : `/pairings/${pairing}/${part}`;
}
