/** G13: a file that makes guessing cheap, or would hang the machine, is refused before a thread is started for it. */
import fs from 'node:fs';
import path from 'node:path';
import { isAcceptable, PASSPHRASE_COST, RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { VaultFault } from '../../electron/vault/fault.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import { parseHeader, slotOf } from '../../electron/vault/header.ts';
import { openVault, prepareVault } from '../../electron/vault/vault.ts';
import { finish } from '../vault/vectors/draft.ts';
import type { Kdf } from '../vault/vectors/ocv1.ts';
import { kdf, passphraseSlot, recoverySlot, sound } from '../vault/vectors/sound.ts';
import { Count, inWords, type Figure, type Line, type Order } from './figure.ts';
import type { Random } from './random.ts';

const GOAL = 1000;
const SAMPLE = 300;

export const g13: Figure = { id: 'G13', shares: 1, run };

/** Threads started since, by anybody in this process. */
let threads = 0;
process.on('worker', () => (threads += 1));

async function run(order: Order): Promise<Line[]> {
  return [await control(order), await outOfRange(order), await ownCosts(order)];
}

/** A cost within the limits does start a thread, and it is seen; otherwise the next line would mean nothing. */
async function control(order: Order): Promise<Line> {
  const count = new Count('control: costs within the limits start a thread each', { goal: 4, asked: 4 });
  for (const cost of [{ passes: 3, memoryKiB: 65_536 }, { passes: 4, memoryKiB: 65_536 }, { passes: 3, memoryKiB: 65_537 }, { passes: 10, memoryKiB: 65_536 }]) {
    const { fault, started } = await openingOf(order, cost, {});
    if (fault === 'wrong-secret' && started === 1) count.held();
    else count.failed(`t ${cost.passes}, m ${cost.memoryKiB}: ${fault}, ${started} threads`);
  }
  return count;
}

async function outOfRange(order: Order): Promise<Line> {
  const asked = order.full ? GOAL : SAMPLE;
  const count = new Count('costs out of range, in either slot: refused, no thread was started', { goal: GOAL, asked });
  for (let turn = 0; turn < asked; turn += 1) {
    const [inPassphrase, inRecovery] = order.random.isOneIn(2) ? [outside(order.random), {}] : [{}, outside(order.random)];
    const { fault, started } = await openingOf(order, inPassphrase, inRecovery);
    if (fault === 'damaged' && started === 0) count.held();
    else count.failed(`${JSON.stringify([inPassphrase, inRecovery])}: ${fault}, ${started} threads`);
  }
  return count;
}

function outside(random: Random): Partial<Kdf> {
  const any = () => random.of([random.next(), 0xffffffff, random.below(256)]);
  const choices: Partial<Kdf>[] = [
    { passes: random.below(3) }, { passes: random.between(11, 1000) }, { passes: Math.max(11, any()) },
    { memoryKiB: random.below(65_536) }, { memoryKiB: 65_535 }, { memoryKiB: 1_048_577 }, { memoryKiB: Math.max(1_048_577, any()) },
    { lanes: 0 }, { lanes: Math.max(2, any()) }, { algorithm: 0 }, { algorithm: random.between(2, 255) },
  ];
  return random.of(choices);
}

async function openingOf(order: Order, inPassphrase: Partial<Kdf>, inRecovery: Partial<Kdf>): Promise<{ fault: string; started: number }> {
  const file = path.join(order.folder, 'cost.ocv');
  const { file: bytes } = finish({ ...sound, slots: [{ ...passphraseSlot, kdf: kdf(0x33, inPassphrase) }, { ...recoverySlot, kdf: kdf(0x44, inRecovery) }] });
  fs.writeFileSync(file, bytes);
  const before = threads;
  const fault = await openVault(file, { kind: 'passphrase', passphrase: 'not this one' }).then(() => 'it opened', (error: unknown) => (error instanceof VaultFault ? error.fault : inWords(error)));
  await new Promise((resolve) => setImmediate(resolve));
  return { fault, started: threads - before };
}

async function ownCosts(order: Order): Promise<Line> {
  const count = new Count('costs of a new journal: the compiled-in ones, and no other than allowed can be asked for', { goal: 10, asked: 10 });
  const file = path.join(order.folder, 'new.ocv');
  const prepared = await prepareVault('a passphrase of this run');
  prepared.write(file).close();
  prepared.forget();
  const header = headerIn(file);
  for (const [name, cost] of [['passphrase', PASSPHRASE_COST], ['recovery', RECOVERY_COST]] as const) {
    const { passes, memoryKiB } = slotOf(header, name).kdf;
    if (passes === cost.passes && memoryKiB === cost.memoryKiB && isAcceptable(cost)) count.held();
    else count.failed(`${name}: t ${passes}, m ${memoryKiB}`);
  }
  for (const cost of [{ passes: 2, memoryKiB: 65_536 }, { passes: 0, memoryKiB: 65_536 }, { passes: 11, memoryKiB: 65_536 }, { passes: 3, memoryKiB: 0 }, { passes: 3, memoryKiB: 65_535 }, { passes: 3, memoryKiB: 1_048_577 }, { passes: -1, memoryKiB: 65_536 }, { passes: Number.NaN, memoryKiB: 65_536 }]) {
    const before = threads;
    const refused = await prepareVault('another', { cost }).then(() => false, () => true);
    if (refused && threads === before) count.held();
    else count.failed(`t ${cost.passes}, m ${cost.memoryKiB} was taken`);
  }
  return count;
}

function headerIn(file: string) {
  const journal = JournalFile.open(file);
  try {
    return parseHeader(journal.preface().header);
  } finally {
    journal.close();
  }
}
