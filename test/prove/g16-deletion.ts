/** G16: once the journal is locked, what was deleted or written over is not in the file any more, nor in what lies beside it. */
import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import type { RecordId } from '../../shared/record-id.ts';
import { Count, type Figure, type Line, type Order } from './figure.ts';
import { newVault, put, reopen } from './laid-journal.ts';

const GOAL = 1000;
const SAMPLE = 300;
const PROBE = 16;

export const g16: Figure = { id: 'G16', shares: 1, run: (order) => Promise.resolve([run(order)]) };

function run(order: Order): Line {
  const asked = order.full ? GOAL : SAMPLE;
  const count = new Count('records deleted or written over: after the lock no 16 bytes of them are left', { goal: GOAL, asked });
  const file = path.join(order.folder, 'journal.ocv');
  let vault = newVault(file);
  for (const _ of vault.gather(1));
  const ids: RecordId[] = [];
  let probes = 0;
  for (let turn = 0; count.reached < asked; turn += 1) {
    if (ids.length < 12) {
      const added = [put(text(order)), put(text(order))];
      vault.commit({ puts: added, removes: [] });
      ids.push(...added.map(({ id }) => id));
      continue;
    }
    const id = ids[order.random.below(ids.length)]!;
    const old = sealedOf(file, id);
    const isDeleted = order.random.isOneIn(2);
    vault.commit(isDeleted ? { puts: [], removes: [ids.splice(ids.indexOf(id), 1)[0]!] } : { puts: [put(text(order), id)], removes: [] });
    // As it lies on the disk overnight.
    vault.close();
    const left = fs.readdirSync(order.folder).map((name) => fs.readFileSync(path.join(order.folder, name)));
    const found = probesOf(old).filter((probe) => left.some((bytes) => bytes.includes(probe))).length;
    probes += probesOf(old).length;
    if (found === 0) count.held(isDeleted ? 'deleted' : 'written over');
    else count.failed(`run ${turn}, ${isDeleted ? 'deleted' : 'written over'}: ${found} of ${probesOf(old).length} probes`);
    if (order.random.isOneIn(25)) {
      fs.rmSync(file);
      vault = newVault(file);
      ids.length = 0;
    } else vault = reopen(file);
    for (const _ of vault.gather(100));
  }
  vault.close();
  count.note(`${probes.toLocaleString('en-GB')} probes of ${PROBE} bytes`);
  return count;
}

function text({ random }: Order): Uint8Array {
  return random.bytes(random.isOneIn(6) ? random.between(5000, 40_000) : random.below(1500));
}

/** A copy is looked at: the journal itself is open, and locked. */
function sealedOf(file: string, id: RecordId): Buffer {
  const database = new Database(fs.readFileSync(file));
  try {
    return database.prepare<[bigint], Buffer>('SELECT substr(b, 6) FROM r WHERE k = ?').pluck().get(BigInt(`0x${id}`))!;
  } finally {
    database.close();
  }
}

/** All of a short record, every 64 bytes of a long one: a page that was left would hold many. */
function probesOf(sealed: Buffer): Buffer[] {
  const probes: Buffer[] = [];
  for (let at = 0; at + PROBE <= sealed.length; at += sealed.length < 2000 ? PROBE : 64) probes.push(sealed.subarray(at, at + PROBE));
  return probes;
}
