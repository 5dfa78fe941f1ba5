/** G14: no nonce comes twice, and without randomness nothing is saved. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { seal } from '../../electron/vault/seal.ts';
import { Count, type Figure, type Line, type Order } from './figure.ts';
import { newVault, put } from './laid-journal.ts';

const GOAL = 10_000_000;
const SAMPLE = 300_000;
/** So that a run that is broken off has compared what it has counted. */
const LOOKED_AT_EVERY = 1_000_000;

export const g14: Figure = { id: 'G14', shares: 1, run: (order) => Promise.resolve([nonces(order), withoutRandomness(order)]) };

/**
 * Of each nonce the first eight bytes are kept, in one array that is sorted: 80 MB for ten million. By chance two of ten million begin alike
 * in one run of 370,000; then the run says so, and has to be done again.
 */
function nonces(order: Order): Line {
  const asked = order.full ? GOAL : SAMPLE;
  const count = new Count('seals of one text under one key: no nonce comes twice', { goal: GOAL, asked });
  const key = Uint8Array.from(crypto.randomBytes(32));
  const [associated, text] = [new Uint8Array(8), new Uint8Array(16)];
  const beginnings = new BigUint64Array(asked);
  for (let drawn = 0; drawn < asked; ) {
    const until = Math.min(asked, drawn + LOOKED_AT_EVERY);
    for (; drawn < until; drawn += 1) {
      const sealed = seal(key, 'oc1/rec', associated, text);
      beginnings[drawn] = new DataView(sealed.buffer, sealed.byteOffset).getBigUint64(0);
    }
    const repeated = repeatedIn(beginnings.subarray(0, drawn).sort());
    while (count.reached < drawn - repeated) count.held();
    while (count.reached < drawn) count.failed('a nonce begins as another one does');
  }
  return count;
}

function repeatedIn(sorted: BigUint64Array): number {
  let repeated = 0;
  for (let at = 1; at < sorted.length; at += 1) if (sorted[at] === sorted[at - 1]) repeated += 1;
  return repeated;
}

function withoutRandomness({ folder, full }: Order): Line {
  const asked = full ? 500 : 100;
  const count = new Count('saves without randomness: refused, and the file is what it was', { goal: 500, asked });
  const file = path.join(folder, 'journal.ocv');
  const vault = newVault(file);
  for (const _ of vault.gather(1));
  vault.commit({ puts: [put('an entry')], removes: [] });
  const before = fs.readFileSync(file);
  for (let turn = 0; turn < asked; turn += 1) {
    // From the first draw of a save on, or from a later one.
    const refused = withoutRandomnessAfter(turn % 3, () => vault.commit({ puts: [put('another'), put('one more')], removes: [] }));
    if (refused && fs.readFileSync(file).equals(before)) count.held();
    else count.failed(`save ${turn}: ${refused ? 'the file has changed' : 'it was saved'}`);
  }
  vault.close();
  return count;
}

/** The system's generator fails after `draws` draws. @returns whether `act` threw */
function withoutRandomnessAfter(draws: number, act: () => void): boolean {
  const real = crypto.randomFillSync;
  let left = draws + 2;
  crypto.randomFillSync = ((...args: Parameters<typeof real>) => {
    left -= 1;
    if (left < 0) throw new Error('no entropy');
    return real(...args);
  }) as typeof real;
  try {
    act();
    return false;
  } catch {
    return true;
  } finally {
    crypto.randomFillSync = real;
  }
}
