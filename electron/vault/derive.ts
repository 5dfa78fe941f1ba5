/** Entry of the worker thread that derives one key and ends. */
import sodium from 'libsodium-wrappers-sumo';
import { parentPort, workerData } from 'node:worker_threads';
import type { DeriveReply, DeriveRequest } from './derivation.ts';

await sodium.ready;
const reply = answer(workerData as DeriveRequest);
parentPort?.postMessage(reply, 'derived' in reply ? [reply.derived.buffer as ArrayBuffer] : []);

function answer({ secret, salt, passes, memoryKiB }: DeriveRequest): DeriveReply {
  try {
    // A copy of its own buffer, so that it can be moved to the keeper.
    return { derived: Uint8Array.from(sodium.crypto_pwhash(32, secret, salt, passes, memoryKiB * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13)) };
  } catch {
    // The parameters were checked before: what is left to fail is the allocation.
    return { failed: 'not-enough-memory' };
  } finally {
    secret.fill(0);
  }
}
