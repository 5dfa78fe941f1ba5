/** The pace and the care of re-keying: records sealed into a copy, and compared when they were read back. */
import { setImmediate as pause } from 'node:timers/promises';
import { sameBytes } from './bytes.ts';
import { VaultFault } from './fault.ts';
import type { StoredRecord } from './record.ts';

/** Records read before the process gets its turn: a few milliseconds' worth. */
export const BATCH = 32;

/** Records written under the new key, then those of them read back and compared. */
export type RekeyProgress = (step: 'sealing' | 'checking', done: number, total: number) => void;

/** Bytes of records written into a copy in one go, before the process gets its turn: some milliseconds' worth. */
export const WRITTEN_AT_ONCE = 256 * 1024;

/** After each batch: says how far it is, lets others have their turn, and stops where that was asked. */
export type Pace = (records: number) => Promise<void>;

export function paceOf(step: 'sealing' | 'checking', total: number, progress: RekeyProgress, signal: AbortSignal | undefined, isClosed: () => boolean): Pace {
  let done = 0;
  return async (records) => {
    done += records;
    progress(step, Math.min(done, total), total);
    await pause();
    if (signal?.aborted === true || isClosed()) throw new VaultFault('cancelled');
  };
}

/** The records of a copy as the disk gives them back. */
export function* readBack(copy: { gather(batch: number): Generator<StoredRecord[], void> }): Generator<StoredRecord[], void> {
  try {
    yield* copy.gather(BATCH);
  } catch (error) {
    throw asDiskError(error);
  }
}

/** What comes back otherwise than it was written a moment ago is the disk's fault: the journal itself is whole. */
export function asDiskError(error: unknown): unknown {
  return error instanceof VaultFault && error.fault === 'damaged' ? new VaultFault('disk-error') : error;
}

export function sameRecord(a: StoredRecord, b: StoredRecord | null): boolean {
  return b !== null && a.id === b.id && a.type === b.type && a.schema === b.schema && a.revision === b.revision && sameBytes(a.payload, b.payload);
}

export function sizeOf(records: readonly StoredRecord[]): number {
  return records.reduce((sum, { payload }) => sum + payload.length, 0);
}
