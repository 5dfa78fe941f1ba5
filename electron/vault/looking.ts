/** The structure of a journal file looked over in a thread of its own: of a large file that takes longer than the keeper may be silent. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { VaultFault, type VaultFaultCode } from './fault.ts';
import type { SeenFile } from './file.ts';

/** What `look.ts` is asked. */
export interface LookRequest {
  file: string;
}

/** What `look.ts` answers. */
export type LookReply = { seen: SeenFile } | { fault: VaultFaultCode };

/**
 * Opens the file as a journal is opened, and closes it again.
 * @param file nobody in this process has open
 * @returns what spares the next opening the same work, as long as the file stays as it is
 * @throws VaultFault as `JournalFile.open`
 */
export async function lookOver(file: string): Promise<SeenFile> {
  // Beside this file as source (.ts) and beside the keeper's bundle (.js).
  const entry = new URL(`./look${path.extname(new URL(import.meta.url).pathname)}`, import.meta.url);
  const reply = await new Promise<LookReply>((resolve, reject) => {
    const worker = new Worker(entry, { workerData: { file } satisfies LookRequest, execArgv: [], env: {} });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new VaultFault('unreadable')));
  });
  if ('fault' in reply) throw new VaultFault(reply.fault);
  return reply.seen;
}
