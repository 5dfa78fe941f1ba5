/** The pages of the timeline, one after the other. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Chair } from '../../shared/measures.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { ListCursor, SessionPage } from '../../shared/requests.ts';
import type { SessionRow } from '../../shared/session.ts';
import { ask } from '../keeper.ts';

export interface Filter {
  pairing: RecordId | null;
  chair: Chair | null;
}

export interface Entries {
  /** Newest first; `null` until the first page is there. */
  rows: SessionRow[] | null;
  /** `null`: there is nothing earlier. */
  showEarlier: (() => void) | null;
  asking: boolean;
}

const PAGE = 50;

export function useEntries(filter: Filter, trashed: boolean): Entries {
  const query = useInfiniteQuery({
    queryKey: ['listSessions', 'pages', filter, trashed],
    queryFn: ({ pageParam }) => readPage(filter, trashed, pageParam),
    initialPageParam: null as ListCursor | null,
    getNextPageParam: (page: SessionPage) => page.next,
    throwOnError: true,
  });
  return {
    rows: query.data === undefined ? null : query.data.pages.flatMap((page) => page.rows),
    showEarlier: query.hasNextPage ? () => void query.fetchNextPage({ cancelRefetch: false }) : null,
    asking: query.isFetching,
  };
}

/** @throws Error when the keeper refuses: of a list, it has no reason to */
async function readPage(filter: Filter, trashed: boolean, after: ListCursor | null): Promise<SessionPage> {
  const reply = await ask('listSessions', { ...filter, trashed, after, limit: PAGE });
  if (!reply.ok) throw new Error(reply.refusal.why);
  return reply.value;
}

/** Rows of one month, in the order they came. */
export interface Month { month: string; rows: SessionRow[] }

export function byMonth(rows: readonly SessionRow[]): Month[] {
  const months: Month[] = [];
  for (const row of rows) {
    const month = row.date.slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.rows.push(row);
    else months.push({ month, rows: [row] });
  }
  return months;
}
