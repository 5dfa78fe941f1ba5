import type { ClauseId } from '../../shared/agreement.ts';

/** The id of the heading of a clause in the page, to lead to it. */
export function placeOfClause(clause: ClauseId): string {
  return `clause-${clause}`;
}
