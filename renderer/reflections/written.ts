/** The reflections that were written, a page after the other. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { RecordId } from '../../shared/record-id.ts';
import type { ReflectionRow } from '../../shared/reflection.ts';
import type { ListCursor, ReflectionPage } from '../../shared/requests.ts';
import { ask } from '../keeper.ts';

export interface Written {
  /** Newest first; `null` until the first page is there. */
  rows: ReflectionRow[] | null;
  /** `null`: there is nothing earlier. */
  showEarlier: (() => void) | null;
}

export interface Wanted { pairing: RecordId | null; session: RecordId | null; trashed: boolean }

const PAGE = 50;

export function useWritten(wanted: Wanted): Written {
  const query = useInfiniteQuery({
    queryKey: ['listReflections', 'pages', wanted],
    queryFn: ({ pageParam }) => readPage(wanted, pageParam),
    initialPageParam: null as ListCursor | null,
    getNextPageParam: (page: ReflectionPage) => page.next,
    throwOnError: true,
  });
  return {
    rows: query.data === undefined ? null : query.data.pages.flatMap((page) => page.rows),
    showEarlier: query.hasNextPage ? () => void query.fetchNextPage({ cancelRefetch: false }) : null,
  };
}

/** @throws Error when the keeper refuses: of a list, it has no reason to */
async function readPage(wanted: Wanted, after: ListCursor | null): Promise<ReflectionPage> {
  const reply = await ask('listReflections', { ...wanted, after, limit: PAGE });
  if (!reply.ok) throw new Error(reply.refusal.why);
  return reply.value;
}
