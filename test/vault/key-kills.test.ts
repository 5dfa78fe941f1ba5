/**
 * A keeper that is killed while it changes the keys leaves a journal that opens with exactly what the last confirmed change implies.
 * `OTHER_CHAIR_KEY_KILLS` asks for another number than 4, one for each slot and two while re-keying; `npm run prove` counts thousands.
 */
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { openVault, prepareVault, type Secret } from '../../electron/vault/vault.ts';
import { faultOfPromise, gatherAll, newFile, plain, put } from './journals.ts';
import type { KeyChange } from './key-changer.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('./remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

const KILLS = Number(process.env['OTHER_CHAIR_KEY_KILLS'] ?? 4);
const RECORDS = 400;

interface Secrets { passphrase: string; words: string }

test(`${KILLS} kills at random moments of changing the keys leave a journal that opens with what was confirmed last`, { timeout: 60_000 + KILLS * 15_000 }, async () => {
  const { file, records, ...secrets } = await laid();
  let known: Secrets = secrets;
  const figures = { confirmed: 0, passphrase: 0, words: 0, rekey: 0, keptUnconfirmed: 0, undone: 0, unfinishedFiles: 0, hotJournals: 0 };

  for (let kill = 0; kill < KILLS; kill += 1) {
    const only = (['passphrase', 'words', 'rekey', 'rekey'] as const)[kill % 4]!;
    const { confirmed, begun } = await changeUntilKilled(file, known, only);
    figures.confirmed += confirmed.length;
    if (fs.existsSync(`${file}.new`)) figures.unfinishedFiles += 1;
    if (fs.existsSync(`${file}-journal`) && fs.statSync(`${file}-journal`).size > 0) figures.hotJournals += 1;
    known = confirmed.at(-1) ?? known;
    if (begun !== null) figures[begun.what] += 1;

    const changed = begun !== null && (begun.passphrase !== known.passphrase || begun.words !== known.words);
    const withOld = await opensWith(file, known);
    if (changed) {
      // One of the two, never both and never neither.
      const withNew = await opensWith(file, begun);
      expect([withOld, withNew].toSorted()).toEqual(['none', 'wrong-secret']);
      if (withNew === 'none') {
        known = begun;
        figures.keptUnconfirmed += 1;
      } else figures.undone += 1;
    } else expect(withOld).toBe('none');
    expect(await recordsBy(file, { kind: 'passphrase', passphrase: known.passphrase })).toEqual(records);
    expect(await recordsBy(file, { kind: 'recovery', words: known.words })).toEqual(records);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['journal.ocv']);
  }
  console.log(`${KILLS} kills: ${JSON.stringify(figures)}; 0 files that did not open, 0 records lost`);
});

async function laid(): Promise<Secrets & { file: string; records: unknown[] }> {
  const file = newFile();
  const passphrase = 'the first passphrase';
  const prepared = await prepareVault(passphrase, { cost: RECOVERY_COST });
  const words = prepared.recoveryWords.join(' ');
  const vault = prepared.write(file);
  vault.commit({ puts: Array.from({ length: RECORDS }, (_, index) => put(crypto.randomBytes(1 + ((index * 97) % 6000)))), removes: [] });
  const records = plain(gatherAll(vault));
  vault.close();
  return { file, passphrase, words, records };
}

/** Both secrets at once: what one of them opens with is the answer only where the other agrees. */
async function opensWith(file: string, { passphrase, words }: Secrets): Promise<string> {
  const byPassphrase = await faultOfPromise(recordsBy(file, { kind: 'passphrase', passphrase }));
  const byWords = await faultOfPromise(recordsBy(file, { kind: 'recovery', words }));
  return byPassphrase === byWords ? byPassphrase : 'wrong-secret';
}

async function recordsBy(file: string, secret: Secret): Promise<unknown[]> {
  const vault = await openVault(file, secret);
  const records = plain(gatherAll(vault));
  vault.close();
  return records;
}

/** Runs a process that changes the keys, and kills it at a random moment after the file has begun to change. `begun`: announced and not confirmed. */
async function changeUntilKilled(file: string, { passphrase, words }: Secrets, only: KeyChange['what']): Promise<{ confirmed: KeyChange[]; begun: KeyChange | null }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'key-changer.ts'), file, passphrase, words, only], { stdio: ['ignore', 'pipe', 'inherit'] });
  // A slot is one save; a copy takes a while, and some kills are to come after it.
  const within = only === 'rekey' ? 600 : 25;
  let said = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    if (said.includes('writing')) timer ??= setTimeout(() => child.kill('SIGKILL'), crypto.randomInt(0, within * 1000) / 1000);
  });
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  expect(child.signalCode).toBe('SIGKILL');

  const confirmed: KeyChange[] = [];
  let begun: KeyChange | null = null;
  for (const line of said.slice(0, said.lastIndexOf('\n') + 1).split('\n')) {
    if (line.startsWith('will ')) begun = JSON.parse(line.slice(5)) as KeyChange;
    if (line.startsWith('done ')) {
      confirmed.push(JSON.parse(line.slice(5)) as KeyChange);
      begun = null;
    }
  }
  return { confirmed, begun };
}
