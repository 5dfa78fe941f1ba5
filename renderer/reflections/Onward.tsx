import { carriedClauses, CARRIED_FROM, suggestedEvents, type Carried } from '../../shared/carried.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Answer } from '../../shared/reflection.ts';
import { CarryIntoAgreement } from './CarryIntoAgreement.tsx';
import { NoteEvents } from './NoteEvents.tsx';

export interface OnwardProps {
  template: string;
  answers: readonly Answer[];
  pairing: RecordId | null;
  /** Events are offered once; a reflection that is opened later would offer them again. */
  justFinished: boolean;
}

/** What the answers could be used for: always asked, never done by itself (domain §6). */
export function Onward({ template, answers, pairing, justFinished }: OnwardProps) {
  const carried = carriedFrom(template, answers);
  return (
    <>
      {carried !== null && pairing !== null && <CarryIntoAgreement carried={carried} pairing={pairing} />}
      {justFinished && <NoteEvents suggested={suggestedEvents(template, answers)} pairing={pairing} />}
    </>
  );
}

/** Whether there is anything to offer. */
export function leadsOn(template: string, answers: readonly Answer[], pairing: RecordId | null): boolean {
  const { context, interest, disclosure } = suggestedEvents(template, answers);
  return (pairing !== null && carriedFrom(template, answers) !== null) || context.length + interest.length > 0 || (disclosure && pairing !== null);
}

function carriedFrom(template: string, answers: readonly Answer[]): Carried | null {
  if (!CARRIED_FROM.includes(template)) return null;
  const carried = carriedClauses(answers);
  return carried.clauses.length === 0 && carried.reviewInDays === null && carried.tooLong.length === 0 ? null : carried;
}
