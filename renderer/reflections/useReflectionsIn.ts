import { useMemo } from 'react';
import type { Chair } from '../../shared/measures.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { ReflectionRow } from '../../shared/reflection.ts';
import { LIST_PAGE_MAX } from '../../shared/requests.ts';
import { useAnswer } from '../keeper.ts';

/** The reflections on the sittings of a session; `null` as long as they are not known. */
export function useReflectionsIn(session: RecordId | null): Record<Chair, readonly ReflectionRow[] | null> {
  const answer = useAnswer('listReflections', { pairing: null, session, trashed: false, after: null, limit: LIST_PAGE_MAX }, { when: session !== null });
  const rows = session === null ? none : answer.state === 'answered' ? answer.value.rows : null;
  return useMemo(() => ({ coach: inChair(rows, 'coach'), coachee: inChair(rows, 'coachee') }), [rows]);
}

const none: readonly ReflectionRow[] = [];

function inChair(rows: readonly ReflectionRow[] | null, chair: Chair): readonly ReflectionRow[] | null {
  return rows && rows.filter(({ occasion }) => occasion.is === 'sitting' && occasion.chair === chair);
}
