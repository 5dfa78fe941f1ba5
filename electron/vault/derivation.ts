/** Turning what a person knows into a key, slowly: Argon2id, in a thread of its own. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { joined, u32, u8, viewOf } from './bytes.ts';
import { VaultFault } from './fault.ts';
import { randomBytes } from './random.ts';
import { forget } from './seal.ts';

/** What one derivation costs. */
export interface KdfCost {
  /** Passes over the memory. */
  passes: number;
  memoryKiB: number;
}

/** Cost and salt as a slot holds them. */
export interface Kdf extends KdfCost {
  salt: Uint8Array;
}

/** What `derive.ts` is asked; `secret` is moved to it, not copied. */
export interface DeriveRequest extends Kdf {
  secret: Uint8Array;
}

/** What `derive.ts` answers. */
export type DeriveReply = { derived: Uint8Array } | { failed: 'not-enough-memory' };

/** A person's passphrase: about a second on a laptop. */
export const PASSPHRASE_COST: KdfCost = { passes: 3, memoryKiB: 256 * 1024 };
/** 128 random bits need no slowness; the same function keeps the format small. Also the lowest cost ever accepted. */
export const RECOVERY_COST: KdfCost = { passes: 3, memoryKiB: 64 * 1024 };
const FLOOR = RECOVERY_COST;
/** What a passphrase costs to guess where there is not the memory for more, dearest first. Nothing below the floor. */
const EASED_COSTS: readonly KdfCost[] = [{ passes: 4, memoryKiB: 128 * 1024 }, { passes: 6, memoryKiB: 64 * 1024 }];
const CEILING: KdfCost = { passes: 10, memoryKiB: 1024 * 1024 };

const ARGON2ID = 1;
const SALT_BYTES = 16;
const LANES = 1;
/** algorithm 1 ‖ passes 4 ‖ memory in KiB 4 ‖ lanes 4 ‖ salt 16 */
export const KDF_BYTES = 29;

/** Neither cheap enough to guess nor dear enough to hang the machine: checked before any work is spent on a file. */
export function isAcceptable(cost: KdfCost): boolean {
  const { passes, memoryKiB } = cost;
  return passes >= FLOOR.passes && passes <= CEILING.passes && memoryKiB >= FLOOR.memoryKiB && memoryKiB <= CEILING.memoryKiB;
}

/** Less dear ones to try, one after the other, where this one's memory cannot be had. */
export function easedBelow(cost: KdfCost): readonly KdfCost[] {
  return EASED_COSTS.filter((each) => each.memoryKiB < cost.memoryKiB && isCheaper(each, cost));
}

/** Whether one is less work than the other: what a guess costs is the memory times the passes over it. */
export function isCheaper(cost: KdfCost, than: KdfCost): boolean {
  return cost.passes * cost.memoryKiB < than.passes * than.memoryKiB;
}

export function freshKdf(cost: KdfCost): Kdf {
  return { passes: cost.passes, memoryKiB: cost.memoryKiB, salt: randomBytes(SALT_BYTES) };
}

export function encodeKdf(kdf: Kdf): Uint8Array {
  return joined(u8(ARGON2ID), u32(kdf.passes), u32(kdf.memoryKiB), u32(LANES), kdf.salt);
}

/** @throws VaultFault `damaged` for another function and for a cost outside the limits */
export function parseKdf(bytes: Uint8Array): Kdf {
  const view = viewOf(bytes);
  if (bytes.length !== KDF_BYTES || view.getUint8(0) !== ARGON2ID || view.getUint32(9, true) !== LANES) throw new VaultFault('damaged');
  const kdf = { passes: view.getUint32(1, true), memoryKiB: view.getUint32(5, true), salt: bytes.slice(13) };
  if (!isAcceptable(kdf)) throw new VaultFault('damaged');
  return kdf;
}

/**
 * The 32 bytes derived from `secret`, which is overwritten here whatever happens. It runs in a worker thread: libsodium's WASM memory
 * never shrinks again once it has grown by 256 MiB, and the keeper has to go on answering (cancelling among other things).
 * @throws VaultFault `cancelled` when the signal fires, `not-enough-memory` when the memory cannot be had
 */
export async function derive(secret: Uint8Array, kdf: Kdf, signal?: AbortSignal): Promise<Uint8Array> {
  const moved = Uint8Array.from(secret);
  forget(secret);
  if (signal?.aborted === true) {
    forget(moved);
    throw new VaultFault('cancelled');
  }
  const reply = await askWorker({ secret: moved, passes: kdf.passes, memoryKiB: kdf.memoryKiB, salt: kdf.salt }, signal);
  if ('failed' in reply) throw new VaultFault(reply.failed);
  return reply.derived;
}

function askWorker(request: DeriveRequest, signal: AbortSignal | undefined): Promise<DeriveReply> {
  // Beside this file as source (.ts) and beside the keeper's bundle (.js).
  const entry = new URL(`./derive${path.extname(new URL(import.meta.url).pathname)}`, import.meta.url);
  return new Promise<DeriveReply>((resolve, reject) => {
    const worker = new Worker(entry, { workerData: request, transferList: [request.secret.buffer as ArrayBuffer], execArgv: [], env: {} });
    const cancel = () => {
      reject(new VaultFault('cancelled'));
      void worker.terminate();
    };
    signal?.addEventListener('abort', cancel, { once: true });
    const settled = () => signal?.removeEventListener('abort', cancel);
    worker.once('message', (reply: DeriveReply) => {
      settled();
      resolve(reply);
      void worker.terminate();
    });
    worker.once('error', (error: Error) => {
      settled();
      reject(isOutOfMemory(error) ? new VaultFault('not-enough-memory') : error);
    });
    worker.once('exit', () => {
      settled();
      reject(new VaultFault('not-enough-memory'));
    });
  });
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
