/** G3: one bit of the file is another. It is refused, or nothing in the journal has changed. */
import fs from 'node:fs';
import path from 'node:path';
import { BackupReader } from '../../electron/vault/backup-reader.ts';
import { writeBackup } from '../../electron/vault/backup-writer.ts';
import { VaultFault } from '../../electron/vault/fault.ts';
import { slotOf } from '../../electron/vault/header.ts';
import { keysOf } from '../../electron/vault/keys.ts';
import { unwrapKey } from '../../electron/vault/slots.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { Count, inWords, type Figure, type Line, type Order } from './figure.ts';
import { DERIVED, digestOf, newVault, put, readAll } from './laid-journal.ts';
import { Random } from './random.ts';
import { zonesOf } from './zones.ts';

const AT_LEAST_BYTES = 64 * 1024;
const SAMPLE_OF_JOURNAL = 8000;
const SAMPLE_OF_BACKUP = 3000;
/** Nothing is read from these, so that a change in them is no change: everywhere else a change has to be refused. */
const INERT = new Set(['unused space of a page', 'file header: hints', 'front page', 'cell header', 'page header']);
const SEALED = new Set(['header', 'header MAC', 'head', 'record']);

export const g3: Figure = { id: 'G3', shares: 2, run };

async function run(order: Order): Promise<Line[]> {
  return [await bitsOfJournal(order), await bitsOfBackup(order)];
}

async function bitsOfJournal(order: Order): Promise<Line> {
  const file = path.join(order.folder, 'journal.ocv');
  layJournal(file, order.seed);
  const whole = fs.readFileSync(file);
  const { records } = readAll(file);
  const before = digestOf(records);
  const zones = zonesOf(file, whole);
  const goal = AT_LEAST_BYTES * 8;
  const count = new Count('bits of a journal of 64 KiB or more changed: refused, or nothing is different', { goal, asked: order.full ? whole.length * 8 : SAMPLE_OF_JOURNAL });
  await eachBit(order, file, whole, order.full ? null : SAMPLE_OF_JOURNAL, (bit) => {
    const zone = zones[bit >> 3]!;
    const outcome = outcomeOf(file, before);
    if (outcome === 'refused') count.held(`refused: ${zone}`);
    else if (outcome === 'nothing different' && !SEALED.has(zone)) count.held(`${INERT.has(zone) ? 'inert' : 'nothing different'}: ${zone}`);
    else count.failed(`bit ${bit}, ${zone}: ${outcome}`);
  });
  return count;
}

/** Records of many sizes, some over pages of their own; free pages; a front page; all of an ordinary life. Of the same layout in each share. */
function layJournal(file: string, seed: number): void {
  const random = new Random(seed, 'G3');
  const next = (text: string) => put(text, Buffer.from([random.below(128), ...random.bytes(7)]).toString('hex') as RecordId);
  const vault = newVault(file);
  for (const _ of vault.gather(1));
  // Few: each is opened anew for every bit.
  const entries = Array.from({ length: 14 }, (_, at) => next('an entry '.repeat(1 + ((at * 97) % 440))));
  const long = [next('a long entry '.repeat(1200)), next('another '.repeat(300))];
  vault.commit({ puts: [...entries, ...long], removes: [] });
  vault.commit({ puts: [put('a changed entry', entries[3]!.id)], removes: [entries[7]!.id, long[1]!.id] });
  while (fs.statSync(file).size < AT_LEAST_BYTES) vault.commit({ puts: [next('one more '.repeat(100))], removes: [] });
  vault.writeFrontPage(Buffer.from('newest rows'));
  vault.close();
}

function outcomeOf(file: string, before: string): string {
  try {
    const { records, frontPage } = readAll(file);
    if (digestOf(records) !== before) return 'other records were shown';
    return frontPage === null || Buffer.from(frontPage).toString() === 'newest rows' ? 'nothing different' : 'another front page was shown';
  } catch (error) {
    return error instanceof VaultFault ? 'refused' : `crashed, ${inWords(error)}`;
  }
}

async function bitsOfBackup(order: Order): Promise<Line> {
  const file = path.join(order.folder, 'backup.ocb');
  const journal = path.join(order.folder, 'backed-up.ocv');
  const vault = newVault(journal);
  for (const _ of vault.gather(1));
  vault.commit({ puts: Array.from({ length: 12 }, (_, at) => put('an entry '.repeat(at * 40))), removes: [] });
  const snapshot = vault.snapshot();
  await writeBackup(snapshot, file, { madeAtMs: 1_700_000_000_000 });
  snapshot.release();
  vault.close();
  const whole = fs.readFileSync(file);
  const count = new Count('bits of a backup changed: refused', { goal: whole.length * 8, asked: order.full ? whole.length * 8 : SAMPLE_OF_BACKUP });
  if (await outcomeOfBackup(file) !== 'read whole') throw new Error('The backup does not even open as it is.');
  await eachBit(order, file, whole, order.full ? null : SAMPLE_OF_BACKUP, async (bit) => {
    const outcome = await outcomeOfBackup(file);
    if (outcome === 'refused') count.held();
    else count.failed(`bit ${bit}: ${outcome}`);
  });
  return count;
}

async function outcomeOfBackup(file: string): Promise<string> {
  try {
    const reader = await BackupReader.open(file);
    try {
      const vaultKey = unwrapKey(reader.header, slotOf(reader.header, 'passphrase'), Uint8Array.from(DERIVED));
      if (vaultKey === null) return 'refused';
      await reader.begin(keysOf(vaultKey));
      for await (const _ of reader.rows());
      return 'read whole';
    } finally {
      await reader.close();
    }
  } catch (error) {
    return error instanceof VaultFault ? 'refused' : `crashed, ${inWords(error)}`;
  }
}

/** Each bit of this share changed, looked at, and changed back. @param sample how many of them in all shares; null: every one */
async function eachBit({ random, share, shares }: Order, file: string, whole: Buffer, sample: number | null, look: (bit: number) => void | Promise<void>): Promise<void> {
  const bits = whole.length * 8;
  const chosen = sample === null ? null : random.some(Math.ceil(sample / shares), bits);
  const descriptor = fs.openSync(file, 'r+');
  try {
    for (let turn = 0; turn < (chosen?.length ?? Math.ceil((bits - share) / shares)); turn += 1) {
      const bit = chosen?.[turn] ?? share + turn * shares;
      fs.writeSync(descriptor, Uint8Array.of(whole[bit >> 3]! ^ (1 << (bit & 7))), 0, 1, bit >> 3);
      await look(bit);
      fs.writeSync(descriptor, whole, bit >> 3, 1, bit >> 3);
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

