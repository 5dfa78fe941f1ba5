/** A keeper that is killed at any moment loses nothing it had confirmed. `OTHER_CHAIR_KILLS` asks for another number than 24; `npm run prove` counts thousands. */
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DERIVED, gatherAll, newFile, newVault, openWithFile } from './journals.ts';

const KILLS = Number(process.env['OTHER_CHAIR_KILLS'] ?? 24);

interface Save { puts: { id: string; text: string }[]; removes: string[] }
type TextById = Map<string, string>;

test(`${KILLS} kills at random moments of saving lose no confirmed save`, { timeout: 60_000 + KILLS * 2000 }, async () => {
  const file = newFile();
  newVault(file).close();
  let state: TextById = new Map();
  const figures = { confirmed: 0, unconfirmedKept: 0, unconfirmedUndone: 0, betweenSaves: 0, hotJournals: 0 };

  for (let kill = 0; kill < KILLS; kill += 1) {
    const { confirmed, begun } = await saveUntilKilled(file, crypto.randomInt(0, 25_000) / 1000);
    if (isNotEmpty(`${file}-journal`)) figures.hotJournals += 1;
    for (const save of confirmed) state = after(state, save);
    figures.confirmed += confirmed.length;

    const found = read(file);
    if (begun === null) {
      expect(found).toEqual(state);
      figures.betweenSaves += 1;
    } else if (same(found, after(state, begun))) {
      state = found;
      figures.unconfirmedKept += 1;
    } else {
      expect(found).toEqual(state);
      figures.unconfirmedUndone += 1;
    }
  }
  console.log(`${KILLS} kills: ${JSON.stringify(figures)}; 0 confirmed saves lost, 0 files that did not open`);
  expect(figures.confirmed).toBeGreaterThanOrEqual(KILLS);
});

/** Runs a process that saves, and kills it some milliseconds after its first save. `begun`: a save it had announced and not confirmed. */
async function saveUntilKilled(file: string, afterMs: number): Promise<{ confirmed: Save[]; begun: Save | null }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'saver.ts'), file, Buffer.from(DERIVED).toString('hex')], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    if (said.includes('done')) timer ??= setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  expect(child.signalCode).toBe('SIGKILL');

  const confirmed: Save[] = [];
  let begun: Save | null = null;
  // A line that was cut off is not a line: what it would have announced had not begun.
  for (const line of said.slice(0, said.lastIndexOf('\n') + 1).split('\n')) {
    if (line.startsWith('will ')) begun = JSON.parse(line.slice(5)) as Save;
    if (line.startsWith('done ')) {
      confirmed.push(begun!);
      begun = null;
    }
  }
  return { confirmed, begun };
}

function after(state: TextById, save: Save): TextById {
  const next = new Map(state);
  for (const id of save.removes) next.delete(id);
  for (const { id, text } of save.puts) next.set(id, text);
  return next;
}

function read(file: string): TextById {
  const { vault } = openWithFile(file);
  const records = gatherAll(vault);
  vault.close();
  return new Map(records.map((record) => [record.id, Buffer.from(record.payload).toString()]));
}

function same(a: TextById, b: TextById): boolean {
  return a.size === b.size && [...a].every(([id, text]) => b.get(id) === text);
}

function isNotEmpty(file: string): boolean {
  return fs.existsSync(file) && fs.statSync(file).size > 0;
}
