/** What is measured, and what each way of keeping a journal has to offer for it. */
import type { Session } from '../../shared/session.ts';
import type { Corpus } from './corpus.ts';
import type { WholeWork } from './whole-work.ts';

export interface Design {
  /** Fills a folder with the corpus. Not measured. */
  make(folder: string, corpus: Corpus): Promise<void>;
  /** What is done before the key is known: modules loaded, key derived. Not measured. */
  prepare(folder: string): Promise<Prepared>;
}

export interface Prepared {
  /** Starts when the key is known. */
  open(): Promise<Opened>;
}

export interface Opened {
  /** The newest sixty rows of the list. */
  firstPage(): Promise<number>;
  /** Resolves when a search would be answered. */
  searchReady(): Promise<void>;
  /** Hits, with snippets, at most fifty. */
  search(text: string): number;
  /** Durable when it resolves. `place` counts in the corpus; `null` adds a session. */
  save(place: number | null, session: Session): Promise<void>;
  read(place: number): unknown;
  /** Left out where a design has nothing of the kind. */
  whole?(work: WholeWork): Promise<void>;
  close(): void;
}

export const PAGE = 60;
export const HITS = 50;
