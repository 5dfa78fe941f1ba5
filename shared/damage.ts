/** What was found out about the journal file when it was opened: numbers and kinds, and nothing anybody wrote. */

/** What of a damaged journal could be read. */
export interface Damage {
  /** Records that verify. Only these are shown. */
  readable: number;
  /** Records that are there and are not as they were sealed, or cannot be read. */
  altered: number;
  /** Records the last save counted and nothing is left of; null where that count itself is lost. */
  missing: number | null;
  /** Whether those that verify are exactly the last save: then only what lies around them is damaged. */
  whole: boolean;
}

/** How the journal's file compares with what was noted of it at the last locking. */
export type CopyFound =
  | { is: 'expected' }
  /** An older copy, put back. */
  | { is: 'older'; savesBehind: number }
  /** As many saves, and others: two copies were written, each without the other's. */
  | { is: 'diverged' };

/** What a rescue wrote. */
export interface Rescued {
  saved: number;
  /** Of the new file. */
  name: string;
  /** Where it is; null: beside the damaged one. */
  folder: string | null;
}
