/**
 * Killed at any moment: a file with a backup's name is a whole backup, and in the journal's place stands a whole journal.
 * `OTHER_CHAIR_KILLS` asks for another number than 6 of each; `npm run prove` counts thousands.
 */
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { newBackup, readBackup } from './backup-files.ts';
import { DERIVED, gatherAll, newFile, newFolder, newVault, plain, recordsIn, write } from './journals.ts';

const KILLS = Number(process.env['OTHER_CHAIR_KILLS'] ?? 6);
const TIME = { timeout: 60_000 + KILLS * 4000 };

/** Several frames, and several writes of rows when it is restored. */
const someRecords = (word: string) => Array.from({ length: 250 }, (_, index) => `${word} ${index} `.repeat(1 + ((index * 37) % 400)));

async function runUntilKilled(args: string[], afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'backer.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    if (said.includes('ready')) timer ??= setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  expect(child.signalCode).toBe('SIGKILL');
  return said.slice(0, said.lastIndexOf('\n') + 1).split('\n').flatMap((line) => (line.startsWith('done ') ? [line.slice(5)] : []));
}

const key = Buffer.from(DERIVED).toString('hex');

test(`${KILLS} kills while backups are made leave no backup that is not whole`, TIME, async () => {
  const file = newFile();
  const vault = newVault(file);
  write(vault, ...someRecords('entry'));
  const records = plain(gatherAll(vault));
  vault.close();
  const folder = newFolder();
  const figures = { confirmed: 0, unconfirmed: 0, unfinished: 0 };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const confirmed = await runUntilKilled(['backup', file, folder, key, String(kill)], crypto.randomInt(250_000) / 1000);
    const found = fs.readdirSync(folder);
    const backups = found.filter((name) => name.endsWith('.ocb'));
    for (const name of confirmed) expect(backups).toContain(name);
    for (const name of backups) expect(await readBackup(path.join(folder, name))).toHaveLength(250);
    expect(found.filter((name) => !/\.ocb(?:\.part)?$/u.test(name))).toEqual([]);
    figures.confirmed += confirmed.length;
    figures.unconfirmed += backups.length - confirmed.length;
    figures.unfinished += found.length - backups.length;
    for (const name of found) fs.rmSync(path.join(folder, name));
  }
  expect(plain(recordsIn(file))).toEqual(records);
  console.log(`${KILLS} kills: ${JSON.stringify(figures)}; every file with a backup's name read whole`);
});

test(`${KILLS} kills while a journal is restored over another leave one of the two, whole, and the other kept`, TIME, async () => {
  const backedUp = newVault();
  write(backedUp, ...someRecords('backed up'));
  const backup = await newBackup(backedUp);
  const inBackup = JSON.stringify(plain(gatherAll(backedUp)));
  backedUp.close();
  const figures = { stillBefore: 0, restored: 0, cutOff: 0 };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const file = newFile();
    const vault = newVault(file);
    write(vault, ...someRecords('before').slice(0, 60));
    const before = JSON.stringify(plain(gatherAll(vault)));
    vault.close();
    await runUntilKilled(['restore', file, backup, key, String(kill)], crypto.randomInt(400_000) / 1000);

    const now = JSON.stringify(plain(recordsIn(file)));
    expect([before, inBackup]).toContain(now);
    figures[now === before ? 'stillBefore' : 'restored'] += 1;
    const names = fs.readdirSync(path.dirname(file));
    const kept = names.filter((name) => name.startsWith('before') && name.endsWith('.ocv')).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    // What is kept has been whole from the moment it had its name, and the first of them is the journal there was.
    for (const [index, name] of kept.entries()) expect(JSON.stringify(plain(recordsIn(path.join(path.dirname(file), name))))).toBe(index === 0 ? before : inBackup);
    if (now !== before) expect(kept.length).toBeGreaterThan(0);
    if (names.some((name) => name.includes('.restoring') || name.endsWith('.part'))) figures.cutOff += 1;
  }
  console.log(`${KILLS} kills: ${JSON.stringify(figures)}; 0 journals lost`);
});
