/** Entry of the worker thread that looks over the structure of one journal file and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { VaultFault } from './fault.ts';
import { JournalFile } from './file.ts';
import type { LookReply, LookRequest } from './looking.ts';

parentPort?.postMessage(answer(workerData as LookRequest));

function answer({ file }: LookRequest): LookReply {
  try {
    const journal = JournalFile.open(file);
    // While it is still locked: nobody can have written in between.
    const { seen } = journal;
    journal.close();
    return { seen };
  } catch (error) {
    if (error instanceof VaultFault) return { fault: error.fault };
    throw error;
  }
}
