/**
 * What is still being written. A page that holds words which are not durable yet registers how to save them; before the journal locks
 * all of them are asked.
 */
import { useEffect, useRef } from 'react';

/** Saves what is unsaved. Resolves when it is durable, rejects when it could not be saved. */
export type Flush = () => Promise<void>;

/** Longest wait for everything to be saved before locking goes on. */
const FLUSH_MS = 3000;

const waiting = new Set<Flush>();

/** Registers for as long as the component is mounted. */
export function useUnsaved(flush: Flush): void {
  const latest = useRef(flush);
  useEffect(() => {
    latest.current = flush;
  });
  useEffect(() => registerUnsaved(() => latest.current()), []);
}

/** Returns the function that ends the registration. */
export function registerUnsaved(flush: Flush): () => void {
  waiting.add(flush);
  return () => waiting.delete(flush);
}

/** Saves all of it. `false`: something could not be saved, or not in time. */
export async function flushAll(): Promise<boolean> {
  const all = Promise.allSettled([...waiting].map((flush) => flush())).then((ends) => ends.every((end) => end.status === 'fulfilled'));
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), FLUSH_MS));
  return Promise.race([all, late]);
}
