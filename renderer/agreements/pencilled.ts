/** What else a pairing knows that can be brought into an agreement: points from the readiness answers, and names and moves from the map of differences. */
import { useMemo } from 'react';
import { reveal } from '../../shared/about.ts';
import { namesAndMoves, type NamedDifference } from '../../shared/asymmetry.ts';
import type { ReviewAfter } from '../../shared/agreement.ts';
import { isFinished, pencilledClauses, readinessOf, type PencilledClause } from '../../shared/readiness.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useAnswer } from '../keeper.ts';

export interface Pencilled {
  points: readonly PencilledClause[];
  /** How the pairing began, as far as the questions were answered. */
  outcome: ReviewAfter | null;
  differences: readonly NamedDifference[];
}

/** From the newest finished answers and the newest map. Nothing of it is in the agreement before it is taken. */
export function usePencilled(pairing: RecordId): Pencilled {
  const readiness = useAnswer('listReadiness', { pairing });
  const maps = useAnswer('listAsymmetryMaps', { pairing });
  const newest = readiness.state === 'answered' ? readiness.value.answerings.find(isFinished) : undefined;
  const map = maps.state === 'answered' ? maps.value[0]?.map : undefined;
  return useMemo(() => {
    const answers = newest === undefined ? null : reveal(newest.answers);
    const outcome = answers === null ? null : readinessOf(answers).outcome;
    return {
      points: answers === null ? [] : pencilledClauses(answers),
      outcome: outcome === 'incomplete' ? null : outcome,
      differences: map === undefined ? [] : namesAndMoves(reveal(map)),
    };
  }, [newest, map]);
}
