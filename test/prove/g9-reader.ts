/** G9: journals of the app read by a reader that shares no code with it, and journals written from FORMAT.md alone read by the app. */
import fs from 'node:fs';
import path from 'node:path';
import { newRecordId } from '../../electron/vault/vault.ts';
import { Journals } from '../reader/journals.ts';
import { finish, type Draft } from '../vault/vectors/draft.ts';
import { readByOurCode } from '../vault/vectors/ours.ts';
import { passphraseSlot, recoverySlot, withPassphrase } from '../vault/vectors/sound.ts';
import { digestOf } from '../vault/vectors/vector.ts';
import { Count, partOf, type Figure, type Line, type Order } from './figure.ts';
import { put } from './laid-journal.ts';
import type { Random } from './random.ts';

const GOAL = 200;
const SAMPLE = 40;

export const g9: Figure = { id: 'G9', shares: 2, run };

async function run(order: Order): Promise<Line[]> {
  return [await readByTheReader(order), await readByTheApp(order)];
}

async function readByTheReader(order: Order): Promise<Line> {
  const asked = order.full ? GOAL : SAMPLE;
  const count = new Count('journals of the app that the reader reads alike', { goal: GOAL, asked });
  const journals = await Journals.prepare();
  try {
    for (let turn = 0; turn < partOf(asked, order); turn += 1) {
      const file = journals.make(savesOf(order.random));
      const [byApp, byReader] = [await journals.asTheAppReads(file), journals.asTheReaderReads(file)];
      if (typeof byApp !== 'string' && JSON.stringify(byApp) === JSON.stringify(byReader)) count.held();
      else count.failed(`journal ${turn}: the app says ${said(byApp)}, the reader ${said(byReader)}`);
      fs.rmSync(file);
    }
  } finally {
    journals.remove();
  }
  return count;
}

function said(outcome: unknown): string {
  return typeof outcome === 'string' ? outcome : `${(outcome as unknown[]).length} records`;
}

/** Some saves, as an ordinary life with a journal leaves them: written, written over, taken out. */
function savesOf(random: Random): Parameters<Journals['make']>[0] {
  const ids: ReturnType<typeof newRecordId>[] = [];
  return Array.from({ length: random.between(1, 6) }, () => {
    const removes = ids.length > 3 && random.isOneIn(3) ? ids.splice(random.below(ids.length), 1) : [];
    const over = ids.length > 0 && random.isOneIn(2) ? [random.of(ids)] : [];
    const added = Array.from({ length: random.between(1, 8) }, () => newRecordId());
    ids.push(...added);
    return { puts: [...over, ...added].map((id) => ({ ...put(random.bytes(sizeOf(random)), id, random.below(65_536)), schema: random.below(65_536) })), removes };
  });
}

function sizeOf(random: Random): number {
  return random.isOneIn(12) ? random.between(4000, 90_000) : random.below(random.of([2, 600, 1500]));
}

async function readByTheApp(order: Order): Promise<Line> {
  const asked = order.full ? GOAL : SAMPLE;
  const count = new Count('journals written from FORMAT.md alone that the app reads alike', { goal: GOAL, asked });
  for (let turn = 0; turn < partOf(asked, order); turn += 1) {
    const draft = draftOf(order.random);
    const file = path.join(order.folder, 'written.ocv');
    fs.writeFileSync(file, finish(draft).file);
    const { outcome, records } = await readByOurCode(file, withPassphrase);
    if (records === digestOf(draft.records)) count.held();
    else count.failed(`journal ${turn}: ${outcome}`);
    fs.rmSync(file);
  }
  return count;
}

function draftOf(random: Random): Draft {
  const numbers = new Set(Array.from({ length: random.below(25) }, () => (BigInt(random.next() >>> 1) << 32n) | BigInt(random.next())));
  return {
    vaultId: random.bytes(16),
    epoch: random.between(1, 0xffffffff),
    vaultKey: random.bytes(32),
    slots: [passphraseSlot, recoverySlot],
    records: [...numbers].map((k) => ({ k, type: random.below(65_536), schema: random.below(65_536), revision: BigInt(random.between(1, 2 ** 31)), payload: random.bytes(sizeOf(random)) })),
    sequence: BigInt(random.next()),
    previous: random.bytes(32),
    frontPage: random.isOneIn(2) ? random.bytes(random.below(2000)) : null,
  };
}
