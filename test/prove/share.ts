/** Entry of a process that runs one share of one figure and answers its lines as JSON, the last line it prints. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sodiumReady } from '../../electron/vault/seal.ts';
import { FIGURES } from './figures.ts';
import { Random } from './random.ts';

export interface ShareAsked {
  id: string;
  full: boolean;
  seed: number;
  share: number;
  shares: number;
}

if (import.meta.main) await answer(JSON.parse(process.argv[2]!) as ShareAsked);

async function answer({ id, full, seed, share, shares }: ShareAsked): Promise<void> {
  const figure = FIGURES.find((each) => each.id === id)!;
  const folder = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'other-chair-prove-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.once('SIGTERM', () => process.exit(143));
  await sodiumReady();
  const lines = await figure.run({ full, seed, share, shares, folder, random: new Random(seed, id, share) });
  process.stdout.write(`${JSON.stringify(lines)}\n`);
}
