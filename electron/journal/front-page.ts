/**
 * The newest rows of the lists, sealed beside the records at locking and whenever nothing else is asked, so that the first page shows
 * before all records are read. The vault gives it back only if no change has come since; it is never needed, only quick.
 */
import { stateBeforeStates, type PairingRow } from '../../shared/pairing.ts';
import type { SessionPage } from '../../shared/requests.ts';

export const FRONT_PAGE_ROWS = 60;

export interface FrontPage {
  sessions: SessionPage;
  pairings: PairingRow[];
  /** Sessions outside the trash. */
  count: number;
}

export function toBytes(page: FrontPage): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(page));
}

/** `null` when the bytes are not of this form, as after an update of the app. */
export function fromBytes(bytes: Uint8Array): FrontPage | null {
  try {
    const page = JSON.parse(new TextDecoder().decode(bytes)) as Partial<FrontPage>;
    return Array.isArray(page.pairings) && Array.isArray(page.sessions?.rows) && typeof page.count === 'number' ? { ...(page as FrontPage), pairings: page.pairings.map(withState) } : null;
  } catch {
    return null;
  }
}

/** A front page from before pairings had states. */
function withState(row: Omit<PairingRow, 'state'> & { state?: PairingRow['state'] }): PairingRow {
  return { ...row, state: row.state ?? stateBeforeStates(row.since) };
}
