/** What draws each part of a pairing's page: one component in the folder of its feature. */
import type { ReactNode } from 'react';
import { AgreementPart } from '../agreements/AgreementPart.tsx';
import { DifferencesPart } from '../differences/DifferencesPart.tsx';
import { EventsPart } from '../events/EventsPart.tsx';
import { EndingPart } from '../holdings/EndingPart.tsx';
import { HoldingsPart } from '../holdings/HoldingsPart.tsx';
import { ReadinessPart } from '../readiness/ReadinessPart.tsx';
import { TemplatesPart } from '../templates/TemplatesPart.tsx';
import { OverviewPart } from './OverviewPart.tsx';
import type { PartName, PartProps } from './places.ts';
import { SessionsPart } from './SessionsPart.tsx';

export const PARTS: Record<PartName, (props: PartProps) => ReactNode> = {
  overview: OverviewPart,
  sessions: SessionsPart,
  readiness: ReadinessPart,
  differences: DifferencesPart,
  agreement: AgreementPart,
  events: EventsPart,
  holdings: HoldingsPart,
  ending: EndingPart,
  templates: TemplatesPart,
};
