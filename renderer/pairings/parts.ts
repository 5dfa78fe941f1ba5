/** The parts of a pairing's page, in their order. A part is one component in a folder of its own, and is here once it exists. */
import type { ReactNode } from 'react';
import type { PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { AgreementPart } from '../agreements/AgreementPart.tsx';
import { DifferencesPart } from '../differences/DifferencesPart.tsx';
import { EventsPart } from '../events/EventsPart.tsx';
import { EndingPart } from '../holdings/EndingPart.tsx';
import { HoldingsPart } from '../holdings/HoldingsPart.tsx';
import { TemplatesPart } from '../templates/TemplatesPart.tsx';
import { ReadinessPart } from '../readiness/ReadinessPart.tsx';
import { OverviewPart } from './OverviewPart.tsx';
import { SessionsPart } from './SessionsPart.tsx';

export interface PartProps {
  pairing: PairingRow;
}

export const PARTS = {
  overview: OverviewPart,
  sessions: SessionsPart,
  readiness: ReadinessPart,
  differences: DifferencesPart,
  agreement: AgreementPart,
  events: EventsPart,
  holdings: HoldingsPart,
  ending: EndingPart,
  templates: TemplatesPart,
} as const satisfies Record<string, (props: PartProps) => ReactNode>;

export type PartName = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as PartName[];
/** Those a person finds beside each other; an ending is come to by deciding it. */
export const LISTED_PARTS = PART_NAMES.filter((name) => name !== 'ending');

/** The overview for a name that is none. */
export function partNamed(name: string | undefined): PartName {
  return PART_NAMES.find((each) => each === name) ?? 'overview';
}

export function placeOf(pairing: RecordId, part: PartName): string {
  return part === 'overview' ? `/pairings/${pairing}` : `/pairings/${pairing}/${part}`;
}
